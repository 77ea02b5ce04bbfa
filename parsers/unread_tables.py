"""Statutory tables that no reading of them was made out of, where the document plainly prints one.

A table that we did not find is not yet a table that is not there. Where it should stand, columns of figures or the
labels of the form alone in their cells or lines are the table itself, whatever kept us from reading it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from parsers.form import APPLICANTS, DISPUTE_KINDS, DISPUTE_OUTCOMES, Form, addresses
from parsers.labels import exact_label, words
from parsers.reading import Grid, Paragraph
from parsers.report import Doubt, Figure
from parsers.sections import Division
from parsers.source_grid import SECTION_TABLES

LEAST_LABELS = 3
"""Labels of a table alone in their pieces of text before they are the table's; running text has them in sentences."""
LEAST_FIGURES = 8
"""Figures side by side, with nothing between, before they are a table's; in running text hardly two are."""
_FIGURE = re.compile(r"[+-]?\d[\d,.]*")
_HEADS = frozenset(label.official for label in (*DISPUTE_KINDS, *DISPUTE_OUTCOMES[:-1]))
_LONE_HEADS = {
    "disclosure": frozenset({"信息内容", *(f"第二十条第{number}项" for number in "一五六八九")}),
    "applications": frozenset({"申请人情况", "法人或其他组织", *(each.official for each in APPLICANTS[:-1])}),
    "disputes": frozenset({*_HEADS, "行政诉讼", "行政复议行政诉讼"}),
}
_OWN_WORDS = {"applications": ("勾稽关系",)}
"""Headings of each table that stand alone on a line of a picture only where they are the table's; and words that stand
nowhere else."""

Block = Paragraph | Grid


def doubt_unread_tables(
    blocks: Sequence[Block], divisions: Sequence[Division], read: Collection[str], used: Collection[int], form: Form
) -> Iterator[tuple[Figure, Doubt]]:
    """A blank figure and a doubt for every cell of a table that is printed and was not read.

    `read` are the tables of which something was read, `used` the indices of the blocks they were read from.
    """
    for section, table in SECTION_TABLES.items():
        if table in read:
            continue
        own = _blocks_of(section, blocks, divisions)
        is_headed = any(_heads(table, blocks[index]) for index in own)
        if is_headed or _is_printed(table, list(_pieces(blocks, own, used))):
            cells = (cell for cell in addresses(form) if cell.startswith(f"{table}."))
            yield from ((Figure(cell, None, ""), Doubt(cell, "", "table_unread")) for cell in cells)


def _blocks_of(section: int, blocks: Sequence[Block], divisions: Sequence[Division]) -> range:
    """The indices of a section's blocks; of the whole document where its heading was not found."""
    own = next((each for each in divisions if each.number == section), None)
    return range(own.start + 1, own.end) if own else range(len(blocks))


def _heads(table: str, block: Block) -> bool:
    """Whether a line of a picture is nothing but a heading that only the table's grid prints: where the grid's lines
    were not seen, little else of it may be left."""
    if not isinstance(block, Paragraph) or not block.recognised:
        return False
    return words(block.text) in _LONE_HEADS[table] or any(each in block.text for each in _OWN_WORDS.get(table, ()))


def _pieces(blocks: Sequence[Block], own: Iterable[int], used: Collection[int]) -> Iterator[str]:
    """The pieces of text, between white space, of some blocks. Of a block that another table was read from only words
    count: its figures are that table's."""
    for index in own:
        block = blocks[index]
        for text in (block.text,) if isinstance(block, Paragraph) else (cell.text for cell in block.cells):
            yield from (piece for piece in text.split() if index not in used or words(piece))


def _is_printed(table: str, pieces: Sequence[str]) -> bool:
    labels = {label for piece in pieces if (label := _label(table, piece))}
    return len(labels) >= LEAST_LABELS or _figures_in_a_row(pieces) >= LEAST_FIGURES


def _label(table: str, piece: str) -> str | None:
    """The row, or of the disputes the column, that a piece of text names and nothing else."""
    if table != "disputes":
        return exact_label(table, piece)
    named = words(piece)
    return named if named in _HEADS else None


def _figures_in_a_row(pieces: Sequence[str]) -> int:
    """How many figures have another one right before them."""
    return sum(bool(_FIGURE.fullmatch(one) and _FIGURE.fullmatch(other)) for one, other in pairwise(pieces))
