"""The section of docs/accuracy.md on single cells of scans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .measure import WEARS, PageScore, Slip, most_likely_wrong, of_kind

MOST_WRONG = 1e-5
INTRO = """
A report has some 200 cells, so that reports alone can't show how rare a silent misreading is. Here are pages drawn
full of figures in one ruled table, worn as the scans of the same name, and read by the pictures' reader alone: the
form's arithmetic, which finds misreadings of a report, is not asked. As in a report, rows of more or fewer cells than
are printed are doubted throughout, and so is what can be no figure. **Not found**: cells of rows that are not there.
**At most**: the share of silently wrong cells that the run is still likely to hide (95 %, Poisson): the bar is shown
to hold where it is no more than 1 in 100,000.
"""
_HEADS = ("wear", "pages", "cells", "exact", "doubted", "not found", "silently wrong", "at most", "")


def cells_section(scores: Sequence[PageScore], seed: str) -> str:
    rows = [_HEADS, ("---",) * len(_HEADS), *_rows(scores)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    slips = "\n".join(_slip(slip) for score in scores for slip in score.slips)
    return "\n\n".join(part for part in (INTRO.strip(), f"Seed “{seed or 'usual'}”.", table, slips) if part)


def _slip(slip: Slip) -> str:
    place = f"{slip.page}, row {slip.row}, column {slip.column}"
    return f"- {place}: {slip.printed or 'nothing'} read as {slip.read or 'nothing'}"


def _rows(scores: Sequence[PageScore]) -> Iterator[tuple[str, ...]]:
    for wear in WEARS:
        yield _row(wear, [score for score in scores if score.wear == wear])
    yield _row("150 dpi and better", of_kind(scores, coarse=False), is_sum=True)
    yield _row("faint or coarse", of_kind(scores, coarse=True), is_sum=True)
    yield _row("all", scores, is_sum=True)


def _row(name: str, scores: Sequence[PageScore], *, is_sum: bool = False) -> tuple[str, ...]:
    cells, slips = sum(score.cells for score in scores), sum(len(score.slips) for score in scores)
    exact = sum(score.exact for score in scores) / cells if cells else 0.0
    counts = (sum(score.doubted for score in scores), sum(score.lost for score in scores), slips)
    most = most_likely_wrong(slips, cells)
    return (
        name, str(len(scores)), f"{cells:,}", f"{exact:.3%}", *(f"{count:,}" for count in counts),
        f"{most:.1e}" if is_sum else "", _verdict(slips, cells, most) if is_sum else "",
    )  # fmt: skip


def _verdict(slips: int, cells: int, most: float) -> str:
    if most <= MOST_WRONG:
        return "holds"
    return "not shown" if slips <= MOST_WRONG * cells else "missed"


def cells_json(scores: Sequence[PageScore]) -> list[dict[str, Any]]:
    """A row a wear: pages, cells and what became of them."""
    return [
        {
            "wear": wear,
            "pages": len(of),
            "cells": sum(score.cells for score in of),
            "exact": sum(score.exact for score in of),
            "doubted": sum(score.doubted for score in of),
            "not_found": sum(score.lost for score in of),
            "wrong": sum(len(score.slips) for score in of),
        }
        for wear in WEARS
        if (of := [score for score in scores if score.wear == wear])
    ]
