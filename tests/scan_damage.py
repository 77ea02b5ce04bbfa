"""What happens to a page between the printer and the portal: each damage is a function from page to page."""

from __future__ import annotations

import io
from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image

Page = np.ndarray
Damage = Callable[[Page, int, np.random.Generator], Page]


def tilt(degrees: float) -> Damage:
    def damage(page: Page, dpi: int, lots: np.random.Generator) -> Page:
        height, width = page.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        paper = (255,) * 3
        return cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)

    return damage


def soften(sigma: float) -> Damage:
    """The scanner's optics; `sigma` in pixels at 200 dpi."""

    def damage(page: Page, dpi: int, lots: np.random.Generator) -> Page:
        return cv2.GaussianBlur(page, (0, 0), sigma * dpi / 200)

    return damage


def grain(strength: float) -> Damage:
    def damage(page: Page, dpi: int, lots: np.random.Generator) -> Page:
        return np.clip(page + lots.normal(0, strength, page.shape), 0, 255).astype(np.uint8)

    return damage


def specks(count: int) -> Damage:
    def damage(page: Page, dpi: int, lots: np.random.Generator) -> Page:
        page = page.copy()
        for _ in range(count):
            x, y = int(lots.integers(page.shape[1])), int(lots.integers(page.shape[0]))
            cv2.circle(page, (x, y), int(lots.integers(0, max(2, dpi // 120))), (40, 40, 40), -1)
        return page

    return damage


def salt(share: float) -> Damage:
    """Single dark and pale pixels, as worn glass and cheap sensors make them."""

    def damage(page: Page, dpi: int, lots: np.random.Generator) -> Page:
        page, lot = page.copy(), lots.random(page.shape[:2])
        page[lot < share] = 40
        page[lot > 1 - share] = 255
        return page

    return damage


def show_through(page: Page, dpi: int, lots: np.random.Generator) -> Page:
    """Thin paper: its back shows, mirrored, blurred and pale."""
    back = cv2.GaussianBlur(np.ascontiguousarray(page[::-1, ::-1]), (0, 0), 2).astype(np.float32)
    return np.minimum(page, 255 - (255 - back) * 0.2).astype(np.uint8)


def watermark(page: Page, dpi: int, lots: np.random.Generator) -> Page:
    """Large grey letters all over the page, as far from black as from white and all of one shade."""
    layer = np.full(page.shape[:2], 255, np.uint8)
    scale = dpi / 72
    for row in range(0, page.shape[0], int(70 * scale)):
        for column in range(int(lots.uniform(0, 40) * scale), page.shape[1], int(170 * scale)):
            cv2.putText(layer, "NIANBAO", (column, row), 0, 1.1 * scale, 200, int(3 * scale), cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((page.shape[1] / 2, page.shape[0] / 2), 30, 1)
    layer = np.asarray(cv2.warpAffine(layer, turn, layer.shape[::-1], borderValue=(255,)), np.uint8)
    return np.minimum(page, layer[..., None])


def jpeg(quality: int) -> Damage:
    def damage(page: Page, dpi: int, lots: np.random.Generator) -> Page:
        buffer = io.BytesIO()
        Image.fromarray(page).save(buffer, "JPEG", quality=quality)
        return np.asarray(Image.open(buffer).convert("RGB"))

    return damage


def grey_paper(page: Page, dpi: int, lots: np.random.Generator) -> Page:
    """A grey background, darker towards one corner."""
    height, width = page.shape[:2]
    fall = np.linspace(0.92, 0.72, width)[None, :, None] * np.linspace(1, 0.9, height)[:, None, None]
    return (page * fall).astype(np.uint8)


def faint(page: Page, dpi: int, lots: np.random.Generator) -> Page:
    """Toner that has run out."""
    return (255 - (255 - page.astype(np.float32)) * 0.45).astype(np.uint8)


def fax(page: Page, dpi: int, lots: np.random.Generator) -> Page:
    """Black or white, nothing between."""
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    return cv2.cvtColor(np.where(grey < 150, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2RGB)


def seal(page: Page, dpi: int, lots: np.random.Generator) -> Page:
    """A red seal with a ring, a star and letters, over whatever is there."""
    scale = dpi / 72
    centre = (int(page.shape[1] * lots.uniform(0.3, 0.7)), int(page.shape[0] * lots.uniform(0.3, 0.7)))
    layer = np.zeros(page.shape[:2], np.uint8)
    cv2.circle(layer, centre, int(58 * scale), 255, int(3 * scale))
    angles = np.deg2rad(np.arange(5) * 144 - 90)
    star = np.stack([centre[0] + 18 * scale * np.cos(angles), centre[1] + 18 * scale * np.sin(angles)], 1)
    cv2.fillPoly(layer, [star.astype(np.int32)], 255)
    cv2.putText(layer, "ABCDE", (centre[0] - int(40 * scale), centre[1] + int(38 * scale)), 0, scale * 0.7, 255, 3)
    share = (layer / 255.0 * 0.85)[..., None]
    return (page * (1 - share) + np.minimum(page, (205, 35, 40)) * share).astype(np.uint8)


def upside_down(page: Page, dpi: int, lots: np.random.Generator) -> Page:
    return np.ascontiguousarray(page[::-1, ::-1])


def on_its_side(page: Page, dpi: int, lots: np.random.Generator) -> Page:
    return np.ascontiguousarray(np.rot90(page))


SCAN = (soften(0.6), tilt(0.7), specks(60), grain(5), jpeg(60))
DAMAGES: dict[str, tuple[Damage, ...]] = {
    "clean": (),
    "scan": SCAN,
    "seal": (seal, *SCAN),
    "grey": (soften(0.6), grey_paper, tilt(-1.3), grain(5), jpeg(60)),
    "faint": (faint, soften(0.6), tilt(0.4), grain(5), jpeg(70)),
    "fax": (soften(0.5), tilt(1.1), grain(8), fax),
    "tilted": (soften(0.6), tilt(3.8), grain(5), jpeg(60)),
    "salted": (salt(0.004), grain(4), jpeg(75)),
    "shown_through": (show_through, tilt(0.6), grain(4), jpeg(75)),
    "watermarked": (watermark, tilt(0.4), grain(4), jpeg(75)),
    "upside_down": (soften(0.6), tilt(-0.5), grain(4), upside_down, jpeg(70)),
    "on_its_side": (soften(0.6), tilt(0.5), on_its_side, jpeg(70)),
}
MILD = ("clean", "scan", "seal", "grey", "upside_down", "on_its_side")
HARSH = ("faint", "fax", "tilted")


def damage_page(page: np.ndarray, dpi: int, names: str, seed: int) -> Page:
    """A drawn grey page (at twice `dpi`) to an RGB scan at `dpi`."""
    lots = np.random.default_rng(seed)
    size = (round(page.shape[1] / 2), round(page.shape[0] / 2))
    scan = cv2.cvtColor(cv2.resize(page, size, interpolation=cv2.INTER_AREA), cv2.COLOR_GRAY2RGB)
    for damage in DAMAGES[names]:
        scan = damage(scan, dpi, lots)
    return scan
