"""The lines of cells as pieces: cut out, read in a few large batches, judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from parsers.ocr.alphabet import foreigners
from parsers.ocr.crops import Area, crop_line, text_lines
from parsers.ocr.marks import Page, Spot, is_dirt, lone_bar, measure_bar
from parsers.ocr.prepare import Grey
from parsers.ocr.recogniser import LABELS, Recognised, recognise
from parsers.ocr.shapes import has_wide_strokes
from parsers.ocr.votes import Verdict, judge, judge_bar, read_labels
from parsers.ocr.windows import Window, open_window

_SHORT = 7.0
"""Heights a line is long at most to be looked at as a figure."""
_CERTAIN = 0.97


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


def cut_cell(page: Page, area: Area, table: int, cell: int) -> list[Piece]:
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


def read_pieces(pieces: Sequence[Piece]) -> list[ReadPiece]:
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
