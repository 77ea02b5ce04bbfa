"""`nianbao parse --show`: one page per document that shows what was read where, and loads nothing."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from monitor.commands.files import shown_file
from monitor.commands.show import show_page
from parsers import Hint, parse
from parsers.errors import NotAReport
from parsers.form import addresses
from tests.test_cli import DOCUMENTS, REPORTS, nianbao


def shown(file: Path) -> str:
    data, hint = file.read_bytes(), Hint(name=file.name)
    return show_page(data, hint, parse(data, hint), None)


def test_every_cell_of_a_pdf_has_its_box_on_a_picture_of_its_page() -> None:
    file = DOCUMENTS / "liwan_government_services_2021.pdf"
    report = parse(file.read_bytes())
    page = shown(file)
    boxes = re.findall(r'<div class="(plain|doubt|blank)[^>]*title="([a-z_.]+) =', page)
    assert {address for _, address in boxes} == {figure.address for figure in report.figures.values() if figure.box}
    assert page.count('src="data:image/png;base64,') == 4
    assert not re.search(r'(?:src|href)="(?!data:)', page)


@pytest.mark.parametrize(
    "file", [DOCUMENTS / "zengcheng_government_services_2020.html", DOCUMENTS / "huangge_town_2020.docx"]
)
def test_the_grids_of_a_page_or_document_show_each_cell_in_its_place(file: Path) -> None:
    report = parse(file.read_bytes())
    cells = re.findall(r'<td class="(\w+)" title="([a-z_.]+) =', shown(file))
    assert {address for _, address in cells} == set(addresses(report.form))
    assert {address for kind, address in cells if kind == "doubt"} == {doubt.cell for doubt in report.doubts}


def test_tables_in_bare_lines_are_shown_too() -> None:
    page = shown(REPORTS / "jiahe_subdistrict_2020" / "input.txt")
    assert 'title="applications.received_new.' in page


def test_what_a_document_holds_can_do_nothing() -> None:
    data = (
        "<title>甲局2020年政府信息公开工作年度报告</title><p>三、收到和处理政府信息公开申请情况</p><table>"
        "<tr><td>自然人<td>总计<tr><td>一、本年新收政府信息公开申请数量<td>&lt;script&gt;alert(1)&lt;/script&gt;</table>"
    ).encode()
    page = show_page(data, Hint(name="<b>.html"), None, NotAReport("no <i>report</i>"))
    assert "<script" not in page
    assert "<b>.html" not in page
    assert "not_a_report: no &lt;i&gt;report&lt;/i&gt;" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_where_the_page_goes(tmp_path: Path) -> None:
    file = Path("in/a.pdf")
    assert shown_file(file, None, 1) == Path("in/a.pdf.shown.html")
    assert shown_file(file, tmp_path, 1) == tmp_path / "a.pdf.shown.html"
    assert shown_file(file, tmp_path / "new.html", 1) == tmp_path / "new.html"
    assert shown_file(file, tmp_path / "new", 2) == tmp_path / "new" / "a.pdf.shown.html"


def test_the_command_writes_a_page_per_file_and_prints_as_ever(tmp_path: Path) -> None:
    guide = tmp_path / "guide.html"
    guide.write_text("<title>政府信息公开指南</title><p>一、公开内容</p>", encoding="utf-8")
    report = DOCUMENTS / "jiahe_subdistrict_2020.pdf"
    done = nianbao("parse", guide, report, "--show", "--output", tmp_path / "pages", "--json", "--no-cells")
    assert done.returncode == 3, done.stderr
    assert [line[:9] for line in done.stdout.splitlines()] == ['{"schema"'] * 2
    written = sorted((tmp_path / "pages").iterdir())
    assert [path.name for path in written] == ["guide.html.shown.html", "jiahe_subdistrict_2020.pdf.shown.html"]
    assert "not_a_report" in written[0].read_text(encoding="utf-8")
    assert "plainly read" in written[1].read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_said_so() -> None:
    done = nianbao("parse", DOCUMENTS / "huangge_town_2020.docx", "--show", "--output", "/proc/nianbao/x.html")
    assert done.returncode == 2
    assert "can't be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_document_is_never_overwritten_by_its_page(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes((DOCUMENTS / "sample_statistics_2020.html").read_bytes())
    done = nianbao("parse", file, "--show", "--output", file)
    assert done.returncode == 2
    assert file.read_bytes() == (DOCUMENTS / "sample_statistics_2020.html").read_bytes()


@pytest.mark.parametrize("name", ["huangge_town_2020.docx", "jiahe_subdistrict_2020.pdf"])
def test_a_report_in_an_archive_is_shown_as_if_it_stood_alone(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("readme.txt", "公开指南")
        packed.write(DOCUMENTS / name, f"年报/{name}")
    done = nianbao("parse", archive, DOCUMENTS / name, "--show", "--output", tmp_path)
    assert done.returncode == 0, done.stderr
    packed_page, page = ((tmp_path / f"{each}.shown.html").read_text(encoding="utf-8") for each in ("all.zip", name))
    assert name in packed_page
    for mark in ("<img", "Grid 1", "plain"):
        assert packed_page.count(mark) == page.count(mark)
