"""Characters with their places, one by one and part by part: what is asked of all of a page's is asked at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import repeat
from operator import itemgetter, sub
from typing import Any, NamedTuple, overload


class Glyph(NamedTuple):
    """A character and its box: the advance wide, the whole font high, so that `.` and `-` stand in their line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


Columns = tuple[Any, ...]
"""Characters part by part, as in `Glyph`: their texts, then their left, top, right and bottom sides, one sequence each.
Behind them stands what every line of text is asked for: how far down their centres are, and how high they are."""


def measured(texts: Sequence[str], *sides: Sequence[float]) -> Columns:
    """The columns of characters, by their texts and their four sides."""
    _, tops, _, bottoms = sides
    # Python is quicker at half of a number than at a number by two.
    centres = [0.5 * (y0 + y1) for y0, y1 in zip(tops, bottoms, strict=True)]
    return texts, *sides, centres, list(map(sub, bottoms, tops))


class Glyphs(Sequence[Glyph]):
    """Characters kept part by part, and made one by one only where somebody asks for one: a page has a thousand."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    @cached_property
    def _listed(self) -> list[Glyph]:
        made: list[Any] = list(map(tuple.__new__, repeat(Glyph), zip(*self.columns[: len(Glyph._fields)], strict=True)))
        return made

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Glyph]:
        return iter(self._listed)

    @overload
    def __getitem__(self, index: int) -> Glyph: ...
    @overload
    def __getitem__(self, index: slice) -> list[Glyph]: ...
    def __getitem__(self, index: int | slice) -> Glyph | list[Glyph]:
        return self._listed[index]


NONE = Glyphs(measured((), (), (), (), ()))
"""No characters."""


def columns_of(glyphs: Sequence[Glyph]) -> Columns:
    """Characters part by part."""
    if isinstance(glyphs, Glyphs):
        return glyphs.columns
    return measured(*zip(*glyphs, strict=True)) if glyphs else NONE.columns


def chosen(columns: Columns, indices: Sequence[int]) -> Columns:
    """Some of the characters, by their indices in rising order."""
    if not indices:
        return NONE.columns
    first, end = indices[0], indices[-1] + 1
    return part(columns, first, end) if end - first == len(indices) else reordered(columns, indices)


def part(columns: Columns, first: int, end: int) -> Columns:
    """The characters from one up to another."""
    # Written out, because it runs for every cell and every line: a loop takes half as long again.
    texts, lefts, tops, rights, bottoms, centres, heights = columns
    return (
        texts[first:end],
        lefts[first:end],
        tops[first:end],
        rights[first:end],
        bottoms[first:end],
        centres[first:end],
        heights[first:end],
    )


def reordered(columns: Columns, indices: Sequence[int]) -> Columns:
    """The characters in the order of the indices, of which there are several."""
    return tuple(map(itemgetter(*indices), columns))
