"""The section of docs/accuracy.md on what the rules find, and what they leave in peace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from .bars import LEAST_PRECISION, MOST_MILLISECONDS, holds, least_recall, missed_bars
from .scale import MOST_SECONDS, REPORTS, Scale
from .score import SeasonScore, Slip, Tally

MOST_SHOWN = 30
INTRO = """
Generated bodies report for seven years, in both official forms, each report agreeing with itself, with its own text
and with the year before. Traps are set in them: everything that form and law allow and that looks like a fault
(noughts left blank, totals without their split, documents that expired by themselves, bodies that merged, figures of
another scope or year, parts that need not be complete, fees in yuan, cells misread where a scan was doubted …). Then
faults are planted in copies, one at a time, in bodies and years drawn at random; what each has to give is declared
beside the fault and shares nothing with the rules. **Recall**: of the findings that had to come, how many came, with
code, year, severity and the cell at fault where one is to be named. **False**: findings on reports in order (traps and
all), and beside another fault. An error on a report in order is a false accusation; the bar is none.
"""


def scale_text(scale: Scale | None) -> str:
    if scale is None:
        return "The whole archive checked anew: not measured."
    seconds, again = scale.seconds, scale.changes_again
    return (
        f"The whole archive checked anew (`nianbao check --all`), {scale.reports:,} reports in it: {scale.cpu:.0f} s "
        f"of CPU in {scale.wall:.0f} s; that is {seconds:.0f} s for {REPORTS:,} reports on two cores "
        f"(bar: ≤ {MOST_SECONDS:.0f} s, {_verdict(seconds <= MOST_SECONDS)}). The largest process held "
        f"{scale.early:.0f} MiB in the first third and {scale.late:.0f} MiB at the most (bar: flat, "
        f"{_verdict(scale.is_flat)}). The second time, {again} findings changed (bar: 0, {_verdict(not again)})."
    )


def section(score: SeasonScore, scale: Scale | None = None) -> str:
    facts = (
        f"{score.bodies} bodies × 7 years, {score.clean_reports:,} reports in order with "
        f"{sum(score.traps.values())} traps of {len(score.traps)} kinds; {score.trials:,} faults of "
        f"{len(score.by_fault)} kinds and more outside reports; seed “{score.seed or 'usual'}”."
    )
    wrong = len(score.false_errors)
    bars = (
        f"False accusations: {wrong} (bar: 0, {_verdict(not wrong)}). Precision of warnings: "
        f"{score.warning_precision:.2%} (bar: ≥ {LEAST_PRECISION:.0%}, "
        f"{_verdict(score.warning_precision >= LEAST_PRECISION)}). All rules on one report: "
        f"{score.milliseconds:.2f} ms of CPU (bar: ≤ {MOST_MILLISECONDS:g} ms, "
        f"{_verdict(score.milliseconds <= MOST_MILLISECONDS)})."
    )
    scans = (
        f"Scans: {score.scans} reports in order, {score.misread:,} cells of them and of last year's misread and "
        f"doubted: {len(score.scan_errors)} errors (bar: 0, {_verdict(not score.scan_errors)})."
    )
    parts = [
        "## What the rules find",
        INTRO.strip(),
        facts,
        bars,
        scans,
        scale_text(scale),
        _codes(score.tallies.values()),
    ]
    if score.missed:
        parts += ["### Missed", _counted((slip.code, slip.planted) for slip in score.missed)]
    if score.scan_errors:
        parts += ["### Errors on scans", _slips(score.scan_errors)]
    if score.false:
        parts += ["### False", _slips(score.false)]
    return "\n\n".join(parts)


def as_json(score: SeasonScore) -> dict[str, Any]:
    tallies = sorted(score.tallies.values(), key=lambda tally: tally.code)
    return {
        "seed": score.seed,
        "bodies": score.bodies,
        "reports": score.clean_reports,
        "faults": score.trials,
        "traps": dict(sorted(score.traps.items())),
        "milliseconds": round(score.milliseconds, 3),
        "false_errors": len(score.false_errors),
        "warning_precision": round(score.warning_precision, 5),
        "scans": {"reports": score.scans, "misread": score.misread, "errors": len(score.scan_errors)},
        "codes": [
            {"code": each.code, "expected": each.expected, "found": each.found, "false": each.clean + each.beside}
            for each in tallies
        ],
        "missed_bars": missed_bars(score),
    }


def _verdict(good: bool) -> str:
    return "holds" if good else "missed"


def _codes(tallies: Iterable[Tally]) -> str:
    rows = (
        (
            f"`{each.code}`",
            str(each.expected),
            f"{each.recall:.1%}" if each.expected else "—",
            f"≥ {least_recall(each.code):.1%}",
            _verdict(holds(each)) if each.expected else "—",
            str(each.clean),
            str(each.beside),
        )
        for each in sorted(tallies, key=lambda tally: tally.code)
    )
    return _table(("code", "planted", "recall", "bar", "", "false on reports in order", "false beside a fault"), rows)


def _counted(pairs: Iterable[tuple[str, str]]) -> str:
    rows = ((f"`{code}`", planted, str(number)) for (code, planted), number in sorted(Counter(pairs).items()))
    return _table(("code", "planted", "times"), rows)


def _slips(slips: Sequence[Slip]) -> str:
    """Each kind of slip with how often it came, and one of them."""
    kinds: dict[tuple[str, str, str], list[Slip]] = {}
    for slip in sorted(slips, key=lambda slip: (slip.severity, slip.code)):
        kinds.setdefault((slip.code, slip.severity, slip.planted), []).append(slip)
    rows = [
        (
            f"`{code}`",
            severity,
            planted or "nothing",
            str(len(found)),
            f"{found[0].body} {found[0].year}: {found[0].said}",
        )
        for (code, severity, planted), found in list(kinds.items())[:MOST_SHOWN]
    ]
    rest = f"\n\n… and {len(kinds) - MOST_SHOWN} more kinds." if len(kinds) > MOST_SHOWN else ""
    return _table(("code", "severity", "planted", "times", "one of them"), rows) + rest


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [list(heads), ["---"] * len(heads), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
