"""Bytes of a picture to page images: every page of a TIFF, the first frame of anything else."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from parsers.errors import TooLarge, Unreadable

Pixels = NDArray[np.uint8]

MOST_PIXELS = 60_000_000
"""An A3 page at 600 dpi has 70 million; nobody scans reports like that, and each pixel costs three bytes."""
WORKING_PIXELS = 25_000_000
"""Pages with more are read at a smaller scale."""
MOST_PAGES = 60
_MOST_DPI = 300.0
_A4_WIDTH, _A4_HEIGHT = 595.0, 842.0
_PLAUSIBLE = (4.0, 17.0)
"""Inches a page is wide and high, where the picture's own resolution is to be believed."""
_LANDSCAPE = (1.25, 1.6)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels (height × width × RGB); `points_per_pixel` brings a place on it to points."""

    number: int
    pixels: Pixels
    points_per_pixel: float

    @property
    def dpi(self) -> float:
        return 72 / self.points_per_pixel


def read_pages(data: bytes) -> Iterator[PageImage]:
    """Yield the pages of a picture file; raises Unreadable, and TooLarge before anything large is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures, which are refused below, and of odd metadata
            with Image.open(io.BytesIO(data)) as image:
                for number in range(1, _count(image) + 1):
                    image.seek(number - 1)
                    yield _page(image, number)
    except UnidentifiedImageError as error:
        raise Unreadable("a picture that is broken or of an unknown kind") from error
    except Image.DecompressionBombError as error:
        raise TooLarge("a picture of more pixels than any page has") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable(f"a picture that is broken or cut short ({error})") from error


def _count(image: Image.Image) -> int:
    if image.format != "TIFF":
        return 1
    count = sum(1 for _ in ImageSequence.Iterator(image))
    if count > MOST_PAGES:
        raise TooLarge(f"a picture of {count} pages; the limit is {MOST_PAGES}")
    return count


def _page(image: Image.Image, number: int) -> PageImage:
    if image.width * image.height > MOST_PIXELS:
        raise TooLarge(f"a picture of {image.width} × {image.height} pixels")
    points = _inches(image) * 72 or guess_width(image.width, image.height)
    shrink = max(1.0, image.width / points * 72 / _MOST_DPI, (image.width * image.height / WORKING_PIXELS) ** 0.5)
    if shrink > 1 and image.mode in ("1", "P"):
        image = image.convert("RGB" if image.mode == "P" else "L")
    if shrink > 1:
        # Before anything else, and in one step: a page at 600 dpi takes 100 MB for each copy.
        image = image.resize((round(image.width / shrink), round(image.height / shrink)), Image.Resampling.BOX)
    frame = _flat(image)
    ImageOps.exif_transpose(frame, in_place=True)
    if frame.size != image.size:
        points = guess_width(frame.width, frame.height)
    return PageImage(number, np.asarray(frame), points / frame.width)


def _flat(image: Image.Image) -> Image.Image:
    """RGB on white paper, whatever the picture was."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("RGB")
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        grey = np.asarray(image, dtype=np.float32)
        return Image.fromarray((grey * (255 / max(1.0, float(grey.max())))).astype(np.uint8)).convert("RGB")
    return image.convert("RGB")


def _inches(image: Image.Image) -> float:
    """How wide the page is by the picture's own word; 0 where that can't be (screenshots say 72 or 96 dpi)."""
    dpi = image.info.get("dpi", (0, 0))
    across, down = (float(each) for each in dpi) if isinstance(dpi, tuple) and len(dpi) == 2 else (0.0, 0.0)
    if across < 100 or down < 100 or abs(across - down) > 1 or "exif" in image.info:
        return 0.0
    low, high = _PLAUSIBLE
    width, height = image.width / across, image.height / down
    return width if low <= width <= high and low <= height <= high else 0.0


def guess_width(width: int, height: int) -> float:
    """The points a picture is wide when nothing tells: A4, lying on its side where its shape says so."""
    return _A4_HEIGHT if _LANDSCAPE[0] <= width / height <= _LANDSCAPE[1] else _A4_WIDTH
