"""Scans: pages drawn, damaged, and read again, cell by cell; two checked-in ones where no Chinese font is installed."""

from __future__ import annotations

import base64
import io
import json
import re
import unicodedata
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from parsers.errors import TooLarge, Unreadable
from parsers.ocr.crops import Area
from parsers.ocr.marks import Page, has_traces
from parsers.ocr.models import characters
from parsers.ocr.pale_print import without_pale_print
from parsers.ocr.pictures import PageImage
from parsers.ocr.recogniser import strangers
from parsers.readers.html import read_html
from parsers.readers.scan import read_image, read_pictures, read_scanned_pages, read_scanned_pdf
from parsers.reading import Cell, Grid, Paragraph
from parsers.source_grid import SourceGrid, grid_kinds
from parsers.tables import build_tables, decide_form
from tests.scan_damage import damage_page
from tests.scans import Look, Pages, draw_report, has_fonts

FIXTURES = Path(__file__).parent.parent / "fixtures" / "formats" / "scan"
needs_fonts = pytest.mark.skipif(not has_fonts(), reason="no Chinese fonts (fonts-wqy-zenhei, fonts-noto-cjk)")
Blocks = tuple[Paragraph | Grid, ...]


def canonical(text: str) -> str:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return "—" if text and set(text) <= set("—-–") else text


HEAD_2019 = Grid((Cell("第二十条", 0, 0), Cell("本年新制作数量", 0, 1)))
"""Tells the form where a page shows table 三 or 四 alone, which print nothing that tells it."""


def cells_by_address(blocks: Blocks) -> dict[str, Cell]:
    grids = [block for block in blocks if isinstance(block, Grid)]
    if decide_form([SourceGrid(at, grid, grid_kinds(grid, None)) for at, grid in enumerate(grids, 1)]) is None:
        grids.append(HEAD_2019)
    tables = build_tables([SourceGrid(at, grid, grid_kinds(grid, None)) for at, grid in enumerate(grids, 1)])
    places = {(at, cell.row + 1, cell.column + 1): cell for at, grid in enumerate(grids, 1) for cell in grid.cells}
    return {
        address: places[figure.grid, figure.row, figure.column]
        for address, figure in tables.figures.items()
        if figure.grid is not None and figure.row is not None and figure.column is not None
    }


def check(blocks: Blocks, truth: dict[str, str], doubted: float = 0.06) -> None:
    """Every cell is found, none is silently wrong, and few are doubted."""
    cells = cells_by_address(blocks)
    assert set(truth) <= set(cells)
    wrong = {address for address, text in truth.items() if canonical(cells[address].text) != canonical(text)}
    assert not {address: cells[address].text for address in wrong if not cells[address].doubt}
    assert len(wrong) <= 0.01 * len(truth)
    assert sum(bool(cells[address].doubt) for address in truth) <= doubted * len(truth) + 1


def scan(seed: int, damage: str, tables: str, dpi: int = 200) -> tuple[Blocks, dict[str, str]]:
    drawn = draw_report(seed, 2 * dpi, tables, prose=False)
    pages = [damage_page(page, dpi, damage, seed + at) for at, page in enumerate(drawn.pages)]
    images = [PageImage(at, page, 72 / dpi) for at, page in enumerate(pages, 1)]
    return read_scanned_pages(images), drawn.truth


@needs_fonts
def test_full_table_with_a_seal_and_a_tilt() -> None:
    blocks, truth = scan(3, "seal", "3")
    assert len(truth) in (161, 175)
    check(blocks, truth)


@needs_fonts
@pytest.mark.parametrize(("seed", "damage"), [(3, "scan"), (5, "grey"), (4, "tilted")])
def test_marks_signs_and_amounts(seed: int, damage: str) -> None:
    blocks, truth = scan(seed, damage, "2")
    check(blocks, truth)


@needs_fonts
@pytest.mark.parametrize("damage", ["upside_down", "on_its_side"])
def test_page_the_wrong_way_round(damage: str) -> None:
    blocks, truth = scan(6, damage, "4")
    check(blocks, truth)


@needs_fonts
@pytest.mark.parametrize(("across", "down"), [(1.41, 0.71), (0.71, 1.41)])
def test_page_squeezed_in_one_direction(across: float, down: float) -> None:
    drawn = draw_report(6, 400, "4", prose=False)
    pages = [damage_page(page, 200, "scan", 6) for page in drawn.pages]
    pages = [cv2.resize(page, None, fx=across, fy=down, interpolation=cv2.INTER_AREA) for page in pages]
    blocks = read_scanned_pages([PageImage(at, np.asarray(page), 72 / 200) for at, page in enumerate(pages, 1)])
    check(blocks, drawn.truth)
    boxes = [cell.box for block in blocks if isinstance(block, Grid) for cell in block.cells if cell.box]
    assert all(box.x1 <= 595 * across + 2 and box.y1 <= 842 * down + 2 for box in boxes)
    assert max(box.x1 for box in boxes) > 0.8 * 595 * across


@needs_fonts
@pytest.mark.parametrize(("dpi", "tables"), [(150, "2"), (200, "2"), (300, "4")])
def test_dots_strewn_over_a_page_are_no_print_and_points_of_figures_are(dpi: int, tables: str) -> None:
    check(*scan(4, "salted", tables, dpi), doubted=0.02)


@needs_fonts
@pytest.mark.parametrize("tables", ["2", "3", "4"])
def test_what_shows_through_from_the_back_is_no_print(tables: str) -> None:
    check(*scan(9, "shown_through", tables), doubted=0.02)


@needs_fonts
@pytest.mark.parametrize("tables", ["2", "3", "4"])
def test_a_watermark_is_no_print(tables: str) -> None:
    check(*scan(12, "watermarked", tables), doubted=0.02)


@needs_fonts
@pytest.mark.parametrize("damage", ["watermarked", "upside_down"])
def test_a_page_of_one_line_is_read(damage: str) -> None:
    """There is far more of the watermark than of print, and only one line to tell by which side is up."""
    pages = Pages(Look(1, 0, 10, 0.75, 2.5, 0.48, 8), 400)
    pages.put("六、其他需要报告的事项", 90, 80, 14)
    page = damage_page(np.asarray(pages.pages[0]), 200, damage, 1)
    assert [
        block.text for block in read_scanned_pages([PageImage(1, page, 72 / 200)]) if isinstance(block, Paragraph)
    ] == ["六、其他需要报告的事项"]


@needs_fonts
@pytest.mark.parametrize("damage", ["clean", "upside_down", "on_its_side"])
def test_a_page_of_hardly_any_print_lies_as_the_one_before_it(damage: str) -> None:
    """As the last page of a report does on which nothing but the date is left."""
    pages = Pages(Look(1, 0, 10, 0.75, 2.5, 0.48, 8), 400)
    pages.text("本行政机关公开年度报告的填报说明。" * 6, 12)
    pages.begin()
    pages.put("2024年3月23日", 400, 60, 14)
    drawn = [damage_page(np.asarray(page), 200, damage, 1) for page in pages.pages]
    blocks = read_scanned_pages([PageImage(at, page, 72 / 200) for at, page in enumerate(drawn, 1)])
    assert blocks[-1] == Paragraph("2024年3月23日", page=2, recognised=True)


@needs_fonts
def test_pale_print_that_is_sharp_is_no_back_that_shows_through() -> None:
    black, pale = (Pages(Look(1, 0, 10, 0.75, 2.5, 0.48, 8), 400) for _ in range(2))
    black.text("本行政机关公开年度报告的填报说明。" * 6, 12)
    pale.y = 400
    pale.text("三十七件申请" * 30, 12)
    faded = 255 - (255 - np.asarray(pale.pages[0], np.uint8)) // 5
    page = damage_page(np.minimum(np.asarray(black.pages[0]), faded), 200, "clean", 1)
    grey = np.ascontiguousarray(page[..., 0])
    assert np.array_equal(without_pale_print(grey, 200), grey)


@needs_fonts
def test_short_lines_far_apart_are_no_tilt() -> None:
    pages = Pages(Look(1, 0, 10, 0.75, 2.5, 0.48, 8), 400)
    lines = ("六、其他需要报告的事项", "无其他需要报告的事项。", "国家税务总局示例市税务局", "2020年3月1日")
    for row, (text, x) in enumerate(zip(lines, (90, 90, 360, 430), strict=True)):
        pages.put(text, x, 80 + 24 * row, 14)
    page = damage_page(np.asarray(pages.pages[0]), 200, "clean", 1)
    blocks = read_scanned_pages([PageImage(1, page, 72 / 200)])
    assert tuple(block.text for block in blocks if isinstance(block, Paragraph)) == lines


@needs_fonts
def test_specks_in_the_paper_between_two_lines_do_not_make_one_of_them() -> None:
    pages = Pages(Look(1, 0, 10, 0.75, 2.5, 0.48, 8), 400)
    lines = ("五、存在的主要问题及改进情况", "六、其他需要报告的事项", "本年度无其他需要报告的事项。")
    for row, text in enumerate(lines):
        pages.put(text, 90, 80 + 24 * row, 14)
    page = damage_page(np.asarray(pages.pages[0]), 200, "clean", 1)
    ink = np.nonzero((page[:, :, 0] < 128).any(axis=1))[0]
    for row in range(int(ink[0]), int(ink[-1]), 4):
        cv2.circle(page, (300 + row * 7 % 400, row), 2, (50, 50, 50), -1)
    blocks = read_scanned_pages([PageImage(1, page, 72 / 200)])
    read = [canonical(block.text) for block in blocks if isinstance(block, Paragraph)]
    assert [text[:6] for text in read] == [text[:6] for text in lines]


@needs_fonts
def test_text_around_the_tables_is_read() -> None:
    drawn = draw_report(5, 400, "4")
    images = [PageImage(at, damage_page(page, 200, "scan", at), 72 / 200) for at, page in enumerate(drawn.pages, 1)]
    blocks = read_scanned_pages(images)
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert any(re.search("广州市增城区政务服务数据管理局20\\d\\d年政府信息公开工作年度报告", line) for line in lines)
    assert any(line.startswith("一、总体情况") for line in lines)
    check(blocks, drawn.truth)


def test_boxes_lie_on_the_page_as_it_was() -> None:
    with Image.open(FIXTURES / "disputes.png") as image:
        pixels = np.asarray(image.convert("RGB"))
    turned = np.ascontiguousarray(pixels[::-1, ::-1])
    boxes = []
    for page in (pixels, turned):
        cells = cells_by_address(read_scanned_pages([PageImage(1, page, 72 / 200)]))
        boxes.append(cells["disputes.review.corrected"].box)
    one, two = boxes
    assert one
    assert two
    assert (two.x1, two.y1) == pytest.approx((595 - one.x0, 842 - one.y0), abs=6)


@pytest.mark.parametrize("name", ["disclosure", "disputes"])
def test_checked_in_scans(name: str) -> None:
    data = (FIXTURES / f"{name}.png").read_bytes()
    truth = json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
    reading = read_image(data)
    assert (reading.reader, reading.media_type, reading.pictures) == ("scan", "image/png", 1)
    check(reading.blocks, truth)


def encoded(name: str, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    with Image.open(FIXTURES / f"{name}.png") as image:
        image.convert("RGB").save(buffer, form, **options)
    return buffer.getvalue()


def test_scanned_pdf_and_pictures() -> None:
    truth = json.loads((FIXTURES / "disputes.json").read_text("utf-8"))
    pdf = read_scanned_pdf(encoded("disputes", "PDF", resolution=200))
    assert pdf.media_type == "application/pdf"
    check(pdf.blocks, truth)
    nothing, pictures = read_pictures([b"no picture", encoded("disputes", "JPEG", quality=80)])
    assert nothing == ()
    check(pictures, truth)
    source = "data:image/png;base64," + base64.b64encode((FIXTURES / "disputes.png").read_bytes()).decode()
    page = read_html(
        f"<html><body><p>四、行政复议情况</p><p><img src='{source}'></p><p>五、问题</p></body></html>".encode()
    )
    assert [type(block) for block in page.blocks] == [Paragraph, Grid, Paragraph]
    check(page.blocks, truth)


def test_broken_and_oversized_pictures() -> None:
    data = encoded("disputes", "PNG")
    with pytest.raises(Unreadable):
        read_image(data[: len(data) // 2])
    with pytest.raises(Unreadable):
        read_image(b"\x89PNG\r\n\x1a\n")
    huge = io.BytesIO()
    Image.fromarray(np.zeros((9000, 9000), np.uint8)).save(huge, "PNG")
    with pytest.raises(TooLarge):
        read_image(huge.getvalue())


@pytest.mark.parametrize("widths", [(200, 200), (200, 150, 150)])
def test_a_row_alone_on_its_page_is_a_table(widths: tuple[int, ...]) -> None:
    page = np.full((1200, 900, 3), 255, np.uint8)
    left = 150
    for number, width in enumerate(widths):
        cv2.rectangle(page, (left, 200), (left + width, 250), (0, 0, 0), 2)
        cv2.putText(page, f"3{number}8", (left + 60, 236), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2, cv2.LINE_AA)
        left += width
    grids = [block for block in read_scanned_pages([PageImage(1, page, 595 / 900)]) if isinstance(block, Grid)]
    assert [[cell.text for cell in grid.cells] for grid in grids] == [["308", "318", "328"][: len(widths)]]


def test_crumbs_of_a_washed_seal_are_no_traces_of_a_mark() -> None:
    for scale, expected in ((2.08, True), (4.17, False)):
        ink = np.zeros((120, 120), np.uint8)
        ink[50:52, 50:52] = ink[50:52, 56:58] = 255
        assert has_traces(Page(255 - ink, ink, scale, 255), Area(0, 0, 120, 120)) is expected


@needs_fonts
def test_a_character_alone_on_its_line_is_one() -> None:
    pages = Pages(Look(0, 0, 10, 0.75, 2.5, 0.48, 8), 200)
    for text in ("示例市政府信息公开工作年度报", "告"):
        pages.text(text, 19)
    pixels = np.repeat(np.asarray(pages.pages[0])[..., None], 3, axis=2)
    blocks = read_scanned_pages([PageImage(1, pixels, 72 / 200)])
    text = "".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert text == "示例市政府信息公开工作年度报告"


@needs_fonts
def test_no_circle_of_a_year_in_chinese_digits_is_lost() -> None:
    years = [f"示例市民政局二〇{rest}年政府信息公开" for rest in ("二二", "一九", "二〇", "二五", "二一")]
    for font in range(3):
        pages = Pages(Look(font, 0, 10, 0.75, 2.5, 0.48, 8), 300)
        for text in years:
            pages.text(text, 18.9)
            pages.y += 40
        pixels = damage_page(np.asarray(pages.pages[0]), 150, "scan", font)
        blocks = read_scanned_pages([PageImage(1, pixels, 72 / 150)])
        assert [block.text for block in blocks if isinstance(block, Paragraph)] == years


def test_letters_with_accents_are_never_read() -> None:
    listed = {characters()[index] for index in strangers()}
    assert {"ù", "é"} <= listed
    assert not {"计", "A", "×", "·", "0", "〇"} & listed


def test_blank_page_gives_nothing() -> None:
    assert read_scanned_pages([PageImage(1, np.full((1200, 900, 3), 250, np.uint8), 0.48)]) == ()


WORDED = "要求行政机关确认或重新出具已经获取的信息"


@needs_fonts
@pytest.mark.parametrize("padding", [2.5, 5.4])
def test_a_number_goes_on_in_the_next_line_where_its_own_had_no_room_beside_what_the_table_keeps_free(
    padding: float,
) -> None:
    pages = Pages(Look(1, 0, 9, 0.75, padding, 0.48, 8), 400)
    narrow = 2 * padding + 13
    rows = (("12", "138", "0"), ("7", "13\n55", "2024"), ("31", "4", "55"), ("9", "8", "1"))
    slots = [(text, at, 1 + column, 1, 1) for at, row in enumerate(rows) for column, text in enumerate(row)]
    slots = [(text.replace("\n", ""), *place) for text, *place in slots]
    pages.table([*((WORDED, at, 0, 1, 1) for at in range(len(rows))), *slots], [100, narrow, narrow, 60], 9)
    page = damage_page(np.asarray(pages.pages[0]), 200, "scan", 3)
    (grid,) = (block for block in read_scanned_pages([PageImage(1, page, 72 / 200)]) if isinstance(block, Grid))
    read = {(cell.row, cell.column): (cell.text, cell.doubt) for cell in grid.cells if cell.column}
    assert read == {(row, column): (text, "") for text, row, column, *_ in slots}


@needs_fonts
def test_specks_above_a_line_do_not_make_a_part_of_the_title_of_it() -> None:
    pages = Pages(Look(1, 0, 10, 0.75, 2.5, 0.48, 8), 300)
    title, first = (
        "示例市公安局交通警察支队政府信息公开年度报告",
        "本报告按照中华人民共和国政府信息公开条例的要求编制，所列数据的统计期限自",
    )
    pages.text(title, 18, centred=True)
    pages.y += 6
    top = pages.y
    pages.text(first + "本年一月一日起至本年十二月三十一日止，如对本报告有疑问，请与本局办公室联系。" * 3, 12)
    page = damage_page(np.asarray(pages.pages[0]), 150, "clean", 1)
    for x in range(300, 900, 90):
        cv2.circle(page, (x, round((top - 1.5) * 150 / 72)), 2, (60, 60, 60), -1)
    blocks = read_scanned_pages([PageImage(1, page, 72 / 150)])
    assert next(block.text for block in blocks if isinstance(block, Paragraph)) == title


@needs_fonts
def test_strokes_in_several_pictures_of_one_document_are_strokes() -> None:
    slots = [("类别", 0, 0, 1, 1), ("数量", 0, 1, 1, 1), ("规章", 1, 0, 1, 1), ("/", 1, 1, 1, 1)]
    encoded_pages = []
    for number in range(3):
        pages = Pages(Look(1, 0, 10, 0.75, 2.5, 0.48, 8), 400)
        pages.table([*slots, ("许可", 2, 0, 1, 1), (str(7 + number), 2, 1, 1, 1)], [120, 120], 10)
        buffer = io.BytesIO()
        Image.fromarray(damage_page(np.asarray(pages.pages[0]), 200, "clean", number)).save(
            buffer, "PNG", dpi=(200, 200)
        )
        encoded_pages.append(buffer.getvalue())
    for blocks in read_pictures(encoded_pages):
        (grid,) = (block for block in blocks if isinstance(block, Grid))
        assert [(cell.text, cell.doubt) for cell in grid.cells if (cell.row, cell.column) == (1, 1)] == [("/", "")]
    (alone,) = (block for block in read_pictures(encoded_pages[:1])[0] if isinstance(block, Grid))
    assert next(cell for cell in alone.cells if (cell.row, cell.column) == (1, 1)).doubt
