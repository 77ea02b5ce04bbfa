"""Pages whose letters are drawn as outlines, and OFD pages that are pictures: looked at, as scans are."""

from __future__ import annotations

import io
from functools import cache

import pypdfium2
import pytest

from parsers import Hint, parse
from parsers.errors import Unsupported
from parsers.form import AMOUNTS
from parsers.readers.ofd import read_ofd
from parsers.reading import Grid
from parsers.report import Report
from parsers.values import parse_amount, parse_count
from tests.parsers.ofd_files import NS, document, package, page, text
from tests.parsers.outlines import outlined_ofd, outlined_pdf
from tests.parsers.pdf_figures import random_report
from tests.parsers.pdf_frames import full_frame
from tests.parsers.pdf_layouts import WENQUANYI, Layout, available, print_pdf
from tests.parsers.word_forms import W

REPORT = random_report(7)
pytestmark = pytest.mark.skipif(not WENQUANYI.exists(), reason="the typeface is not installed")


@cache
def first_page() -> bytes:
    """The page of a report that has its title and its first table."""
    available()
    out = io.BytesIO()
    printed = print_pdf(REPORT, Layout(full_frame, font="ZenHei"))
    with pypdfium2.PdfDocument(printed) as source, pypdfium2.PdfDocument.new() as target:
        target.import_pages(source, [0])
        target.save(out)
    return out.getvalue()


def pictured_ofd(format_: str, drawn_over: str = "") -> bytes:
    """The page as a picture in an OFD file, which resources name by number."""
    picture = io.BytesIO()
    with pypdfium2.PdfDocument(first_page()) as source:
        source[0].render(scale=200 / 72).to_pil().save(picture, format_)
    resources = (
        f'<ofd:Res {NS} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image">'
        "<ofd:MediaFile>page</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    shown = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="4"/>'
    named = document(1).replace("<ofd:PageArea>", "<ofd:DocumentRes>Resources.xml</ofd:DocumentRes><ofd:PageArea>")
    body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return package(
        {
            "OFD.xml": f"<ofd:OFD {NS}>{body}</ofd:OFD>",
            "Doc_0/Document.xml": named,
            "Doc_0/Resources.xml": resources,
            "Doc_0/Res/page": picture.getvalue(),
            "Doc_0/Pages/Page_0/Content.xml": page(shown + drawn_over),
        }
    )


def pictured_docx() -> bytes:
    """A Word document with the title as text and the page's table as a picture."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    picture = io.BytesIO()
    with pypdfium2.PdfDocument(first_page()) as source:
        shown = source[0].render(scale=200 / 72).to_pil()
        shown.crop((0, 0.3 * shown.height, shown.width, 0.65 * shown.height)).save(picture, "PNG")
    texts = (f"{REPORT.body}{REPORT.year}年政府信息公开工作年度报告", "二、主动公开政府信息情况", "三、申请情况")
    title, heading, end = (f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in texts)
    main = (
        f'<w:document xmlns:w="{W}" xmlns:r="{relation}" xmlns:a="{drawing}"><w:body>{title}{heading}<w:p><w:r>'
        f'<w:drawing><a:blip r:embed="r1"/></w:drawing></w:r></w:p>{end}</w:body></w:document>'
    )
    named = f'<Relationships xmlns="x"><Relationship Id="r1" Type="{relation}/image" Target="media/1"/></Relationships>'
    parts = {"word/document.xml": main, "word/_rels/document.xml.rels": named, "word/media/1": picture.getvalue()}
    return package(parts)


def wrong_cells(report: Report) -> list[str]:
    """The cells of the first table that came out otherwise than they are printed, and were not doubted."""
    printed = {address: words for address, words in REPORT.figures.items() if address.startswith("disclosure.")}
    truths = {
        address: (parse_amount(words) if address in AMOUNTS else parse_count(words)).value
        for address, words in printed.items()
    }
    assert set(truths) <= set(report.figures)
    return [each for each, truth in truths.items() if report.value(each) != truth and not report.doubted(each)]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.pdf", lambda: outlined_pdf(first_page())),
        ("a.ofd", lambda: outlined_ofd(first_page())),
        ("b.ofd", lambda: pictured_ofd("PNG")),
        ("c.ofd", lambda: pictured_ofd("JPEG")),
    ],
)
def test_a_page_without_text_is_looked_at(name: str, make: object) -> None:
    assert callable(make)
    report = parse(make(), Hint(name=name))
    assert (report.source.reader, report.year) == ("scan", REPORT.year)
    assert "disclosure" in report.pictured
    assert not wrong_cells(report)
    assert all(figure.box for figure in report.figures.values() if figure.address.startswith("disclosure."))


def test_a_table_that_is_a_picture_in_a_word_document_is_read() -> None:
    report = parse(pictured_docx(), Hint(name="a.docx"))
    assert (report.source.reader, report.pictured, report.pictures) == ("docx", ("disclosure",), 1)
    assert not wrong_cells(report)


def test_a_picture_beside_text_is_counted_and_not_looked_at() -> None:
    reading = read_ofd(pictured_ofd("PNG", text(20, 20, "甲")))
    assert (reading.reader, reading.pictures) == ("ofd", 1)
    assert not any(isinstance(block, Grid) for block in reading.blocks)


def test_a_picture_that_can_not_be_opened_leaves_nothing_to_read() -> None:
    broken = pictured_ofd("PNG").replace(b"Doc_0/Res/page", b"Doc_0/Res/gone")
    with pytest.raises(Unsupported, match="scan"):
        read_ofd(broken)
