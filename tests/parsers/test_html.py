"""Web pages as portals write them, Word exports and hostile ones included."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import TooLarge, Unreadable
from parsers.readers.html import read_html
from parsers.reading import Grid, Paragraph, Reading


def read(html: str) -> Reading:
    return read_html(html.encode())


def grids(reading: Reading) -> list[Grid]:
    return [block for block in reading.blocks if isinstance(block, Grid)]


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


def rows(html: str) -> list[list[str]]:
    (grid,) = grids(read(html))
    return [[cell.text for cell in row] for row in grid.rows()]


def places(html: str) -> list[tuple[str, int, int, int, int]]:
    (grid,) = grids(read(html))
    return [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]


def test_spans_decide_the_columns_and_each_cell_stands_once() -> None:
    html = """<table><tr><td rowspan=2 colspan=2>a<td>b<td rowspan="3">c</tr><tr><td>d</tr>
    <tr><td>e<td>f<td>&nbsp;</tr></table>"""
    assert places(html) == [
        ("a", 0, 0, 2, 2), ("b", 0, 2, 1, 1), ("c", 0, 3, 3, 1), ("d", 1, 2, 1, 1),
        ("e", 2, 0, 1, 1), ("f", 2, 1, 1, 1), ("", 2, 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ("rowspan=99", (2, 1)),
        ("rowspan=0", (2, 1)),
        ("rowspan=-3", (1, 1)),
        ("rowspan=x colspan=''", (1, 1)),
        ("rowspan='2px'", (2, 1)),
        ("colspan=1000000", (1, 100)),
        ("colspan=99999999999999999999", (1, 100)),
        ("colspan=0", (1, 1)),
    ],
)
def test_wrong_spans_are_forgiven(spans: str, expected: tuple[int, int]) -> None:
    first = places(f"<table><tr><td {spans}>a<td>b<tr><td>c</table>")[0]
    assert first[3:] == expected


def test_layout_tables_are_recursed_into_and_the_order_stays() -> None:
    html = """<table><tr><td>导航</td><td><p>一、总体情况</p><table><tr><td>1<td>2</table><p>二</p>
    <table><tr><td><p>三</p><table><tr><td>3<td>4</table></table></td></tr></table>"""
    blocks = read(html).blocks
    shown = [block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells] for block in blocks]
    assert shown == ["导航", "一、总体情况", ["1", "2"], "二", "三", ["3", "4"]]


def test_a_frame_and_an_article_in_a_table_are_text() -> None:
    assert texts(read("<table><tr><td><p>甲<p>乙</table>")) == ["甲", "乙"]
    assert texts(read(f"<table><tr><td>菜单<td>{'文' * 1200}</table>")) == ["菜单", "文" * 1200]


def test_a_word_export_reads_exactly() -> None:
    html = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head>
    <body><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->
    <table class=MsoNormalTable border=1 style='mso-padding-alt:0cm'>
     <tr style='mso-yfti-irow:0;line-height:0'><td width=79 rowspan=2 style='height:0'>
      <p class=MsoNormal align=center><span lang=EN-US style='mso-bidi-font-size:10.5pt'>1<span>.</span></span><span
      style='font-family:宋体'>属于国家
    秘密<o:p></o:p></span></p></td><td><p class=MsoNormal><span lang=EN-US>1<b>2</b><span>3<o:p></o:p></span></span></p>
      <p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p></td></tr>
     <tr><td><p>&nbsp;</p><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr>
     <![if !supportMisalignedColumns]><tr height=0><td width=79 style='border:none'></td><td></td></tr><![endif]>
    </table></body></html>"""
    assert places(html) == [("1.属于国家秘密", 0, 0, 2, 1), ("123", 0, 1, 1, 1), ("", 1, 1, 1, 1)]


def test_only_rows_nobody_sees_are_dropped() -> None:
    html = """<table><tr style="height:0px"><td>7<td>8<tr style="height: 0pt;"><td><td>
    <tr style="display: none"><td>x<td>y<tr><td>1<td style="display:none">z<td>2</table>"""
    assert rows(html) == [["7", "8"], ["1", "2"]]


def test_blocks_in_a_cell_are_lines_and_source_breaks_are_not() -> None:
    html = (
        "<table><tr><td>本年新<br/>制作\n  数量</td><td>one\n two</td><td><p>１２</p><p>（其中）</p></td></tr></table>"
    )
    assert rows(html) == [["本年新\n制作数量", "one two", "１２\n（其中）"]]


def test_markup_inside_rows_does_not_lose_cells() -> None:
    html = "<table><form><tr><form><td>a</td><input value=9><td><font>b</form></tr><tr><th>c<td>d</tbody></table>"
    assert rows(html) == [["a", "b"], ["c", "d"]]


def test_paragraphs_follow_the_page_without_what_is_no_text() -> None:
    html = """<div>甲<script>var x='乙'</script><p>丙 <b>1</b>2</p>丁<br>戊<select><option>己</select>
    <ul><li>庚<li>辛</ul><noscript>壬</noscript></div><h2>癸</h2>&nbsp;"""
    assert texts(read(html)) == ["甲", "丙 12", "丁", "戊", "庚", "辛", "癸"]


def test_a_caption_stands_before_its_table() -> None:
    blocks = read("<table><caption>表三</caption><tr><td>1<td>2</table>").blocks
    assert blocks[0] == Paragraph("表三")
    assert isinstance(blocks[1], Grid)


def test_titles_and_date_of_the_page() -> None:
    html = """<title>年报-某局</title><meta name="articletitle" content="甲局年报">
    <meta name=PubDate content="2021-01-12 10:00">
    <h1>甲局 <br>年报</h1><p>发布日期：2021-01-13</p>"""
    reading = read(html)
    assert reading.titles == ("甲局年报", "甲局 年报", "年报-某局")
    assert reading.published == "2021-01-12 10:00"


@pytest.mark.parametrize(
    ("html", "date"),
    [
        ("<p>来源：某街发布日期：2021-01-22</p>", "2021-01-22"),
        ("<p>发布时间： 2026-01-22 11:40:11 浏览次数：3</p>", "2026-01-22 11:40:11"),
        ("<table><tr><td>公开日期<td>2024年1月17日</table>", "2024年1月17日"),
        ("<p>发布日期：</p>", None),
        ("<p>x</p>" * 300 + "<li>发布日期：2019-01-01", None),
    ],
)
def test_the_shown_date(html: str, date: str | None) -> None:
    assert read(html).published == date


def test_pictures_are_those_of_the_text() -> None:
    html = """<div><img src=logo.png></div><p><img src=/images/icon_pdf.gif>
    <p><a><img src=W02.jpg></a><p><img src=b.png>"""
    assert read(html).pictures == 2


def gkmlpt(detail: dict[str, object], body: str = "") -> str:
    value = json.dumps(detail).replace("<", "\\u003C").replace('\\"', "\\u0022")
    return f"""<html><head><title>某局</title></head><body>{body}<script>window._CONFIG = {{ SID: '175',
    DETAIL: {value}, TREE: [{{"id": 1}}], SERVICE_AREA_ID: '' }}</script></body></html>"""


POST: dict[str, object] = {
    "title": "甲局2020年年报",
    "content": '<p class="x">一、总体情况 }, TREE: </p><table><tr><td>1<td>2</table>',
    "first_publish_time": 1610443506,
    "created_at": "2021-01-11 00:00:00",
}


def test_a_post_is_read_from_the_script_when_the_page_shows_none() -> None:
    reading = read(gkmlpt(POST, "<div id=app></div>"))
    assert texts(reading) == ["一、总体情况 }, TREE:"]
    assert len(grids(reading)) == 1
    assert reading.titles == ("甲局2020年年报", "某局")
    assert reading.published == "2021-01-12 17:25:06"


def test_a_page_that_shows_its_tables_is_read_as_shown() -> None:
    shown = "<h1>甲</h1><table><tr><td>5<td>6</table>"
    assert [cell.text for cell in grids(read(gkmlpt(POST, shown)))[0].cells] == ["5", "6"]


def test_the_date_of_a_post_falls_back() -> None:
    assert (
        read(gkmlpt({**POST, "first_publish_time": 0, "create_time": "1610443506"})).published == "2021-01-12 17:25:06"
    )
    assert read(gkmlpt({**POST, "first_publish_time": None})).published == "2021-01-11 00:00:00"


def test_a_broken_post_leaves_the_page() -> None:
    assert texts(read("<p>甲</p><script>_CONFIG = {DETAIL: {bad, TREE: []}</script>")) == ["甲"]
    assert texts(read("<p>甲</p><script>_CONFIG = {DETAIL: " + '{"a":' * 100_000 + "</script>")) == ["甲"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_an_xml_declaration_and_any_charset_are_read(encoding: str) -> None:
    html = "<?xml version='1.0' encoding='ascii'?><html><meta charset='big5'><body><p>三、收到和处理</p></body></html>"
    assert texts(read_html(html.encode(encoding))) == ["三、收到和处理"]


def test_a_nul_does_not_end_the_page() -> None:
    assert texts(read_html(b"<p>a\0b</p><p>c</p>")) == ["ab", "c"]


@pytest.mark.parametrize("tag", ["div", "span", "font", "b", "section"])
def test_thousands_of_open_tags_hide_nothing(tag: str) -> None:
    reading = read(f"<{tag}>" * 10_000 + "<p>甲</p><table><tr><td>1<td>2</table>")
    assert texts(reading) == ["甲"]
    assert len(grids(reading)) == 1


def test_hostile_tables_are_refused() -> None:
    with pytest.raises(TooLarge, match="cells"):
        read("<table>" + "<tr>" + "<td>" * 200_001)
    with pytest.raises(TooLarge, match="inside one another"):
        read("<table><tr><td>" * 10_000)


@pytest.mark.parametrize("html", ["", "<!-- -->"])
def test_nothing_is_unreadable(html: str) -> None:
    with pytest.raises(Unreadable):
        read(html)


Tiling = list[tuple[str, int, int, int, int]]


@st.composite
def tilings(draw: st.DrawFn) -> Tiling:
    """A table cut into rectangles in reading order, each row beginning at least one of them."""
    height, width = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    cells: Tiling = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            free = 1
            while column + free < width and (row, column + free) not in taken:
                free += 1
            colspan = draw(st.integers(1, free))
            # The last column is never merged downwards, so that no row is without a cell of its own.
            rowspan = draw(st.integers(1, height - row)) if column + colspan < width else 1
            taken |= {(r, c) for r in range(row, row + rowspan) for c in range(column, column + colspan)}
            cells.append((draw(st.text("甲乙0123456789-./（）", max_size=8)), row, column, rowspan, colspan))
    return cells


@given(tilings())
def test_any_grid_comes_back_from_its_html(cells: Tiling) -> None:
    lines: dict[int, str] = {}
    for text, row, _, rowspan, colspan in cells:
        lines[row] = lines.get(row, "") + f"<td rowspan={rowspan} colspan={colspan}><p>{text}</p></td>"
    assert places("<table>" + "".join(f"<tr>{line}</tr>" for line in lines.values()) + "</table>") == cells


@given(st.text())
def test_no_text_crashes_the_reader(text: str) -> None:
    read(f"<table><tr><td>{text}<td>")
