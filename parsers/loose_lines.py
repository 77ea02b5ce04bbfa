"""Tables that a text export left as bare lines: the lines between two headings back to rows of a label and its
figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.reading import Cell, Grid, Layout, Paragraph
from parsers.sections import Division
from parsers.source_grid import SECTION_TABLES, SourceGrid
from parsers.values import clean, is_value

LONE_MARKS = frozenset({"/", "—", "——", "-"})
"""What one cell alone may hold behind a label and still be a row of figures."""
_GLUED = re.compile(r"(?P<label>规章|行政规范性文件|规范性文件)(?P<digits>\d{2,})")
"""Labels of three figures that run into them where a copy lost the blanks."""
LEAST_ROWS = 3
"""Rows with figures that a section has at least before its lines are taken for a table (one for the dispute table)."""
_SENTENCE = re.compile(r"[。；]|，.*，")


def find_loose_grids(
    blocks: Sequence[Paragraph | Grid], divisions: Sequence[Division], first_number: int
) -> tuple[list[SourceGrid], frozenset[int]]:
    """Grids for the sections whose table stands in bare lines, numbered from `first_number`, and the paragraphs they
    used."""
    sources: list[SourceGrid] = []
    used: set[int] = set()
    for division in divisions:
        kind = SECTION_TABLES.get(division.number)
        if kind is None or any(isinstance(block, Grid) for block in blocks[division.start : division.end]):
            continue
        lines = _table_lines(blocks, division)
        rows = list(_lines_to_rows([block for _, block in lines]))
        if len(rows) >= (1 if kind == "disputes" else LEAST_ROWS):
            cells = tuple(cell for row in rows for cell in row)
            sources.append(SourceGrid(first_number + len(sources), Grid(cells, Layout.WORDS), (kind,)))
            used.update(index for index, _ in lines)
    return sources, frozenset(used)


def _table_lines(blocks: Sequence[Paragraph | Grid], division: Division) -> list[tuple[int, Paragraph]]:
    """The lines of a section that can be parts of a table: no whole sentences."""
    return [
        (index, block)
        for index, block in enumerate(blocks[division.start + 1 : division.end], division.start + 1)
        if isinstance(block, Paragraph) and not _SENTENCE.search(_without_brackets(block.text))
    ]


def _without_brackets(text: str) -> str:
    """Labels of the form hold commas inside brackets; a sentence has them outside."""
    return re.sub(r"[（(][^）)]*[）)]?|.*[）)]$", "", clean(text))


def _lines_to_rows(lines: Sequence[Paragraph]) -> Iterator[tuple[Cell, ...]]:
    """Collect label text until a line ends in figures; (label, figure, figure, …) with positions by count.

    What was recognised in a picture is doubted: such a line was read in one pass, not cell by cell as a table is.
    """
    label: list[str] = []
    row = 0
    for line in lines:
        tokens = line.text.split()
        start = len(tokens)
        while start and is_value(tokens[start - 1]) and clean(tokens[start - 1]):
            start -= 1
        if start and start == len(tokens) and (glued := _GLUED.fullmatch(clean(tokens[-1]))):
            tokens = [*tokens[:-1], glued["label"], glued["digits"]]
        label.append("".join(tokens[:start]))
        if start < len(tokens) and (_is_figures(tokens[start:]) or (start and clean(tokens[-1]) in LONE_MARKS)):
            doubt = "scan_unsure" if line.recognised else ""
            yield (
                Cell("".join(label), row, 0),
                *(Cell(text, row, column, doubt=doubt) for column, text in enumerate(tokens[start:], 1)),
            )
            row += 1
            label = []


def _is_figures(tokens: Sequence[str]) -> bool:
    """A lone numeral of a list (「1.」) is no figure; a figure holds a digit or is one mark among several."""
    return any(any(char.isdigit() for char in token) for token in tokens) or len(tokens) > 1
