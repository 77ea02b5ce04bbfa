"""What the rules found against what was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.finding import Finding

from .fault import Expected


@dataclass(frozen=True, slots=True)
class Slip:
    """A finding that should not have come, or one that should and did not; `planted` is the fault or the traps."""

    code: str
    severity: str
    body: str
    year: int
    planted: str
    said: str


@dataclass
class Tally:
    """How one code fared."""

    code: str
    expected: int = 0
    found: int = 0
    clean: int = 0
    """False ones in reports that are in order, traps and all."""
    beside: int = 0
    """False ones in reports with another fault."""

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        every = self.found + self.clean + self.beside
        return self.found / every if every else 1.0


@dataclass
class SeasonScore:
    """Everything one season showed."""

    seed: str
    bodies: int
    clean_reports: int = 0
    trials: int = 0
    milliseconds: float = 0.0
    """CPU time of all rules on one report, on the average."""
    traps: Counter[str] = field(default_factory=Counter)
    tallies: dict[str, Tally] = field(default_factory=dict)
    missed: list[Slip] = field(default_factory=list)
    false: list[Slip] = field(default_factory=list)
    scans: int = 0
    misread: int = 0
    """Cells misread, and doubted, in the scans."""
    scan_errors: list[Slip] = field(default_factory=list)
    """Accusations that rest on a misread cell."""
    failures: Counter[str] = field(default_factory=Counter)
    by_fault: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Faults by name: how often planted, how often found whole."""

    def tally(self, code: str) -> Tally:
        return self.tallies.setdefault(code, Tally(code))

    @property
    def false_errors(self) -> list[Slip]:
        """Accusations of bodies that had done nothing wrong."""
        return [slip for slip in self.false if slip.severity == "error"]

    @property
    def warning_precision(self) -> float:
        codes = {slip.code for slip in self.false if slip.severity == "warning"}
        true = sum(tally.found for tally in self.tallies.values() if tally.code in codes | WARNINGS)
        wrong = sum(slip.severity == "warning" for slip in self.false)
        return true / (true + wrong) if true + wrong else 1.0


WARNINGS: frozenset[str] = frozenset(
    {
        "disclosure.roll_forward", "disclosure.prior_items", "cell.blank", "narrative.applications",
        "narrative.disputes", "narrative.documents", "narrative.sum", "date.published_before_signed", "body.mismatch",
        "table.picture", "text.copied", "disclosure.columns_misread", "disclosure.no_power", "disclosure.unit",
        "year.copied_figures", "text.template_left", "document.revised", "portal.unreachable", "portal.blocked",
        "portal.emptied", "reading.doubt",
    }
)  # fmt: skip
"""The codes whose usual severity is a warning (contract, section 4)."""


def match(expected: Iterable[Expected], found: Iterable[Finding]) -> tuple[list[Expected], list[Finding]]:
    """(what was expected and did not come, what came and was not expected); each finding answers one expectation."""
    left, missed = list(found), []
    for wanted in expected:
        answer = next((finding for finding in left if _answers(wanted, finding)), None)
        if answer is None:
            missed.append(wanted)
        else:
            left.remove(answer)
    return missed, left


def _answers(wanted: Expected, finding: Finding) -> bool:
    return (
        finding.code == wanted.code
        and finding.year == wanted.year
        and (wanted.cell is None or finding.cells[:1] == (wanted.cell,))
        and (wanted.severity is None or str(finding.severity) == wanted.severity)
    )
