"""Scans of reports in order: cells misread wherever the reading doubts them, few or many. Nobody may be accused."""

from __future__ import annotations

from random import Random

from .cases import Peers, build_reports, judge
from .draft import copied
from .score import SeasonScore, Slip
from .traps_figures import misread
from .world import Chronicle
from .years import LAST

DOUBTED = (1, 2, 5, 12, 40)
"""Cells misread in one report."""


def play_scans(score: SeasonScore, chronicles: list[Chronicle], peers: Peers, seed: str) -> None:
    """Every body's report on a year is a scan, and the one before now and then; each finding that is an error rests on
    a misread cell, for nothing else is wrong."""
    for number, chronicle in enumerate(chronicles):
        rng = Random(f"scan-{seed}-{chronicle.nature.body.id}")
        history, year = copied(chronicle.history), rng.randint(min(chronicle.history) + 1, LAST)
        misread(rng, history[year], DOUBTED[number % len(DOUBTED)])
        if rng.random() < 0.5:
            misread(rng, history[year - 1], rng.choice(DOUBTED))
        reports = build_reports(history)
        near = [each for each in (year - 1, year, year + 1) if each in history]
        score.scans += 1
        score.misread += sum(len(history[each].doubts) for each in near)
        for each, result in judge(history, reports, near, peers).items():
            for finding in result.findings:
                if finding.severity == "error":
                    body = chronicle.nature.body.name
                    score.scan_errors.append(Slip(finding.code, "error", body, each, "scan", finding.message()))
