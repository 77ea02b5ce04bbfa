"""A second reader that is no net: every digit of a document has to look like the other digits read as the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.shapes import columns, digit_columns, fits
from parsers.ocr.signs import find_marks
from parsers.ocr.windows import Window

_WIDTH, _HEIGHT = 20, 24
_ENOUGH = 3
"""Samples of a digit, the one in question aside, that make a likeness."""
_CLOSER = 0.04
"""A digit that looks more like another by this much is disputed."""

_KNOWN, _OWN, _CLEARLY = 5, 0.9, 0.08
"""What clears a doubt: as many samples of a digit, so alike to them, and by so much less to those of any other. Digits
read right are 0.95 alike and 0.2 less to others, as a rule."""

Bitmap = NDArray[np.float32]


class Specimen(NamedTuple):
    """One character of a figure as it is printed; `owner` and `place` say where it stands."""

    char: str
    bitmap: Bitmap
    owner: int
    place: int


class Objection(NamedTuple):
    """A figure one of whose characters looks like another one: its owner, and what it would read then."""

    owner: int
    alternative: str


def cut_specimens(text: str, window: Window, owner: int) -> list[Specimen]:
    """The characters of a figure one by one, but those that touch a sign; none where strokes can't be told apart."""
    tall = digit_columns(text, window.glyphs)
    wanted = [place for place, char in enumerate(text) if char.isdigit() or char == "/"]
    if not tall or len(tall) != len(wanted) or text[-1] not in "0123456789/":
        return []
    paper = float(np.percentile(window.pixels, 85))
    top, foot = round(median(box.y0 for box in tall)), round(median(box.y1 for box in tall))
    touching = _touching_signs(text, window)
    found = []
    for place, box in zip(wanted, tall, strict=True):
        # A speck over or under a digit, and the tail of a comma beside it, are no part of it.
        part = window.part(box._replace(y0=max(box.y0, top - 1), y1=min(box.y1, foot + 1)))
        if min(part.shape) >= 2 and place not in touching:
            found.append(Specimen(text[place], _bitmap(part, paper), owner, place))
    return found


def _touching_signs(text: str, window: Window) -> set[int]:
    """The places of the characters whose boxes may hold a part of a sign, or lack what a sign took with it."""
    tall, alone = columns(window.glyphs)
    marks, points = find_marks(tall, alone), [place for place, char in enumerate(text) if char in ".,"]
    missed = points if len(marks.points) + len(marks.specks) < len(points) else []
    first = {int(text[0] in "+-")} if any(bar.x1 >= tall[0].x0 for bar in marks.bars) else set()
    return {beside for place in missed for beside in (place - 1, place + 1)} | first


def _bitmap(part: NDArray[np.uint8], paper: float) -> Bitmap:
    """The character at a fixed height, its proportions kept, as ink without mean and of length one."""
    ink = np.clip(paper - part.astype(np.float32), 0, None)
    width = min(_WIDTH, max(2, round(part.shape[1] * _HEIGHT / part.shape[0])))
    scaled = cv2.resize(ink, (width, _HEIGHT), interpolation=cv2.INTER_AREA)
    canvas = np.zeros((_HEIGHT, _WIDTH), np.float32)
    left = (_WIDTH - width) // 2
    canvas[:, left : left + width] = scaled
    smooth = cv2.GaussianBlur(canvas, (0, 0), 1.0).ravel()
    smooth = smooth - smooth.mean()
    return np.asarray(smooth / (np.linalg.norm(smooth) + 1e-6), np.float32)


def object_to(specimens: Sequence[Specimen], texts: Mapping[int, str]) -> list[Objection]:
    """The figures in which a character is more like others than like its own."""
    by_char: dict[str, list[Bitmap]] = defaultdict(list)
    for specimen in specimens:
        by_char[specimen.char].append(specimen.bitmap)
    sums = {char: np.sum(bitmaps, axis=0) for char, bitmaps in by_char.items()}
    objections = []
    for specimen in specimens:
        other = _closer(specimen, sums, by_char)
        if other:
            text = texts[specimen.owner]
            changed = text[: specimen.place] + other + text[specimen.place + 1 :]
            objections.append(Objection(specimen.owner, changed))
    return objections


def sum_up(specimens: Sequence[Specimen]) -> dict[str, Bitmap]:
    """How each digit of a document looks of which there are enough samples."""
    by_char: dict[str, list[Bitmap]] = defaultdict(list)
    for specimen in specimens:
        by_char[specimen.char].append(specimen.bitmap)
    return {char: np.sum(bitmaps, axis=0) for char, bitmaps in by_char.items() if len(bitmaps) >= _KNOWN}


def bears_out(text: str, window: Window, others: Sequence[str], looks: Mapping[str, Bitmap]) -> bool:
    """Whether a figure that was read otherwise too is plain by its looks: digits are told by their likes, signs by
    where they stand. Which sign there is, or which point, is not, nor what has no digit at all, nor a 1 alone: any
    upright smear looks like it."""
    if text == "1" or not any(map(str.isdigit, text)) or not window.is_whole or not fits(text, window.glyphs):
        return False
    if any(_marks(other) != _marks(text) or other[:1] == "-" != text[0] for other in others):
        return False
    specimens = cut_specimens(text, window, 0)
    return len(specimens) == sum(map(str.isdigit, text)) and all(_is_clear(specimen, looks) for specimen in specimens)


def _marks(text: str) -> str:
    return "".join(char for char in text if not char.isdigit())


def _is_clear(specimen: Specimen, looks: Mapping[str, Bitmap]) -> bool:
    if not specimen.char.isdigit() or specimen.char not in looks:
        return False
    likes = {char: _alike(specimen.bitmap, look) for char, look in looks.items()}
    own = likes.pop(specimen.char)
    return own >= _OWN and own - max(likes.values(), default=0.0) >= _CLEARLY


def _closer(
    specimen: Specimen, sums: Mapping[str, NDArray[np.float32]], by_char: Mapping[str, Sequence[Bitmap]]
) -> str | None:
    """The character that this one looks more like than its own."""
    rest = len(by_char[specimen.char]) - 1
    own = _alike(specimen.bitmap, sums[specimen.char] - specimen.bitmap) if rest >= _ENOUGH else 0.9
    rivals = {
        char: _alike(specimen.bitmap, total)
        for char, total in sums.items()
        if char != specimen.char and len(by_char[char]) >= _ENOUGH
    }
    best = max(rivals, key=lambda char: rivals[char], default=None)
    return best if best is not None and rivals[best] > own + _CLOSER else None


def _alike(bitmap: Bitmap, total: NDArray[np.float32]) -> float:
    return float(bitmap @ total / (np.linalg.norm(total) + 1e-6))
