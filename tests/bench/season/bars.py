"""The bars of the rules as data, and whether a season holds them."""

from __future__ import annotations

from .score import SeasonScore, Tally

LEAST_RECALL = 0.995
"""Of arithmetic, of other years, of make-up and dates."""
LEAST_RECALL_OF_WORDS = 0.95
LEAST_PRECISION = 0.98
"""Of all warnings together."""
MOST_MILLISECONDS = 3.0
"""All rules on one report, CPU time."""

WORDS = ("narrative.", "text.", "body.", "year.mismatch", "form.stale_basis")


def least_recall(code: str) -> float:
    return LEAST_RECALL_OF_WORDS if code.startswith(WORDS) else LEAST_RECALL


def holds(tally: Tally) -> bool:
    return tally.recall >= least_recall(tally.code)


def missed_bars(score: SeasonScore) -> list[str]:
    """What does not hold, in words."""
    missed = [f"recall of {tally.code}" for tally in score.tallies.values() if tally.expected and not holds(tally)]
    if score.false_errors:
        missed.append(f"{len(score.false_errors)} false accusations")
    if score.scan_errors:
        missed.append(f"{len(score.scan_errors)} accusations that rest on misread cells")
    if score.warning_precision < LEAST_PRECISION:
        missed.append(f"precision of warnings {score.warning_precision:.1%}")
    if score.milliseconds > MOST_MILLISECONDS:
        missed.append(f"{score.milliseconds:.1f} ms a report")
    if score.failures:
        missed.append(f"rules that failed: {', '.join(score.failures)}")
    return missed
