"""The cells of a page's tables to texts with their doubts: their lines put together, and what seals may hide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.geometry_lattice import Lattice
from parsers.geometry_text import join_wrapped
from parsers.ocr.alphabet import is_figure
from parsers.ocr.crops import Area, inner_area
from parsers.ocr.lines import Ruled
from parsers.ocr.marks import Page, has_speck, has_traces, print_depth
from parsers.ocr.pieces import ReadPiece, cut_cell, read_pieces
from parsers.ocr.prepare import Grey, Sheet
from parsers.ocr.seals import Seals
from parsers.ocr.under_seals import may_hide_print
from parsers.ocr.votes import Verdict

_MARGINS = 11.0
"""Points free at both sides of a cell together, at most: Word's own margins are 10.8."""
_SLIM = 0.65
"""How wide a digit is at least, against its height; a 1 alone may be printed slimmer than the others are set."""
_ALIKE = 0.2
"""How far two lines of one figure differ in height, at most."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell's text with its doubt, and its pieces if it is a figure. It `is_sealed` where a seal may have hidden a
    part of it: what is left may look like the best of print, that says nothing of the rest."""

    verdict: Verdict
    pieces: tuple[ReadPiece, ...] = ()
    is_sealed: bool = False


Place = tuple[int, int]
"""The number of a table of the page, and of a cell in it."""


def read_cells(sheet: Sheet, ruled: Ruled, lattices: Sequence[Lattice]) -> list[list[ReadCell]]:
    """What stands in every cell of every table of a sheet."""
    areas = {
        (table, cell): area
        for table, lattice in enumerate(lattices)
        for cell, area in enumerate(_areas(lattice, ruled.lines, sheet.scale))
    }
    page = Page(sheet.grey, ruled.rest, sheet.scale, print_depth(sheet.grey))
    pieces = _read_pieces(page, areas)
    widest = _widest_figures(pieces, lattices)
    cells = {
        place: _put_together(pieces[place], widest[place], sheet.scale)
        if place in pieces
        else _blank(page, area, sheet.seals)
        for place, area in areas.items()
    }
    has_dashes = any(read.piece.bar and read.verdict.text for found in pieces.values() for read in found)
    for place, area in areas.items():
        if sheet.seals and may_hide_print(sheet.seals, area, pieces.get(place, ()), sheet.scale, has_dashes):
            cells[place] = replace(doubted(cells[place], "scan_unsure"), is_sealed=True)
    return [[cells[table, cell] for cell in range(len(lattice.spans))] for table, lattice in enumerate(lattices)]


def _read_pieces(page: Page, areas: Mapping[Place, Area]) -> dict[Place, list[ReadPiece]]:
    """The lines of every cell that has any."""
    cut = [piece for (table, cell), area in areas.items() for piece in cut_cell(page, area, table, cell)]
    by_cell: dict[Place, list[ReadPiece]] = {}
    for read in read_pieces(cut):
        by_cell.setdefault((read.piece.table, read.piece.cell), []).append(read)
    return by_cell


def _widest_figures(pieces: Mapping[Place, Sequence[ReadPiece]], lattices: Sequence[Lattice]) -> dict[Place, int]:
    """How many pixels the widest line of figures takes in the column of each cell."""
    column = {place: (place[0], lattices[place[0]].spans[place[1]].column) for place in pieces}
    widest: dict[tuple[int, int], int] = {}
    for place, found in pieces.items():
        lines = (read.piece.line.width for read in found if read.window)
        widest[column[place]] = max(widest.get(column[place], 0), *lines, 0)
    return {place: widest[column[place]] for place in pieces}


def _blank(page: Page, area: Area, seals: Seals | None) -> ReadCell:
    """A blank cell; one with traces of ink may have held a mark."""
    has_ink = has_traces(page, area) or (seals is not None and has_speck(page, area, seals.inked))
    return ReadCell(Verdict("", "scan_unsure" if has_ink else ""))


def _areas(lattice: Lattice, lines: Grey, scale: float) -> Iterator[Area]:
    for span in lattice.spans:
        yield inner_area(lines, lattice.box(span), scale)


def _put_together(pieces: Sequence[ReadPiece], widest: int, scale: float) -> ReadCell:
    """One text of a cell's lines. A number goes on in the next line only where its own line had no room left, and a
    blot above or below it, lower than any print and no bar, is none."""
    pieces = [read for read in pieces if read.verdict.text or not (read.window and read.window.is_bar)] or pieces
    if len(pieces) == 1:
        return ReadCell(pieces[0].verdict, tuple(pieces) if pieces[0].window else ())
    doubt = next((read.verdict.doubt for read in pieces if read.verdict.doubt), "")
    texts = [read.verdict.text for read in pieces]
    if not all(read.window for read in pieces):
        return ReadCell(Verdict(join_wrapped(texts), doubt))
    joined = texts[0]
    for before, after in pairwise(pieces):
        is_wrapped = _is_full(before) or _fills_its_column(before, after, widest, scale)
        joined += after.verdict.text if is_wrapped else "\n" + after.verdict.text
    if not is_figure(joined):
        doubt = doubt or "scan_unsure"
    return ReadCell(Verdict(joined, doubt), tuple(pieces))


def _is_full(read: ReadPiece) -> bool:
    line = read.piece.line
    return read.piece.room - line.width < 1.6 * _digit(read) + 0.2 * line.height


def _fills_its_column(read: ReadPiece, below: ReadPiece, widest: int, scale: float) -> bool:
    """Whether a line is as long as any figure of its column, with no room for a digit more beside wide margins, and
    what stands below it is print like it, and no longer."""
    line = read.piece.line
    digit = max(_digit(read), _SLIM * line.height)
    is_longest = widest <= line.width + 0.5 * digit and read.piece.room - line.width < _MARGINS * scale + 1.15 * digit
    is_alike = abs(below.piece.line.height - line.height) <= _ALIKE * line.height
    return is_longest and is_alike and len(below.verdict.text) <= len(read.verdict.text)


def _digit(read: ReadPiece) -> float:
    return read.piece.line.width / max(1, len(read.verdict.text))


def doubted(cell: ReadCell, doubt: str, *alternatives: str) -> ReadCell:
    """The cell with a further ground for doubt; one that is doubted already only gains the alternatives."""
    known = cell.verdict
    others = tuple(dict.fromkeys((*known.alternatives, *alternatives)))
    return replace(cell, verdict=Verdict(known.text, known.doubt or doubt, others))
