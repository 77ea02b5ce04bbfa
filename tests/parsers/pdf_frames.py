"""The borders of a cell in a PDF, as different programs draw them."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

Frame = Callable[[Canvas, float, float, float, float], None]


def no_frame(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Nothing at all."""


def full_frame(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.rect(x0, y0, x1 - x0, y1 - y0)


def open_at_the_top(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """The lines of rows at the top of a page are missing."""
    if y1 < 760:
        canvas.rect(x0, y0, x1 - x0, y1 - y0)


def dashed_pieces(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Dashes as lines of their own, as some exports draw them."""
    _pieces(canvas, (x0, y0, x1, y1), 4.0, 3.0)


def long_dashes(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    _pieces(canvas, (x0, y0, x1, y1), 7.0, 5.0)


def dash_dots(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for low, high, at, along in ((x0, x1, y0, True), (x0, x1, y1, True), (y0, y1, x0, False), (y0, y1, x1, False)):
        place, dash = low, True
        while place < high:
            end = min(place + (8 if dash else 1), high)
            canvas.line(*((place, at, end, at) if along else (at, place, at, end)))
            place, dash = end + 3, not dash


def sparse_dots(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for x, y in _steps((x0, y0, x1, y1), 6.0):
        canvas.circle(x, y, 0.5, stroke=0, fill=1)


def dotted_pieces(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    _pieces(canvas, (x0, y0, x1, y1), 0.6, 2.4)


def round_dots(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for x, y in _steps((x0, y0, x1, y1), 3.5):
        canvas.circle(x, y, 0.4, stroke=0, fill=1)


def square_dots(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for x, y in _steps((x0, y0, x1, y1), 4.0):
        canvas.rect(x - 0.5, y - 0.5, 1, 1, stroke=0, fill=1)


def dash_pattern(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setDash(3, 3)
    canvas.rect(x0, y0, x1 - x0, y1 - y0)
    canvas.setDash()


def horizontal(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.line(x0, y0, x1, y0)
    canvas.line(x0, y1, x1, y1)


def zebra(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Every other row has a grey ground; which one a cell is in, its height on the page tells well enough."""
    canvas.setFillGray(0.88 if int(y0 / 17) % 2 else 1.0)
    canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
    canvas.setFillGray(0)


def thin_fills(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for x in (x0, x1):
        canvas.rect(x - 0.24, y0, 0.48, y1 - y0, stroke=0, fill=1)
    for y in (y0, y1):
        canvas.rect(x0, y - 0.24, x1 - x0, 0.48, stroke=0, fill=1)


def _pieces(canvas: Canvas, box: tuple[float, float, float, float], dash: float, gap: float) -> None:
    x0, y0, x1, y1 = box
    for y in (y0, y1):
        x = x0
        while x < x1:
            canvas.line(x, y, min(x + dash, x1), y)
            x += dash + gap
    for x in (x0, x1):
        y = y0
        while y < y1:
            canvas.line(x, y, x, min(y + dash, y1))
            y += dash + gap


def _steps(box: tuple[float, float, float, float], step: float) -> list[tuple[float, float]]:
    x0, y0, x1, y1 = box
    across = [(x0 + n * step, y) for n in range(int((x1 - x0) / step) + 1) for y in (y0, y1)]
    return across + [(x, y0 + n * step) for n in range(int((y1 - y0) / step) + 1) for x in (x0, x1)]
