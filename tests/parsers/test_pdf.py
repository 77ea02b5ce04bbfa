"""PDFs as programs draw them: outlined, in slivers and dots, turned, cropped, cut by pages, broken."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from parsers.errors import Encrypted, TooLarge, Unreadable, Unsupported
from parsers.readers.pdf import read_pdf
from parsers.reading import Grid, Paragraph, Reading

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

WIDTH, HEIGHT = 595.0, 842.0
XS = [60, 160, 220, 280, 340]
YS = [700, 676, 652, 628]
# A label over two rows, a header over two columns, a blank, signs that must not move.
CELLS = [
    ("三、结果", 0, 0, 2, 1), ("申请人情况", 0, 1, 1, 2), ("总计", 0, 3, 1, 1), ("-35", 1, 1, 1, 1),
    ("18517.89", 1, 2, 1, 1), ("", 1, 3, 1, 1), ("四、结转", 2, 0, 1, 1), ("0", 2, 1, 1, 1), ("", 2, 2, 1, 1),
    ("/", 2, 3, 1, 1),
]  # fmt: skip

Draw = Callable[[Canvas, float, float, float, float], None]


def outline(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.rect(x0, y0, x1 - x0, y1 - y0)


def sides(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.lines([(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)])


def slivers(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """As Word does: thin filled boxes between filled corner squares."""
    for x in (x0, x1):
        canvas.rect(x - 0.24, y0 + 0.24, 0.48, y1 - y0 - 0.48, stroke=0, fill=1)
        for y in (y0, y1):
            canvas.rect(x - 0.24, y - 0.24, 0.48, 0.48, stroke=0, fill=1)
    for y in (y0, y1):
        canvas.rect(x0 + 0.24, y - 0.24, x1 - x0 - 0.48, 0.48, stroke=0, fill=1)


def dots(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for low, high, place in ((x0, x1, y0), (x0, x1, y1), (y0, y1, x0), (y0, y1, x1)):
        for step in range(0, int(high - low) + 1, 2):
            x, y = (low + step, place) if place in (y0, y1) else (place, low + step)
            canvas.rect(x, y, 0.8, 0.8, stroke=0, fill=1)


def shaded(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=1, fill=1)
    canvas.setFillGray(0)


def dashed(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setDash(1, 2)
    outline(canvas, x0, y0, x1, y1)


def table(canvas: Canvas, draw: Draw = outline) -> None:
    for text, row, column, rowspan, colspan in CELLS:
        draw(canvas, XS[column], YS[row + rowspan], XS[column + colspan], YS[row])
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString((XS[column] + XS[column + colspan]) / 2, (YS[row] + YS[row + rowspan]) / 2 - 4, text)


def pdf(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, text: str, x: float, y: float, size: float = 12) -> None:
    canvas.setFont("STSong-Light", size)
    canvas.drawString(x, y, text)


def grids(reading: Reading) -> list[Grid]:
    return [block for block in reading.blocks if isinstance(block, Grid)]


def places(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]


@pytest.mark.parametrize("draw", [outline, sides, slivers, dots, shaded, dashed])
def test_a_ruled_table_is_read_however_it_is_drawn(draw: Draw) -> None:
    (grid,) = grids(read_pdf(pdf(lambda canvas: table(canvas, draw))))
    assert places(grid) == CELLS
    assert grid.page == 1


def test_the_box_of_a_cell_counts_from_the_top_left() -> None:
    (grid,) = grids(read_pdf(pdf(table)))
    box = grid.cells[0].box
    assert box
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((60, HEIGHT - 700, 160, HEIGHT - 652), abs=1)


@pytest.mark.parametrize(
    ("angle", "matrix"),
    # Reportlab swaps the sides of a page turned by 90 or 270, so that all of them are shown upright.
    [(90, (0, 1, -1, 0, HEIGHT, 0)), (180, (-1, 0, 0, -1, WIDTH, HEIGHT)), (270, (0, -1, 1, 0, 0, WIDTH))],
)
def test_a_turned_page_reads_as_it_is_shown(angle: int, matrix: tuple[float, ...]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        canvas.transform(*matrix)  # draws turned back, so that the page shows it upright
        table(canvas)

    (grid,) = grids(read_pdf(pdf(page)))
    assert places(grid) == CELLS
    box = grid.cells[0].box
    assert box
    assert (box.x0, box.y0) == pytest.approx((60, HEIGHT - 700), abs=1)


def test_a_cropped_page_and_a_form_inside_it() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setCropBox((50, 50, 500, 800))
        canvas.beginForm("form")
        table(canvas, slivers)
        canvas.endForm()
        canvas.translate(10, 20)
        canvas.doForm("form")

    (grid,) = grids(read_pdf(pdf(page)))
    assert places(grid) == CELLS
    box = grid.cells[0].box
    assert box
    assert (box.x0, box.y0) == pytest.approx((60 + 10 - 50, 800 - 720), abs=1)


def test_open_outer_borders() -> None:
    def page(canvas: Canvas) -> None:
        for y in YS:
            canvas.line(XS[0], y, XS[-1], y)
        for x in XS[1:-1]:
            canvas.line(x, YS[0], x, YS[-1])
        for row, (high, low) in enumerate(pairwise(YS)):
            for column, x in enumerate(XS[:-1]):
                write(canvas, f"{row}{column}", x + 5, (high + low) / 2 - 4, 10)

    (grid,) = grids(read_pdf(pdf(page)))
    assert [[cell.text for cell in row] for row in grid.rows()] == [[f"{r}{c}" for c in range(4)] for r in range(3)]


def test_a_wrapped_label_and_number_are_whole() -> None:
    def page(canvas: Canvas) -> None:
        sides(canvas, 60, 600, 130, 640)
        sides(canvas, 130, 600, 160, 640)
        for text, x, y in (("2.其他法律", 65, 625), ("行政法规", 65, 610), ("123", 135, 625), ("45", 135, 610)):
            write(canvas, text, x, y, 10)

    (grid,) = grids(read_pdf(pdf(page)))
    assert [cell.text.replace("\n", "") for cell in grid.cells] == ["2.其他法律行政法规", "12345"]
    assert grid.cells[1].text == "12345"


def test_a_raised_number_is_a_note_and_no_digit() -> None:
    def page(canvas: Canvas) -> None:
        outline(canvas, 100, 700, 200, 730)
        outline(canvas, 200, 700, 300, 730)
        write(canvas, "12", 110, 710)
        write(canvas, "1", 122.5, 714, 7.8)
        write(canvas, "规章", 210, 710)

    (grid,) = grids(read_pdf(pdf(page)))
    assert [cell.text for cell in grid.cells] == ["12¹", "规章"]


def test_bold_by_printing_twice_and_a_seal_over_the_table() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas)
        canvas.saveState()
        canvas.translate(0.3, 0)
        table(canvas)
        canvas.restoreState()
        canvas.circle(200, 660, 60)

    (grid,) = grids(read_pdf(pdf(page)))
    assert places(grid) == CELLS


def test_a_table_over_two_pages_is_two_grids_and_the_text_goes_round() -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, "三、收到和处理政府信息公开申请情况", 90, 750)
        table(canvas)
        write(canvas, "— 1 —", 280, 40)

    def second(canvas: Canvas) -> None:
        table(canvas)
        write(canvas, "四、行政复议", 90, 550)
        write(canvas, "— 2 —", 280, 40)

    reading = read_pdf(pdf(first, second))
    found = [(block.text if isinstance(block, Paragraph) else "grid", block.page) for block in reading.blocks]
    assert found == [("三、收到和处理政府信息公开申请情况", 1), ("grid", 1), ("grid", 2), ("四、行政复议", 2)]


def test_lines_become_paragraphs() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, "某某市某某局2020年", 190, 780, 24)
        write(canvas, "年度报告", 250, 745, 24)
        lines = ["一、总体情况", "段" * 36, "落" * 38, "末了。", "二、主动公开", "文" * 36, "三、问题"]
        for number, text in enumerate(lines):
            write(canvas, text, 70 if text[0] in "落末" else 94, 700 - 20 * number)

    texts = [block.text for block in read_pdf(pdf(page)).blocks if isinstance(block, Paragraph)]
    assert texts == [
        "某某市某某局2020年年度报告", "一、总体情况", "段" * 36 + "落" * 38 + "末了。", "二、主动公开", "文" * 36,
        "三、问题",
    ]  # fmt: skip


def test_title_and_pictures() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle("甲局年报")
        write(canvas, "正文", 90, 750)
        image = ImageReader(io.BytesIO(b"P6 2 2 255\n" + b"\0" * 12))
        canvas.drawImage(image, 100, 100, 300, 300)
        canvas.drawImage(image, 100, 500, 100, 100)

    reading = read_pdf(pdf(page))
    assert (reading.titles, reading.pictures) == (("甲局年报",), 1)


def test_a_scan_is_told_apart() -> None:
    with pytest.raises(Unsupported, match="scan"):
        read_pdf(pdf(lambda canvas: canvas.rect(0, 0, 50, 50, fill=1)))


def test_a_password_is_told_and_a_mere_restriction_is_none() -> None:
    locked = pdf(table, encrypt=pdfencrypt.StandardEncryption("secret"))
    with pytest.raises(Encrypted):
        read_pdf(locked)
    restricted = pdf(table, encrypt=pdfencrypt.StandardEncryption("", ownerPassword="x", canCopy=0))
    assert len(grids(read_pdf(restricted))) == 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_is_never_read_in_part(share: float) -> None:
    whole = pdf(table, table)
    with pytest.raises(Unreadable):
        read_pdf(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + b"\xff" * 5000])
def test_garbage_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_pdf(data)


def test_limits() -> None:
    with pytest.raises(TooLarge, match="301 pages"):
        read_pdf(pdf(*[Canvas.saveState] * 301))

    def lines(canvas: Canvas) -> None:
        for place in range(0, 2000, 5):
            canvas.line(0, place, 2000, place)
            canvas.line(place, 0, place, 2000)

    with pytest.raises(TooLarge, match="page 1"):
        read_pdf(pdf(lines))
