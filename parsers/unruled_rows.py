"""Rows of figures and the labels beside them, in tables without lines: which label belongs to which row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parsers.unruled_parts import Part, Stack
from parsers.values import clean, is_value

_WITHIN = 0.6
"""Heights beyond a label's outer lines that still lie beside it, and not beside the next one."""
_NEAR = 1.5
SAME_ROW = 0.4
"""Heights by which the figures of one row, and the place of its label, differ at most."""


class Row(NamedTuple):
    """The figures that stand on one line, from left to right."""

    y: float
    parts: tuple[Part, ...]


class Pairing(NamedTuple):
    """Rows by the label they belong to, and what found no partner on either side.

    A label without figures stands for a blank row, unless figures of another label stand beside it: it is `contested`.
    """

    pairs: tuple[tuple[Stack, Row], ...]
    rows: tuple[Row, ...]
    stacks: tuple[Stack, ...]
    place: float

    def is_blank(self, stack: Stack) -> bool:
        """Whether a label without a partner plainly has no figures."""
        return not self.rows and not any(_is_around(stack, row, _WITHIN) for _, row in self.pairs)

    def is_near_lost(self, row: Row) -> bool:
        """Whether figures that no label claims stand so near to a row that they may be pieces of its own."""
        reach = max(part.height for part in row.parts) / 2 + _NEAR * min(part.height for part in row.parts)
        return any(abs(lost.y - row.y) < reach for lost in self.rows)


def is_figure(part: Part) -> bool:
    """Whether a part can only be a figure, or a mark for none."""
    return bool(clean(part.text)) and is_value(part.text)


def figure_rows(parts: Sequence[Part]) -> list[Row]:
    """The rows from top to bottom. Figures of one row stand on one line, however high its label is."""
    rows: list[list[Part]] = []
    for part in sorted(parts, key=lambda part: part.y):
        if rows and part.y - rows[-1][0].y <= SAME_ROW * part.height:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [Row(row[0].y, tuple(sorted(row, key=lambda part: part.box.x0))) for row in rows]


CENTRED = 0.5
PLACES = (CENTRED, 0.0, 1.0)
"""Where figures stand beside labels of several lines: level with their middle, their first line, their last."""


def usual_place(rows: Sequence[Row], stacks: Sequence[Stack]) -> float:
    """The place at which most rows of a table find a label."""
    return max(PLACES, key=lambda place: len(_level(rows, stacks, place)))


def pair(rows: Sequence[Row], stacks: Sequence[Stack]) -> Pairing:
    """Each row with its label: level with its middle, its first or its last line, the same in the whole table; a row
    that a page's end shifted, with the one label around it that is left."""
    place = usual_place(rows, stacks)
    pairs = _level(rows, stacks, place)
    rest = [row for row in rows if not any(row is taken for _, taken in pairs)]
    free = [stack for stack in stacks if not any(stack is taken for taken, _ in pairs)]
    for row in list(rest):
        around = _innermost([stack for stack in free if _is_around(stack, row)])
        rivals = [other for other in rest if other is not row and any(_is_around(stack, other) for stack in around)]
        if len(around) == 1 and not rivals and not _is_within(row, around[0], stacks):
            pairs.append((around[0], row))
            rest.remove(row)
            free.remove(around[0])
    return Pairing(tuple(sorted(pairs, key=lambda pair: pair[1].y)), tuple(rest), tuple(free), place)


def _level(rows: Sequence[Row], stacks: Sequence[Stack], place: float) -> list[tuple[Stack, Row]]:
    """Rows with the labels level with them. Of several the innermost: left of it stands its group's."""
    found: list[tuple[Stack, Row]] = []
    for row in rows:
        reach = SAME_ROW * row.parts[0].height
        beside = [stack for stack in stacks if abs(stack.at(place) - row.y) <= reach and stack.x0 < row.parts[0].box.x0]
        own = max(beside, key=lambda stack: stack.x0, default=None)
        if own and not _is_within(row, own, stacks):
            found.append((own, row))
    once = [stack for stack, _ in found]
    return [(stack, row) for stack, row in found if sum(stack is other for other in once) == 1]


def _is_within(row: Row, own: Stack, stacks: Sequence[Stack]) -> bool:
    """Whether figures lie beside a label further in than their own would be."""
    return any(stack.x0 > own.x1 and _is_around(stack, row, _WITHIN) for stack in stacks)


def _innermost(stacks: Sequence[Stack]) -> list[Stack]:
    """Those labels that have no other to their right."""
    return [stack for stack in stacks if not any(other.x0 > stack.x1 for other in stacks)]


def _is_around(stack: Stack, row: Row, margin: float = 1.0) -> bool:
    height = margin * row.parts[0].height
    return stack.top - height < row.y < stack.bottom + height
