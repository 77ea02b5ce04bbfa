"""Two independent readings of every figure, five more where they are not plainly one, and the ground for what doubt is
left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import cv2
import numpy as np

from parsers.ocr.alphabet import DASH, foreigners, is_figure
from parsers.ocr.marks import Spot
from parsers.ocr.prepare import Grey
from parsers.ocr.recogniser import Recognised, recognise
from parsers.ocr.separators import other_number
from parsers.ocr.shapes import (
    Stroke,
    columns,
    fits,
    has_loose_beam,
    has_speck_for_minus,
    lone_stroke,
    marks_beside,
    proves_seven,
)
from parsers.ocr.windows import Window


@dataclass(frozen=True, slots=True)
class Sureness:
    """From where a reading counts as plain; measured on generated scans (`make bench`), never lowered for a format."""

    first: float = 0.90
    second: float = 0.60
    unanimous: float = 0.50
    label: float = 0.60
    slash: float = 0.22
    upright: float = 0.13
    straight: float = 0.92
    speckled: float = 0.88


SURENESS = Sureness()
_STROKES = frozenset({"1", "/", "\\", "7"})
"""What the net takes a lone stroke for."""
_FLAT, _FLAT_SIGNED, _SIGNED = 1.5, 0.25, 0.7
"""How long a minus is against its height where it can't be a speck, and the shares of the readings that have to give it
there and elsewhere."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a piece of a cell says; `doubt` is a key of `parsers.doubts.REASONS` or empty."""

    text: str
    doubt: str = ""
    alternatives: tuple[str, ...] = ()


def second_look(window: Window) -> Grey:
    """The window as the second reading sees it: smaller in its frame, smoothed, its contrast drawn out."""
    pixels = window.pixels
    height = pixels.shape[0]
    paper = int(np.percentile(pixels, 85))
    y, x = round(height * 0.16), round(height * 0.2)
    framed = cv2.copyMakeBorder(pixels, y, y, x, x, cv2.BORDER_CONSTANT, value=(paper,))
    doubled = cv2.GaussianBlur(cv2.resize(framed, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR), (0, 0), 1.0)
    low, high = float(doubled.min()), float(paper)
    stretched = np.clip((doubled.astype(np.float32) - low) / max(1.0, high - low), 0, 1)
    return np.asarray(stretched**1.2 * 255, np.uint8)


def judge(windows: Sequence[Window], first: Sequence[Recognised]) -> list[Verdict]:
    """The verdict on each figure, from its first reading on."""
    second = recognise([second_look(window) for window in windows])
    verdicts: dict[int, Verdict] = {}
    for index, (window, one, two) in enumerate(zip(windows, first, second, strict=True)):
        found = _by_shape(window, one, two) or _plain(window, one, two)
        if found:
            verdicts[index] = found
    open_ones = [index for index in range(len(windows)) if index not in verdicts]
    crops = [crop for index in open_ones for crop in _variants(windows[index].pixels)]
    votes = recognise(crops)
    for place, index in enumerate(open_ones):
        cast = [first[index], second[index], *votes[place * 5 : place * 5 + 5]]
        verdicts[index] = _count(windows[index], cast)
    return [_as_seen(window, verdicts[index]) for index, window in enumerate(windows)]


def _as_seen(window: Window, verdict: Verdict) -> Verdict:
    """The verdict, doubted where dirt that no reading saw may be print, a minus a speck, or a point the comma that
    parts thousands, or the other way round. A slash is told by its slant, which no dirt at a wall has."""
    if verdict.doubt:
        return verdict
    if has_speck_for_minus(verdict.text, window.glyphs):
        return Verdict(verdict.text, "scan_disputed", (verdict.text[1:],))
    if not window.is_whole and verdict.text != "/":
        return Verdict(verdict.text, "scan_unsure")
    other = other_number(verdict.text, window)
    return Verdict(verdict.text, "scan_disputed", (other,)) if other else verdict


def judge_bar(bar: Spot) -> Verdict:
    """The verdict on a line without any character, from its shape alone: no net is asked."""
    return Verdict(DASH) if bar.is_bar else Verdict("", "scan_unsure", (DASH, "."))


def read_labels(crops: Sequence[Grey], first: Sequence[Recognised]) -> list[Verdict]:
    """What lines of wording say. One that is not read surely is read once more, then four times, and the surest reading
    stands."""
    best = list(first)
    for turn in (slice(0, 1), slice(1, 5)):
        unsure = [index for index, read in enumerate(best) if read.free_sure < SURENESS.label]
        variants = [_variants(np.ascontiguousarray(crops[index]))[turn] for index in unsure]
        again = iter(recognise([crop for some in variants for crop in some]))
        for index, some in zip(unsure, variants, strict=True):
            best[index] = max([best[index], *islice(again, len(some))], key=lambda read: read.free_sure)
    verdicts = [Verdict(read.free, "" if read.free_sure >= SURENESS.label else "scan_unsure") for read in best]
    long = [index for index, read in enumerate(best) if is_figure(read.figure) and not foreigners(read.free)]
    read_wide = iter(recognise([crop for index in long for crop in _variants(np.ascontiguousarray(crops[index]))[:2]]))
    for index in long:
        verdicts[index] = _long_figure(next(read_wide), next(read_wide))
    return verdicts


def _long_figure(one: Recognised, two: Recognised) -> Verdict:
    """An amount as long as a label: two readings at its full width have to agree, as set narrow it loses digits."""
    is_plain = one.figure == two.figure and is_figure(one.figure)
    if is_plain and min(one.figure_sure, two.figure_sure) >= SURENESS.first:
        return Verdict(one.figure)
    return Verdict(one.figure, "scan_disputed" if one.figure != two.figure else "scan_unsure", (two.figure,))


def _plain(window: Window, one: Recognised, two: Recognised) -> Verdict | None:
    agreed = one.figure == two.figure and is_figure(one.figure) and fits(one.figure, window.glyphs)
    if agreed and one.figure_sure >= SURENESS.first and two.figure_sure >= SURENESS.second:
        return Verdict(_printed(one.figure))
    return None


def _by_shape(window: Window, one: Recognised, two: Recognised) -> Verdict | None:
    """Marks are told by their shape: the net takes a lone `/` for a 1 with confidence."""
    readings = {read.figure.strip(".,") for read in (one, two)}
    if not readings & _STROKES or marks_beside(window.glyphs).bars:
        return None
    stroke = lone_stroke(window)
    if stroke is None or abs(stroke.lean) < SURENESS.upright:
        return Verdict("1", "scan_disputed", ("/",)) if one.figure == "/" else None
    if abs(stroke.lean) < SURENESS.slash or not _is_straight(window, stroke, "7" in readings):
        return None if "7" in readings else Verdict("1", "scan_unsure", ("/",))
    if has_loose_beam(window.glyphs):
        return Verdict("7", "scan_unsure", ("/", "1"))
    return Verdict("/") if stroke.lean < 0 else Verdict("\\", "scan_unsure", ("1", "/"))


def _is_straight(window: Window, stroke: Stroke, may_be_seven: bool) -> bool:
    """Whether a slanted stroke is nothing else: no beam, and straight but for a speck on it."""
    least = SURENESS.straight if may_be_seven else SURENESS.speckled
    return stroke.straight >= least and not proves_seven(window.part(columns(window.glyphs)[0][0]))


def _printed(figure: str) -> str:
    return DASH if set(figure) == {"-"} else figure


def _variants(pixels: Grey) -> list[Grey]:
    """Five more pictures of one crop: doubled, in a wider frame, smoothed, trimmed, and with its contrast drawn out."""
    height = pixels.shape[0]
    paper = int(np.percentile(pixels, 85))
    doubled = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    y, x = height // 6, height // 2
    trimmed = max(1, height // 12)
    pictures = (
        doubled,
        cv2.copyMakeBorder(pixels, y, y, x, x, cv2.BORDER_CONSTANT, value=(paper,)),
        cv2.GaussianBlur(doubled, (0, 0), 1.2),
        pixels[trimmed : height - trimmed],
        cv2.normalize(pixels, np.empty_like(pixels), 0, 255, cv2.NORM_MINMAX),
    )
    return [np.asarray(picture, np.uint8) for picture in pictures]


def _count(window: Window, cast: Sequence[Recognised]) -> Verdict:
    """The figure that most readings give; plain only where all of them do and the strokes bear it out."""
    cast = _with_signs_seen(window, cast)
    weights: dict[str, float] = defaultdict(float)
    for vote in cast:
        weights[vote.figure] += vote.figure_sure + 0.01
        # A speck before or behind must not cost the row its cell; the doubt stays, as the readings then differ.
        weights[vote.figure.strip(".,")] += 0.005
    ranked = sorted((text for text in weights if is_figure(text)), key=lambda text: -weights[text])
    if not ranked:
        return Verdict(cast[0].free, "scan_unsure", tuple(filter(None, dict.fromkeys(vote.figure for vote in cast))))
    best = ranked[0]
    same = sum(vote.figure == best for vote in cast) == len(cast)
    if same and weights[best] / len(cast) >= SURENESS.unanimous and fits(best, window.glyphs):
        return Verdict(_printed(best))
    if _is_seven(window, best, ranked[1:], cast):
        return Verdict(best)
    doubt = "scan_disputed" if cast[0].figure != cast[1].figure else "scan_unsure"
    return Verdict(_printed(best), doubt, tuple(_printed(text) for text in ranked[1:4]))


def _with_signs_seen(window: Window, cast: Sequence[Recognised]) -> list[Recognised]:
    """The readings with the minus that the strokes show and some of them missed or took for a point, and without a
    point behind the last digit or one that is a speck higher up."""
    figures = [vote.figure.rstrip(".,") for vote in cast]
    marks, signed = marks_beside(window.glyphs), sum(is_figure(figure) and figure[0] == "-" for figure in figures)
    bars = marks.bars
    if bars and signed >= (_FLAT_SIGNED if bars[0].width >= _FLAT * bars[0].height else _SIGNED) * len(cast):
        figures = ["-" + figure.lstrip("-.") for figure in figures]
    elif marks.strays and not {0} & {*marks.points, *marks.specks}:
        figures = [figure.lstrip(".") for figure in figures]
    return [replace(vote, figure=figure) for vote, figure in zip(cast, figures, strict=True)]


def _is_seven(window: Window, best: str, others: Sequence[str], cast: Sequence[Recognised]) -> bool:
    """Whether all that readings differ in is a 7 that some take for a 1, and the strokes show its beam."""
    tall, _ = columns(window.glyphs)
    signs = len(best) - len(tall)
    if best[:signs].strip("-") or not best[signs:].isdigit() or not fits(best, window.glyphs):
        return False
    if {vote.figure for vote in cast} != {best, *others} or any(len(other) != len(best) for other in others):
        return False
    places = {place for other in others for place, char in enumerate(other) if char != best[place]}
    is_only = all(best[place] == "7" and other[place] in "71" for other in others for place in places)
    return is_only and all(proves_seven(window.part(tall[place - signs])) for place in places)
