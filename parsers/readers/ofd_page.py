"""The objects on a page of an OFD file to plain values: its characters, its ruling lines, its pictures.

OFD counts in millimetres from the top left; what leaves this module is in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, repeat
from math import isfinite
from typing import NamedTuple

from parsers.errors import TooLarge
from parsers.geometry_glyphs import Glyph
from parsers.geometry_rulings import Rulings
from parsers.page_layout import Point, add_outline
from parsers.readers.package import Element, local_name

_POINTS = 72 / 25.4
_FARTHEST = 20_000.0
"""Points from the corner of the page; what lies beyond is on no page."""
_MOST_GLYPHS = 200_000
_MOST_TOKENS = 10_000
"""A path with more numbers than this is a drawing."""
_ASCENT, _DESCENT = 0.88, 0.12
"""The share of the font's size above and below the line on which letters stand, in fonts for Chinese."""
_LEANING = 0.1
_PICTURE = 0.05
"""The share of a page from which a picture may hold a table; a seal takes half of that."""
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_CURVES = "QBA"


class Area(NamedTuple):
    """The part of the plane that is the page: its corner in millimetres, its size in points. A4 where nothing says."""

    x: float = 0.0
    y: float = 0.0
    width: float = 210 * _POINTS
    height: float = 297 * _POINTS


@dataclass
class PageContent:
    """What was found on a page, that of its templates included."""

    glyphs: list[Glyph] = field(default_factory=list)
    rulings: Rulings = field(default_factory=lambda: Rulings([], []))
    pictures: int = 0
    paths: int = 0


class Place(NamedTuple):
    """From an object's own space to points on the page: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def read_area(element: Element | None, default: Area) -> Area:
    """The physical box that a page, or the whole document, says it has."""
    box = numbers_of(element.findtext("{*}PhysicalBox") if element is not None else None)
    if len(box) != 4 or min(box[2:]) <= 0:
        return default
    return Area(box[0], box[1], box[2] * _POINTS, box[3] * _POINTS)


def read_content(root: Element, area: Area, content: PageContent) -> None:
    """Add what stands on a page or a template, in blocks of any depth, to `content`."""
    for item in root.iterfind("{*}Content"):
        for element in item.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"):
            if not is_shown(element):
                continue
            kind = local_name(element)
            if kind == "TextObject":
                _read_text(element, place_of(element, area), content)
            elif kind == "PathObject":
                content.paths += 1
                _read_path(element, place_of(element, area), content.rulings)
            else:
                content.pictures += _is_large(element, area)


def is_shown(element: Element) -> bool:
    """Whether an object is to be seen at all."""
    return element.get("Visible") != "false" and element.get("Alpha") != "0"


def numbers_of(text: str | None) -> list[float]:
    return [float(number) for number in (text or "").split() if _TOKEN.fullmatch(number) and not number.isalpha()]


def place_of(element: Element, area: Area) -> Place:
    corner = numbers_of(element.get("Boundary"))
    left, top = corner[:2] if len(corner) > 1 else (0.0, 0.0)
    turn = numbers_of(element.get("CTM"))
    a, b, c, d, e, f = turn if len(turn) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return Place(*(_POINTS * value for value in (a, b, c, d, e + left - area.x, f + top - area.y)))


def _is_large(element: Element, area: Area) -> bool:
    box = numbers_of(element.get("Boundary"))
    return len(box) == 4 and box[2] * box[3] * _POINTS**2 >= _PICTURE * area.width * area.height


def _read_text(element: Element, place: Place, content: PageContent) -> None:
    """Add the characters of a text object; slanted ones are watermarks, and stand across everything."""
    if min(abs(place.a), abs(place.b)) > _LEANING * max(abs(place.a), abs(place.b)):
        return
    size = _number(element.get("Size"), 3.5)
    wide = size * _number(element.get("HScale"), 1.0)
    x = y = 0.0
    for code in element.iterfind("{*}TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = code.text or ""
        if len(content.glyphs) + len(text) > _MOST_GLYPHS:
            raise TooLarge(f"more than {_MOST_GLYPHS:,} characters on one page")
        for character, left, baseline, advance in _positions(code, text, x, y, wide):
            ax, ay = place.point(left, baseline - _ASCENT * size)
            bx, by = place.point(left + advance, baseline + _DESCENT * size)
            box = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
            if is_near(*box):
                content.glyphs.append(Glyph(character, *box))


def _number(text: str | None, default: float) -> float:
    numbers = numbers_of(text)
    return numbers[0] if numbers else default


def _positions(code: Element, text: str, x: float, y: float, wide: float) -> Iterator[tuple[str, float, float, float]]:
    """Yield each character with where it stands on its line, and how wide it is."""
    across = _steps(code.get("DeltaX"), len(text))
    down = _steps(code.get("DeltaY"), len(text))
    for index, character in enumerate(text):
        width = wide * (0.5 if character.isascii() else 1.0)
        step = across[index] if across else 0.0 if down else width
        yield character, x, y, min(width, step) if step > 0 else width
        x += step
        y += down[index] if down else 0.0


def _steps(text: str | None, count: int) -> list[float]:
    """The distances from character to character; `g 3 4.2` means 4.2 three times. The last goes on to the end."""
    tokens = iter((text or "").split())
    steps: list[float] = []
    for token in tokens:
        if token.lower() == "g":
            times, step = int(next(tokens, "0")), float(next(tokens, "0"))
            steps.extend(repeat(step, max(0, min(times, count - len(steps)))))
        else:
            steps.append(float(token))
    if steps:
        steps.extend(islice(repeat(steps[-1]), max(0, count - len(steps))))
    return steps


def _read_path(element: Element, place: Place, rulings: Rulings) -> None:
    tokens = tokens_of(element)
    stroked, filled = element.get("Stroke") != "false", element.get("Fill") == "true"
    for outline in _outlines(tokens, place):
        if all(is_near(*point) for point in outline):
            add_outline(rulings, outline, stroked, filled)


def tokens_of(element: Element) -> list[str]:
    """The steps of a path; none of one that is a drawing."""
    data = element.findtext("{*}AbbreviatedData") or ""
    return _TOKEN.findall(data) if len(data) < _MOST_TOKENS * 10 else []


def is_near(*sides: float) -> bool:
    """Whether places are on a page, or not far from one."""
    return all(isfinite(side) and abs(side) < _FARTHEST for side in sides)


def _outlines(tokens: Sequence[str], place: Place) -> Iterator[list[Point]]:
    """Yield the corners of each straight part of a path; a closed part ends where it began. Seals are all curves."""
    points: list[Point] = []
    curved = False
    for command, numbers in commands(tokens):
        if command in "SM":
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or command in _CURVES
        if command == "C" and points:
            points.append(points[0])
        points += [place.point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
    if len(points) > 1 and not curved:
        yield points


def commands(tokens: Sequence[str]) -> Iterator[tuple[str, list[float]]]:
    """Yield each step of a path with its numbers, as `S`, `M`, `L`, `Q`, `B`, `A` or `C`."""
    command = ""
    numbers: list[float] = []
    for token in tokens:
        if token.isalpha():
            if command:
                yield command, numbers
            command, numbers = token.upper(), []
        else:
            numbers.append(float(token))
    if command:
        yield command, numbers
