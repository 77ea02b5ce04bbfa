"""Word documents made of the XML that Word and WPS write."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import Encrypted, TooLarge, Unreadable
from parsers.readers.docx import read_docx
from parsers.reading import Grid, Paragraph, Reading

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
HEAD = f"""<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>"""


def package(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{HEAD}{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


def read(body: str) -> Reading:
    return read_docx(package(body))


def p(*runs: str) -> str:
    return (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
        + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
        + "</w:p>"
    )


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(*text)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


BEGIN, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def shown(reading: Reading) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells] for block in reading.blocks
    ]


def places(reading: Reading) -> list[tuple[str, int, int, int, int]]:
    (grid,) = [block for block in reading.blocks if isinstance(block, Grid)]
    return [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]


def test_merged_cells_stand_once_and_blank_ones_stay() -> None:
    table = tbl(
        tc("甲", span(2) + BEGIN) + tc("乙") + tc(""),
        tc("", span(2) + '<w:vMerge w:val="continue"/>') + tc("丙", BEGIN) + tc("1"),
        tc("丁", BEGIN) + tc("戊") + tc("", GO_ON) + tc("2"),
        tc("", GO_ON) + tc("己") + tc("庚", BEGIN) + tc("3"),
    )
    assert places(read(table)) == [
        ("甲", 0, 0, 2, 2), ("乙", 0, 2, 1, 1), ("", 0, 3, 1, 1), ("丙", 1, 2, 2, 1), ("1", 1, 3, 1, 1),
        ("丁", 2, 0, 2, 1), ("戊", 2, 1, 1, 1), ("2", 2, 3, 1, 1), ("己", 3, 1, 1, 1), ("庚", 3, 2, 1, 1),
        ("3", 3, 3, 1, 1),
    ]  # fmt: skip


def test_a_merge_that_continues_nothing_is_a_cell() -> None:
    assert places(read(tbl(tc("", GO_ON) + tc("1")))) == [("", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]


def test_old_horizontal_merges_and_left_out_columns() -> None:
    table = tbl(
        tc("甲", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>") + tc("1"),
        '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + tc("2"),
    )
    assert places(read(table)) == [("甲", 0, 0, 1, 2), ("1", 0, 2, 1, 1), ("2", 1, 2, 1, 1)]


def test_absurd_spans_are_capped() -> None:
    assert places(read(tbl(tc("a", span(100000000)) + tc("b", span(0)))))[1] == ("b", 0, 100, 1, 1)


def test_the_order_is_kept_and_layout_tables_are_recursed_into() -> None:
    body = p("一、", "总体情况") + tbl(tc("1") + tc("2")) + p("二")
    assert shown(read(body)) == ["一、总体情况", ["1", "2"], "二"]
    inner = f"<w:tc>{p('三')}{tbl(tc('3') + tc('4'))}{p('')}</w:tc>"
    assert shown(read(tbl(tc("左") + inner))) == ["左", "三", ["3", "4"]]
    assert shown(read(tbl(tc("框")))) == ["框"]


def test_paragraphs_and_breaks_in_a_cell_are_lines() -> None:
    cell = f"<w:tc>{p('12')}{p('（其中）')}{p('')}</w:tc>"
    line = "<w:p><w:r><w:t>本年新</w:t><w:br/><w:t>制作</w:t><w:tab/><w:t>3</w:t></w:r></w:p>"
    assert shown(read(tbl(cell + f"<w:tc>{line}</w:tc>") + line)) == [
        ["12\n（其中）", "本年新\n制作\t3"], "本年新", "制作\t3",
    ]  # fmt: skip


def test_changes_are_taken_as_accepted() -> None:
    body = """<w:p><w:r><w:t>共</w:t></w:r><w:del><w:r><w:delText>11</w:delText><w:t>11</w:t></w:r></w:del>
    <w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>
    <w:moveTo><w:r><w:t>件</w:t></w:r></w:moveTo></w:p>"""
    gone = "<w:trPr><w:del/></w:trPr>" + tc("x") + tc("y")
    assert shown(read(body + tbl(tc("1") + tc("2") + tc("z", "<w:cellDel/>"), gone))) == ["共12件", ["1", "2"]]


def test_fields_show_their_results() -> None:
    body = """<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>
    <w:fldChar w:fldCharType="separate"/><w:t>3</w:t><w:fldChar w:fldCharType="end"/></w:r>
    <w:fldSimple w:instr="DATE"><w:r><w:t>2021年</w:t></w:r></w:fldSimple></w:p>"""
    assert shown(read(body)) == ["32021年"]


def test_rows_and_cells_in_content_controls_are_found() -> None:
    second = f"<w:sdt><w:sdtContent>{tc('2')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent><w:tr>{tc('1')}{second}</w:tr></w:sdtContent></w:sdt>"
    assert shown(read(f"<w:tbl>{row}</w:tbl>")) == [["1", "2"]]


def test_a_text_box_is_read_once_and_formulas_and_charts_not_at_all() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = f"""<w:p><w:r><w:t>外</w:t>
    <mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>
    <mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>
    <w:r><a:p><a:t>图表</a:t></a:p><w:t>文</w:t></w:r></w:p>"""
    assert shown(read(body)) == ["框内", "外文"]
    only_old = f"<w:p><mc:AlternateContent><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p>"
    assert shown(read(only_old)) == ["框内"]


def test_pictures_and_title() -> None:
    core = '<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> 甲局年报 </dc:title></x>'
    reading = read_docx(package("<w:p><a:blip/><a:blip/></w:p>", docProps__core=core))
    assert (reading.titles, reading.pictures, reading.published) == (("甲局年报",), 2, None)
    assert read("<w:p><w:pict><v:imagedata/></w:pict></w:p>").pictures == 1


def test_the_strict_namespace_and_another_main_part() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<r><r Type="{STRICT}/x/officeDocument" Target="/word/document2.xml"/></r>',
        )
        archive.writestr("word/document2.xml", f"{HEAD}{p('甲')}</w:body></w:document>".replace(W, STRICT))
    assert shown(read_docx(buffer.getvalue())) == ["甲"]


def test_entities_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        archive.writestr("word/document.xml", f"{bomb}{HEAD}{p('甲&a;&f;')}</w:body></w:document>")
    with pytest.raises(Unreadable, match="entities"):
        read_docx(buffer.getvalue())


def test_hostile_and_broken_packages_are_refused() -> None:
    with pytest.raises(TooLarge, match="unpacks to too much"):
        read(" " * (65 << 20))
    with pytest.raises(TooLarge, match="cells"):
        read(tbl("<w:tc/>" * 200_001))
    with pytest.raises(Unreadable, match="well-formed"):
        read("<w:p>")
    with pytest.raises(Unreadable, match="well-formed"):
        read("<w:p>" * 10_000 + "</w:p>" * 10_000)
    with pytest.raises(Unreadable, match="cut short"):
        read_docx(package(p("甲"))[:-30])
    whole = package(p("甲" * 500))
    with pytest.raises(Unreadable):
        read_docx(whole[:60] + b"\xff" * 20 + whole[80:])
    locked = bytearray(whole)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Encrypted):
        read_docx(bytes(locked))
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises(Unreadable, match="without"):
        read_docx(empty.getvalue())


def test_hidden_text_is_left_out_and_hidden_marks_join() -> None:
    hidden, shown_again = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'
    body = f"<w:p><w:r><w:t>共</w:t></w:r><w:r>{hidden}<w:t>1</w:t></w:r><w:r>{shown_again}<w:t>2</w:t></w:r></w:p>"
    assert shown(read(body)) == ["共2"]
    for mark in ("<w:del/>", "<w:vanish/>"):
        joined = f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
        assert shown(read(joined + p("乙") + joined + tbl(tc("1") + tc("2")) + joined)) == [
            "甲乙",
            "甲",
            ["1", "2"],
            "甲",
        ]


def test_a_table_with_a_small_one_in_a_cell_stays_a_grid() -> None:
    inner = f"<w:tc>{p('5')}{tbl(tc('注') + tc('见附件'))}{p('')}</w:tc>"
    box = f"<w:tc>{tbl(tc('框'))}{p('')}</w:tc>"
    outer = tbl(tc("甲") + inner + tc("2"), tc("乙") + box + tc("3"))
    assert shown(read(outer)) == [["甲", "5", "2", "乙", "框", "3"], ["注", "见附件"]]


def test_a_code_that_holds_text_is_not_printed_and_an_unended_one_swallows_nothing() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = mark("begin") + mark("separate") + "<w:r><w:t>x</w:t></w:r>" + mark("end")
    body = f"<w:p>{mark('begin')}{inner}{mark('separate')}<w:r><w:t>3</w:t></w:r>{mark('end')}</w:p>"
    assert shown(read(f"{body}<w:p>{mark('begin')}</w:p>{p('后')}{mark('end')}")) == ["3", "后"]


def test_symbols_are_digits_or_doubtful() -> None:
    body = "".join(f'<w:p><w:r><w:sym w:font="{font}" w:char="{char}"/></w:r></w:p>' for font, char in (
        ("Symbol", "F032"), ("Wingdings", "F032"), ("宋体", "0033"), ("x", "zz")))  # fmt: skip
    assert shown(read(body)) == ["2", "\uf032", "3", "\ufffd"]


def test_a_document_drawn_in_is_read_in_its_place() -> None:
    page = "<html><body><p>甲</p><table><tr><td>1<td>2</table></body></html>"
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html"
    archive = f"{head}\n\n{page}\n--b--\n"
    relations = '<x><Relationship Id="r1" Target="a.htm"/><Relationship Id="r2" Target="/word/b.mht"/></x>'
    identifier = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id='
    body = (
        p("前")
        + f'<w:altChunk {identifier}"r1"/><w:altChunk {identifier}"r2"/><w:altChunk {identifier}"r9"/>'
        + p("后")
    )
    buffer = io.BytesIO(package(body))
    with zipfile.ZipFile(buffer, "a") as added:
        added.writestr("word/_rels/document.xml.rels", relations)
        added.writestr("word/a.htm", page)
        added.writestr("word/b.mht", archive)
    assert shown(read_docx(buffer.getvalue())) == ["前", "甲", ["1", "2"], "甲", ["1", "2"], "后"]


def test_deep_documents_fit_the_stack() -> None:
    depth = 60
    nested = "<w:tbl><w:tr><w:tc>" * depth + p("底") + "</w:tc></w:tr></w:tbl>" * depth
    assert shown(read(nested)) == ["底"]


@given(st.lists(st.lists(st.text("甲乙0123456789-./（）", max_size=6), min_size=2, max_size=5), min_size=1, max_size=5))
def test_any_plain_grid_comes_back(rows: list[list[str]]) -> None:
    reading = read(tbl(*("".join(map(tc, row)) for row in rows)))
    (grid,) = [block for block in reading.blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in row] for row in grid.rows()] == rows
