"""The bars of the issue as data, and whether a run of the bench holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .score import Score


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of accuracy: the least share of cells that are exact, and the most that may be silently wrong.

    Where every cell has to be exact, so has what the document says of itself: body, year, title, dates.
    """

    formats: tuple[str, ...]
    least_exact: float
    most_wrong: float = 0.0

    @property
    def allows_misnaming(self) -> bool:
        return self.least_exact < 1


BARS: tuple[Bar, ...] = (
    Bar(("html", "docx", "xlsx", "ofd", "pdf, ruled", "text", "zip", "rtf"), 1.0),
    Bar(("pdf, dotted or without rules", "doc"), 0.999),
    Bar(("scan", "tables as pictures"), 0.999, 1e-5),
    Bar(("scan, faint or coarse",), 0.98, 1e-5),
)


@dataclass(frozen=True, slots=True)
class Sum:
    """Many scores as one. `refused` are documents that gave no report, `unread` of them those without a reader."""

    name: str
    documents: int
    cells: int
    exact: int
    doubted: int
    inferred: int
    wrong: int
    missing: int
    identity: int
    refused: int
    unread: int
    milliseconds: float

    @property
    def is_read(self) -> bool:
        return self.unread < self.documents

    @property
    def share(self) -> float:
        return self.exact / self.cells if self.cells else 0.0


NO_READER = ("there is no reader for it", "a scan: the PDF holds pictures of pages and no text")


def add_up(name: str, scores: Sequence[Score]) -> Sum:
    read = [score for score in scores if not score.error]
    return Sum(
        name=name,
        documents=len(scores),
        cells=sum(score.cells for score in scores),
        exact=sum(score.exact for score in scores),
        doubted=sum(score.doubted for score in scores),
        inferred=sum(score.inferred for score in scores),
        wrong=sum(len(score.wrong) for score in scores),
        missing=sum(score.missing for score in scores),
        identity=sum(bool(score.identity) for score in scores),
        refused=sum(bool(score.error) for score in scores),
        unread=sum(_has_no_reader(score) for score in scores),
        milliseconds=1000 * sum(score.seconds for score in read) / len(read) if read else 0.0,
    )


def _has_no_reader(score: Score) -> bool:
    return score.error == "unsupported" and score.message.endswith(NO_READER)


def bar_of(format_: str) -> Bar | None:
    return next((bar for bar in BARS if format_ in bar.formats), None)


def holds(bar: Bar, total: Sum) -> bool:
    is_exact = total.share >= bar.least_exact and total.wrong <= bar.most_wrong * total.cells
    return is_exact and not total.refused and (bar.allows_misnaming or not total.identity)


def verdict(total: Sum) -> str:
    """`holds`, `missed` or `not read yet`."""
    bar = bar_of(total.name)
    if not total.is_read:
        return "not read yet"
    return "—" if bar is None else "holds" if holds(bar, total) else "missed"


def describe(bar: Bar | None) -> str:
    if bar is None:
        return "—"
    wrong = "0 silently wrong" if not bar.most_wrong else f"≤ {bar.most_wrong:.0e} silently wrong"
    named = "" if bar.allows_misnaming else ", none misnamed"
    return f"≥ {bar.least_exact:.1%} exact, {wrong}{named}"


def group(scores: Iterable[tuple[str, Score]]) -> dict[str, list[Score]]:
    """Scores by the name that stands beside each, in the order of their first."""
    grouped: dict[str, list[Score]] = {}
    for name, score in scores:
        grouped.setdefault(name, []).append(score)
    return grouped
