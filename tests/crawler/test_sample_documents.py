"""The shipped documents of the sample portal are what `crawler.sample.build` makes; the made-up ones hang together."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree, html

import crawler.sample
from crawler.sample.build import as_pdf
from crawler.sample.build.documents import RENDERERS, read_manuscripts
from crawler.sample.build.invented import INVENTED
from crawler.sample.build.manuscript import MARKER, Manuscript
from crawler.sample.build.sources import SOURCES
from crawler.sample.calendar import PUBLICATIONS
from parsers.form import APPLICATION_COLUMNS, DISPUTE_KINDS, Form, identities

DOCUMENTS = Path(crawler.sample.__file__).parent / "documents"
FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"
MANUSCRIPTS = read_manuscripts(FIXTURES)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PDFS = [file for file in RENDERERS if file.endswith(".pdf")]
OTHERS = [file for file in RENDERERS if not file.endswith(".pdf")]
HTMLS = [file for file in RENDERERS if file.endswith(".html")]
DOCXS = [file for file in RENDERERS if file.endswith(".docx")]


def render(file: str) -> bytes:
    return RENDERERS[file](MANUSCRIPTS[Path(file).stem])


def docx_body(file: str) -> etree._Element:
    with zipfile.ZipFile(DOCUMENTS / file) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def html_body(file: str) -> etree._Element:
    return html.fromstring((DOCUMENTS / file).read_text(encoding="utf-8"))


def pdf_text(file: str) -> str:
    with pypdfium2.PdfDocument(DOCUMENTS / file) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def text_of(file: str) -> str:
    """The words of a document without any white space."""
    if file.endswith(".pdf"):
        text = pdf_text(file)
    elif file.endswith(".docx"):
        text = "".join(node.text or "" for node in docx_body(file).iter(f"{W}t"))
    else:
        text = "".join(map(str, html_body(file).itertext()))
    return re.sub(r"\s", "", text)


def rows_of(manuscript: Manuscript, table: str) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for address, text in manuscript.figures.items():
        if address.startswith(f"{table}."):
            rows.setdefault(address.split(".")[1], []).append(text)
    return rows


def test_every_publication_has_its_file_and_nothing_else_is_there() -> None:
    wanted = {publication.file for publication in PUBLICATIONS}
    wanted |= {f"{publication.altered}.{publication.media}" for publication in PUBLICATIONS if publication.altered}
    assert wanted == set(RENDERERS) == {path.name for path in DOCUMENTS.iterdir()}


def test_titles_and_years_are_those_of_the_calendar() -> None:
    for publication in PUBLICATIONS:
        manuscript = MANUSCRIPTS[publication.document]
        printed = (manuscript.body, manuscript.year, manuscript.title)
        assert printed == (publication.body, publication.year, publication.title)


@pytest.mark.parametrize("file", RENDERERS)
def test_the_file_is_small_and_only_a_made_up_one_says_it_is(file: str) -> None:
    text = text_of(file)
    stem = Path(file).stem
    assert (DOCUMENTS / file).stat().st_size < 300_000
    assert text.startswith(MARKER) == (stem in INVENTED) == (stem not in SOURCES)
    assert ("示例文件" in text) == (stem in INVENTED)


@pytest.mark.parametrize("file", RENDERERS)
def test_the_file_holds_every_paragraph(file: str) -> None:
    """Page numbers are taken out first: in a PDF they stand in the middle of a sentence."""
    text = re.sub(r"-\d-", "", text_of(file))
    manuscript = MANUSCRIPTS[Path(file).stem]
    for paragraph in (manuscript.title, *(p for section in manuscript.sections for p in section), *manuscript.sign_off):
        assert re.sub(r"\s", "", paragraph) in text


@pytest.mark.parametrize("file", OTHERS)
def test_building_again_gives_the_same_bytes(file: str) -> None:
    assert render(file) == (DOCUMENTS / file).read_bytes()


@pytest.mark.skipif(
    not as_pdf.FONT_FILE.exists(), reason="needs fonts-wqy-zenhei; the text of the PDFs is checked anyway"
)
@pytest.mark.parametrize("file", PDFS)
def test_building_a_pdf_again_gives_the_same_bytes(file: str) -> None:
    assert render(file) == (DOCUMENTS / file).read_bytes()


def test_a_missing_typeface_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(as_pdf, "FONT_FILE", tmp_path / "absent.ttc")
    as_pdf._register_font.cache_clear()
    with pytest.raises(as_pdf.MissingFontError, match="fonts-wqy-zenhei"):
        render(PDFS[0])


@pytest.mark.parametrize("file", PDFS)
def test_a_pdf_holds_the_figures_of_every_row(file: str) -> None:
    """Every row of table 三 and the row of table 四 come out of the text layer as printed, in order."""
    manuscript = MANUSCRIPTS[Path(file).stem]
    found = re.findall(r"(?:(?<=\s)|^)\d+(?: \d+){5,}(?=\s|$)", pdf_text(file), re.MULTILINE)
    rows = [" ".join(filter(None, row)) for row in rows_of(manuscript, "applications").values()]
    rows.append(" ".join(chain.from_iterable(rows_of(manuscript, "disputes").values())))
    assert found == rows


@pytest.mark.parametrize("file", HTMLS)
def test_an_html_fragment_holds_the_figures_of_every_row(file: str) -> None:
    manuscript = MANUSCRIPTS[Path(file).stem]
    _, applications, disputes = html_body(file).iter("table")
    printed = {**rows_of(manuscript, "applications"), **{name: list(row) for name, row in manuscript.overfull.items()}}
    assert _figure_rows(applications) == list(printed.values())
    assert _figure_rows(disputes) == [list(chain.from_iterable(rows_of(manuscript, "disputes").values()))]


def _figure_rows(table: etree._Element) -> list[list[str]]:
    rows = [["".join(map(str, cell.itertext())).strip() for cell in row.iter("td")] for row in table.iter("tr")]
    return [figures for figures in ([text for text in row if text.isdigit()] for row in rows) if figures]


def test_the_rows_with_eight_figures_are_kept() -> None:
    assert MANUSCRIPTS["zengcheng_government_services_2020"].overfull == {
        "other": tuple("00000000"),
        "results_total": tuple("10000000"),
    }


@pytest.mark.parametrize("file", DOCXS)
def test_a_docx_is_a_sound_archive_of_well_formed_parts(file: str) -> None:
    with zipfile.ZipFile(io.BytesIO((DOCUMENTS / file).read_bytes())) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


@pytest.mark.parametrize("file", DOCXS)
def test_every_row_of_a_docx_table_fills_its_grid(file: str) -> None:
    for table in docx_body(file).iter(f"{W}tbl"):
        columns = len(list(table.iter(f"{W}gridCol")))
        for row in table.iter(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val", "")) for span in spans) == columns


def broken(manuscript: Manuscript) -> set[tuple[str, str]]:
    """The identities a report's figures do not meet: the rule and the cell on its right side."""
    cells = {address: int(text) for address, text in manuscript.figures.items() if re.fullmatch(r"[+-]?\d+", text)}
    return {
        (identity.code, identity.right[0])
        for identity in identities(manuscript.form)
        if sum(cells[address] for address in identity.left) != sum(cells[address] for address in identity.right)
    }


EXPECTED_FAULTS: Mapping[str, set[tuple[str, str]]] = {
    "sample_statistics_2020": {
        ("applications.row_total", "applications.results_total.total"),
        ("applications.results_total", "applications.results_total.total"),
        ("applications.balance", "applications.results_total.total"),
    },
    "sample_civil_affairs_2020_altered": {
        ("applications.row_total", "applications.received_new.total"),
        ("applications.balance", "applications.results_total.total"),
    },
}


@pytest.mark.parametrize("name", INVENTED)
def test_a_made_up_report_has_the_faults_meant_and_no_other(name: str) -> None:
    assert broken(INVENTED[name]) == EXPECTED_FAULTS.get(name, set())


@pytest.mark.parametrize("name", INVENTED)
def test_the_narrative_of_a_made_up_report_agrees_with_its_table(name: str) -> None:
    manuscript = INVENTED[name]
    stated = re.search(r"收到?政府信息公开申请(\d+)[件宗]", "".join(manuscript.sections[0]))
    assert stated is not None
    assert stated[1] == manuscript.figures["applications.received_new.total"]


def test_the_altered_report_differs_in_one_cell_and_one_sentence() -> None:
    before, after = INVENTED["sample_civil_affairs_2020"], INVENTED["sample_civil_affairs_2020_altered"]
    cells = {address for address, text in before.figures.items() if after.figures[address] != text}
    paragraphs = set(chain.from_iterable(before.sections)) - set(chain.from_iterable(after.sections))
    assert cells == {"applications.received_new.total"}
    assert len(paragraphs) == 1


YEARS = [
    (f"{body}_government_services_{year}", f"{body}_government_services_{year + 1}")
    for body in ("zengcheng", "liwan")
    for year in (2019, 2020)
]


@pytest.mark.parametrize(("earlier", "later"), YEARS)
def test_a_year_follows_from_the_year_before(earlier: str, later: str) -> None:
    before, after = MANUSCRIPTS[earlier].figures, MANUSCRIPTS[later].figures
    for column in APPLICATION_COLUMNS:
        assert before[f"applications.carried_over.{column.name}"] == after[f"applications.carried_in.{column.name}"]
    for kind in DISPUTE_KINDS:
        assert int(before[f"disputes.{kind.name}.pending"]) <= int(after[f"disputes.{kind.name}.total"])


@pytest.mark.parametrize(("earlier", "later"), YEARS)
def test_items_and_documents_follow_from_the_year_before(earlier: str, later: str) -> None:
    before, after = MANUSCRIPTS[earlier], MANUSCRIPTS[later]
    if after.form is Form.F2019:
        for item in ("licensing", "other_services", "penalties", "coercion", "fees"):
            prior, change = (int(before.figures[f"disclosure.{item}.{field}"]) for field in ("prior_items", "change"))
            assert int(after.figures[f"disclosure.{item}.prior_items"]) == prior + change
    else:
        for item in ("regulations", "normative_documents"):
            issued, repealed, in_force = (
                int(after.figures[f"disclosure.{item}.{field}"]) for field in ("issued", "repealed", "in_force")
            )
            assert in_force == int(before.figures[f"disclosure.{item}.disclosed_total"]) + issued - repealed
