"""Pages full of figures read by the pictures' reader alone, without the form's arithmetic to find a misreading by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import exp, factorial
from multiprocessing import get_context
from random import Random

from parsers.ocr.pages import read_document
from parsers.ocr.pictures import read_pages
from parsers.reading import Cell
from parsers.values import is_value
from tests.bench.layouts.scan import KNOBS

from .page import Dense, draw_page

COARSE = ("fax", "faint", "skew-4", "screenshot-96")
WEARS = (
    "150", "150-seal", "200", "200-hei", "200-watermark", "300", "jpeg", "quality-30", *COARSE,
)  # fmt: skip
"""The layouts of scans whose wear is used: those that differ in their print, not only in what lies where."""
_DASHES = str.maketrans("－—", "--")
"""Dashes of two lengths are one mark here: what a cell states is the same."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A cell read wrongly without a doubt: where it is, what is printed there, what was read."""

    page: str
    row: int
    column: int
    printed: str
    read: str


@dataclass(frozen=True, slots=True)
class PageScore:
    """The cells of one page: all, those plainly read as printed, those doubted, those not found, and the slips."""

    wear: str
    cells: int
    exact: int
    doubted: int
    lost: int
    slips: tuple[Slip, ...]


def measure_cells(pages: int, seed: str, jobs: int) -> list[PageScore]:
    """So many pages of each wear, half as many of those that are faint or coarse; a page is the same for the same seed
    and number."""
    numbers = [(wear, number) for number in range(pages) for wear in WEARS if wear not in COARSE or number % 2 == 0]
    names = [f"{seed}cells-{wear}-{number}" for wear, number in numbers]
    found: list[PageScore] = []
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        for done in pool.map(_measure_page, [wear for wear, _ in numbers], names):
            found.append(done)
            _print(done, len(found), len(names))
    return found


def _print(score: PageScore, number: int, of: int) -> None:
    if number % 25 == 0 or score.slips:
        print(f"page {number} of {of}", *score.slips, sep="\n    ", flush=True)


def _measure_page(wear: str, name: str) -> PageScore:
    return score_page(wear, name, draw_page(Random(name), KNOBS[wear]))


def score_page(wear: str, name: str, page: Dense) -> PageScore:
    """What the reader makes of a page, judged as a report's tables are: by the order of the cells in their rows. A row
    outside the largest table counts as not found, one of more or fewer cells than are printed as doubted throughout,
    and so does a cell whose text can be no figure."""
    grids = [placed.grid for text in read_document(read_pages(page.data)) for placed in text.grids]
    rows = list(max(grids, key=lambda grid: len(grid.cells)).rows()) if grids else []
    columns = 1 + max(column for _, column in page.printed)
    read = {(cells[0].row, at): cell for cells in rows if len(cells) == columns for at, cell in enumerate(cells)}
    read = {place: cell for place, cell in read.items() if place in page.printed}
    found = {cells[0].row for cells in rows}
    lost = sum(row not in found for row, _ in page.printed)
    slips = tuple(_slips(name, page.printed, read))
    plain = sum(not _is_doubted(cell) for cell in read.values())
    return PageScore(wear, len(page.printed), plain - len(slips), len(page.printed) - lost - plain, lost, slips)


def _is_doubted(cell: Cell) -> bool:
    return bool(cell.doubt) or not is_value(cell.text)


def _slips(name: str, printed: Mapping[tuple[int, int], str], read: Mapping[tuple[int, int], Cell]) -> Iterator[Slip]:
    for (row, column), cell in read.items():
        text = cell.text.replace(" ", "")
        is_same = text.translate(_DASHES) == printed[row, column].translate(_DASHES)
        if not _is_doubted(cell) and not is_same:
            yield Slip(name, row, column, printed[row, column], text)


def most_likely_wrong(slips: int, cells: int) -> float:
    """The share of silently wrong cells that 19 of 20 such runs would not have stayed under: the upper end of the
    Poisson interval (95 %, one-sided) for that many slips."""
    low, high = 0.0, 10.0 * (slips + 1)
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(slips, middle) > 0.05 else (low, middle)
    return high / cells if cells else 1.0


def _at_most(count: int, mean: float) -> float:
    """The chance of `count` or fewer events where `mean` are expected."""
    return exp(-mean) * sum(mean**k / factorial(k) for k in range(count + 1))


def of_kind(scores: Sequence[PageScore], *, coarse: bool) -> list[PageScore]:
    """The pages of faint or coarse wears, or those of the others."""
    return [score for score in scores if (score.wear in COARSE) == coarse]
