"""Characters with their places to lines of text, and to the text of a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, starmap
from math import inf
from operator import add, eq, sub
from typing import NamedTuple

from parsers.geometry_glyphs import Columns, Glyph, chosen, columns_of, part, reordered
from parsers.raised import raised
from parsers.reading import Box

_OVERPRINT = 0.15
"""A character again within this share of its height is bold made by printing twice. `11` stands further apart."""
_COLLIDING, _SLIM = 0.4, 0.2
"""A character that covers so much of the narrower of two beside each other is printed over it, as where one figure was
covered and another typed in its place; and the share of the height that no such overlap stays below."""
_SAME_LINE = 0.45
"""Centres of one line differ by less than this share of the height, Latin digits beside Chinese included."""
_SPACE = 0.5
"""A gap of half a height and more is a space; the letters of a word, and Chinese, stand closer."""
_RAISED, _SMALL = 0.2, 0.8
"""A superscript ends this share of the line's height above its other characters, and is lower than this share."""
_PADDING = 12.0
"""What both sides of a cell keep free at most: Word takes 10.8 points."""


class Line(NamedTuple):
    """A line of text and its box."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0


def is_overprint(glyph: Columns, other: Columns) -> bool:
    """Whether a character is another one printed again, for boldness, at nearly the same place."""
    tolerance = _OVERPRINT * (glyph[4] - glyph[2])
    is_near = abs(glyph[1] - other[1]) <= tolerance and abs(glyph[2] - other[2]) <= tolerance
    return bool(is_near and glyph[0] == other[0])


def glyphs_to_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Lines of text from top to bottom, what is printed twice once; lines of blanks are left out."""
    return [line for line in map(_line, _divide(columns_of(glyphs))) if line.text] if glyphs else []


def _divide(columns: Columns) -> list[Columns]:
    """The characters of each line, from top to bottom: a line goes on as long as their centres follow closely."""
    centres, heights = columns[5:]
    near = _SAME_LINE * min(heights)
    if (spread := max(centres) - min(centres)) <= near:
        return [columns if 4 * spread <= near else _with_notes_raised(columns)]
    lines: list[list[Columns]] = []
    last, lowest, far = 0.0, 0, _SAME_LINE * max(heights)
    for top, bottom, first, end in sorted(_runs(centres, near)):
        step = top - last
        if not lines or step > far or (step > near and step > _SAME_LINE * _lower(columns, last, lowest, top, first)):
            lines.append([])
        if not lines[-1] or bottom >= last:
            last, lowest = bottom, first
        lines[-1].append(part(columns, first, end))
    return [line[0] if len(line) == 1 else tuple(map(tuple, map(chain, *line))) for line in lines]


def _lower(columns: Columns, centre: float, first: int, other: float, begin: int) -> float:
    """The height of the lower of two characters, each known by its centre and by the first of the run it stands in."""
    centres, heights = columns[5:]
    return float(min(heights[centres.index(centre, first)], heights[centres.index(other, begin)]))


def _runs(centres: Sequence[float], near: float) -> Iterator[tuple[float, float, int, int]]:
    """Yield the runs of characters that follow one another on one line: the highest and the lowest centre, the first
    character and the one behind the last. Most lines are one run, so that characters need not be sorted one by one."""
    first, last = 0, centres[0]
    for index, centre in enumerate([*centres[1:], inf], 1):
        if not -near <= centre - last <= near:
            run = centres[first:index]
            yield min(run), max(run), first, index
            first = index
        last = centre


def _line(columns: Columns) -> Line:
    placed, text = _read_line(columns)
    low = max(columns[4])
    if low - min(columns[4]) > _RAISED * placed[-1][0]:
        placed, text = _read_line(_with_notes_raised(columns))
    if len(text) != len(placed[0]) or len(text.split()) > 1:
        printed = [index for index, each in enumerate(placed[0]) if not each.isspace()]
        if not printed:
            return Line("", 0, 0, 0, 0)
        placed = chosen(placed, printed)
        low = max(placed[4])
    # A document has hundreds: `Line(...)` takes three times as long.
    return tuple.__new__(Line, (text, placed[1][0], min(placed[2]), placed[3][-1], low))


def _with_notes_raised(columns: Columns) -> Columns:
    """The characters, those that are small and stand high as what they are: numbers of notes."""
    texts, _, _, _, bottoms, _, heights = columns
    height, bottom = max(zip(heights, bottoms, strict=True))
    changed = [
        raised(text) if low < _SMALL * height and bottom - end > _RAISED * height else text
        for text, low, end in zip(texts, heights, bottoms, strict=True)
    ]
    return (tuple(changed), *columns[1:])


def _read_line(columns: Columns) -> tuple[Columns, str]:
    """The characters of one line from left to right, and their text.

    In most lines each character stands close behind the one before it. That is seen at once, not one by one.
    """
    texts, lefts, _, rights, _, _, heights = columns
    if len(texts) == 1:
        return columns, str(texts[0]).strip()
    gaps = list(map(sub, lefts[1:], rights))
    is_close, lowest = max(gaps) <= _SPACE * min(heights), min(gaps)
    if is_close and lowest >= 0:
        return columns, "".join(texts).strip()
    middles = list(map(add, lefts, rights))
    is_sorted = middles == sorted(middles)
    if is_close and is_sorted and lowest > -_SLIM * min(heights) and not _has_overprints(columns):
        return columns, "".join(texts).strip()
    if not is_sorted:
        columns = reordered(columns, sorted(range(len(middles)), key=middles.__getitem__))
    return columns, _spaced(columns).strip()


def _has_overprints(columns: Columns) -> bool:
    texts = columns[0]
    return any(map(eq, texts, texts[1:])) and any(starmap(is_overprint, pairwise(zip(*columns, strict=True))))


def _spaced(columns: Columns) -> str:
    """The text with spaces where paper is, and where one character is printed over another: no text runs on there."""
    pieces: list[str] = []
    last: Columns = ()
    end = columns[1][0]
    for glyph in zip(*columns, strict=True):
        text, x0, y0, x1, y1, *_ = glyph
        gap = x0 - end
        if gap < 0 and last and is_overprint(glyph, last):
            continue
        if gap > _SPACE * (y1 - y0) or (last and -gap > _COLLIDING * min(x1 - x0, last[3] - last[1])):
            pieces.append(" ")
        pieces.append(text)
        last, end = glyph, x1
    return "".join(pieces)


def join_wrapped(texts: Sequence[str]) -> str:
    """One text from the lines it was wrapped into: Chinese and numbers go on directly, Latin words with a space."""
    joined = "".join(texts[:1])
    for text in texts[1:]:
        joined += " " + text if _are_latin(joined[-1:] + text[:1]) else text
    return joined


def _are_latin(letters: str) -> bool:
    return len(letters) == 2 and letters.isascii() and letters.isalpha()


def cell_text(columns: Columns, box: Box) -> str:
    """The text of a cell's characters. A line that was full goes on in the next; a line that had room left ends with
    `\\n`."""
    divided = _divide(columns)
    if len(divided) == 1:
        return _read_line(divided[0])[1]
    lines = [line for line in map(_line, divided) if line.text]
    texts: list[list[str]] = []
    room = 0.0
    for text, x0, _, x1, _ in lines:
        if texts and room < (x1 - x0) / len(text):
            texts[-1].append(text)
        else:
            texts.append([text])
        room = box.x1 - box.x0 - _PADDING - (x1 - x0)
    return "\n".join(map(join_wrapped, texts))
