"""Figures that were filled into the fields of a PDF form are read where they are shown."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers.readers.pdf import read_pdf
from parsers.reading import Grid


def filled_in(flags: str = "print", made: tuple[bytes, bytes] = (b"", b"")) -> list[str]:
    """The texts of a table of two rows whose second column are fields, `made` others by replacing what they are."""
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
    [grid] = [block for block in read_pdf(buffer.getvalue().replace(*made)).blocks if isinstance(block, Grid)]
    return [cell.text for cell in grid.cells]


@pytest.mark.parametrize(("flags", "texts"), [("print", ["11", "22", "33", "44"]), ("hidden", ["11", "", "33", ""])])
def test_what_a_field_shows_is_read(flags: str, texts: list[str]) -> None:
    assert filled_in(flags) == texts


def test_what_a_typed_comment_shows_is_read() -> None:
    assert filled_in(made=(b"/Subtype /Widget", b"/Subtype /FreeText")) == ["11", "22", "33", "44"]


def test_what_a_signature_shows_is_a_seal() -> None:
    assert filled_in(made=(b"/FT /Tx", b"/FT /Sig")) == ["11", "", "33", ""]
