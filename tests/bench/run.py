"""Documents made, read and scored, one layout after the other."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from random import Random
from types import FrameType

from parsers import Hint, parse
from parsers.errors import ReadError

from .layouts import LAYOUTS, Layout
from .score import Score, score_report
from .truth import Truth, draw_truth

LIMIT_SECONDS = 120


def make(layout: Layout, number: int, seed: str = "") -> tuple[Truth, bytes]:
    """The report of a number in a layout, and its document; always the same for the same numbers."""
    return next(iter(make_many(layout, [number], seed)))


def make_many(layout: Layout, numbers: Iterable[int], seed: str = "") -> Iterable[tuple[Truth, bytes]]:
    """The same for many numbers: one by one as they are asked for, or at once where a program has to be started."""
    rendered = (_render(layout, number, seed) for number in numbers)
    if layout.convert is None:
        return rendered
    truths, sources = zip(*rendered, strict=True)
    return zip(truths, layout.convert(sources), strict=True)


def _render(layout: Layout, number: int, seed: str) -> tuple[Truth, bytes]:
    name = f"{seed}{layout.name}-{number}"
    truth = draw_truth(name, blanks=layout.blanks, extras=layout.extras)
    return truth, layout.render(truth, Random(f"render-{name}"))


def read(layout: Layout, truth: Truth, data: bytes) -> Score:
    """One document's score; an error, expected or not, is part of it."""
    score = Score(layout.name, truth.seed, cells=len(truth.figures))
    start = time.perf_counter()
    try:
        with _time_limit():
            report = parse(data, Hint(name=layout.file))
    except ReadError as error:
        score.error, score.message = error.code, str(error)
    except TimeoutError:
        score.error, score.message = "timeout", f"longer than {LIMIT_SECONDS} s"
    except Exception as error:
        score.error, score.message = "crash", f"{type(error).__name__}: {error}"
    else:
        score.seconds = time.perf_counter() - start
        score_report(score, report, truth)
    return score


@contextmanager
def _time_limit() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def run(layout: Layout, reports: int, seed: str = "") -> list[Score]:
    """All scores of a layout; a layout whose first documents are of a type without a reader is not tried further."""
    scores: list[Score] = []
    for number, (truth, data) in enumerate(make_many(layout, range(reports), seed)):
        scores.append(read(layout, truth, data))
        if number == 1 and all(score.error == "unsupported" for score in scores):
            break
    return scores


def run_named(name: str, reports: int, seed: str) -> list[Score]:
    """All scores of the layout of a name; layouts hold functions, so their names travel."""
    return run(next(layout for layout in LAYOUTS if layout.name == name), reports, seed)
