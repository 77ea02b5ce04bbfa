"""Characters with their places to lines of text, and to the text of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import add, eq, sub
from typing import Any, NamedTuple

from parsers.raised import raised
from parsers.reading import Box

_OVERPRINT = 0.15
"""A character again within this share of its height is bold made by printing twice. `11` stands further apart."""
_SAME_LINE = 0.45
"""Centres of one line differ by less than this share of the height, Latin digits beside Chinese included."""
_SPACE = 0.5
"""A gap of half a height and more is a space; the letters of a word, and Chinese, stand closer."""
_RAISED, _SMALL = 0.2, 0.8
"""A superscript ends this share of the line's height above its other characters, and is lower than this share."""
_PADDING = 12.0
"""What both sides of a cell keep free at most: Word takes 10.8 points."""


class Glyph(NamedTuple):
    """A character and its box: the advance wide, the whole font high, so that `.` and `-` stand in their line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


Columns = tuple[Any, ...]
"""Characters part by part, as in `Glyph`: their texts, then their left, top, right and bottom sides. What is asked of
all of them is asked at once."""


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


def is_overprint(glyph: Glyph, other: Glyph) -> bool:
    """Whether a character is another one printed again, for boldness, at nearly the same place."""
    tolerance = _OVERPRINT * (glyph[4] - glyph[2])
    return glyph[0] == other[0] and abs(glyph[1] - other[1]) <= tolerance and abs(glyph[2] - other[2]) <= tolerance


def glyphs_to_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines of text from top to bottom, what is printed twice once; lines of blanks are left out."""
    listed = list(glyphs)
    return [line for line in map(_line, _divide(listed, _columns(listed))) if line.text] if listed else []


def _columns(glyphs: Iterable[tuple[Any, ...]]) -> Columns:
    return tuple(zip(*glyphs, strict=True))


def _divide(glyphs: list[Glyph], columns: Columns) -> list[list[Glyph]]:
    """The characters of each line, from top to bottom: a line goes on as long as their centres follow closely."""
    _, _, tops, _, bottoms = columns
    centres = list(map(add, tops, bottoms))
    near = 2 * _SAME_LINE * min(map(sub, bottoms, tops))
    if (spread := max(centres) - min(centres)) <= near:
        return [glyphs if 4 * spread <= near else _with_notes_raised(glyphs)]
    lines: list[list[Glyph]] = []
    line: list[Glyph] = []
    last, lowest = 0.0, glyphs[0]
    for top, bottom, first, end in sorted(_runs(centres, near)):
        glyph = glyphs[centres.index(top, first)]
        if not line or (top - last > near and top - last > 2 * _SAME_LINE * _lower(glyph, lowest)):
            line = []
            lines.append(line)
        if not line or bottom >= last:
            last, lowest = bottom, glyphs[centres.index(bottom, first)]
        line += glyphs[first:end]
    return lines


def _runs(centres: list[float], near: float) -> Iterator[tuple[float, float, int, int]]:
    """Yield the runs of characters that follow one another on one line: the highest and the lowest centre, the first
    character and the one behind the last. Most lines are one run, so that characters need not be sorted one by one."""
    steps = map(abs, map(sub, centres[1:], centres))
    breaks = [index for index, step in enumerate(steps, 1) if step > near]
    for first, end in pairwise([0, *breaks, len(centres)]):
        run = centres[first:end]
        yield min(run), max(run), first, end


def _lower(glyph: Glyph, other: Glyph) -> float:
    """The height of the lower of two characters."""
    return min(glyph[4] - glyph[2], other[4] - other[2])


def _line(glyphs: list[Glyph]) -> Line:
    columns, text = _read_line(glyphs, _columns(glyphs))
    if max(columns[4]) - min(columns[4]) > _RAISED * (columns[4][0] - columns[2][0]):
        glyphs = _with_notes_raised(glyphs)
        columns, text = _read_line(glyphs, _columns(glyphs))
    if len(text) != len(columns[0]) or len(text.split()) > 1:
        printed = [each for each in zip(*columns, strict=True) if not each[0].isspace()]
        if not printed:
            return Line("", 0, 0, 0, 0)
        columns = _columns(printed)
    _, lefts, tops, rights, bottoms = columns
    return Line(text, lefts[0], min(tops), rights[-1], max(bottoms))


def _with_notes_raised(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters, those that are small and stand high as what they are: numbers of notes."""
    height, bottom = max((glyph.y1 - glyph.y0, glyph.y1) for glyph in glyphs)
    return [
        glyph._replace(text=raised(glyph.text))
        if glyph.y1 - glyph.y0 < _SMALL * height and bottom - glyph.y1 > _RAISED * height
        else glyph
        for glyph in glyphs
    ]


def _read_line(glyphs: list[Glyph], columns: Columns) -> tuple[Columns, str]:
    """The characters of one line from left to right, part by part, and their text.

    In most lines each character stands close behind the one before it. That is seen at once, not one by one.
    """
    texts, lefts, tops, rights, bottoms = columns
    if len(texts) == 1:
        return columns, str(texts[0]).strip()
    gaps = list(map(sub, lefts[1:], rights))
    is_close = max(gaps) <= _SPACE * min(map(sub, bottoms, tops))
    if is_close and (min(gaps) >= 0 or _is_in_order(glyphs, columns)):
        return columns, "".join(texts).strip()
    glyphs.sort(key=_twice_middle)
    return _columns(glyphs), _spaced(glyphs).strip()


def _is_in_order(glyphs: list[Glyph], columns: Columns) -> bool:
    """Whether characters that overlap follow one another from left to right, and none is printed twice."""
    texts, lefts, _, rights, _ = columns
    middles = list(map(add, lefts, rights))
    if middles != sorted(middles):
        return False
    return not (any(map(eq, texts, texts[1:])) and any(map(is_overprint, glyphs, glyphs[1:])))


def _twice_middle(glyph: Glyph) -> float:
    return glyph[1] + glyph[3]


def _spaced(glyphs: list[Glyph]) -> str:
    pieces: list[str] = []
    last = glyphs[0]
    end = last[1]
    for glyph in glyphs:
        text, x0, y0, x1, y1 = glyph
        gap = x0 - end
        if gap < 0 and text == last[0] and glyph is not last and is_overprint(glyph, last):
            continue
        if gap > _SPACE * (y1 - y0):
            pieces.append(" ")
        pieces.append(text)
        last, end = glyph, x1
    return "".join(pieces)


def join_wrapped(texts: Sequence[str]) -> str:
    """One text from the lines it was wrapped into: Chinese and numbers go on directly, Latin words with a space."""
    joined = ""
    for text in texts:
        joined += " " + text if _are_latin(joined[-1:] + text[:1]) else text
    return joined


def _are_latin(letters: str) -> bool:
    return len(letters) == 2 and letters.isascii() and letters.isalpha()


def cell_text(glyphs: Sequence[Glyph], box: Box) -> str:
    """The text of a cell. A line that was full goes on in the next; a line that had room left ends with `\\n`."""
    if len(glyphs) < 2:
        return glyphs[0][0].strip() if glyphs else ""
    listed = list(glyphs)
    columns = _columns(listed)
    first, *others = divided = _divide(listed, columns)
    if not others:
        return _read_line(first, columns if first is listed else _columns(first))[1]
    lines = [line for line in map(_line, divided) if line.text]
    texts: list[list[str]] = []
    room = 0.0
    for line in lines:
        first_character = (line.x1 - line.x0) / len(line.text)
        if texts and room < first_character:
            texts[-1].append(line.text)
        else:
            texts.append([line.text])
        room = box.x1 - box.x0 - _PADDING - (line.x1 - line.x0)
    return "\n".join(map(join_wrapped, texts))
