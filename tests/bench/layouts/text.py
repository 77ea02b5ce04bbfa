"""Plain text in which copies of reports circulate: tabs, a cell a line, pipes, bare lines."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from crawler.sample.build.manuscript import Block
from crawler.sample.build.tables import Table, placed
from tests.bench.layouts.layout import Layout
from tests.bench.truth import Truth

Lines = Callable[[Table], list[str]]


def render(truth: Truth, rng: Random, lines: Lines, encoding: str = "utf-8", newline: str = "\n") -> bytes:
    """The bytes of the text."""
    parts = [line for block in truth.blocks for line in (*_block(block, lines), "")]
    return newline.join(parts).encode(encoding)


def _block(block: Block, lines: Lines) -> list[str]:
    return lines(block) if isinstance(block, Table) else [block.text]


def _flat(text: str) -> str:
    return text.replace("\n", "")


def _stops(table: Table) -> list[list[str]]:
    """Every row with all its columns; what a merged cell covers is empty."""
    width = len(table.widths)
    rows = [[""] * width for _ in table.rows]
    for place in placed(table):
        rows[place.row][place.column] = _flat(place.cell.text)
    return rows


def tabbed(table: Table) -> list[str]:
    """A row a line; merged cells leave empty stops."""
    return ["\t".join(row) for row in _stops(table)]


def piped(table: Table) -> list[str]:
    """Markdown."""
    rows = [f"| {' | '.join(row)} |" for row in _stops(table)]
    return [rows[0], "|" + " --- |" * len(table.widths), *rows[1:]]


def cell_lines(table: Table) -> list[str]:
    """A cell a line behind a tab, an empty line after each row, as Word's text export has it."""
    lines: list[str] = []
    for row in table.rows:
        lines += [f"\t{cell.text}" for cell in row]
        lines.append("")
    return lines


def bare(table: Table) -> list[str]:
    """Only what is printed, a row a line, cells parted by a blank."""
    return [" ".join(_flat(cell.text).replace(" ", "") for cell in row if cell.text) for row in table.rows]


def glued(table: Table) -> list[str]:
    """Like bare lines, but a label runs into single-digit figures behind it, as in 「规章000」."""
    return [_glue(line) for line in bare(table)]


def _glue(line: str) -> str:
    label, *figures = line.split(" ")
    if label == "规章" and all(len(figure) == 1 and figure.isdigit() for figure in figures):
        return label + "".join(figures)
    return line


def _layout(name: str, about: str, lines: Lines, format_: str = "text", **options: object) -> Layout:
    blanks = lines in (tabbed, piped, cell_lines)
    extras = lines in (tabbed, piped, cell_lines)
    rendered = partial(render, lines=lines, **options)  # type: ignore[arg-type]
    return Layout(f"text-{name}", format_, "report.txt", rendered, about, blanks=blanks, extras=extras)


LAYOUTS = (
    _layout("tabs", "tabs between cells, merged cells leave empty stops", tabbed),
    _layout("tabs-gbk", "the same in GBK with CRLF", tabbed, encoding="gb18030", newline="\r\n"),
    _layout("cell-a-line", "a cell a line behind a tab", cell_lines),
    _layout("pipes", "Markdown tables", piped),
    _layout("bare-lines", "a row a line, nothing but blanks between the cells; no cell is left empty", bare),
    _layout("glued", "bare lines with labels glued to their figures", glued),
)
