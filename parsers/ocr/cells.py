"""The cells of a page's tables to texts with their doubts: cut out, read in a few large batches, put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from parsers.geometry_lattice import Lattice
from parsers.geometry_text import join_wrapped
from parsers.ocr.alphabet import foreigners, is_figure
from parsers.ocr.crops import Area, crop_line, inner_area, text_lines
from parsers.ocr.lines import Ruled
from parsers.ocr.marks import Page, Spot, has_traces, is_dirt, lone_bar, measure_bar, print_depth
from parsers.ocr.prepare import Grey, Sheet
from parsers.ocr.recogniser import LABELS, Recognised, recognise
from parsers.ocr.shapes import has_wide_strokes
from parsers.ocr.under_seals import runs_together
from parsers.ocr.votes import Verdict, judge, judge_bar, read_labels
from parsers.ocr.windows import Window, open_window

_SHORT = 7.0
"""Heights a line is long at most to be looked at as a figure."""
_CERTAIN = 0.97
_BESIDE = 7.0
"""Points from what is left of a figure at which the rest of it may stand: half a stroke says little of its height."""
_LONGEST_MISREAD = 2
"""Characters that a figure of which a seal hid a part is taken for at most."""
_MARGINS = 11.0
"""Points free at both sides of a cell together, at most: Word's own margins are 10.8."""
_SLIM = 0.65
"""How wide a digit is at least, against its height; a 1 alone may be printed slimmer than the others are set."""
_ALIKE = 0.2
"""How far two lines of one figure differ in height, at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of one cell; `window` is there where it is short enough for a figure, `bar` where it is no more than
    that."""

    table: int
    cell: int
    line: Area
    room: int
    crop: Grey
    window: Window | None
    bar: Spot | None = None


@dataclass(frozen=True, slots=True)
class ReadPiece:
    """A piece with what it says; `window` is there for a figure."""

    piece: Piece
    verdict: Verdict
    window: Window | None


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell's text with its doubt, and its pieces if it is a figure."""

    verdict: Verdict
    pieces: tuple[ReadPiece, ...] = ()


def read_cells(sheet: Sheet, ruled: Ruled, lattices: Sequence[Lattice]) -> list[list[ReadCell]]:
    """What stands in every cell of every table of a sheet."""
    areas = [
        (table, cell, area)
        for table, lattice in enumerate(lattices)
        for cell, area in enumerate(_areas(lattice, ruled.lines, sheet.scale))
    ]
    page = Page(sheet.grey, ruled.rest, sheet.scale, print_depth(sheet.grey))
    pieces = [piece for table, cell, area in areas for piece in _cut(page, area, table, cell)]
    by_cell: dict[tuple[int, int], list[ReadPiece]] = {}
    for read in _read(pieces):
        by_cell.setdefault((read.piece.table, read.piece.cell), []).append(read)
    tables: list[list[ReadCell]] = [[] for _ in lattices]
    widest = _widest_figures(by_cell, lattices)
    for table, cell, area in areas:
        found = by_cell.get((table, cell), [])
        column = widest.get((table, lattices[table].spans[cell].column), 0)
        known = _put_together(found, column, sheet.scale) if found else _blank(page, area)
        is_hidden = _under_seal(sheet, area, found) or any(
            runs_together(sheet.inked, read.piece.line, read.verdict.text, read.window) for read in found
        )
        tables[table].append(_with_doubt(known) if is_hidden else known)
    return tables


def _widest_figures(
    cells: Mapping[tuple[int, int], Sequence[ReadPiece]], lattices: Sequence[Lattice]
) -> dict[tuple[int, int], int]:
    """How many pixels the widest line of figures takes, by table and column."""
    widest: dict[tuple[int, int], int] = {}
    for (table, cell), pieces in cells.items():
        place = (table, lattices[table].spans[cell].column)
        widest[place] = max(widest.get(place, 0), *(read.piece.line.width for read in pieces if read.window), 0)
    return widest


def _blank(page: Page, area: Area) -> ReadCell:
    """A blank cell; one with traces of ink may have held a mark."""
    return ReadCell(Verdict("", "scan_unsure" if has_traces(page, area) else ""))


def _under_seal(sheet: Sheet, area: Area, pieces: Sequence[ReadPiece]) -> bool:
    """Whether a seal may have hidden a mark in a blank cell, or a digit, a sign or a point of a figure."""
    is_wording = any(len(read.verdict.text) > _LONGEST_MISREAD for read in pieces if not read.window)
    if sheet.faint is None or is_wording:
        return False
    lines = [read.piece.line for read in pieces] or [area]
    beside = max(round(_BESIDE * sheet.scale), *(line.height for line in lines))
    x0, y0 = min(line.x0 for line in lines) - beside, min(line.y0 for line in lines) - beside
    x1, y1 = max(line.x1 for line in lines) + beside, max(line.y1 for line in lines) + beside
    part = sheet.faint[max(y0, area.y0) : min(y1, area.y1), max(x0, area.x0) : min(x1, area.x1)]
    return bool(part.any())


def _areas(lattice: Lattice, lines: Grey, scale: float) -> Iterator[Area]:
    for span in lattice.spans:
        yield inner_area(lines, lattice.box(span), scale)


def _cut(page: Page, area: Area, table: int, cell: int) -> list[Piece]:
    """The lines of a cell as crops; what turns out to be dirt is left out."""
    pieces = list(_cut_lines(page, area, table, cell))
    line = None if pieces else lone_bar(page, area)
    if line is None:
        return pieces
    crop = crop_line(page.grey, line)
    return [Piece(table, cell, line, area.width, crop, Window(crop, (), is_bar=True), measure_bar(page, line, area))]


def _cut_lines(page: Page, area: Area, table: int, cell: int) -> Iterator[Piece]:
    lines = text_lines(page.rest, area, page.scale)
    for index, line in enumerate(lines):
        if line.width > _SHORT * max(line.height, 6 * page.scale):
            yield Piece(table, cell, line, area.width, crop_line(page.grey, line), None)
            continue
        # The window ends half way to the neighbouring lines.
        top = (lines[index - 1].y1 + line.y0) // 2 if index else area.y0
        bottom = (line.y1 + lines[index + 1].y0) // 2 if index + 1 < len(lines) else area.y1
        window = open_window(page.grey, line, Area(area.x0, top, area.x1, bottom), page.scale)
        bar = measure_bar(page, line, area) if window and window.is_bar else None
        if window and not (bar and is_dirt(bar)):
            yield Piece(table, cell, line, area.width, window.pixels, window, bar)


def _read(pieces: Sequence[Piece]) -> list[ReadPiece]:
    windows = {index: piece.window for index, piece in enumerate(pieces) if piece.window}
    judged = {index: judge_bar(piece.bar) for index, piece in enumerate(pieces) if piece.bar}
    first = _read_once(pieces)
    figures = {index: windows[index] for index, read in first.items() if index in windows and not _is_wording(read)}
    labels = [index for index in first if index not in figures]
    judged |= zip(figures, judge(list(figures.values()), [first[index] for index in figures]), strict=True)
    crops = [pieces[index].crop for index in labels]
    judged |= zip(labels, read_labels(crops, [first[index] for index in labels]), strict=True)
    is_label = frozenset(labels)
    return [
        ReadPiece(piece, judged[index], None if index in is_label else piece.window)
        for index, piece in enumerate(pieces)
    ]


def _read_once(pieces: Sequence[Piece]) -> dict[int, Recognised]:
    """The first reading of each that has characters: wording set narrow, at its full width whatever may be a figure."""
    crops = {
        index: np.ascontiguousarray(piece.crop)
        for index, piece in enumerate(pieces)
        if not (piece.window and piece.window.is_bar)
    }
    narrow = {index: not (window := pieces[index].window) or has_wide_strokes(window.glyphs) for index in crops}
    widths = [LABELS if narrow[index] else 1.0 for index in crops]
    read = dict(zip(crops, recognise(list(crops.values()), widths), strict=True))
    again = [index for index in crops if narrow[index] and pieces[index].window and not _is_wording(read[index])]
    return read | dict(zip(again, recognise([crops[index] for index in again]), strict=True))


def _is_wording(read: Recognised) -> bool:
    """Whether a short line is no figure. One odd character alone may still be a digit that was misread."""
    strangers = foreigners(read.free)
    return strangers > 1 or (strangers == 1 and (read.free_sure > _CERTAIN or read.figure_sure < 1e-4))


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


def _with_doubt(cell: ReadCell) -> ReadCell:
    known = cell.verdict
    return replace(cell, verdict=replace(known, doubt=known.doubt or "scan_unsure"))


def doubted(cell: ReadCell, doubt: str, alternative: str) -> ReadCell:
    """The cell with a further ground for doubt; one that is doubted already only gains the alternative."""
    known = cell.verdict
    others = tuple(dict.fromkeys((*known.alternatives, alternative)))
    return replace(cell, verdict=Verdict(known.text, known.doubt or doubt, others))
