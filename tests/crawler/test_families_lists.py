"""Families whose lists are plain HTML, on fragments of recorded pages: rows, dates, and where the next page is."""

from __future__ import annotations

import datetime as dt

import pytest

from crawler.families import FAMILIES, Column, Entry, Unreadable
from tests.crawler.answers import page

GOV = "https://www.example.gov.cn"
ORDOS = (
    '<table class="gl_list"><tr><td width="25"><img src="../../images/ico2.jpg"></td>'
    '<td width="550"><a href="./202009/t20200903_2748784.html">鄂尔多斯市2019年政府信息公开工作年度报告</a></td>'
    "<td>2020-09-03</td></tr>"
    '<tr><td></td><td><a href="./202003/t20200311_2593126.html">'
    "鄂尔多斯市人民政府办公室2019年政府信息公开工作年度报告</a></td>"
    "<td>2020-03-11</td></tr></table>"
)
MOE = (
    '<ul id="list"><li><a href="./moe_1485/202607/t20260719_1444325.html" title="教育部2025年政府信息公开工作年度报告">'
    "教育部2025年…</a><span>2026-07-19</span></li></ul>"
)
MOHRSS = (
    '<ul class="rsb_con_rightUl"><li><a href="./202601/t20260131_1.html">'
    "人力资源社会保障部2025年政府信息公开工作年度报告</a>"
    "<span>2026-01-31</span></li></ul>"
)
GUANGXI = '<ul><li><a href="./t28124728.shtml">某厅2025年政府信息公开工作年度报告</a><em>2026/01/30</em></li></ul>'


def entries(family: str, body: str, url: str) -> list[tuple[str, str, dt.date | None]]:
    column = FAMILIES[family].read_column(page(body, url), url)
    return [(each.url, each.title, each.shown_on) for each in column.entries]


@pytest.mark.parametrize(
    ("family", "body", "url", "found"),
    [
        (
            "trs-wcm",
            ORDOS,
            f"{GOV}/zfxxgk/ndbg/",
            [
                (
                    f"{GOV}/zfxxgk/ndbg/202009/t20200903_2748784.html",
                    "鄂尔多斯市2019年政府信息公开工作年度报告",
                    "2020-09-03",
                ),
                (
                    f"{GOV}/zfxxgk/ndbg/202003/t20200311_2593126.html",
                    "鄂尔多斯市人民政府办公室2019年政府信息公开工作年度报告",
                    "2020-03-11",
                ),
            ],
        ),
        (
            "trs-wcm",
            MOE,
            f"{GOV}/jyb_xxgk/",
            [
                (
                    f"{GOV}/jyb_xxgk/moe_1485/202607/t20260719_1444325.html",
                    "教育部2025年政府信息公开工作年度报告",
                    "2026-07-19",
                )
            ],
        ),
        (
            "trs-wcm",
            MOHRSS,
            f"{GOV}/xxgk2020/zfxxgknb/",
            [
                (
                    f"{GOV}/xxgk2020/zfxxgknb/202601/t20260131_1.html",
                    "人力资源社会保障部2025年政府信息公开工作年度报告",
                    "2026-01-31",
                )
            ],
        ),
        (
            "trs-wcm",
            GUANGXI,
            f"{GOV}/xxgknb/",
            [(f"{GOV}/xxgknb/t28124728.shtml", "某厅2025年政府信息公开工作年度报告", "2026-01-30")],
        ),
        (
            "generic-static",
            '<dl><dd><a href="/cms/html/s/2026-01-20/1.html">某局2025年政府信息公开工作年度报告</a>'
            "2026年1月20日</dd></dl>",
            f"{GOV}/nb/",
            [(f"{GOV}/cms/html/s/2026-01-20/1.html", "某局2025年政府信息公开工作年度报告", "2026-01-20")],
        ),
        (
            "generic-static",
            '<p><a href="http://other.gov.cn/1.html">某局2025年政府信息公开工作年度报告</a></p>'
            '<ul class="list"><li><a href="/nb/">更多</a>2026-01-01</li>'
            '<li><a href="javascript:;">x</a>2026-01-01</li></ul>',
            f"{GOV}/gk/",
            [("http://other.gov.cn/1.html", "某局2025年政府信息公开工作年度报告", None)],
        ),
    ],
)
def test_rows(family: str, body: str, url: str, found: list[tuple[str, str, str | None]]) -> None:
    expected = [(address, title, dt.date.fromisoformat(day) if day else None) for address, title, day in found]
    assert entries(family, body, url) == expected


LIST = '<ul class="list"><li><a href="x/1.html">某局2025年年报</a>2026-01-20</li></ul>'


@pytest.mark.parametrize(
    ("family", "url", "pager", "older"),
    [
        ("trs-wcm", "/nb/", "<script>createPageHTML(3, 0, 'index', 'html')</script>", ["/nb/index_1.html"]),
        ("trs-wcm", "/nb/index_1.html", "<script>createPageHTML(3, 1, 'index', 'html')</script>", ["/nb/index_2.html"]),
        ("trs-wcm", "/nb/index_2.html", "<script>createPageHTML(3, 2, 'index', 'html')</script>", []),
        ("trs-wcm", "/nb/", '<script>createPageHTML(1,0, "index","shtml","3")</script>', []),
        ("trs-wcm", "/nb/", '<script>createPage(2,0,"index","html")</script>', ["/nb/index_1.html"]),
        ("trs-wcm", "/nb/", "<script>createPageHTML('p', 2, 0, 'index', 'shtml')</script>", ["/nb/index_1.shtml"]),
        ("trs-wcm", "/nb/index.html", "<script>var countPage = 2//页</script>", ["/nb/index_1.html"]),
        ("trs-wcm", "/nb/", "", []),
        (
            "kaipu-cmspro",
            "/c1/xlist.shtml",
            "createPageHTML('page_div',10, 1,'xlist','shtml',189)",
            ["/c1/xlist_2.shtml"],
        ),
        ("kaipu-cmspro", "/c1/list_10.shtml", "createPageHTML('page_div',10, 10,'list','shtml',189)", []),
        ("kaipu-cmspro", "/c1/index.shtml", '<a href="index_2.shtml">2</a>', ["/c1/index_2.shtml"]),
        ("vsb", "/nb.htm", '<a href="nb/3.htm">2</a><a href="nb/3.htm">下页</a>', ["/nb/3.htm"]),
        ("vsb", "/nb/3.htm", '<a href="2.htm">下页</a><a href="1.htm">尾页</a>', ["/nb/2.htm"]),
        ("vsb", "/nb/2.htm", '<a href="3.htm">2</a><a href="1.htm">4</a>', ["/nb/1.htm"]),
        ("vsb", "/nb/1.htm", '<a href="2.htm">3</a><span>下页</span>', []),
        (
            "longxun",
            "/public/column/1?type=4&catId=2&pageIndex=1",
            '<a href="/public/column/1?type=4&amp;catId=2&amp;pageIndex=2">下一页</a>',
            ["/public/column/1?type=4&catId=2&pageIndex=2"],
        ),
        (
            "longxun",
            "/content/column/1?pageIndex=1",
            '<a href="?pageIndex=2">2</a><a href="?pageIndex=3">3</a><a href="/content/column/9?pageIndex=2">2</a>',
            ["/content/column/1?pageIndex=2", "/content/column/1?pageIndex=3"],
        ),
        ("shanghai-nw", "/nw12344/", '<a href="index_2.html">2</a>', ["/nw12344/index_2.html"]),
        ("generic-static", "/nb/", '<a href="/nb/2" title="下一页">&gt;</a>', ["/nb/2"]),
        ("generic-static", "/nb/", '<a href="?page=2">2</a>', ["/nb/?page=2"]),
        (
            "generic-static",
            "/nb/index.html",
            '<a href="index_2.html">2</a><a href="/x/index_2.html">2</a>',
            ["/nb/index_2.html"],
        ),
        ("generic-static", "/nb/", '<a href="javascript:go(2)">下一页</a>', []),
    ],
)
def test_the_next_page(family: str, url: str, pager: str, older: list[str]) -> None:
    address = GOV + ("/nb.htm" if family == "vsb" else url)
    column = FAMILIES[family].read_column(page(f"{LIST}<div>{pager}</div>", GOV + url), address)
    assert [ask.url for ask in column.older] == [GOV + path for path in older]


@pytest.mark.parametrize(
    "family", ["trs-wcm", "kaipu-cmspro", "vsb", "longxun", "shanghai-nw", "generic-static", "nfcms"]
)
def test_no_list_is_unreadable_and_an_empty_one_is_not(family: str) -> None:
    url = f"{GOV}/nb/"
    with pytest.raises(Unreadable):
        FAMILIES[family].read_column(page("<html><body><p>系统维护中</p></body></html>", url), url)
    assert FAMILIES[family].read_column(page('<ul class="list"></ul>', url), url) == Column()


def test_a_stub_past_the_end_is_the_end_and_said_to_be() -> None:
    column = FAMILIES["trs-wcm"].read_column(page("<html><body></body></html>", f"{GOV}/nb/index_3.html"), f"{GOV}/nb/")
    assert column.entries == ()
    assert "/nb/index_3.html" in column.remark


@pytest.mark.parametrize(
    ("url", "status", "ends"),
    [
        ("/nb/index_3.html", 404, True),
        ("/nb/index_3.html", 410, True),
        ("/nb/index_3.html", 500, False),
        ("/nb/index.html", 404, False),
        ("/nb/", 404, False),
    ],
)
def test_a_missing_later_page_ends_the_list(url: str, status: int, ends: bool) -> None:
    found = FAMILIES["trs-wcm"].read_error(page("", GOV + url, status), f"{GOV}/nb/")
    assert found == (Column() if ends else None)


def test_a_column_that_is_hidden_says_so() -> None:
    with pytest.raises(Unreadable, match="hidden"):
        FAMILIES["longxun"].read_column(page("<html><body>目录id已隐藏</body></html>", f"{GOV}/public/column/1"), GOV)


@pytest.mark.parametrize(
    ("family", "address", "link", "leads"),
    [
        ("trs-wcm", "/zfxxgknb/", '<a href="./nb_2022n/">2022年</a>', "/zfxxgknb/nb_2022n/"),
        ("vsb", "/zfxxgk/zfxxgknb.htm", '<a href="zfxxgknb/n2022n.htm">2022年度</a>', "/zfxxgk/zfxxgknb/n2022n.htm"),
        ("generic-static", "/nb/index.html", '<a href="/nb/2022/">2022</a>', "/nb/2022/"),
        ("generic-static", "/nb/index.html", '<a href="/zfgb/2022/">2022</a>', None),
    ],
)
def test_year_folders(family: str, address: str, link: str, leads: str | None) -> None:
    column = FAMILIES[family].read_column(page(f'<ul class="list"><li>{link}</li></ul>', GOV + address), GOV + address)
    assert [ask.url for ask in column.more] == ([GOV + leads] if leads else [])


def test_http_and_https_twins_are_one_row() -> None:
    links = "".join(
        f'<li><a href="{scheme}://www.example.gov.cn/1.html">某局2025年年报</a>2026-01-20</li>'
        for scheme in ("http", "https")
    )
    column = FAMILIES["generic-static"].read_column(page(f"<ul>{links}</ul>", f"{GOV}/nb/"), f"{GOV}/nb/")
    assert column.entries == (Entry("http://www.example.gov.cn/1.html", "某局2025年年报", dt.date(2026, 1, 20)),)


@pytest.mark.parametrize(
    ("link", "listed"),
    [
        ('<a href="/nb/index.shtml">政府信息公开年报</a>', False),
        ('<a href="/nb.htm">政府信息公开工作年度报告</a>', False),
        ('<li><a href="/nb/2024/">2024年政府信息公开年报</a></li>', False),
        ('<li><a href="/nb/20240120153000/index.shtml">某局2023年政府信息公开工作年度报告</a>2024-01-20</li>', True),
        ('<p><a href="/nb/1.htm">某局2023年政府信息公开工作年度报告</a></p>', True),
        ('<li><a href="http://[bad/1.htm">某局2023年政府信息公开工作年度报告</a>2024-01-20</li>', False),
        ('<li><a href="mailto:a@b.cn">某局2023年政府信息公开工作年度报告</a>2024-01-20</li>', False),
    ],
)
def test_links_to_columns_are_no_rows_and_links_to_reports_are(link: str, listed: bool) -> None:
    url = f"{GOV}/nb/index.html"
    column = FAMILIES["generic-static"].read_column(page(f'{link}<ul class="list"></ul>', url), url)
    assert bool(column.entries) == listed


def test_addresses_are_relative_to_the_base_a_page_names() -> None:
    body = f'<html><head><base href="/zfxxgk/"></head><body>{LIST}<a href="list_2.html">下一页</a></body></html>'
    column = FAMILIES["generic-static"].read_column(page(body, f"{GOV}/x/y.html"), f"{GOV}/x/y.html")
    assert [entry.url for entry in column.entries] == [f"{GOV}/zfxxgk/x/1.html"]
    assert [ask.url for ask in column.older] == [f"{GOV}/zfxxgk/list_2.html"]
