"""Figures that a narrow cell breaks into lines, in tables without lines: the pieces to one part again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.reading import Box
from parsers.unruled_columns import cluster
from parsers.unruled_parts import Part, Stack
from parsers.unruled_rows import SAME_ROW, Pairing, Row, is_figure
from parsers.values import AMOUNT_UNITS, COUNT_UNITS, clean

_LEADING = 1.7
"""The most heights from one line of a cell to its next."""
_UNITS = frozenset([*AMOUNT_UNITS, *COUNT_UNITS]) - {""}
_OPENING = re.compile(r"[（(]")
_CLOSING = re.compile(r"[）)]")
_CUT = re.compile(r"[+-]?\d{1,3}(?:,\d{3})*,\d{0,2}|[+-]?[\d,]*\d\.|\+")
"""A number that can't end here."""
_MOST_LINES = 6


def join_unfinished(parts: Sequence[Part]) -> list[Part]:
    """The parts, each figure with what it lacks on its own line: a remark, a unit, the digits after a thousand's comma.
    「26（其中修订」 over 「3件）」, 「1,20」 over 「2」."""
    rest = list(parts)
    for part in sorted(parts, key=lambda part: part.y):
        if not any(part is each for each in rest) or not (is_figure(part) or _is_cut(part.text)):
            continue
        for _ in range(_MOST_LINES):
            tail = next((each for each in rest if _is_below(part, each) and _ends(part.text, each.text)), None)
            if tail is None:
                break
            rest = [each for each in rest if each is not part and each is not tail]
            part = join([part, tail])
            rest.append(part)
    return rest


def _is_cut(text: str) -> bool:
    return bool(_CUT.fullmatch(clean(text)))


def _ends(text: str, below: str) -> bool:
    """Whether a line of text is the rest of a figure above it."""
    below = clean(below)
    if _is_cut(text):
        return below[:1].isdigit()
    missing = len(_OPENING.findall(text)) - len(_CLOSING.findall(text))
    return missing > 0 or (not _OPENING.search(text) and (below in _UNITS or below.startswith("(")))


def _is_below(part: Part, below: Part) -> bool:
    """Whether a part stands on the line next below another, in the same cell."""
    near = 0.5 * part.height < below.box.y1 - part.box.y1 < _LEADING * below.height and below.page == part.page
    return near and min(part.box.x1, below.box.x1) > max(part.box.x0, below.box.x0)


def join(parts: Sequence[Part]) -> Part:
    """One part from the lines of a cell, level with their middle."""
    box = Box(
        min(part.box.x0 for part in parts),
        min(part.box.y0 for part in parts),
        max(part.box.x1 for part in parts),
        max(part.box.y1 for part in parts),
    )
    return Part("".join(part.text for part in parts), box, parts[0].page, (parts[0].y + parts[-1].y) / 2)


def join_numbers(paired: Pairing, stacks: Sequence[Stack], texts: Sequence[Part]) -> list[Part] | None:
    """The figures of all rows, numbers that were broken into lines now whole; None where none was.

    Figures that no label claims are pieces where those one above the other are together level with a label, or where
    they hang below a row and no label can be theirs.
    """
    figures = [part for row in (*paired.rows, *(row for _, row in paired.pairs)) for part in row.parts]
    pieces = [part for row in paired.rows for part in row.parts]
    broken: list[tuple[Sequence[Part], Part]] = []
    for stack in stacks:
        broken += [(run, join(run)) for run in _level_runs(stack, pieces, figures)]
    level = [part for run, _ in broken for part in run]
    for row in paired.rows:
        if not any(part is each for part in row.parts for each in level):
            broken += [(run, join(run)._replace(y=run[0].y)) for run in _hanging(row, paired, texts)]
    taken = [part for run, _ in broken for part in run]
    if not taken or len(set(map(id, taken))) < len(taken):
        return None
    return [part for part in figures if not any(part is each for each in taken)] + [whole for _, whole in broken]


def _hanging(lost: Row, paired: Pairing, texts: Sequence[Part]) -> list[tuple[Part, Part]]:
    """Each figure of a row without a label with the one it goes on from, in the row right above; none unless all do."""
    for stack, row in paired.pairs:
        runs = [(upper, part) for part in lost.parts for upper in row.parts if _is_below(upper, part)]
        beside = [text for text in texts if text not in stack.parts and abs(text.y - lost.y) < text.height]
        if len(runs) == len(lost.parts) and not beside and all(is_figure(join(run)) for run in runs):
            return runs
    return []


def _level_runs(stack: Stack, pieces: Sequence[Part], parts: Sequence[Part]) -> list[list[Part]]:
    """The runs of pieces that are together level with a label, the nearest first; a line level with it by itself may
    be part of one."""
    middle = (stack.top + stack.bottom) / 2
    found: list[list[Part]] = []
    for column in cluster([part for part in pieces if abs(part.y - middle) < _MOST_LINES * part.height]):
        inside = [part for part in parts if min(part.box.x1, column.x1) > max(part.box.x0, column.x0)]
        inside = sorted(inside, key=lambda part: part.y)
        run = next((run for run in _runs_around(inside, middle) if _is_broken(run, pieces, middle)), None)
        if run:
            found.append(run)
    return found


def _runs_around(parts: Sequence[Part], middle: float) -> list[list[Part]]:
    """Runs of two lines and more whose middle is level with a height, the shortest first."""
    runs = [list(parts[first : first + length]) for length in range(2, _MOST_LINES) for first in range(len(parts))]
    return [
        run
        for run in runs
        if len(run) > 1
        and abs((run[0].y + run[-1].y) / 2 - middle) <= SAME_ROW * run[0].height
        and all(_is_below(one, other) for one, other in pairwise(run))
    ]


def _is_broken(run: Sequence[Part], pieces: Sequence[Part], middle: float) -> bool:
    """Whether a run is one number: whole only together, and no line of it claimed by a label of its own."""
    own = [any(part is piece for piece in pieces) or abs(part.y - middle) <= SAME_ROW * part.height for part in run]
    return all(own) and is_figure(join(run))
