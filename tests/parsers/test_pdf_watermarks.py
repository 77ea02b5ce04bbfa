"""Watermarks lie over cells and lines of a PDF, and are in none; pale print that covers nothing is print."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers import Hint, parse
from parsers.readers.pdf import read_pdf
from parsers.reading import Grid, Paragraph
from tests.bench.layouts import LAYOUTS
from tests.bench.run import make
from tests.bench.score import Score, score_report

MARKED = [layout for layout in LAYOUTS if layout.name.startswith("pdf-watermark")]


@pytest.mark.parametrize("layout", MARKED, ids=lambda layout: layout.name)
def test_a_report_under_a_watermark_is_read_as_without(layout) -> None:  # type: ignore[no-untyped-def]
    truth, data = make(layout, 3)
    score = Score(layout.name, truth.seed, cells=len(truth.figures))
    score_report(score, parse(data, Hint(name=layout.file)), truth)
    assert (score.wrong, score.doubted, score.missing, score.identity) == ([], 0, 0, [])


def cells(mark: Callable[[Canvas], None]) -> list[str]:
    """The texts of a table of two rows, 11 22 and 33 and a blank, on a page with a mark drawn last."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300))
    for x in (50, 150):
        for y in (100, 120):
            canvas.rect(x, y, 100, 20)
    for text, x, y in (("11", 60, 125), ("22", 160, 125), ("33", 60, 105)):
        canvas.drawString(x, y, text)
    mark(canvas)
    canvas.save()
    [grid] = [block for block in read_pdf(buffer.getvalue()).blocks if isinstance(block, Grid)]
    return [cell.text for cell in grid.cells]


def test_pale_print_that_covers_nothing_is_print() -> None:
    def mark(canvas: Canvas) -> None:
        canvas.setFillGray(0.75)
        canvas.drawString(160, 105, "0")

    assert cells(mark) == ["11", "22", "33", "0"]


def test_white_print_on_a_dark_ground_is_print() -> None:
    def mark(canvas: Canvas) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(151, 101, 98, 18, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(160, 105, "44")

    assert cells(mark) == ["11", "22", "33", "44"]


@pytest.mark.parametrize("covered", [0, 2])
def test_a_watermark_that_covers_print_on_one_page_is_none_on_any_other(covered: int) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300))
    for number in range(3):
        canvas.setFillGray(0)
        canvas.drawString(50, 200, "report")
        canvas.setFillGray(0.8)
        canvas.drawString(50, 203 if number == covered else 100, "watermark")
        canvas.showPage()
    canvas.save()
    assert [block.text for block in read_pdf(buffer.getvalue()).blocks if isinstance(block, Paragraph)] == 3 * [
        "report"
    ]


@pytest.mark.parametrize("angle", [0, 30, -60])
@pytest.mark.parametrize("in_form", [False, True])
def test_a_watermark_is_in_no_cell(angle: int, in_form: bool) -> None:
    def words(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.3, 0.3, 0.9)
        for x, y in ((58, 123), (160, 105), (100, 200)):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.drawString(0, 0, "2021")
            canvas.restoreState()

    def mark(canvas: Canvas) -> None:
        canvas.setFillAlpha(0.3)
        if in_form:
            canvas.beginForm("mark", 0, 0, 300, 300)
            words(canvas)
            canvas.endForm()
            canvas.doForm("mark")
        else:
            words(canvas)

    assert cells(mark) == ["11", "22", "33", ""]
