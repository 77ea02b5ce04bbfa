"""Watermarks on the pages of a PDF, pale, aslant or see-through text that lies over the report's or under it, and on
pictures of pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

Paper = Callable[[Canvas, tuple[float, float], str, Callable[[], None]], None]
_WORDS = "示例市人民政府2021"
_FACE = "STSong-Light"


def _aslant(canvas: Canvas, size: tuple[float, float]) -> None:
    """One large line of grey text from corner to corner."""
    canvas.setFillGray(0.8)
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(45)
    canvas.setFont(_FACE, 60)
    canvas.drawCentredString(0, 0, _WORDS)


def _flat(canvas: Canvas, size: tuple[float, float]) -> None:
    """One line of black text, hardly to be seen, across the middle."""
    canvas.setFillAlpha(0.2)
    canvas.setFont(_FACE, 48)
    canvas.drawCentredString(size[0] / 2, size[1] / 2, _WORDS)


def _tiled(canvas: Canvas, size: tuple[float, float]) -> None:
    """The same small red words all over the page."""
    canvas.setFillColorRGB(1, 0.2, 0.2, 0.3)
    canvas.setFont(_FACE, 14)
    for down in range(60, int(size[1]) - 40, 87):
        for across in range(40, int(size[0]) - 60, 161):
            canvas.drawString(across + down % 23, down, _WORDS)


def _marked(
    mark: Callable[[Canvas, tuple[float, float]], None],
    is_under: bool,
    canvas: Canvas,
    size: tuple[float, float],
    _name: str,
    draw_page: Callable[[], None],
) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(_FACE))
    if not is_under:
        draw_page()
    canvas.saveState()
    mark(canvas, size)
    canvas.restoreState()
    if is_under:
        draw_page()


PAPERS: dict[str, Paper] = {
    "watermark-aslant": partial(_marked, _aslant, True),
    "watermark-flat": partial(_marked, _flat, False),
    "watermark-tiled": partial(_marked, _tiled, False),
}


def lay_over(picture: Image.Image, rng: Random, font: ImageFont.FreeTypeFont) -> Image.Image:
    """A picture with grey words aslant all over it."""
    layer, scale = Image.new("L", picture.size, "white"), picture.width / 595
    pen, shade = ImageDraw.Draw(layer), rng.randrange(195, 225)
    down, across = rng.choice((90, 150)), rng.choice((190, 260))
    for y in range(0, 900, down):
        for x in range(-100, 700, across):
            pen.text((x * scale, y * scale), _WORDS[:-4], shade, font)
    turned = layer.rotate(rng.choice((20, 30, 45)), fillcolor="white").convert(picture.mode)
    return Image.fromarray(np.minimum(np.asarray(picture), np.asarray(turned)))
