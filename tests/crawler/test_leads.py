"""Which links of a page are worth following, in which order, and which bodies a column's titles name."""

from __future__ import annotations

import pytest

from crawler.leads import CATALOGUE, COLUMN, SECTION, find_leads, same_site, site_of
from crawler.proposals import propose_bodies
from crawler.search import Search
from tests.crawler.answers import page

HOME = "http://www.sg.gov.cn/"


@pytest.mark.parametrize(
    ("link", "worth"),
    [
        ('<a href="/zwgk/xxgknb/">政府信息公开年报</a>', COLUMN),
        ('<a href="/x/1.html">政府信息公开工作年度报告</a>', COLUMN),
        ('<a href="/x/">年报</a>', COLUMN),
        ('<a href="/sgtjj/gkmlpt/annualreport#2629">信息公开</a>', COLUMN),
        ('<a href="http://zfxxgk.sg.gov.cn/gknb/">各部门</a>', COLUMN),
        ('<a href="/nb/">2024年政府信息公开年报汇总</a>', COLUMN),
        ('<a href="/sgtjj/gkmlpt/index">统计局</a>', CATALOGUE),
        ('<a href="/c/">政府信息公开</a>', CATALOGUE),
        ('<a href="/zwgk/">政务公开</a>', SECTION),
        ('<a href="/hdjl/">互动交流</a>', 0),
        ('<a href="/zwgk/xxgknb/index_2.html">2</a>', 0),
        ('<a href="/zwgk/xxgknb/2.htm">下页</a>', 0),
        ('<a href="/zwgk/xxgknb/1.pdf">政府信息公开年报</a>', 0),
        ('<a href="/zwgk/xxgknb/1.html">某局2024年政府信息公开工作年度报告</a>', 0),
        ('<li><a href="/zwgk/xxgknb/1.html">关于编制年报的通知</a>2024-01-01</li>', 0),
        ('<a href="http://www.elsewhere.com/xxgknb/">政府信息公开年报</a>', 0),
        ('<a href="http://www.gz.gov.cn/xxgknb/">政府信息公开年报</a>', 0),
        ('<a href="/zfxxgk/login.html">登录</a>', 0),
        ('<a href="javascript:;">政府信息公开年报</a>', 0),
    ],
)
def test_what_a_link_is_worth(link: str, worth: int) -> None:
    found = [lead.worth for lead in find_leads(page(f"<html><body>{link}</body></html>", HOME), 1)]
    assert found == ([worth] if worth else [])


def test_the_best_lead_comes_first_each_once_and_only_so_many() -> None:
    places = (("/zwgk/", "政务公开"), ("/zfxxgk/", "政府信息公开"), ("/nb/", "年报"), ("/nb/#1", "年度报告"))
    body = "".join(f'<a href="{address}">{name}</a>' for address, name in places)
    search = Search(HOME, pages_left=4)
    begun = search.begin()
    assert begun is not None
    assert begun.url == HOME
    search.learn(page(body, HOME), begun.depth)
    taken = [lead.url for _ in range(5) if (lead := search.next_lead())]
    assert taken == [f"{HOME}nb/", f"{HOME}zfxxgk/", f"{HOME}zwgk/"]
    assert search.pages_left == 0


def test_what_a_column_lists_is_passed_over_and_a_part_of_a_column_is_no_new_one() -> None:
    search = Search(HOME, pages_left=5)
    search.learn(page('<a href="/nb/">年报</a><a href="/nb/2023/">公开年报</a>', HOME), 0)
    search.pass_over([f"{HOME}nb/2023/"])
    assert [lead.url for _ in range(3) if (lead := search.next_lead())] == [f"{HOME}nb/"]
    assert search.is_new([f"{HOME}1.html", f"{HOME}2.html"])
    assert not search.is_new([f"{HOME}2.html"])
    assert search.is_new([f"{HOME}2.html", f"{HOME}3.html"])


def test_a_home_page_that_is_a_shell_is_seen_through() -> None:
    search = Search(HOME, pages_left=5)
    search.learn(page("<html><script>location.replace('./index/')</script></html>", HOME), 0)
    lead = search.next_lead()
    assert lead is not None
    assert lead.url == f"{HOME}index/"


def test_deep_pages_lead_nowhere() -> None:
    search = Search(HOME, pages_left=5)
    search.learn(page('<a href="/nb/">年报</a>', HOME), 3)
    assert search.next_lead() is None


@pytest.mark.parametrize(
    ("url", "other", "same"),
    [
        ("http://jyj.gz.gov.cn/x", "http://www.gz.gov.cn/", True),
        ("https://gz.gov.cn/x", "http://www.gz.gov.cn/", True),
        ("http://www.gzgov.cn/", "http://www.gz.gov.cn/", False),
        ("ftp://www.gz.gov.cn/", "http://www.gz.gov.cn/", False),
        ("http://127.0.0.1:2/", "http://127.0.0.1:1/", False),
    ],
)
def test_same_site(url: str, other: str, same: bool) -> None:
    assert same_site(url, other) == same


def test_site_of() -> None:
    assert [site_of(url) for url in ("http://www.gz.gov.cn/x", "http://gov.cn/", "http://127.0.0.1:1/")] == [
        ".gz.gov.cn",
        "gov.cn",
        "127.0.0.1",
    ]


@pytest.mark.parametrize(
    ("title", "name", "kind"),
    [
        (
            "广州市增城区政务服务数据管理局2020年政府信息公开工作年度报告",
            "广州市增城区政务服务数据管理局",
            "department",
        ),
        ("韶关市武江区人民政府2020年政府信息公开工作年度报告", "韶关市武江区人民政府", "government"),
        ("2020年度荔湾区冲口街道办事处政府信息公开年报", "荔湾区冲口街道办事处", "subdistrict"),
        ("黄阁镇人民政府 二〇二〇年政府信息公开工作年度报告", "黄阁镇人民政府", "town"),
        ("白渡镇2024年政府信息公开工作年度报告", "白渡镇", "town"),
        ("区教育局（2024年度政府信息公开工作年度报告）", "区教育局", "department"),
        ("2020年政府信息公开工作年度报告", None, None),
        ("政府信息公开年报", None, None),
    ],
)
def test_bodies_are_proposed_by_the_titles(title: str, name: str | None, kind: str | None) -> None:
    assert [(body.name, str(body.kind)) for body in propose_bodies([title, title])] == ([(name, kind)] if name else [])
