"""Characters to parts, the pieces of text that stand free of one another, and parts to the labels they were wrapped
from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from parsers.geometry_glyphs import Glyph
from parsers.geometry_text import is_overprint, join_wrapped
from parsers.reading import Box

_SAME_BASE = 0.35
"""Centres of one line differ by less than this share of the height. Lines of two cells side by side may stand at any
offset, so parts are built by what adjoins, never by a page's lines."""
_GAP = 0.45
_DIGIT_GAP = 0.2
"""The widest gap inside a part, in heights: digits of one number touch, those of two cells keep the cells' padding."""
_OVERLAP = 0.3
"""Heights by which boxes of one part may overlap."""
_PITCH = 2.5
"""The most heights from one line of a wrapped label to the next."""
_BESIDE = 1.6
_MOST_LINES = 12
_MOST_BESIDE = 2


class Part(NamedTuple):
    """A piece of text with its box on its page; `y` is the height of its middle in the table, pages joined."""

    text: str
    box: Box
    page: int
    y: float

    @property
    def height(self) -> float:
        return self.box.y1 - self.box.y0

    @property
    def middle(self) -> float:
        return (self.box.x0 + self.box.x1) / 2


class Stack(NamedTuple):
    """A label and the parts it is made of, from top to bottom."""

    name: str
    text: str
    parts: tuple[Part, ...]

    @property
    def x0(self) -> float:
        return min(part.box.x0 for part in self.parts)

    @property
    def x1(self) -> float:
        return max(part.box.x1 for part in self.parts)

    @property
    def top(self) -> float:
        return self.parts[0].y

    @property
    def bottom(self) -> float:
        return self.parts[-1].y

    def at(self, place: float) -> float:
        """The height of its first line (0), its middle (0.5) or its last line (1)."""
        return self.top + place * (self.bottom - self.top)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def glyphs_to_parts(glyphs: Iterable[Glyph], page: int) -> list[Part]:
    """The parts of a page, in no order that matters; `y` is the height on the page."""
    open_parts: dict[int, list[list[Glyph]]] = {}
    parts: list[list[Glyph]] = []
    printed = (glyph for glyph in glyphs if not glyph.text.isspace())
    for glyph in sorted(printed, key=lambda glyph: glyph.x0):
        height = glyph.y1 - glyph.y0
        bucket = int((glyph.y0 + glyph.y1) / 2 / 8)
        nearby = [part for number in (bucket - 1, bucket, bucket + 1) for part in open_parts.get(number, ())]
        if any(is_overprint(glyph, part[-1]) for part in nearby):
            continue
        fitting = [part for part in nearby if _adjoins(part[-1], glyph, height)]
        if fitting:
            min(fitting, key=lambda part: abs(part[-1].y0 + part[-1].y1 - glyph.y0 - glyph.y1)).append(glyph)
        else:
            parts.append([glyph])
            open_parts.setdefault(bucket, []).append(parts[-1])
    return [_part(part, page) for part in parts]


def _adjoins(last: Glyph, glyph: Glyph, height: float) -> bool:
    off = abs(last.y0 + last.y1 - glyph.y0 - glyph.y1) / 2
    if off > _SAME_BASE * min(height, last.y1 - last.y0):
        return False
    widest = _DIGIT_GAP if last.text.isascii() and glyph.text.isascii() else _GAP
    return -_OVERLAP * height <= glyph.x0 - last.x1 <= widest * height


def _part(glyphs: Sequence[Glyph], page: int) -> Part:
    box = Box(
        glyphs[0].x0,
        min(glyph.y0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.y1 for glyph in glyphs),
    )
    return Part("".join(glyph.text for glyph in glyphs), box, page, (box.y0 + box.y1) / 2)


def find_stacks(parts: Sequence[Part], name_of: Callable[[str], str | None]) -> list[Stack]:
    """Every run of parts, below or beside one another, whose texts together are a name; of each start the longest."""
    ordered = sorted(parts, key=lambda part: (part.y, part.box.x0))
    found: list[Stack] = []
    for index, part in enumerate(ordered):
        longest: Stack | None = None
        for run in _runs([part], ordered, index):
            text = join_wrapped([each.text for each in run])
            name = name_of(text)
            if name and (longest is None or len(run) > len(longest.parts)):
                longest = Stack(name, text, tuple(run))
        if longest:
            found.append(longest)
    return _without_tails(found)


def _without_tails(stacks: Sequence[Stack]) -> list[Stack]:
    """Without those that are only the end of a longer one: 「其他」 below 「法人或」. The upper are told first: what a
    label takes no other begins with."""
    kept: list[Stack] = []
    inner: set[Part] = set()
    for stack in stacks:
        if stack.parts[0] not in inner:
            kept.append(stack)
            inner.update(stack.parts[1:])
    return kept


def _runs(run: list[Part], ordered: Sequence[Part], index: int) -> Iterator[list[Part]]:
    """Yield the ever longer runs that begin with a part: on by what stands below, or once or twice by what stands
    beside it, as after a bracket with a wide margin."""
    todo = [(run, 0)]
    while todo:
        run, turns = todo.pop()
        yield run
        if len(run) == _MOST_LINES:
            continue
        below, beside = _next(run, ordered, index)
        if beside and turns < _MOST_BESIDE:
            todo.append(([*run, beside], turns + 1))
        if below:
            todo.append(([*run, below], turns))


def _next(run: Sequence[Part], ordered: Sequence[Part], index: int) -> tuple[Part | None, Part | None]:
    """The parts next below and beside the last of a run."""
    last = run[-1]
    left, right = min(part.box.x0 for part in run), max(part.box.x1 for part in run)
    beside: Part | None = None
    for part in ordered[index + 1 :]:
        if part.y - last.y > _PITCH * last.height:
            break
        if abs(part.y - last.y) < _SAME_BASE * last.height:
            if 0 < part.box.x0 - last.box.x1 < _BESIDE * last.height:
                beside = beside or part
        elif part.y > last.y and min(right, part.box.x1) > max(left, part.box.x0):
            return part, beside
    return None, beside
