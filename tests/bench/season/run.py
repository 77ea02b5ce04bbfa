"""A season played through the rules: clean reports full of traps first, then faults, one at a time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random

from monitor.finding import Finding
from monitor.rules import Result

from .cases import Peers, build_reports, draw_peers, judge
from .draft import History, copied
from .fault import Expected, Plant, Planted
from .faults import ARITHMETIC, NARRATIVE
from .outside import play_outside
from .scans import play_scans
from .score import SeasonScore, Slip, match
from .trap import Trap
from .traps import TRAPS
from .world import Chronicle, draw_season
from .years import FIRST, LAST

TRAP_YEARS = ((2019, 2022, 2025), (2020, 2023), (2021, 2024))
"""Far enough apart that no trap stands in another's way."""
TRIES = 200


def play(seed: str = "", bodies: int = 400, faults: int = 40) -> SeasonScore:
    """A season of a seed; `faults` are planted of each kind."""
    score = SeasonScore(seed, bodies)
    chronicles = draw_season(seed, bodies)
    peers = draw_peers(chronicles)
    _play_clean(score, set_traps(draw_season(seed, bodies), seed), peers)
    for plant in (*ARITHMETIC, *NARRATIVE):
        _play_fault(score, plant, chronicles, peers, Random(f"{seed}-{plant.__name__}"), faults)
    play_scans(score, chronicles, peers, seed)
    play_outside(score, chronicles, Random(f"{seed}-outside"), faults)
    return score


def set_traps(chronicles: list[Chronicle], seed: str) -> list[Chronicle]:
    """Two or three traps in each body's years, all kinds equally often as far as bodies lend themselves to them."""
    rng, used = Random(f"traps-{seed}"), Counter(dict.fromkeys(TRAPS, 0))
    for chronicle in chronicles:
        for year in rng.choice(TRAP_YEARS):
            _set_trap(rng, chronicle, year, used)
    return chronicles


def _set_trap(rng: Random, chronicle: Chronicle, year: int, used: Counter[Trap]) -> None:
    """Set the trap that was set least often of those to which the report lends itself."""
    for trap in sorted(TRAPS, key=lambda trap: (used[trap], TRAPS.index(trap))):
        trial = copied(chronicle.history)
        if trap(rng, chronicle.nature, trial, year):
            chronicle.history = trial
            chronicle.history[year].traps.append(trap.__name__)
            used[trap] += 1
            return


def _play_clean(score: SeasonScore, chronicles: list[Chronicle], peers: Peers) -> None:
    spent = 0.0
    for chronicle in chronicles:
        reports = build_reports(chronicle.history)
        start = time.process_time()
        results = judge(chronicle.history, reports, reports, peers)
        spent += time.process_time() - start
        score.clean_reports += len(reports)
        for year, result in results.items():
            draft = chronicle.history[year]
            score.traps.update(draft.traps)
            _note_failures(score, result)
            near = [*draft.traps, *_traps_near(chronicle, year)]
            for finding in result.findings:
                if finding.severity == "error" or finding.code not in draft.allowed:
                    score.tally(finding.code).clean += 1
                    score.false.append(_slip(finding, chronicle.nature.body.name, year, ", ".join(near)))
    score.milliseconds = 1000 * spent / score.clean_reports


def _traps_near(chronicle: Chronicle, year: int) -> Iterator[str]:
    for near in (year - 1, year + 1):
        if near in chronicle.history:
            yield from (f"{name} ({near})" for name in chronicle.history[near].traps)


def _note_failures(score: SeasonScore, result: Result) -> None:
    score.failures.update(f"{failure.rule}: {failure.error}" for failure in result.failures)


Trial = tuple[Chronicle, int, History, Planted]


def _play_fault(
    score: SeasonScore, plant: Plant, chronicles: list[Chronicle], peers: Peers, rng: Random, number: int
) -> None:
    planted = whole = 0
    for chronicle, year, history, truth in _trials(plant, chronicles, rng, number):
        reports = build_reports(history)
        years = [each for each in (year - 1, year, year + 1) if each in history]
        results = judge(history, reports, years, peers)
        findings = [finding for result in results.values() for finding in result.findings]
        for result in results.values():
            _note_failures(score, result)
        missed, left = match(truth.expected, findings)
        planted, whole = planted + 1, whole + (not missed)
        _book(score, truth, missed, left, plant.__name__, chronicle.nature.body.name, year)
    score.trials += planted
    score.by_fault[plant.__name__] = (planted, whole)


def _trials(plant: Plant, chronicles: list[Chronicle], rng: Random, number: int) -> Iterator[Trial]:
    """So many bodies and years that lend themselves to the fault, each with its history changed."""
    made = 0
    for _ in range(number * TRIES):
        if made == number:
            return
        chronicle, year = rng.choice(chronicles), rng.randint(FIRST, LAST)
        history = copied(chronicle.history)
        truth = plant(rng, chronicle.nature, history, year)
        if truth is not None:
            made += 1
            yield chronicle, year, history, truth


def _book(
    score: SeasonScore,
    truth: Planted,
    missed: list[Expected],
    left: Iterable[Finding],
    fault: str,
    body: str,
    year: int,
) -> None:
    for wanted in truth.expected:
        score.tally(wanted.code).expected += 1
        score.tally(wanted.code).found += wanted not in missed
    for wanted in missed:
        score.missed.append(Slip(wanted.code, wanted.severity or "", body, wanted.year, fault, wanted.cell or ""))
    for finding in left:
        if finding.code not in truth.also:
            score.tally(finding.code).beside += 1
            score.false.append(_slip(finding, body, finding.year or year, fault))


def _slip(finding: Finding, body: str, year: int, planted: str) -> Slip:
    return Slip(finding.code, str(finding.severity), body, year, planted, finding.message())
