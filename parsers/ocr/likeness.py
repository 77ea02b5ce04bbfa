"""A second reader that is no net: every digit of a document has to look like the other digits read as the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.shapes import columns
from parsers.ocr.windows import Window

_WIDTH, _HEIGHT = 20, 24
_ENOUGH = 3
"""Samples of a digit, the one in question aside, that make a likeness."""
_CLOSER = 0.04
"""A digit that looks more like another by this much is disputed."""

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
    """The characters of a figure one by one; none where the strokes can't be told apart."""
    tall, _ = columns(window.glyphs)
    wanted = [place for place, char in enumerate(text) if char not in ".,-—"]
    if (
        not tall
        or len(tall) != len(wanted)
        or any(not (text[place].isdigit() or text[place] == "/") for place in wanted)
    ):
        return []
    paper = float(np.percentile(window.pixels, 85))
    found = []
    for place, box in zip(wanted, tall, strict=True):
        part = window.part(box)
        if min(part.shape) >= 2:
            found.append(Specimen(text[place], _bitmap(part, paper), owner, place))
    return found


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
