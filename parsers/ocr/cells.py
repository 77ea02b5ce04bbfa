"""The cells of a page's tables to texts with their doubts: cut out, read in a few large batches, put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from parsers.geometry_lattice import Lattice
from parsers.geometry_text import join_wrapped
from parsers.ocr.alphabet import foreigners, is_figure
from parsers.ocr.crops import Area, crop_line, has_traces, inner_area, text_lines
from parsers.ocr.lines import Ruled
from parsers.ocr.prepare import Grey, Sheet
from parsers.ocr.recogniser import LABELS, Recognised, recognise
from parsers.ocr.shapes import has_wide_strokes
from parsers.ocr.votes import Verdict, judge, read_labels
from parsers.ocr.windows import Window, open_window

_SHORT = 7.0
"""Heights a line is long at most to be looked at as a figure."""
_CERTAIN = 0.97


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of one cell; `window` is there where it is short enough for a figure."""

    table: int
    cell: int
    line: Area
    room: int
    crop: Grey
    window: Window | None


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
    pieces = [piece for table, cell, area in areas for piece in _cut(sheet, ruled.rest, area, table, cell)]
    by_cell: dict[tuple[int, int], list[ReadPiece]] = {}
    for read in _read(pieces):
        by_cell.setdefault((read.piece.table, read.piece.cell), []).append(read)
    tables: list[list[ReadCell]] = [[] for _ in lattices]
    for table, cell, area in areas:
        found = by_cell.get((table, cell))
        tables[table].append(_put_together(found) if found else _blank(ruled.rest, area, sheet.scale))
    return tables


def _blank(rest: Grey, area: Area, scale: float) -> ReadCell:
    """A blank cell; one with traces of ink may have held a mark."""
    return ReadCell(Verdict("", "scan_unsure" if has_traces(rest, area, scale) else ""))


def _areas(lattice: Lattice, lines: Grey, scale: float) -> Iterator[Area]:
    for span in lattice.spans:
        yield inner_area(lines, lattice.box(span), scale)


def _cut(sheet: Sheet, rest: Grey, area: Area, table: int, cell: int) -> Iterator[Piece]:
    """Yield the lines of a cell as crops; what turns out to be dirt is left out."""
    lines = text_lines(rest, area, sheet.scale)
    for index, line in enumerate(lines):
        if line.width > _SHORT * max(line.height, 6 * sheet.scale):
            yield Piece(table, cell, line, area.width, crop_line(sheet.grey, line), None)
            continue
        # The window ends half way to the neighbouring lines.
        top = (lines[index - 1].y1 + line.y0) // 2 if index else area.y0
        bottom = (line.y1 + lines[index + 1].y0) // 2 if index + 1 < len(lines) else area.y1
        window = open_window(sheet.grey, line, Area(area.x0, top, area.x1, bottom), sheet.scale)
        if window:
            yield Piece(table, cell, line, area.width, window.pixels, window)


def _read(pieces: Sequence[Piece]) -> list[ReadPiece]:
    first = _read_once(pieces)
    figures = [
        (index, window)
        for index, (piece, read) in enumerate(zip(pieces, first, strict=True))
        if (window := piece.window) and (window.is_bar or not _is_wording(read))
    ]
    verdicts = judge([window for _, window in figures], [first[index] for index, _ in figures])
    judged = {index: verdict for (index, _), verdict in zip(figures, verdicts, strict=True)}
    labels = [index for index in range(len(pieces)) if index not in judged]
    crops = [pieces[index].crop for index in labels]
    judged |= dict(zip(labels, read_labels(crops, [first[index] for index in labels]), strict=True))
    windows = dict(figures)
    return [ReadPiece(piece, judged[index], windows.get(index)) for index, piece in enumerate(pieces)]


def _read_once(pieces: Sequence[Piece]) -> list[Recognised]:
    """The first reading of each: wording set narrow, and at its full width whatever may be a figure."""
    crops = [np.ascontiguousarray(piece.crop) for piece in pieces]
    narrow = [piece.window is None or has_wide_strokes(piece.window.glyphs) for piece in pieces]
    read = recognise(crops, [LABELS if is_narrow else 1.0 for is_narrow in narrow])
    open_ones = [
        index for index, piece in enumerate(pieces) if narrow[index] and piece.window and not _is_wording(read[index])
    ]
    for index, again in zip(open_ones, recognise([crops[index] for index in open_ones]), strict=True):
        read[index] = again
    return read


def _is_wording(read: Recognised) -> bool:
    """Whether a short line is no figure. One odd character alone may still be a digit that was misread."""
    strangers = foreigners(read.free)
    return strangers > 1 or (strangers == 1 and (read.free_sure > _CERTAIN or read.figure_sure < 1e-4))


def _put_together(pieces: Sequence[ReadPiece]) -> ReadCell:
    """One text of a cell's lines. A number goes on in the next line only where its own line had no room left."""
    if len(pieces) == 1:
        return ReadCell(pieces[0].verdict, tuple(pieces) if pieces[0].window else ())
    doubt = next((read.verdict.doubt for read in pieces if read.verdict.doubt), "")
    texts = [read.verdict.text for read in pieces]
    if not all(read.window for read in pieces):
        return ReadCell(Verdict(join_wrapped(texts), doubt))
    joined = texts[0]
    for before, text in zip(pieces, texts[1:], strict=False):
        joined += text if _is_full(before) else "\n" + text
    if not is_figure(joined):
        doubt = doubt or "scan_unsure"
    return ReadCell(Verdict(joined, doubt), tuple(pieces))


def _is_full(read: ReadPiece) -> bool:
    line = read.piece.line
    return read.piece.room - line.width < 1.6 * line.width / max(1, len(read.verdict.text)) + 0.2 * line.height


def doubted(cell: ReadCell, doubt: str, alternative: str) -> ReadCell:
    """The cell with a further ground for doubt; one that is doubted already only gains the alternative."""
    known = cell.verdict
    others = tuple(dict.fromkeys((*known.alternatives, alternative)))
    return replace(cell, verdict=Verdict(known.text, known.doubt or doubt, others))
