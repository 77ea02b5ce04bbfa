"""Figures that a narrow cell breaks into lines, in tables without lines: the pieces to one part again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.reading import Box
from parsers.unruled_columns import cluster
from parsers.unruled_parts import Part, Stack
from parsers.unruled_rows import CENTRED, SAME_ROW, Pairing, Row, is_figure
from parsers.values import AMOUNT_UNITS, COUNT_UNITS, clean

_LEADING = 1.7
"""The most heights from one line of a cell to its next."""
_UNITS = frozenset([*AMOUNT_UNITS, *COUNT_UNITS]) - {""}
_OPENING = re.compile(r"[（(]")
_CLOSING = re.compile(r"[）)]")
_CUT = re.compile(r"[+-]?\d{1,3}(?:,\d{3})*,\d{0,2}|[+-]?[\d,]*\d\.|\+")
"""A number that can't end here."""
_MOST_LINES = 12


def join_unfinished(parts: Sequence[Part], place: float) -> list[Part]:
    """The parts, each figure with what it lacks on its own line: a remark, a unit, the digits after a thousand's comma.
    「26（其中修订」 over 「3件）」, 「1,20」 over 「2」. They are level at a `place`, as labels are."""
    taken: set[int] = set()
    joined: list[Part] = []
    for part in sorted(parts, key=lambda part: part.y):
        if id(part) in taken or not (is_figure(part) or _is_cut(part.text)):
            continue
        run = [part]
        while tail := _tail(run, [each for each in parts if id(each) not in taken]):
            run.append(tail)
        if len(run) > 1:
            taken.update(map(id, run))
            joined.append(join(run, place))
    return [part for part in parts if id(part) not in taken] + joined


def _tail(run: Sequence[Part], parts: Sequence[Part]) -> Part | None:
    """What goes on from the last line of a figure."""
    text = "".join(part.text for part in run)
    return next((each for each in parts if _is_below(run[-1], each) and _ends(text, each.text)), None)


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


def join(parts: Sequence[Part], place: float = CENTRED) -> Part:
    """One part from the lines of a cell, level with their middle, the first (0) or the last (1)."""
    box = Box(
        min(part.box.x0 for part in parts),
        min(part.box.y0 for part in parts),
        max(part.box.x1 for part in parts),
        max(part.box.y1 for part in parts),
    )
    return Part(
        "".join(part.text for part in parts), box, parts[0].page, parts[0].y + place * (parts[-1].y - parts[0].y)
    )


def join_numbers(paired: Pairing, stacks: Sequence[Stack], texts: Sequence[Part]) -> list[Part] | None:
    """The figures of all rows, numbers that were broken into lines now whole; None where none was.

    Figures that no label claims are pieces where those one above the other are together level with a label, or where
    they hang below a row and no label can be theirs.
    """
    figures = [part for row in (*paired.rows, *(row for _, row in paired.pairs)) for part in row.parts]
    pieces = [part for row in paired.rows for part in row.parts]
    broken: list[tuple[Sequence[Part], Part]] = []
    for stack in stacks if paired.place == CENTRED else ():
        broken += [(run, join(run)) for run in _level_runs(stack, pieces, figures)]
    level = [part for run, _ in broken for part in run]
    lost = [row for row in paired.rows if not any(part is each for part in row.parts for each in level)]
    broken += [(run, join(run, 0.0)) for run in _hanging_runs(lost, paired, texts)]
    taken = [part for run, _ in broken for part in run]
    if not taken or len(set(map(id, taken))) < len(taken):
        return None
    return [part for part in figures if not any(part is each for each in taken)] + [whole for _, whole in broken]


def _hanging_runs(lost: Sequence[Row], paired: Pairing, texts: Sequence[Part]) -> list[list[Part]]:
    """The figures of rows without a label, each behind the one above it that it goes on from."""
    runs = [(stack, [[part] for part in row.parts]) for stack, row in paired.pairs]
    for row in lost:
        for stack, columns in runs:
            above = [(run, part) for part in row.parts for run in columns if _is_below(run[-1], part)]
            if len(above) == len(row.parts) and not _others_beside(stack, row, texts):
                for run, part in above:
                    run.append(part)
                break
    return [run for _, columns in runs for run in columns if len(run) > 1 and is_figure(join(run))]


def _others_beside(stack: Stack, row: Row, texts: Sequence[Part]) -> bool:
    """Whether another label than this may be that of figures: one beside them. Where a line of this label is level with
    them, those to its left name groups of rows."""
    own = [part for part in stack.parts if abs(part.y - row.y) <= SAME_ROW * part.height]
    beside = [text for text in texts if text not in stack.parts and abs(text.y - row.y) < text.height]
    return any(not own or text.box.x1 > stack.x0 for text in beside)


def _level_runs(stack: Stack, pieces: Sequence[Part], parts: Sequence[Part]) -> list[list[Part]]:
    """The runs of pieces that are together level with a label, the longest first; a line level with it by itself may
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
    """Runs of two lines and more whose middle is level with a height, the longest first."""
    lengths = range(min(_MOST_LINES, len(parts)), 1, -1)
    runs = [list(parts[first : first + length]) for length in lengths for first in range(len(parts) - length + 1)]
    return [
        run
        for run in runs
        if abs((run[0].y + run[-1].y) / 2 - middle) <= SAME_ROW * run[0].height
        and all(_is_below(one, other) for one, other in pairwise(run))
    ]


def _is_broken(run: Sequence[Part], pieces: Sequence[Part], middle: float) -> bool:
    """Whether a run is one number: whole only together, and no line of it claimed by a label of its own."""
    own = [any(part is piece for piece in pieces) or abs(part.y - middle) <= SAME_ROW * part.height for part in run]
    return all(own) and is_figure(join(run))
