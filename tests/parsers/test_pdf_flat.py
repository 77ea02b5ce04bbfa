"""A browser's PDF: letters of a typeface that cannot be embedded are programs, and a font may hold one stroke only."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from parsers.readers.pdf import read_pdf
from parsers.readers.pdf_text import read_glyphs
from parsers.reading import Paragraph

_SQUARE, _STROKE = "100 -120 900 880", "50 380 950 480"
"""The boxes of a full letter and of 一, in thousandths of the letter's height."""


def _font(box: str, code: str) -> tuple[str, str]:
    """A Type 3 font of one letter, 「A」 in the content, and what it stands for."""
    font = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [{box}] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65 /LastChar 65"
        f" /Widths [1000] /Encoding << /Type /Encoding /Differences [65 /g] >> /CharProcs << /g 8 0 R >>"
        f" /Resources << >> /ToUnicode {{}} 0 R >>"
    )
    return font, f"begincmap 1 beginbfchar <41> <{code}> endbfchar endcmap"


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >> stream\n{text}\nendstream"


def drawn(matrix: str) -> bytes:
    """A page with 这一情: the first and last letter of fonts of full height, the middle one of a font of its own."""
    fonts = [_font(_SQUARE, "8FD9"), _font(_STROKE, "4E00"), _font(_SQUARE, "60C5")]
    content = f"BT {matrix} Tm /F0 12 Tf (A) Tj /F1 12 Tf (A) Tj /F2 12 Tf (A) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources << /Font << /F0 5 0 R /F1 6 0 R /F2 7 0 R >> >> >>",
        _stream(content),
        *(font.format(9 + number) for number, (font, _) in enumerate(fonts)),
        _stream("1000 0 0 0 1000 1000 d1 0 0 100 100 re f"),
        *(_stream(codes) for _, codes in fonts),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj {text} endobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(places) + 1} /Root 1 0 R >>"
    return data + f"{end}\nstartxref\n{len(data)}\n%%EOF\n".encode()


def test_a_stroke_in_a_font_of_its_own_stands_in_its_line() -> None:
    blocks = read_pdf(drawn("1 0 0 1 100 700")).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["这一情"]


@pytest.mark.parametrize(
    ("matrix", "size"), [("1 0 0 1 100 700", 12), ("0.75 0 0 0.75 100 700", 9), ("0 1 -1 0 300 300", 12)]
)
def test_its_box_is_as_high_as_its_neighbours(matrix: str, size: float) -> None:
    with pdfium.PdfDocument(drawn(matrix)) as document:
        glyphs = read_glyphs(document[0], {})
    assert [(glyph.x1 - glyph.x0, glyph.y1 - glyph.y0) for glyph in glyphs] == [
        pytest.approx((size, size), abs=0.01)
    ] * 3
