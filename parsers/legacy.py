"""Reports on 2018 and before: the indicators of 政府信息公开情况统计表 (国办发〔2014〕32号) and free sections.

There was no fixed form: the table is a list of 统计指标, 单位, 统计数, with local additions. Indicators are known by
their words and by the group they stand under; one that is not known is left over as a note, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.form import AMOUNTS
from parsers.labels import words
from parsers.legacy_form import GROUPS, Group
from parsers.reading import Cell, Grid, Paragraph
from parsers.report import Doubt, Figure
from parsers.sections import Division, compact
from parsers.values import is_value, parse_amount, parse_count

LAST_YEAR = 2018
LEAST_INDICATORS = 3
LEAST_HEADINGS = 3
UNITS = frozenset({"条", "件", "次", "篇", "个", "人", "人次", "万元", "份", "期", "场", "场次", "宗", "项", "户"})


_NOTE = re.compile(r"[（(][^（()）]*[)）]")
_HEADING = re.compile(r"^[（(]?([一二三四五六七八九十]{1,2})[)）]?[、.．](.{2,30})$")
_ORDER = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Legacy:
    """What the table of an old report states; `figures` have addresses 「legacy.<group>.<indicator>」."""

    figures: dict[str, Figure]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]


def find_indicators(grids: Sequence[tuple[int, Grid]]) -> Legacy:
    """Read every numbered grid's rows of 指标, 单位, 数; an indicator printed twice with two figures is doubted."""
    figures: dict[str, Figure] = {}
    doubts: list[Doubt] = []
    notes: list[str] = []
    for number, grid in grids:
        group = GROUPS[0]
        for cells in grid.rows():
            line = _line(cells)
            if line is None:
                group = _group_of(cells, group)
                continue
            label, value = line
            found = _find(label, group)
            if found is None:
                notes.append(f"table {number}: the indicator “{label[:40]}” is not known")
                continue
            group, name = found
            _take(figures, doubts, f"legacy.{group.name}.{name}", value, grid, number)
    return Legacy(figures, tuple(doubts), tuple(notes))


def _line(cells: Sequence[Cell]) -> tuple[str, Cell] | None:
    """(label, value cell) of a row that has a unit of measure with one figure behind it."""
    unit = next((index for index, cell in enumerate(cells) if compact(cell.text) in UNITS), None)
    if unit is None or unit == 0:
        return None
    values = [cell for cell in cells[unit + 1 :] if is_value(cell.text)]
    labels = [cell.text for cell in cells[:unit] if words(cell.text)]
    return ("".join(labels[-1:]), values[0]) if labels and values else None


def _group_of(cells: Sequence[Cell], before: Group) -> Group:
    """The group a heading row opens; the one before where it opens none."""
    text = words("".join(cell.text for cell in cells))
    return next((group for group in GROUPS if group.heading and text.endswith(group.heading)), before)


def _find(label: str, group: Group) -> tuple[Group, str] | None:
    """The indicator by its words: under the group it stands in, else under the one group that knows it."""
    text = _bare(label)
    for name in _names(text, group):
        return group, name
    found = [(other, name) for other in GROUPS for name in _names(text, other)]
    opening = [pair for pair in found if pair[1] == "total" or pair[0].name == "fees"]
    return (opening or found)[0] if len(found) == 1 or opening else None


def _names(text: str, group: Group) -> Iterator[str]:
    return (each.name for each in group.indicators if text in {_bare(printed) for printed in each.prints})


def _bare(label: str) -> str:
    """An indicator's words without its number, 「其中：」 and the explanation in brackets."""
    text = _NOTE.sub("", compact(label)) if len(words(_NOTE.sub("", compact(label)))) > 1 else compact(label)
    return words(
        re.sub(r"^其中[:：]?", "", re.sub(r"^[\d.、（()）一二三四五六七八九十]+[、.．)）]?", "", text))
    ).removeprefix("其中")


def _take(figures: dict[str, Figure], doubts: list[Doubt], address: str, cell: Cell, grid: Grid, number: int) -> None:
    parsed = parse_amount(cell.text) if address in AMOUNTS else parse_count(cell.text)
    figure = Figure(address, parsed.value, cell.text, grid.page, cell.box, number, cell.row + 1, cell.column + 1)
    known = figures.get(address)
    if known is None:
        figures[address] = figure
        if parsed.reason:
            doubts.append(Doubt(address, cell.text, parsed.reason))
    elif known.value != figure.value and not any(doubt.cell == address for doubt in doubts):
        doubts.append(Doubt(address, f"{known.raw} / {cell.text}", "two_readings"))


def divide_freely(blocks: Sequence[Paragraph | Grid]) -> tuple[Division, ...]:
    """The sections of a report without the six of Article 50: whatever is numbered 一、 二、 三、 in order."""
    starts: list[tuple[int, str]] = []
    for index, block in enumerate(blocks):
        match = _HEADING.match(compact(block.text)) if isinstance(block, Paragraph) else None
        if match and len(starts) < len(_ORDER) and match[1] == _ORDER[len(starts)] and not match[2].endswith("。"):
            starts.append((index, match[2]))
    ends = [*(index for index, _ in starts[1:]), len(blocks)][: len(starts)]
    return tuple(
        Division(number, heading, start, end)
        for number, ((start, heading), end) in enumerate(zip(starts, ends, strict=True), 1)
    )
