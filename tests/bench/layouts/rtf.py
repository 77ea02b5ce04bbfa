"""Rich text as Word and WordPad save it: cells end with `\\cell`, merges by `\\clvmgf`, text in GBK or Unicode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from crawler.sample.build.tables import Cell, Placed, Table, placed
from tests.bench.layouts.layout import Layout
from tests.bench.truth import Truth


@dataclass(frozen=True, slots=True)
class Knobs:
    unicode: bool = True


def render(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """The bytes of the document."""
    blocks = (
        _table(block, knobs) if isinstance(block, Table) else f"\\pard\\qj {_escape(block.text, knobs)}\\par\n"
        for block in truth.blocks
    )
    head = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\\uc1\\viewkind4\n"
    return (head + "".join(blocks) + "}").encode("ascii")


def _escape(text: str, knobs: Knobs) -> str:
    return "".join(_character(char, knobs) for char in text)


def _character(char: str, knobs: Knobs) -> str:
    if char in "\\{}":
        return "\\" + char
    if char == "\n":
        return "\\line "
    if char.isascii():
        return char
    if knobs.unicode:
        code = ord(char)
        return f"\\u{code - 65536 if code > 32767 else code}?"
    return "".join(f"\\'{byte:02x}" for byte in char.encode("gb18030"))


def _table(table: Table, knobs: Knobs) -> str:
    rows: list[list[Placed]] = [[] for _ in table.rows]
    for place in sorted(_strips(table), key=lambda strip: (strip.row, strip.column)):
        rows[place.row].append(place)
    return "".join(_row(places, table, knobs) for places in rows) + "\\pard\\par\n"


def _strips(table: Table) -> Iterator[Placed]:
    for place in placed(table):
        yield place
        for below in range(1, place.cell.height):
            yield Placed(place.row + below, place.column, Cell("", place.cell.kind, place.cell.width, 0))


def _row(places: list[Placed], table: Table, knobs: Knobs) -> str:
    defined, texts = "", ""
    for place in places:
        right = round(9000 * sum(table.widths[: place.column + place.cell.width]))
        merge = "\\clvmrg" if place.cell.height == 0 else "\\clvmgf" if place.cell.height > 1 else ""
        defined += f"{merge}\\clbrdrt\\brdrs\\clbrdrl\\brdrs\\clbrdrb\\brdrs\\clbrdrr\\brdrs\\cellx{right}"
        texts += f"\\pard\\intbl\\qc {{\\fs21 {_escape(place.cell.text, knobs)}}}\\cell\n"
    return f"\\trowd\\trgaph108{defined}\n{texts}\\row\n"


LAYOUTS = (
    Layout("rtf-unicode", "rtf", "report.rtf", partial(render, knobs=Knobs()), "Chinese as Unicode escapes"),
    Layout("rtf-gbk", "rtf", "report.rtf", partial(render, knobs=Knobs(unicode=False)), "Chinese as bytes of GBK"),
)
