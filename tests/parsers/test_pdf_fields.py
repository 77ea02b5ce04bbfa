"""Figures that were filled into the fields of a PDF form are read where they are shown."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers.readers.pdf import read_pdf
from parsers.reading import Grid


def filled_in(flags: str = "") -> list[str]:
    """The texts of a table of two rows whose second column are fields."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300))
    for y, text, value in ((120, "11", "22"), (100, "33", "44")):
        canvas.rect(50, y, 100, 20)
        canvas.rect(150, y, 100, 20)
        canvas.drawString(60, y + 5, text)
        canvas.acroForm.textfield(
            name=text, value=value, x=152, y=y + 1, width=96, height=18, borderWidth=0, annotationFlags=flags
        )
    canvas.linkURL("http://example.org/", (50, 200, 100, 220))
    canvas.save()
    [grid] = [block for block in read_pdf(buffer.getvalue()).blocks if isinstance(block, Grid)]
    return [cell.text for cell in grid.cells]


@pytest.mark.parametrize(("flags", "texts"), [("print", ["11", "22", "33", "44"]), ("hidden", ["11", "", "33", ""])])
def test_what_a_field_shows_is_read(flags: str, texts: list[str]) -> None:
    assert filled_in(flags) == texts
