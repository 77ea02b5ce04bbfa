"""Page images to the pages of a document as the geometry knows them: lines of text, and grids with doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from parsers.geometry import PlacedGrid, find_lattices
from parsers.geometry_lattice import Lattice
from parsers.geometry_paragraphs import PageText
from parsers.geometry_text import Line
from parsers.ocr.alphabet import is_figure
from parsers.ocr.cells import ReadCell, doubted, read_cells
from parsers.ocr.likeness import Objection, Specimen, bears_out, cut_specimens, object_to, sum_up
from parsers.ocr.lines import find_rulings
from parsers.ocr.pictures import PageImage
from parsers.ocr.prepare import Sheet, binarise, image_to_sheet, straighten
from parsers.ocr.prose import read_prose
from parsers.ocr.stature import find_misfits, measure
from parsers.ocr.upright import Turn, turn_upright
from parsers.ocr.votes import Verdict
from parsers.ocr.windows import Window
from parsers.reading import Cell, Grid

_LEAST_CELLS = 4
_LEAST_CELLS_OF_A_ROW = 2
"""A single row is a table too: the last row of one that ended on the page before."""
_NARROWEST = 86.0
_LEAST_STROKES = 3


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as read, before its figures were held against those of the other pages."""

    turn: Turn
    sheet: Sheet
    lines: list[Line]
    lattices: list[Lattice]
    tables: list[list[ReadCell]]


def read_page(image: PageImage, before: Turn | None = None) -> ReadPage:
    """Everything on one page; `before` is how the page before it lay."""
    upright, turn = turn_upright(image_to_sheet(image), before)
    sheet = straighten(upright)
    ruled = find_rulings(binarise(sheet.grey, sheet.scale), sheet.scale)
    lattices = [lattice for lattice in find_lattices(ruled.rulings) if _is_table(lattice)]
    tables = read_cells(sheet, ruled, lattices)
    return ReadPage(turn, sheet, read_prose(sheet, ruled.rest, lattices), lattices, tables)


def _is_table(lattice: Lattice) -> bool:
    least = _LEAST_CELLS_OF_A_ROW if len(lattice.ys) == 2 else _LEAST_CELLS
    return len(lattice.spans) >= least and lattice.xs[-1] - lattice.xs[0] >= _NARROWEST


def read_document(images: Iterable[PageImage]) -> list[PageText]:
    """All pages; a figure whose digits look like others in the document than it reads is doubted."""
    pages: list[ReadPage] = []
    for image in images:
        pages.append(read_page(image, pages[-1].turn if pages else None))
    _compare(pages)
    return [_page_text(page) for page in pages]


class _Figure(NamedTuple):
    """A plainly read figure, and where it is kept."""

    table: list[ReadCell]
    place: int
    text: str
    window: Window


def _compare(pages: list[ReadPage]) -> None:
    """Doubt in place what does not look like its like, or stands otherwise than the figures around it."""
    figures = [
        _Figure(table, place, cell.verdict.text, window)
        for page in pages
        for table in page.tables
        for place, cell in enumerate(table)
        if len(cell.pieces) == 1 and (window := cell.pieces[0].window) and not cell.verdict.doubt
    ]
    specimens = [
        specimen
        for owner, figure in enumerate(figures)
        for specimen in cut_specimens(figure.text, figure.window, owner)
    ]
    _settle(pages, specimens)
    texts = {owner: figure.text for owner, figure in enumerate(figures)}
    for objection in [*object_to(specimens, texts), *_lone_marks(texts), *_misfits(figures)]:
        table, place, *_ = figures[objection.owner]
        table[place] = doubted(table[place], "scan_disputed", objection.alternative)


def _settle(pages: list[ReadPage], specimens: Sequence[Specimen]) -> None:
    """Clear in place the doubts of figures that look throughout as they were read."""
    looks = sum_up(specimens)
    for page in pages:
        for table in page.tables:
            for place, cell in enumerate(table):
                verdict, window = cell.verdict, cell.pieces[0].window if len(cell.pieces) == 1 else None
                is_open = verdict.doubt and not cell.is_sealed and is_figure(verdict.text)
                if window and is_open and bears_out(verdict.text, window, verdict.alternatives, looks):
                    table[place] = replace(cell, verdict=Verdict(verdict.text))


def _misfits(figures: Sequence[_Figure]) -> Iterator[Objection]:
    """Yield the figures that may be dirt in a blank cell."""
    statures = [
        measure(figure.text, figure.window, owner, id(figure.table))
        for owner, figure in enumerate(figures)
        if figure.text == "/" or any(char.isdigit() for char in figure.text)
    ]
    yield from (Objection(owner, "") for owner in find_misfits([each for each in statures if each]))


def _lone_marks(texts: Mapping[int, str]) -> Iterator[Objection]:
    """Yield the strokes of a document that hardly prints any: whoever strikes a cell out strikes them all out, and a 7
    that lost its beam looks the same."""
    strokes = [owner for owner, text in texts.items() if text == "/"]
    if len(strokes) < _LEAST_STROKES:
        yield from (Objection(owner, other) for owner in strokes for other in ("7", "1"))


def _page_text(page: ReadPage) -> PageText:
    height, width = (size / page.sheet.scale for size in page.sheet.grey.shape)
    grids = [
        PlacedGrid(Grid(tuple(_cells(page, lattice, table)), page=page.sheet.number, picture=True), lattice.ys[0])
        for lattice, table in zip(page.lattices, page.tables, strict=True)
        if any(cell.verdict.text for cell in table)
    ]
    return PageText(page.sheet.number, width, height, page.lines, grids, recognised=True)


def _cells(page: ReadPage, lattice: Lattice, table: list[ReadCell]) -> Iterator[Cell]:
    for span, read in zip(lattice.spans, table, strict=True):
        box = page.sheet.page_box(lattice.box(span))
        verdict = read.verdict
        yield Cell(verdict.text, *span, box=box, doubt=verdict.doubt, alternatives=verdict.alternatives)
