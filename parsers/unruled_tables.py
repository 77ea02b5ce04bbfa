"""The three tables of the form where no line is drawn, out of nothing but words and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.form import APPLICATION_COLUMNS, APPLICATION_ROWS, DISPUTE_KINDS, DISPUTE_OUTCOMES, Label
from parsers.labels import exact_label, words
from parsers.unruled_columns import Interval, cluster, column_of, match_columns
from parsers.unruled_parts import Part, Stack, find_stacks
from parsers.unruled_rows import Row, figure_rows, is_figure, pair

PLACE_UNSURE = "place_unsure"
_ITEMS = "信息内容"
_ARTICLE = "第二十条"
_HEADER_REACH = 2.2
"""Heights from the middle of a line of headings to its outermost lines."""
_SAME_HEADERS = 3.0
DISPUTE_CELLS = len(DISPUTE_KINDS) * len(DISPUTE_OUTCOMES)


class Field(NamedTuple):
    """A cell to be: its text, the part it comes from, and why its place is doubted."""

    text: str
    part: Part | None = None
    doubt: str = ""


class Line(NamedTuple):
    """A row to be, on one page: its label and its figures."""

    page: int
    y: float
    label: str
    fields: tuple[Field, ...]


def read_applications(parts: Sequence[Part]) -> list[Line]:
    """The header and every row of table 三; a row whose cells can't be placed has all of them doubted."""
    texts = [part for part in parts if not is_figure(part)]
    headers = _headers(texts, APPLICATION_COLUMNS)
    left = _left_edge(headers, parts)
    figures = [part for part in parts if is_figure(part) and part.middle > left]
    stacks = find_stacks([part for part in texts if part.box.x0 < left], _name_of("applications"))
    paired = pair(figure_rows(figures), stacks)
    columns = _Columns.of([row for _, row in paired.pairs] + list(paired.rows), [_interval(each) for each in headers])
    in_order = _is_in_order([stack.name for stack, _ in paired.pairs])
    lines = [_line(stack, row, columns, in_order) for stack, row in paired.pairs]
    lines += [_blank(stack, columns.width, paired.is_blank(stack)) for stack in paired.stacks]
    lines += [
        Line(row.parts[0].page, row.y, "", tuple(Field(part.text, part) for part in row.parts)) for row in paired.rows
    ]
    if not lines:
        return []
    first = min(lines, key=lambda line: line.y)
    head = Line(first.page, first.y - 1, "申请人情况", tuple(Field(stack.text) for stack in headers))
    return sorted([head, *lines] if headers else lines, key=lambda line: line.y)


def read_disputes(parts: Sequence[Part]) -> list[Line]:
    """The header and the one row of table 四."""
    texts = [part for part in parts if not is_figure(part)]
    by_name = {words(label.official): label.name for label in DISPUTE_OUTCOMES} | {"合计": "total"}
    headers = sorted(find_stacks(texts, lambda text: by_name.get(words(text))), key=lambda stack: stack.middle)
    if not headers:
        return []
    lowest = max(stack.bottom for stack in headers)
    rows = figure_rows([part for part in parts if is_figure(part) and part.y > lowest])
    head = Line(headers[0].parts[0].page, headers[0].top, "", tuple(Field(stack.text) for stack in headers))
    if len(rows) != 1:
        blank = tuple(Field("", doubt=PLACE_UNSURE if rows else "") for _ in range(DISPUTE_CELLS))
        return [head, Line(head.page, lowest + 1, "", blank)] if len(headers) == DISPUTE_CELLS else []
    columns = _Columns.of(rows, [_interval(each) for each in headers], DISPUTE_CELLS)
    return [head, Line(rows[0].parts[0].page, rows[0].y, "", columns.fields(rows[0]))]


def read_disclosure(parts: Sequence[Part]) -> list[Line]:
    """The lines of headings and the rows of table 二. Each paragraph of Article 20 has columns of its own."""
    texts = [part for part in parts if not is_figure(part)]
    stacks = find_stacks(texts, _name_of("disclosure"))
    corners = find_stacks(texts, lambda text: _ITEMS if words(text) == _ITEMS else None)
    paired = pair(figure_rows([part for part in parts if is_figure(part)]), stacks)
    blocks = [_Block.of(corner, texts) for corner in sorted(corners, key=lambda corner: corner.top)]
    lines = [block.line for block in blocks]
    rows = [(stack, row, _block_above(blocks, row.y)) for stack, row in paired.pairs]
    for stack, row, block in rows:
        if block:
            alike = [other for _, other, its in rows if its and its.is_like(block)]
            lines.append(_line(stack, row, _Columns.of(alike, block.headers), not paired.rows))
    for stack in paired.stacks:
        if block := _block_above(blocks, stack.top):
            lines.append(_blank(stack, len(block.headers), paired.is_blank(stack)))
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
        return cls(y, headers, Line(corner.parts[0].page, y, corner.text, tuple(map(Field, titles))))

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
    order = [row.label.name for row in APPLICATION_ROWS]
    places = [order.index(name) for name in names]
    return all(above < below for above, below in pairwise(places))


class _Columns(NamedTuple):
    """The columns that show, and the place of each among all `width`; no places where those can't be told."""

    shown: tuple[Interval, ...]
    places: tuple[int, ...] | None
    width: int

    @classmethod
    def of(cls, rows: Sequence[Row], headers: Sequence[Interval], count: int = 0) -> _Columns:
        count = count or len(headers) or len(APPLICATION_COLUMNS)
        # A figure under two headings would make two columns one; it is placed, and doubted, row by row.
        fit = [part for row in rows for part in row.parts if sum(map(_reaches(part), headers)) < 2]
        shown = cluster(fit)
        known = headers if len(headers) == count else [Interval(0, 0)] * count
        places = match_columns(shown, known) if known is headers or len(shown) == count else None
        return cls(tuple(shown), tuple(places) if places is not None else None, count)

    def fields(self, row: Row) -> tuple[Field, ...]:
        """A row's figures in their columns, blanks between them; all doubted where one has no place of its own."""
        if len(row.parts) == self.width:
            return tuple(Field(part.text, part) for part in row.parts)
        columns = [column_of(part, self.shown) for part in row.parts]
        if self.places is None or None in columns or len(set(columns)) < len(columns):
            return (Field("", doubt=PLACE_UNSURE),) * self.width
        at = {self.places[column]: part for column, part in zip(columns, row.parts, strict=True) if column is not None}
        return tuple(Field(at[place].text, at[place]) if place in at else Field("") for place in range(self.width))


def _reaches(part: Part) -> Callable[[Interval], bool]:
    return lambda header: min(part.box.x1, header.x1) - max(part.box.x0, header.x0) > 0


def _line(stack: Stack, row: Row, columns: _Columns, sure: bool) -> Line:
    fields = columns.fields(row)
    if not sure:
        fields = tuple(field._replace(doubt=PLACE_UNSURE) for field in fields)
    return Line(row.parts[0].page, row.y, stack.text, fields)


def _blank(stack: Stack, count: int, sure: bool) -> Line:
    """A row of which only the label is printed."""
    field = Field("", doubt="" if sure else PLACE_UNSURE)
    return Line(stack.parts[0].page, (stack.top + stack.bottom) / 2, stack.text, (field,) * count)


def read_strays(kind: str, parts: Sequence[Part]) -> list[Line]:
    """Rows that stand outside a table that is ruled otherwise, as where a page's end left a line out. Their figures in
    order, without a claim to be all there are."""
    texts = [part for part in parts if not is_figure(part)]
    paired = pair(figure_rows([part for part in parts if is_figure(part)]), find_stacks(texts, _name_of(kind)))
    return [
        Line(row.parts[0].page, row.y, stack.text, tuple(Field(part.text, part) for part in row.parts))
        for stack, row in paired.pairs
    ]


READERS: dict[int, Callable[[Sequence[Part]], list[Line]]] = {
    2: read_disclosure,
    3: read_applications,
    4: read_disputes,
}
"""By the number of the section that a table stands in."""


def lines_by_page(lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
    """Yield the lines of each page."""
    for page in sorted({line.page for line in lines}):
        yield page, [line for line in lines if line.page == page]
