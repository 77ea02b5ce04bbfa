"""Print under a seal and marks without any: a figure, a dash and a blank cell stay apart, or they are doubted."""

from __future__ import annotations

import io
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from parsers.ocr.crops import Area
from parsers.ocr.pictures import PageImage, read_pages
from parsers.ocr.pieces import Piece, ReadPiece
from parsers.ocr.prepare import image_to_sheet, straighten
from parsers.ocr.seals import Seals, wash
from parsers.ocr.under_seals import may_hide_print
from parsers.ocr.votes import Verdict
from parsers.ocr.windows import Window
from parsers.readers.scan import read_scanned_pages
from parsers.reading import Cell, Grid
from tests.bench.cells.page import draw_page
from tests.bench.layouts.scan import KNOBS
from tests.scans import FONTS, has_fonts

needs_fonts = pytest.mark.skipif(not has_fonts(), reason="no Chinese fonts (fonts-wqy-zenhei, fonts-noto-cjk)")
RED = (225, 50, 45)
COLUMNS, LEFT, TOP, WIDTH, HEIGHT = 6, 90, 60, 70, 24
"""Of the figures in the tables drawn here: their columns, and in points where they begin and how large a cell is."""
ZENHEI, SERIF = 0, 1
BLACK, GREY = 0, 110


def drawn(texts: list[str], dpi: int, shade: int = BLACK, face: int = ZENHEI) -> np.ndarray:
    """A page with a ruled table of these texts, as a scanner's lens softens it."""
    scale = 2 * dpi / 72
    page = Image.new("L", (round(595 * scale), round(842 * scale)), 250)
    pen = ImageDraw.Draw(page)
    path, index = FONTS[face]
    font = ImageFont.truetype(path, round(9 * scale), index=index)
    rows = [["行政许可处罚", *texts[at : at + COLUMNS]] for at in range(0, len(texts), COLUMNS)]
    for (row, column), text in np.ndenumerate(np.array(rows)):
        x, y = (LEFT + (column - 1) * WIDTH) * scale, (TOP + row * HEIGHT) * scale
        box = (x, y, x + WIDTH * scale, y + HEIGHT * scale)
        pen.rectangle(box, outline=0, width=round(0.7 * scale))
        pen.text(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), str(text), shade, font, anchor="mm")
    small = page.resize((round(595 * dpi / 72), round(842 * dpi / 72)), Image.Resampling.LANCZOS).convert("RGB")
    return np.asarray(cv2.GaussianBlur(np.asarray(small), (0, 0), 0.6), np.uint8)


def sealed(page: np.ndarray, dpi: int, x: float, y: float, radius: float = 58) -> np.ndarray:
    """The page under the ring of a seal, its middle and its radius in points."""
    layer = np.full_like(page, 255)
    scale = dpi / 72
    cv2.circle(layer, (round(x * scale), round(y * scale)), round(radius * scale), RED, round(4 * scale))
    return np.minimum(page, layer)


def scanned(page: np.ndarray, seed: int = 1, quality: int = 70) -> np.ndarray:
    """The page with grain, kept as scanners keep it: colour coarser than brightness."""
    grain = np.random.default_rng(seed).normal(0, 7, page.shape[:2])[..., None]
    buffer = io.BytesIO()
    Image.fromarray(np.clip(page + grain, 0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer).convert("RGB"))


def read(page: np.ndarray, dpi: int) -> dict[int, Cell]:
    (grid,) = (block for block in read_scanned_pages([PageImage(1, page, 72 / dpi)]) if isinstance(block, Grid))
    return {cell.row * COLUMNS + cell.column - 1: cell for cell in grid.cells if cell.column}


@needs_fonts
@pytest.mark.parametrize("dpi", [150, 200])
def test_a_hyphen_is_no_speck_and_a_speck_no_hyphen(dpi: int) -> None:
    texts = ["123", "-", "", "-", "", "—"] * 12
    page = drawn(texts, dpi)
    for at in range(2, len(texts), COLUMNS):
        x, y = LEFT + at % COLUMNS * WIDTH + 30, TOP + at // COLUMNS * HEIGHT + 12
        cv2.circle(page, (round(x * dpi / 72), round(y * dpi / 72)), 1, (60, 60, 60), -1)
    cells = read(scanned(page), dpi)
    doubted = {at for at, cell in cells.items() if cell.doubt}
    assert len(doubted) <= 2
    for at, text in enumerate(texts):
        assert at in doubted or cells[at].text == text.replace("-", "—")


@needs_fonts
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_seal_over_blank_cells_and_figures_hides_nothing(dpi: int) -> None:
    texts = ["0", "", "-7329", "4.5", "", "-"] * 12
    page = sealed(sealed(drawn(texts, dpi), dpi, 290, 200), dpi, 170, 180, 40)
    cells = read(scanned(page), dpi)
    for at, text in enumerate(texts):
        assert cells[at].doubt or cells[at].text == ("—" if text == "-" else text)
    assert sum(bool(cell.doubt) for cell in cells.values()) <= 8


@needs_fonts
@pytest.mark.parametrize("quality", [50, 75])
def test_pale_print_under_a_seal_is_read_or_doubted(quality: int) -> None:
    texts = ["0", "—", "-32", "1.5", "7", "-"] * 12
    page = sealed(drawn(texts, 150, GREY), 150, 290, 200)
    cells = read(scanned(page, quality=quality), 150)
    wrong = {at: cells[at].text for at, text in enumerate(texts) if cells[at].text != ("—" if text == "-" else text)}
    assert not {at: text for at, text in wrong.items() if not cells[at].doubt}


@needs_fonts
@pytest.mark.parametrize("middle", [185, 199, 203])
def test_a_thin_minus_along_a_ring_is_read_or_doubted(middle: int) -> None:
    texts = ["-562", "47", "-9", "-83", "562", "4"] * 12
    cells = read(scanned(sealed(drawn(texts, 150, face=SERIF), 150, 290, middle), quality=50), 150)
    assert {at: cell.text for at, cell in cells.items() if not cell.doubt and cell.text != texts[at]} == {}
    assert sum(bool(cell.doubt) for cell in cells.values()) <= 6


@needs_fonts
@pytest.mark.parametrize(
    ("wear", "name", "place", "printed"),
    [
        ("150-seal", "sleetcells-150-seal-75", (27, 7), ""),  # a crumb at a wall beside it, read as a dash
        ("150-seal", "raincells-150-seal-27", (10, 6), "-"),  # hardly left by the wash, read as nothing
        ("150-seal", "spotAcells-150-seal-12", (7, 8), "-"),  # washed away along a ring's edge
        ("150-seal", "solsticecells-150-seal-90", (31, 6), "—"),  # a dash along a ring's edge, read as 无
        ("200", "solsticecells-200-40", (4, 4), "-"),  # under a speck that makes it as high as long
    ],
)
def test_a_mark_once_misread_in_silence_is_doubted(wear: str, name: str, place: tuple[int, int], printed: str) -> None:
    """One cell of some 100,000 of the bench's pages full of figures each, on the page it was found on."""
    page = draw_page(Random(name), KNOBS[wear])
    assert page.printed[place] == printed
    grids = (block for block in read_scanned_pages(read_pages(page.data)) if isinstance(block, Grid))
    (cell,) = (cell for grid in grids for cell in grid.cells if (cell.row, cell.column) == place)
    assert cell.doubt or cell.text == printed.replace("-", "—")


@needs_fonts
@pytest.mark.parametrize("down", [2.0, 3.0])
def test_a_point_at_the_tip_of_a_star_is_read_or_doubted(down: float) -> None:
    """That the digits beside it look like all others is no proof that there was none."""
    texts = ["7.4", "47", "0", "74", "/", "4"] * 12
    page = drawn(texts, 150, GREY)
    for row in range(COLUMNS):
        tip = round((LEFT + WIDTH / 2) * 150 / 72), round((TOP + row * HEIGHT + HEIGHT / 2 + down) * 150 / 72)
        layer, star = np.full_like(page, 255), [tip, (tip[0] - 22, tip[1] + 14), (tip[0] + 22, tip[1] + 14)]
        page = np.minimum(page, cv2.fillPoly(layer, [np.array(star, np.int32)], RED))
    cells = read(scanned(page), 150)
    starred = [cells[row * COLUMNS] for row in range(COLUMNS)]
    assert [cell.text for cell in starred if not cell.doubt and cell.text != "7.4"] == []
    assert sum(bool(cell.doubt) for cell in cells.values()) <= 8


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("1", 34, True),  # what is left of a stroke says little of its height
        ("1", 58, False),
        ("车", 22, True),  # a dash with the edge of a seal
        ("行政许可", 22, False),
    ],
)
def test_what_a_seal_hid_beside_a_figure_makes_it_doubtful(text: str, row: int, expected: bool) -> None:
    grey, faint = np.full((60, 120), 245, np.uint8), np.zeros((60, 120), np.uint8)
    faint[row, 50] = 255
    seals = Seals(faint, faint, np.zeros_like(faint))
    window = Window(grey, ()) if text == "1" else None
    piece = ReadPiece(Piece(0, 0, Area(50, 12, 54, 20), 120, grey, window), Verdict(text), window)
    assert may_hide_print(seals, Area(0, 0, 120, 60), [piece], 200 / 72) is expected


def lone_stroke_under_a_ring(shade: int) -> np.ndarray:
    """A page with a seal, and a minus a pixel high of this shade in the middle of its ring."""
    page = np.full((500, 500, 3), 250, np.uint8)
    page[20:60, 20:480] = 10
    cv2.circle(page, (250, 280), 120, RED, 16)
    page[399:401, 246:254] = np.minimum(page[399:401, 246:254], np.array(RED) * shade // 250)
    return scanned(page)


def test_what_a_wash_takes_away_that_may_be_print_is_handed_on() -> None:
    ring = (slice(380, 420), slice(235, 265))
    shades = range(20, 250, 10)
    kept, faint = {}, {}
    for shade in shades:
        washed = wash(lone_stroke_under_a_ring(shade), 150 / 72)
        assert washed.seals is not None
        kept[shade], faint[shade] = washed.grey[ring].min() < 170, washed.seals.faint[ring].any()
    assert kept[20]
    assert not faint[20]
    assert not any(kept[shade] or faint[shade] for shade in shades if shade >= 230)
    assert all(kept[shade] or faint[shade] for shade in shades if shade <= 150)
    assert any(faint.values())


def test_the_end_of_a_minus_that_a_ring_cuts_off_stays() -> None:
    """It is so close to the ring that it lies where the ring's ink is painted over."""
    page = np.full((500, 500, 3), 250, np.uint8)
    page[20:60, 20:480] = 10
    cv2.circle(page, (250, 280), 120, RED, 8)
    page[279, 375:379] = 90
    washed = wash(scanned(page), 150 / 72).grey
    assert washed[277:283, 375:380].min() < 150
    assert washed[240:270, 375:380].min() > 200


def test_where_a_seal_may_hide_print_is_known_on_the_straight_sheet() -> None:
    page = np.full((900, 700, 3), 250, np.uint8)
    for y in range(100, 800, 60):
        cv2.line(page, (60, y), (640, y + 10), (0, 0, 0), 3)
    cv2.circle(page, (300, 461), 100, RED, 16)
    page[460:463, 395:406] = (155, 34, 31)
    sheet = image_to_sheet(PageImage(1, page, 72 / 400))
    assert sheet.seals is not None
    assert sheet.seals.faint.any()
    for other in (sheet, straighten(sheet), sheet.turned(1), sheet.turned(2), sheet.stretched(2.0, 1.5)):
        assert other.seals is not None
        assert other.seals.faint.shape == other.grey.shape
        ys, xs = np.nonzero(other.seals.faint)
        back = other.back @ np.array([xs.mean(), ys.mean(), 1])
        assert back == pytest.approx((400 * 72 / 400, 461 * 72 / 400), abs=1.5)


def test_a_page_without_red_ink_hides_nothing() -> None:
    assert wash(np.full((200, 200, 3), 240, np.uint8), 2.0).seals is None
