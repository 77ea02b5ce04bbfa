"""What a reading is worth against the truth: cells exact, doubted, silently wrong, missing; title, year, body, date."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.report import Report
from parsers.sections import compact

from .truth import Truth


@dataclass(frozen=True, slots=True)
class Miss:
    """A cell that came out otherwise than it is, and was not doubted."""

    cell: str
    truth: str
    read: str
    raw: str


@dataclass
class Score:
    """The score of one document. `wrong` also holds a cell that states a figure and is missing from a table that was
    read: nothing tells the reader of the report that it is gone."""

    layout: str
    seed: str
    cells: int = 0
    exact: int = 0
    doubted: int = 0
    inferred: int = 0
    missing: int = 0
    wrong: list[Miss] = field(default_factory=list)
    identity: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str = ""
    message: str = ""
    seconds: float = 0.0


def score_report(score: Score, report: Report, truth: Truth) -> None:
    """Fill a score in from what was read."""
    doubts = {doubt.cell: doubt for doubt in report.doubts}
    seen = {address.split(".")[0] for address in report.figures}
    for address, value in truth.figures.items():
        figure = report.figures.get(address)
        if address in doubts:
            score.doubted += 1
            score.inferred += doubts[address].inferred is not None and doubts[address].inferred == value
        elif figure is None:
            score.missing += 1
            if value is not None and address.split(".")[0] in seen:
                score.wrong.append(Miss(address, str(value), "missing", ""))
        elif figure.value == value:
            score.exact += 1
        else:
            score.wrong.append(Miss(address, str(value), str(figure.value), figure.raw))
    extra = [address for address in report.figures if address not in truth.figures]
    score.wrong += [Miss(address, "no such cell", str(report.value(address)), "") for address in extra]
    score.identity = list(_identity_errors(report, truth))
    score.notes = [note for note in report.notes if note.startswith("table")]


def _identity_errors(report: Report, truth: Truth) -> list[str]:
    """What is wrong about the report apart from its figures."""
    sign_off = report.sign_off
    signed = (sign_off.year, sign_off.month, sign_off.day) if sign_off else None
    pairs = {
        "form": (report.form, truth.form),
        "year": (report.year, truth.year),
        "body": (report.body, truth.body),
        "title": (report.title, compact(truth.title)),
        "signed": (signed, truth.signed),
        "signer": (sign_off.body if sign_off else None, truth.signer),
        "sections": ([section.number for section in report.sections], [1, 2, 3, 4, 5, 6]),
    }
    return [f"{name}: {read!r} for {true!r}" for name, (read, true) in pairs.items() if read != true]
