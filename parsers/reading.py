"""What a reader gets out of a document's bytes: text and grids, with no meaning attached yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple


class Layout(StrEnum):
    """How far the columns of a grid can be trusted; decides how a row's cells are counted out."""

    CELLS = "cells"
    """Every cell of the source is there, blank ones too (HTML, DOCX, ruled PDF, a cell a line)."""
    TABS = "tabs"
    """Cells stand at tab stops; a merged cell leaves empty stops behind, so a blank may be a filler."""
    WORDS = "words"
    """Only what is printed is visible; a blank cell leaves no trace at all."""


class Box(NamedTuple):
    """A rectangle on a page, in points, measured from the page's top left corner as it is shown."""

    x0: float
    y0: float
    x1: float
    y1: float


class Cell(NamedTuple):
    """One cell as the source has it; `row` and `column` count from 0 and name its top left position.

    A tuple, because a document has hundreds and a frozen dataclass takes four times as long to make.

    A reader that had to recognise the text says how sure it is: `doubt` is a key of `parsers.doubts.REASONS` where it
    is not sure, and `alternatives` are the other texts the cell may hold, the likeliest first.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    box: Box | None = None
    doubt: str = ""
    alternatives: tuple[str, ...] = ()


_BY_ROW, _BY_COLUMN = attrgetter("row"), attrgetter("column")


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of the source; `cells` hold each merged cell once, in reading order. `page` counts from 1."""

    cells: tuple[Cell, ...]
    layout: Layout = Layout.CELLS
    page: int | None = None
    picture: bool = False
    """Whether the table is a picture in the source, and its text had to be recognised."""
    unruled: bool = False
    """Whether no lines divide the table, and its cells were told by where the words stand."""

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Yield, row by row, the cells that begin in that row, from left to right."""
        by_row: dict[int, list[Cell]] = {}
        for row, cells in groupby(self.cells, _BY_ROW):
            by_row.setdefault(row, []).extend(cells)
        for row in sorted(by_row):
            yield tuple(sorted(by_row[row], key=_BY_COLUMN))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text outside the tables; white space as in the source, no line break inside."""

    text: str
    page: int | None = None
    recognised: bool = False
    """Whether the text is a picture in the source, read in one pass: any character of it may be another."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a reader found, in the order of the document.

    `titles` are what the document calls itself apart from its text (HTML title, h1, meta ArticleTitle), best
    first; `published` is the publication date as the document's own metadata prints it, uninterpreted.
    `pictures` counts images inside the body: a table may hide in one.
    """

    reader: str
    media_type: str
    blocks: tuple[Paragraph | Grid, ...]
    titles: tuple[str, ...] = ()
    published: str | None = None
    pictures: int = 0
