"""Pictures of pages: drawn with PIL from the same pages as the PDFs, then worn by scanners, fax machines and seals."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.bench.layouts.layout import Layout
from tests.bench.layouts.pages import Page, Sheet, joined_edges, set_pages
from tests.bench.layouts.watermarks import lay_over
from tests.bench.truth import Truth

_NOTO = Path("/usr/share/fonts/opentype/noto")
_FACES = {
    "song": (_NOTO / "NotoSerifCJK-Regular.ttc", 2),
    "hei": (_NOTO / "NotoSansCJK-Regular.ttc", 2),
    "zenhei": (Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"), 0),
}


@dataclass(frozen=True, slots=True)
class Knobs:
    """`wear` names what happened to the paper, in order; `skew` is in degrees; `repeat` and `cut` as in `Sheet`, where
    `repeat` is None it is drawn by lot. A `squeezed` page is drawn into one that lies the other way; on a
    `tight` one the lines of text nearly touch the tables."""

    dpi: int = 200
    face: str = "song"
    skew: float = 0.0
    wear: tuple[str, ...] = ("noise",)
    quality: int = 60
    turned: int = 0
    repeat: bool | None = None
    cut: bool = False
    squeezed: bool = False
    tight: bool = False


@cache
def face(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    path, index = _FACES[name]
    return ImageFont.truetype(str(path), pixels, index=index)


def width_of(name: str, text: str, size: float) -> float:
    """The width of a text in points."""
    return float(face(name, 100).getlength(text)) * size / 100


def is_possible() -> bool:
    """Whether the typefaces are on this machine."""
    return all(path.exists() for path, _ in _FACES.values())


def render(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """A PDF that holds nothing but a picture of each page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for picture in pictures(truth, rng, knobs):
        is_upright = (picture.height > picture.width) != knobs.squeezed
        width, height = (595, 842) if is_upright else (842, 595)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(io.BytesIO(to_jpeg(picture, knobs.quality))), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def render_searchable(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """A scan with what some program took it for hidden under each picture: every seventh line has other digits."""
    wrong = str.maketrans("0123456789", "8761054329")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    sheet = _sheet(rng, knobs)
    for page in set_pages(truth.blocks, sheet):
        for line in page.lines:
            text = line.text.translate(wrong) if rng.random() < 1 / 7 else line.text
            canvas.setFont("STSong-Light", line.size)
            canvas.drawString(line.x, 842 - line.y, text, mode=3)
        picture = worn(_draw(page, sheet, knobs, rng), rng, knobs)
        canvas.drawImage(ImageReader(io.BytesIO(to_jpeg(picture, knobs.quality))), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def render_tiff(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """A TIFF of several pages that says its resolution, as scanners and fax machines write it."""
    first, *rest = pictures(truth, rng, knobs)
    buffer = io.BytesIO()
    first.save(buffer, "TIFF", save_all=True, append_images=rest, compression="tiff_lzw", dpi=(knobs.dpi, knobs.dpi))
    return buffer.getvalue()


def render_jpeg(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """One tall JPEG of all pages."""
    return to_jpeg(_strip(pictures(truth, rng, knobs)), knobs.quality)


def render_strip(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """One tall PNG of all pages, as a screenshot or a picture on a page is."""
    buffer = io.BytesIO()
    _strip(pictures(truth, rng, knobs)).save(buffer, "PNG")
    return buffer.getvalue()


def _strip(pages: list[Image.Image]) -> Image.Image:
    strip = Image.new("RGB", (pages[0].width, sum(page.height for page in pages)), "white")
    top = 0
    for page in pages:
        strip.paste(page, (0, top))
        top += page.height
    return strip


def pictures(truth: Truth, rng: Random, knobs: Knobs) -> list[Image.Image]:
    sheet = _sheet(rng, knobs)
    return [worn(_draw(page, sheet, knobs, rng), rng, knobs) for page in set_pages(truth.blocks, sheet)]


def _sheet(rng: Random, knobs: Knobs) -> Sheet:
    return Sheet(
        measure=partial(width_of, knobs.face), margin=rng.choice((54.0, 62.0, 70.0)), size=14.0,
        cell_size=rng.choice((9.0, 10.5)), cut=knobs.cut,
        repeat=rng.random() < 0.5 if knobs.repeat is None else knobs.repeat,
        tight=rng.uniform(0.0, 3.5) if knobs.tight else None,
    )  # fmt: skip


def _draw(page: Page, sheet: Sheet, knobs: Knobs, rng: Random) -> Image.Image:
    scale = knobs.dpi / 72
    picture = Image.new("RGB", (round(sheet.width * scale), round(sheet.height * scale)), "white")
    pen = ImageDraw.Draw(picture)
    thick = max(1, round(scale * rng.choice((0.5, 0.75))))
    for edge in joined_edges(page.edges):
        pen.line([value * scale for value in edge], fill=(0, 0, 0), width=thick)
    for line in page.lines:
        font = face(knobs.face, round(line.size * scale))
        pen.text((line.x * scale, line.y * scale), line.text, fill=(0, 0, 0), font=font, anchor="ls")
    return picture


def worn(picture: Image.Image, rng: Random, knobs: Knobs) -> Image.Image:
    """A page as it came out of the scanner."""
    skew = rng.uniform(-knobs.skew, knobs.skew)
    if skew:
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    for name in knobs.wear:
        picture = WEAR[name](picture, rng)
    return picture.rotate(knobs.turned, expand=True) if knobs.turned else picture


def _noise(picture: Image.Image, rng: Random) -> Image.Image:
    pixels = np.asarray(picture, dtype=np.int16)
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, 9, pixels.shape[:2])[:, :, None]
    return Image.fromarray(np.clip(pixels + grain - 6, 0, 255).astype(np.uint8))


def _specks(picture: Image.Image, rng: Random) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    for _ in range(picture.width * picture.height // 12_000):
        x, y, r = rng.randrange(picture.width), rng.randrange(picture.height), rng.choice((0, 0, 1))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(60, 60, 60))
    return picture


def _fax(picture: Image.Image, rng: Random) -> Image.Image:
    return _noise(picture, rng).convert("L").point(lambda value: 255 if value > 150 else 0).convert("RGB")


def _faint(picture: Image.Image, rng: Random) -> Image.Image:
    return picture.point(lambda value: 150 + value * 105 // 255)


def _grey(picture: Image.Image, rng: Random) -> Image.Image:
    return picture.point(lambda value: value * 205 // 255)


def _blur(picture: Image.Image, rng: Random) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(picture.width / 2400))


def _seal(picture: Image.Image, rng: Random) -> Image.Image:
    """A red seal over whatever stands there: a ring, a star's worth of ink, see-through as stamp ink is."""
    layer = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(layer)
    radius = picture.width // 9
    x, y = rng.randint(2 * radius, picture.width - 2 * radius), rng.randint(2 * radius, picture.height - 2 * radius)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(225, 50, 45), width=max(2, radius // 14))
    core = radius // 3
    pen.regular_polygon((x, y, core), 5, fill=(225, 60, 55))
    return Image.fromarray(np.minimum(np.asarray(picture), np.asarray(layer)))


def _watermark(picture: Image.Image, rng: Random) -> Image.Image:
    return lay_over(picture, rng, face("hei", round(rng.choice((28, 40)) * picture.width / 595)))


WEAR: dict[str, Callable[[Image.Image, Random], Image.Image]] = {
    "noise": _noise, "specks": _specks, "fax": _fax, "faint": _faint, "grey": _grey, "blur": _blur, "seal": _seal,
    "watermark": _watermark,
}  # fmt: skip


def to_jpeg(picture: Image.Image, quality: int) -> bytes:
    """The bytes of a JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


Render = Callable[[Truth, Random, Knobs], bytes]
RENDERERS: dict[str, Render] = {
    "report.pdf": render, "report.png": render_strip, "report.jpg": render_jpeg, "report.tif": render_tiff,
}  # fmt: skip


KNOBS: dict[str, Knobs] = {
    "150": Knobs(dpi=150, skew=1.5, wear=("blur", "specks", "noise")),
    "150-seal": Knobs(dpi=150, skew=1.0, repeat=False, wear=("seal", "blur", "noise")),
    "150-tight": Knobs(dpi=150, skew=1.0, tight=True, wear=("blur", "noise")),
    "200": Knobs(skew=1.5, wear=("seal", "blur", "specks", "noise")),
    "200-hei": Knobs(face="hei", skew=0.5, wear=("grey", "noise")),
    "200-watermark": Knobs(skew=0.5, wear=("watermark", "noise")),
    "200-cut": Knobs(cut=True, repeat=True, skew=1.0, wear=("blur", "noise")),
    "200-cut-bare": Knobs(cut=True, repeat=False, skew=1.0, wear=("blur", "noise")),
    "300": Knobs(dpi=300, skew=1.0, wear=("blur", "noise", "seal"), face="zenhei"),
    "searchable": Knobs(wear=("blur", "noise")),
    "upside-down": Knobs(turned=180, wear=("noise",)),
    "lying-left": Knobs(turned=90, skew=0.7, wear=("blur", "noise")),
    "lying-right": Knobs(turned=270, dpi=150, skew=0.7, wear=("noise",)),
    "tiff": Knobs(skew=1.0, wear=("blur", "specks", "noise")),
    "jpeg": Knobs(dpi=150, face="zenhei", wear=("noise",)),
    "quality-30": Knobs(quality=30, skew=1.0, wear=("blur", "grey", "noise")),
    "fax": Knobs(wear=("fax", "specks"), skew=1.0),
    "faint": Knobs(wear=("faint", "blur", "noise"), skew=1.0),
    "skew-4": Knobs(skew=4.0),
    "squeezed": Knobs(dpi=150, skew=0.7, squeezed=True),
    "squeezed-lying": Knobs(turned=90, skew=0.7, squeezed=True, wear=("blur", "noise")),
    "screenshot-96": Knobs(dpi=96, face="hei", wear=()),
}


def _layout(
    name: str, about: str, format_: str = "scan", *, file: str = "report.pdf", by: Render | None = None
) -> Layout:
    rendered = partial(by or RENDERERS[file], knobs=KNOBS[name])
    return Layout(f"scan-{name}", format_, file, rendered, about, extras=False, slow=True)


_HARD = "scan, faint or coarse"
LAYOUTS = (
    _layout("150", "150 dpi, skewed up to 1.5°, specks"),
    _layout("150-seal", "150 dpi, a seal over the figures, headers not repeated"),
    _layout("150-tight", "150 dpi, the text nearly touches the tables"),
    _layout("200", "200 dpi, skewed up to 1.5°, specks and a seal"),
    _layout("200-hei", "200 dpi, a sans-serif face, grey paper"),
    _layout("200-watermark", "200 dpi, a grey watermark all over the page"),
    _layout("200-cut", "200 dpi, page ends in the middle of rows, headers repeated"),
    _layout("200-cut-bare", "200 dpi, page ends in the middle of rows, no headers over the rest"),
    _layout("300", "300 dpi, skewed up to 1°"),
    _layout("searchable", "200 dpi, with hidden text that another program took it for", by=render_searchable),
    _layout("upside-down", "200 dpi, the pages upside down"),
    _layout("lying-left", "200 dpi, the pages on their left side"),
    _layout("lying-right", "150 dpi, the pages on their right side"),
    _layout("tiff", "a TIFF of several pages, 200 dpi, specks", file="report.tif"),
    _layout("jpeg", "one tall JPEG at 150 dpi", file="report.jpg"),
    _layout("quality-30", "200 dpi, JPEG of low quality, grey paper"),
    _layout("fax", "200 dpi, black and white as faxed", _HARD),
    _layout("faint", "200 dpi, faint ink", _HARD),
    _layout("skew-4", "200 dpi, skewed up to 4°", _HARD),
    _layout("squeezed", "150 dpi, pages squeezed into landscape ones", _HARD),
    _layout("squeezed-lying", "200 dpi, pages on their side, squeezed into upright ones", _HARD),
    _layout("screenshot-96", "a screenshot at 96 dpi, one picture", _HARD, file="report.png"),
)
