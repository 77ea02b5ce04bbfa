"""Crops of text to characters: one pass of the net gives the free reading and the one in the symbols of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.alphabet import SYMBOLS
from parsers.ocr.models import RECOGNISER, characters, run
from parsers.ocr.prepare import Grey

HEIGHT = 48
_STRANGE = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
_NARROWEST = 48
_STEP = 8
_PADDED = 1.12
"""How much wider the widest of a batch is than the narrowest; what is padded costs as much as print."""
_BATCH_PIXELS = 2000
"""Widths of a batch together: the net's answer takes 18,710 numbers for every eight of them. From about 2,500 on they
are blocks of memory that the system hands out anew each time, and that costs a seventh more."""
_BATCH = 32

WORDING, LABELS = 0.6, 0.7
"""How wide running text and the wording of labels are set against their height: less to read, and of text the net is
surer than at its full width. At half the width it loses the 〇 of a year and the 其 of a short label."""

_CIRCLE = 0.1
"""How probable 〇 and ○ are together where one is printed; elsewhere it is nothing. The net halves its certainty
between the two, so that in every fourth year in Chinese digits each of them alone loses to the blank."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the net reads: `free` among all characters, `figure` among the symbols of figures.

    `free_sure` is the least probability of a character of `free`; `figure_sure` that of `figure` as a whole, over all
    its alignments and against every character the net knows.
    """

    free: str
    free_sure: float
    figure: str
    figure_sure: float


def recognise(crops: Sequence[Grey], widths: Sequence[float] = ()) -> list[Recognised]:
    """Read crops of one line each, grouped by width so that little is padded; `widths` sets each wider or narrower."""
    scaled = [_to_height(crop, width) for crop, width in zip(crops, widths or [1.0] * len(crops), strict=True)]
    order = sorted(range(len(scaled)), key=lambda index: scaled[index].shape[1])
    read: dict[int, Recognised] = {}
    for group in _groups(order, scaled):
        answers = run(RECOGNISER, _batch([scaled[index] for index in group]))
        read.update(zip(group, _decode(answers), strict=True))
    return [read[index] for index in range(len(scaled))]


def _to_height(crop: Grey, across: float) -> Grey:
    height, width = crop.shape
    way = cv2.INTER_CUBIC if height < HEIGHT else cv2.INTER_AREA
    size = (max(8, round(width * across * HEIGHT / height)), HEIGHT)
    return np.asarray(cv2.resize(crop, size, interpolation=way), np.uint8)


def _groups(order: Sequence[int], scaled: Sequence[Grey]) -> Iterator[list[int]]:
    group: list[int] = []
    for index in order:
        width = scaled[index].shape[1]
        full = len(group) >= _BATCH or width * (len(group) + 1) > _BATCH_PIXELS
        if group and (full or width > max(_NARROWEST, scaled[group[0]].shape[1] * _PADDED)):
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _batch(crops: Sequence[Grey]) -> Floats:
    widest = max(_NARROWEST, *(crop.shape[1] for crop in crops))
    batch = np.zeros((len(crops), 3, HEIGHT, -(-widest // _STEP) * _STEP), np.float32)
    for index, crop in enumerate(crops):
        batch[index, :, :, : crop.shape[1]] = crop.astype(np.float32) / 127.5 - 1
    return batch


@cache
def _alphabet() -> tuple[tuple[str, ...], tuple[NDArray[np.int64], ...]]:
    """The symbols of figures behind CTC's blank, and the classes of the net that count for each."""
    classes: dict[str, list[int]] = {}
    for index, char in enumerate(characters()):
        classes.setdefault(char, []).append(index)
    members = [np.array([0])]
    for alike in SYMBOLS.values():
        members.append(np.array(sorted(index for char in set(alike) for index in classes.get(char, ()))))
    return ("", *SYMBOLS), tuple(members)


@cache
def strangers() -> NDArray[np.int64]:
    """The classes that no Chinese report prints and the net still sees in one: letters with accents, a 计 read as ù."""
    return np.array([index for index, char in enumerate(characters()) if _STRANGE.fullmatch(char)], np.int64)


@cache
def _circles() -> NDArray[np.int64]:
    """The classes of 〇, the one it is read as first."""
    return np.array([characters().index("〇"), characters().index("○")], np.int64)


def _decode(answers: Floats) -> list[Recognised]:
    symbols, members = _alphabet()
    masked = np.stack([answers[:, :, group].sum(-1) for group in members], axis=-1)
    best, sure = _freely(answers)
    paths = masked.argmax(-1)
    codes = [_collapse(path)[0] for path in paths]
    wholes = _probabilities(masked, codes)
    read = []
    for row, code in enumerate(codes):
        kept, places = _collapse(best[row])
        free = "".join(characters()[index] for index in kept)
        least = float(sure[row][places].min()) if places else 0.0
        read.append(Recognised(free, least, "".join(symbols[index] for index in code), float(wholes[row])))
    return read


def _freely(answers: Floats) -> tuple[NDArray[np.int64], Floats]:
    """The best class at each step, and how sure it is."""
    answers[:, :, strangers()] = 0
    best, sure = answers.argmax(-1), answers.max(-1)
    circle = answers[:, :, _circles()].sum(-1)
    # Beside a circle only the blank is worth anything: that the two compete is no doubt about what is printed.
    found = (circle > _CIRCLE) & ((best == 0) | np.isin(best, _circles()))
    return np.where(found, _circles()[0], best), np.where(found, circle + answers[:, :, 0], sure)


def _collapse(path: NDArray[np.int64]) -> tuple[list[int], list[int]]:
    """CTC: repetitions count once, blanks not at all. Also where each character was first seen."""
    before = np.concatenate([[0], path[:-1]])
    places = np.nonzero((path != 0) & (path != before))[0]
    return path[places].tolist(), places.tolist()


def _probabilities(masked: Floats, codes: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """The probability of each code over all alignments (the forward pass of CTC), all rows at once."""
    longest = max((len(code) for code in codes), default=0)
    states = np.zeros((len(codes), 2 * longest + 1), np.int64)
    ends = np.zeros(len(codes), np.int64)
    for row, code in enumerate(codes):
        states[row, 1 : 2 * len(code) : 2] = code
        ends[row] = 2 * len(code)
    emitted = np.take_along_axis(masked.astype(np.float64), states[:, None, :].repeat(masked.shape[1], 1), axis=2)
    may_skip = np.zeros(states.shape, bool)
    may_skip[:, 2:] = (states[:, 2:] != 0) & (states[:, 2:] != states[:, :-2])
    alpha = np.zeros(states.shape)
    alpha[:, :2] = emitted[:, 0, :2]
    for step in range(1, masked.shape[1]):
        moved = alpha.copy()
        moved[:, 1:] += alpha[:, :-1]
        moved[:, 2:] += np.where(may_skip[:, 2:], alpha[:, :-2], 0)
        alpha = moved * emitted[:, step]
    rows = np.arange(len(codes))
    last = alpha[rows, ends]
    return np.where(ends > 0, last + alpha[rows, np.maximum(ends - 1, 0)], last)
