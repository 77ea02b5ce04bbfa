"""PDFs whose text can't be believed, is hidden, or a picture on some pages: these pages are looked at instead."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsers import parse
from parsers.geometry import Glyph, PlacedGrid, find_grids
from parsers.geometry_text import Line, glyphs_to_lines
from parsers.readers.pdf_garble import is_garbled
from parsers.readers.pdf_hidden import hides_its_text
from parsers.readers.pdf_insets import insets, large_pictures
from parsers.readers.pdf_page import read_drawn
from parsers.readers.pdf_text import read_glyphs
from parsers.reading import Box
from tests.parsers.pdf_figures import random_report
from tests.parsers.pdf_frames import full_frame
from tests.parsers.pdf_layouts import WENQUANYI, Layout, available, print_pdf
from tests.parsers.pdf_score import score

REPORT = random_report(7)
LOOK = Layout(full_frame, font="ZenHei")


def glyphs(text: str, wide: bool = False) -> list[Glyph]:
    return [
        Glyph(char, 10 * n, 0, 10 * n + (10 if wide or ord(char) > 0x2E80 else 5), 11) for n, char in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("text", "wide", "garbled"),
    [
        ("三、收到和处理政府信息公开申请情况" * 3, False, False),
        ("Freedom of information report of the year 2020", False, False),
        ("0 1 2 3 4 5 6 7 8 9 10 11 12 13", False, False),
        ("\uf0b7" + "公开" * 20, False, False),
        ("\uf0b7\uf0b8" * 20, False, True),
        ("\ufffd" * 5 + "公开" * 10, False, True),
        ("\x01\x02\x03\x04" * 10, False, True),
        ("!\"#$%&'()*+,-./0123" * 3, True, True),
        ("\ufffd\ufffd\ufffd", False, False),
    ],
)
def test_garbled_text_is_told(text: str, wide: bool, garbled: bool) -> None:
    assert is_garbled(glyphs(text, wide)) is garbled


@pytest.mark.parametrize(
    ("steps", "hidden"),
    [
        ("picture invisible", True),
        ("invisible picture", True),
        ("text picture", True),
        ("picture text", False),
        ("text seal", False),
        ("text transparent", False),
        ("picture text invisible", False),
        ("form invisible", True),
        ("form text", False),
    ],
)
def test_text_that_is_not_to_be_seen_is_told(steps: str, hidden: bool) -> None:
    paper = ImageReader(Image.new("RGB", (60, 84), "white"))
    glass = ImageReader(Image.new("RGBA", (60, 84), (255, 0, 0, 40)))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.beginForm("paper")
    canvas.drawImage(paper, 0, 0, 595, 842)
    canvas.endForm()
    draw: dict[str, Callable[[], object]] = {
        "picture": lambda: canvas.drawImage(paper, 0, 0, 595, 842),
        "transparent": lambda: canvas.drawImage(glass, 0, 0, 595, 842, mask="auto"),
        "seal": lambda: canvas.drawImage(paper, 300, 100, 160, 160),
        "form": lambda: canvas.doForm("paper"),
        "text": lambda: [canvas.drawString(70, 700 - 20 * n, "2021 7 0") for n in range(9)],
        "invisible": lambda: [canvas.drawString(70, 700 - 20 * n, "2021 7 0", mode=3) for n in range(5)],
    }
    for step in steps.split():
        draw[step]()
    canvas.save()
    with pypdfium2.PdfDocument(buffer.getvalue()) as document:
        assert hides_its_text(document[0]) is hidden


@pytest.mark.skipif(not WENQUANYI.exists(), reason="the typeface is not installed")
def test_a_font_without_a_mapping_is_read_as_a_picture() -> None:
    available()
    report = parse(print_pdf(REPORT, LOOK).replace(b"/ToUnicode", b"/XoUnicode"))
    found = score(REPORT, report)
    assert report.source.reader == "scan"
    assert found["wrong"] == 0


@pytest.mark.skipif(not WENQUANYI.exists(), reason="the typeface is not installed")
def test_pages_that_are_pictures_are_read_among_the_others() -> None:
    available()
    report = parse(with_pictures(print_pdf(REPORT, replace(LOOK, start=120)), from_page=3))
    found = score(REPORT, report)
    assert report.source.reader == "pdf"
    assert found["wrong"] == 0
    assert found["exact"] >= 190


@pytest.mark.skipif(not WENQUANYI.exists(), reason="the typeface is not installed")
@pytest.mark.parametrize("strips", [1, 3])
def test_a_table_that_is_a_picture_on_a_page_of_text_is_read(strips: int) -> None:
    available()
    report = parse(with_insets(print_pdf(REPORT, replace(LOOK, start=120)), strips))
    found = score(REPORT, report)
    assert (report.source.reader, report.pictured) == ("pdf", ("applications", "disputes"))
    assert (found["wrong"], found["exact"]) == (0, 200)
    figure = next(each for address, each in report.figures.items() if address.startswith("disputes."))
    assert figure.box
    assert 60 <= figure.box.x0 < figure.box.x1 < 120


def test_a_picture_that_text_is_printed_over_is_paper() -> None:
    box = Box(0, 0, 600, 20)
    assert insets([box], glyphs("公开" * 20)) == ()
    assert insets([box], glyphs("公开")) == (box,)


def test_strips_of_a_picture_are_one_and_small_pictures_are_none() -> None:
    strips = [Box(100, 100, 400, 150), Box(100.5, 150, 400, 200), Box(100, 201, 401, 250)]
    assert large_pictures([*strips, Box(50, 300, 90, 340)], 600, 800) == [Box(100, 100, 400, 250)]


def with_insets(data: bytes, strips: int) -> bytes:
    """The PDF with the tables of the page that ends with the last of them as pictures, each in strips."""
    with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as target:
        for index, page in enumerate(source):
            placed, rest = find_grids(read_glyphs(page, {}), read_drawn(page).rulings, 1)
            if any("结果维持" in str(each.grid.cells) for each in placed):
                target.import_pages(inset(page, placed, glyphs_to_lines(rest), strips))
            else:
                target.import_pages(source, [index])
        out = io.BytesIO()
        target.save(out)
        return out.getvalue()


def inset(page: pypdfium2.PdfPage, tables: list[PlacedGrid], lines: list[Line], strips: int) -> pypdfium2.PdfDocument:
    """The page with its text set anew, and its tables as pictures one below the other."""
    width, height = page.get_size()
    buffer, scale = io.BytesIO(), 200 / 72
    canvas = Canvas(buffer, pagesize=(width, height))
    for line in lines:
        canvas.setFont("ZenHei", 0.8 * line.height)
        canvas.drawString(line.x0, height - line.y1 + 2, line.text)
    image = page.render(scale=scale).to_pil()
    for table in tables:
        boxes = [cell.box for cell in table.grid.cells if cell.box]
        left, right = min(box.x0 for box in boxes) - 1, max(box.x1 for box in boxes) + 1
        top, bottom = min(box.y0 for box in boxes) - 1, max(box.y1 for box in boxes) + 1
        step = (bottom - top) / strips
        for y in (top + step * number for number in range(strips)):
            piece = image.crop((scale * left, scale * y, scale * right, scale * (y + step)))
            canvas.drawImage(ImageReader(piece), left, height - y - step, right - left, step)
    canvas.save()
    return pypdfium2.PdfDocument(buffer.getvalue())


def with_pictures(data: bytes, from_page: int) -> bytes:
    """The PDF with its pages from one on as pictures."""
    with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as target:
        for index in range(len(source)):
            if index + 1 < from_page:
                target.import_pages(source, [index])
            else:
                picture = io.BytesIO()
                canvas = Canvas(picture, pagesize=source[index].get_size())
                image = source[index].render(scale=200 / 72).to_pil()
                canvas.drawImage(ImageReader(image), 0, 0, *source[index].get_size())
                canvas.save()
                with pypdfium2.PdfDocument(picture.getvalue()) as page:
                    target.import_pages(page)
        out = io.BytesIO()
        target.save(out)
        return out.getvalue()
