"""The three tables of the form where no line is drawn, out of nothing but words and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.form import APPLICATION_COLUMNS, APPLICATION_ROWS, DISPUTE_KINDS, DISPUTE_OUTCOMES, Label
from parsers.labels import exact_label, words
from parsers.unruled_columns import Interval, cluster, column_of
from parsers.unruled_fields import PLACE_UNSURE, Columns, Field
from parsers.unruled_parts import Part, Stack, find_stacks
from parsers.unruled_rows import Pairing, Row, figure_rows, is_figure, pair, usual_place
from parsers.unruled_wraps import join, join_numbers, join_unfinished

_ITEMS = "信息内容"
_ARTICLE = "第二十条"
_HEADER_REACH = 2.2
"""Heights from the middle of a line of headings to its outermost lines."""
_SAME_HEADERS = 3.0
DISPUTE_CELLS = len(DISPUTE_KINDS) * len(DISPUTE_OUTCOMES)


class Line(NamedTuple):
    """A row to be, on one page: its label and its figures; `parts` are all it was read from, on other pages too."""

    page: int
    y: float
    label: str
    fields: tuple[Field, ...]
    parts: tuple[Part, ...] = ()


def read_applications(parts: Sequence[Part]) -> list[Line]:
    """The header and every row of table 三; a row whose cells can't be placed has all of them doubted."""
    parts = _finished("applications", parts)
    texts = [part for part in parts if not is_figure(part)]
    headers = _headers(texts, APPLICATION_COLUMNS)
    left = _left_edge(headers, parts)
    figures = [part for part in parts if is_figure(part) and part.middle > left] + _odd(texts, left)
    stacks = find_stacks([part for part in texts if part.box.x0 < left], _name_of("applications"))
    groups = _groups(stacks)
    stacks = [stack for stack in stacks if words(stack.text) not in groups]
    named = find_stacks(texts, lambda text: text if words(text) in groups else None)
    paired = _pair(figures, stacks, _without(texts, named))
    columns = Columns.of([row for _, row in paired.pairs] + list(paired.rows), [_interval(each) for each in headers])
    in_order = _is_in_order([stack.name for stack, _ in paired.pairs])
    lines = [_line(stack, row, columns, in_order and not paired.is_near_lost(row)) for stack, row in paired.pairs]
    # A label that has its figures elsewhere begins its group's here: 「（六）其他」 of one that a page's end cuts.
    own = {stack.name for stack, _ in paired.pairs}
    lines += [_blank(each, columns.width, paired.is_blank(each)) for each in paired.stacks if each.name not in own]
    lines += map(_unlabelled, paired.rows)
    if not lines:
        return []
    first = min(lines, key=lambda line: line.y)
    head = Line(first.page, first.y - 1, "申请人情况", tuple(Field(stack.text) for stack in headers), _parts(headers))
    return sorted([head, *lines] if headers else lines, key=lambda line: line.y)


def read_disputes(parts: Sequence[Part]) -> list[Line]:
    """The header and the one row of table 四."""
    headers = _dispute_headers([part for part in parts if words(part.text)])
    if not headers:
        return []
    lowest = max(stack.bottom for stack in headers)
    figures = [part for part in parts if (is_figure(part) or _odd([part], 0)) and part.y > lowest]
    rows = figure_rows(_whole(figures))
    page = headers[0].parts[0].page
    head = Line(page, headers[0].top, "", tuple(Field(stack.text) for stack in headers), _parts(headers))
    if len(rows) != 1:
        blank = tuple(Field("", doubt=PLACE_UNSURE if rows else "") for _ in range(DISPUTE_CELLS))
        return [head, Line(page, lowest + 1, "", blank)] if len(headers) == DISPUTE_CELLS else []
    columns = Columns.of(rows, [_interval(each) for each in headers], DISPUTE_CELLS)
    return [head, Line(rows[0].parts[0].page, rows[0].y, "", columns.fields(rows[0]), rows[0].parts)]


def _dispute_headers(texts: Sequence[Part]) -> list[Stack]:
    """The headings over the figures, in texts that hold words; from left to right, those of the last page that repeats
    them."""
    by_name = {words(label.official): label.name for label in DISPUTE_OUTCOMES} | {"合计": "total"}
    headers = sorted(find_stacks(texts, lambda text: by_name.get(words(text))), key=lambda stack: stack.middle)
    last = max((stack.parts[0].page for stack in headers), default=0)
    repeated = [stack for stack in headers if stack.parts[0].page == last]
    return repeated if len(repeated) == DISPUTE_CELLS else headers


def _whole(figures: Sequence[Part]) -> list[Part]:
    """The figures of a table that has one row: what stands below one another is one number, broken into lines."""
    columns = [[part for part in figures if column_of(part, [column]) == 0] for column in cluster(figures)]
    return [join(sorted(column, key=lambda part: part.y)) for column in columns]


def _finished(kind: str, parts: Sequence[Part]) -> list[Part]:
    """The parts of a table, figures whole that lack something on their own line."""
    stacks = find_stacks([part for part in parts if not is_figure(part)], _name_of(kind))
    return join_unfinished(parts, usual_place(figure_rows([part for part in parts if is_figure(part)]), stacks))


def _odd(texts: Sequence[Part], left: float) -> list[Part]:
    """What stands where figures do and holds digits, but can't be a figure: it is some cell's, and to be doubted."""
    return [part for part in texts if part.box.x0 > left and any(character.isdigit() for character in part.text)]


def _groups(stacks: Sequence[Stack]) -> set[str]:
    """The words of groups several rows of which are there: 「其他处理」 is a row itself where none is."""
    names = {stack.name for stack in stacks}
    rows = Counter(words(row.group) for row in APPLICATION_ROWS if row.label.name in names)
    return {group for group, count in rows.items() if group and count > 1}


def _without(texts: Sequence[Part], stacks: Sequence[Stack]) -> list[Part]:
    taken = set(_parts(stacks))
    return [part for part in texts if part not in taken]


def _pair(figures: Sequence[Part], stacks: Sequence[Stack], texts: Sequence[Part]) -> Pairing:
    """The rows and their labels, numbers that a narrow cell broke into lines made whole where rows are left over."""
    paired = pair(figure_rows(figures), stacks)
    whole = join_numbers(paired, stacks, texts)
    return pair(figure_rows(whole), stacks) if whole else paired


def _parts(stacks: Sequence[Stack]) -> tuple[Part, ...]:
    return tuple(part for stack in stacks for part in stack.parts)


def read_disclosure(parts: Sequence[Part]) -> list[Line]:
    """The lines of headings and the rows of table 二. Each paragraph of Article 20 has columns of its own."""
    parts = _finished("disclosure", parts)
    texts = [part for part in parts if not is_figure(part)]
    stacks = find_stacks(texts, _name_of("disclosure"))
    corners = find_stacks(texts, lambda text: _ITEMS if words(text) == _ITEMS else None)
    left = min((corner.x1 for corner in corners), default=0.0)
    paired = _pair([part for part in parts if is_figure(part)] + _odd(texts, left), stacks, texts)
    blocks = [_Block.of(corner, texts) for corner in sorted(corners, key=lambda corner: corner.top)]
    lines = [block.line for block in blocks]
    rows = [(stack, row, _block_above(blocks, row.y)) for stack, row in paired.pairs]
    for stack, row, block in rows:
        if block:
            alike = [other for _, other, its in rows if its and its.is_like(block)]
            lines.append(_line(stack, row, Columns.of(alike, block.headers), not paired.is_near_lost(row)))
    for stack in paired.stacks:
        if block := _block_above(blocks, stack.top):
            lines.append(_blank(stack, len(block.headers), paired.is_blank(stack)))
    lines += map(_unlabelled, paired.rows)
    return sorted(lines, key=lambda line: line.y)


class _Block(NamedTuple):
    """A line of headings in table 二: 信息内容, and what its columns hold."""

    y: float
    headers: tuple[Interval, ...]
    line: Line

    @classmethod
    def of(cls, corner: Stack, texts: Sequence[Part]) -> _Block:
        y, height = (corner.top + corner.bottom) / 2, corner.parts[0].height
        beside = [
            part
            for part in texts
            if part.box.x0 > corner.x1 and abs(part.y - y) < _HEADER_REACH * height and _ARTICLE not in part.text
        ]
        headers = tuple(cluster(beside))
        columns = [[part for part in beside if header.x0 <= part.middle <= header.x1] for header in headers]
        titles = ("".join(part.text for part in sorted(column, key=lambda part: part.y)) for column in columns)
        line = Line(corner.parts[0].page, y, corner.text, tuple(map(Field, titles)), (*corner.parts, *beside))
        return cls(y, headers, line)

    def is_like(self, other: _Block) -> bool:
        return len(self.headers) == len(other.headers) and all(
            abs(one.middle - its.middle) < _SAME_HEADERS for one, its in zip(self.headers, other.headers, strict=True)
        )


def _block_above(blocks: Sequence[_Block], y: float) -> _Block | None:
    return next((block for block in reversed(blocks) if block.y < y), None)


def _name_of(kind: str) -> Callable[[str], str | None]:
    return lambda text: exact_label(kind, text)


def _headers(texts: Sequence[Part], labels: Sequence[Label]) -> list[Stack]:
    """The headings of the columns from left to right, from where they stand first; none unless all are there."""
    by_name = {words(print_): label.name for label in labels for print_ in (label.official, *label.variants)}
    stacks = sorted(find_stacks(texts, lambda text: by_name.get(words(text))), key=lambda stack: stack.top)
    first = next((stack for stack in stacks if stack.name == labels[0].name), None)
    if first is None:
        return []
    found = {stack.name: stack for stack in reversed(stacks) if stack.x0 >= first.x0}
    headers = [found[label.name] for label in labels if label.name in found]
    is_whole = len(headers) == len(labels) and all(a.middle < b.middle for a, b in pairwise(headers))
    return headers if is_whole else []


def _left_edge(headers: Sequence[Stack], parts: Sequence[Part]) -> float:
    """Where the columns of figures begin."""
    if headers:
        return headers[0].middle - (headers[1].middle - headers[0].middle) / 2
    columns = cluster([part for part in parts if is_figure(part)])
    return columns[-len(APPLICATION_COLUMNS) :][0].x0 if columns else 0.0


def _interval(stack: Stack) -> Interval:
    return Interval(stack.x0, stack.x1)


def _is_in_order(names: Sequence[str]) -> bool:
    places = [[row.label.name for row in APPLICATION_ROWS].index(name) for name in names]
    return all(above < below for above, below in pairwise(places))


def _line(stack: Stack, row: Row, columns: Columns, sure: bool) -> Line:
    fields = columns.fields(row)
    if not sure:
        fields = tuple(field._replace(doubt=PLACE_UNSURE) for field in fields)
    return Line(row.parts[0].page, row.y, stack.text, fields, (*stack.parts, *row.parts))


def _blank(stack: Stack, count: int, sure: bool) -> Line:
    """A row of which only the label is printed."""
    field = Field("", doubt="" if sure else PLACE_UNSURE)
    return Line(stack.parts[0].page, (stack.top + stack.bottom) / 2, stack.text, (field,) * count, stack.parts)


def _unlabelled(row: Row) -> Line:
    return Line(row.parts[0].page, row.y, "", tuple(Field(part.text, part) for part in row.parts), row.parts)


def _stray(stack: Stack, row: Row) -> Line:
    return _unlabelled(row)._replace(label=stack.text, parts=(*stack.parts, *row.parts))


def read_strays(kind: str, parts: Sequence[Part]) -> list[Line]:
    """Rows that stand outside a table that is ruled otherwise, as where a page's end left a line out. Their figures in
    order, without a claim to be all there are."""
    texts = [part for part in parts if not is_figure(part)]
    paired = pair(figure_rows([part for part in parts if is_figure(part)]), find_stacks(texts, _name_of(kind)))
    return [_stray(stack, row) for stack, row in paired.pairs]


READERS: dict[int, Callable[[Sequence[Part]], list[Line]]] = {
    2: read_disclosure,
    3: read_applications,
    4: read_disputes,
}
"""By the number of the section that a table stands in."""
