"""Families whose rows come as data, on answers as the survey recorded them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from crawler.families import FAMILIES, Ask, Column, Entry, Page, Unreadable
from tests.crawler.answers import answer, page

GOV = "http://www.example.gov.cn"
COLUMN = f"{GOV}/col/col33718/index.html"
PROXY = "/module/web/jpage/dataproxy.jsp"


def query(ask: Ask) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(ask.url).query, keep_blank_values=True))


def record(number: int) -> str:
    link = f"<a href='/art/2026/9/11/art_33718_{number}.html' title='某局{number}号'>某局</a>"
    return f"<record><![CDATA[<li>{link}<span>2026-09-11</span></li>]]></record>"


def jpage(records: str, total: int = 4895) -> Page:
    group = (
        f'<a href="{PROXY}?page=1&appid=1&webid=1&path=/&columnid=33718&unitid=212860&webname=省&permissiontype=0"></a>'
    )
    store = f"<datastore><nextgroup><![CDATA[{group}]]></nextgroup><recordset>{records}</recordset></datastore>"
    script = f"$('#212860').jpage({{totalRecord:{total},perPage:19}});"
    return page(f'<div id="212860"><script type="text/xml">{store}</script></div><script>{script}</script>', COLUMN)


def proxied(records: str, total: int) -> str:
    counts = f"<totalrecord>{total}</totalrecord><totalpage>381</totalpage>"
    return f"<datastore>{counts}<recordset>{records}</recordset></datastore>"


def read(family: str, given: Page, address: str = COLUMN) -> Column:
    return FAMILIES[family].read_column(given, address)


def test_jpage_rows_are_in_a_script_of_the_page() -> None:
    column = read("hanweb-jpage", jpage(record(1) + record(2)))
    assert column.entries[0] == Entry(f"{GOV}/art/2026/9/11/art_33718_1.html", "某局1号", dt.date(2026, 9, 11))
    (ask,) = column.older
    assert (ask.method, urlsplit(ask.url).path) == ("POST", PROXY)
    assert query(ask) == {"startrecord": "3", "endrecord": "4", "perpage": "2"}
    assert ask.form | {"webname": ""} == {
        "col": "1",
        "page": "2",
        "appid": "1",
        "webid": "1",
        "path": "/",
        "columnid": "33718",
        "unitid": "212860",
        "webname": "",
        "permissiontype": "0",
    }


def test_jpage_asks_on_in_even_steps_until_the_number_of_records() -> None:
    (ask,) = read("hanweb-jpage", jpage(record(1) + record(2), 5)).older
    column = read("hanweb-jpage", answer(ask, proxied(record(3) + record(4), 5)))
    (following,) = column.older
    assert query(following) == {"startrecord": "5", "endrecord": "6", "perpage": "2"}
    assert following.form["page"] == "3"
    assert read("hanweb-jpage", answer(following, proxied(record(5), 5))).older == ()
    assert read("hanweb-jpage", jpage(record(1), 1)).older == ()


def test_jpage_without_a_form_is_asked_by_get() -> None:
    (ask,) = read("hanweb-jpage", jpage(record(1), 3)).older
    instead = FAMILIES["hanweb-jpage"].read_error(answer(ask, "", 405), COLUMN)
    assert instead is not None
    (get,) = instead.more
    assert (get.method, get.data) == ("GET", True)
    assert {"page": "2", "startrecord": "2", "columnid": "33718"}.items() <= query(get).items()
    (following,) = read("hanweb-jpage", answer(get, proxied(record(2), 3))).older
    assert (following.method, query(following)["page"]) == ("GET", "3")
    assert FAMILIES["hanweb-jpage"].read_error(answer(get, "", 404), COLUMN) is None


def test_jpage_says_where_deep_pages_came_empty() -> None:
    (ask,) = read("hanweb-jpage", jpage(record(1), 9)).older
    for body in (proxied("", 9), "x" * 54):
        column = read("hanweb-jpage", answer(ask, body))
        assert column.entries == ()
        assert "gave nothing past row 1" in column.remark


@pytest.mark.parametrize(
    ("html", "title", "day"),
    [
        ("<li class='x'></li>", None, None),
        ("<tr><td><a href='/art/2026/1/23/art_1_2.html'>甲</a></td><td>2026-01-23</td></tr>", "甲", "2026-01-23"),
        ("<a title='乙局' href=\"/art/2026/art_0a.html\">乙</a><span>2026-\n 01-\n 23</span>", "乙局", "2026-01-23"),
        ("<div><a href='/art/2026/art_0a.html'>丙</a><b readlabel=\"2026-04-17\"></b></div>", "丙", "2026-04-17"),
    ],
)
def test_jpage_records_are_any_html(html: str, title: str | None, day: str | None) -> None:
    found = read("hanweb-jpage", jpage(f"<record><![CDATA[{html}]]></record>", 1)).entries
    expected = [(title, dt.date.fromisoformat(day))] if title and day else []
    assert [(entry.title, entry.shown_on) for entry in found] == expected


XXGK = (
    "<iframe src='/module/xxgk/tree.jsp?area=002482429'></iframe>"
    "<script>$.post('/module/xxgk/search.jsp', 'infotypeId={}&jdid=3096&area=&divid=div1229498488')</script>"
)


def xxgk_rows(*links: str) -> str:
    rows = "".join(
        f'<tr class="tr_main_value_{"odd" if n % 2 else "even"}"><td>{n}</td><td>{link}</td><td>2026-01-20</td></tr>'
        for n, link in enumerate(links)
    )
    return f"<table>{rows}</table><a href='/x'>无关</a>&nbsp;&nbsp;共3页&nbsp;"


def test_xxgk_sends_what_the_page_says_and_counts_pages() -> None:
    (ask,) = read("hanweb-xxgk", page(XXGK.format("A0212"), COLUMN)).more
    given = {"infotypeId": "A0212", "jdid": "3096", "area": "002482429", "divid": "div1229498488"}
    assert ask.form == given | {"currpage": "1"}
    assert {"currpage": "1", "sortfield": ",createdatetime:0,orderid:0", "vc_all": ""}.items() <= query(ask).items()
    rows = xxgk_rows('<a class="bt_link" href="/art/2026/1/20/art_33718_1.html" title="某局2025年年报">某局</a>')
    column = read("hanweb-xxgk", answer(ask, rows))
    assert [(entry.title, entry.shown_on) for entry in column.entries] == [("某局2025年年报", dt.date(2026, 1, 20))]
    (following,) = column.older
    assert (query(following)["currpage"], following.form["infotypeId"]) == ("2", "A0212")


def test_xxgk_without_a_kind_keeps_the_rows_of_this_column_and_all_reports() -> None:
    (ask,) = read("hanweb-xxgk", page(XXGK.format(""), COLUMN)).more
    rows = xxgk_rows(
        '<a href="/art/2026/1/20/art_33718_1.html">通知</a>',
        '<a href="/art/2026/1/20/art_999_2.html">别的栏目的通知</a>',
        '<a href="/art/2026/1/20/art_999_3.html">某局2025年政府信息公开工作年度报告</a>',
    )
    assert [entry.url[-6] for entry in read("hanweb-xxgk", answer(ask, rows)).entries] == ["1", "3"]
    with pytest.raises(Unreadable):
        read("hanweb-xxgk", answer(ask, "<p>error</p>"))


JPAAS = (
    "{'webId':'3096','tplSetId':'a','pageType':'column','parseType':'bulidstatic','tagId':'当前栏目_list','pageId':'9'}"
)


def jpaas(
    count: int, rows: str = '<li class="clearfix"><a href="/art/2026/a.html">甲</a><b>2026-01-20</b></li>'
) -> Any:
    html = f'<ul>{rows}</ul><div class="pagination" rows="15" count="{count}"></div>'
    return {"success": True, "message": "", "data": {"html": html}}


def test_jpaas_turns_pages_by_param_json_only() -> None:
    (ask,) = read("hanweb-jpaas", page(f'<div queryData="{JPAAS}"></div>', COLUMN)).more
    assert ask.headers == (("Referer", COLUMN),)
    assert query(ask)["parseType"] == "bulidstatic"
    assert query(ask)["tagId"] == "当前栏目_list"
    assert json.loads(query(ask)["paramJson"]) == {"pageNo": 1, "pageSize": "15"}
    column = read("hanweb-jpaas", answer(ask, jpaas(16)))
    assert column.entries == (Entry(f"{GOV}/art/2026/a.html", "甲", dt.date(2026, 1, 20)),)
    (following,) = column.older
    assert json.loads(query(following)["paramJson"])["pageNo"] == 2
    assert read("hanweb-jpaas", answer(following, jpaas(16))).older == ()
    for broken in ("<html>", {"success": False, "data": None}):
        with pytest.raises(Unreadable):
            read("hanweb-jpaas", answer(ask, broken))


TRUECMS = "<script>var columnId = '20160'; url = '/truecms/messageController/getMessage.do';</script>"


def called(store: str) -> str:
    return f"cb({json.dumps({'result': store})})"


def test_truecms_asks_for_fewer_rows_until_it_gets_some() -> None:
    (ask,) = read("truecms", page(TRUECMS, COLUMN)).more
    assert (query(ask)["perpage"], ask.headers) == ("50", (("Referer", COLUMN),))
    refused = FAMILIES["truecms"].read_error(answer(ask, "", 404), COLUMN)
    assert refused is not None
    (twenty,) = refused.more
    assert query(twenty)["perpage"] == "20"
    (ten,) = read("truecms", answer(twenty, called(proxied("", 2)))).more
    assert query(ten)["perpage"] == "10"
    assert FAMILIES["truecms"].read_error(answer(ten, "", 404), COLUMN) is None
    column = read("truecms", answer(ten, called(proxied(record(1) + record(2), 5))))
    assert len(column.entries) == 2
    (following,) = column.older
    assert (query(following)["startrecord"], query(following)["endrecord"]) == ("3", "12")
    assert FAMILIES["truecms"].read_error(answer(following, "", 404), COLUMN) == Column()
    assert read("truecms", answer(ten, called(proxied("", 0)))) == Column()


EWB = "<script src='/js/webBuilderCommon.js?v=1'></script><script src='/EWB-FRONT/a.js'></script>"
EWB_COLUMN = f"{GOV}/govInfoPub/subpage.html?categorynum=003001003"


def rows(count: int) -> dict[str, Any]:
    data = [
        {"infourl": f"/003/{n}.html", "title": "甲…", "realtitle": f"甲{n}", "infodate": "2026-01-20"}
        for n in range(count)
    ]
    return {"custom": {"data": data}}


def test_epoint_looks_up_the_site_and_asks_in_json() -> None:
    (script,) = read("epoint-ewb", page(EWB, EWB_COLUMN), EWB_COLUMN).more
    assert script.url.startswith(f"{GOV}/js/webBuilderCommon.js?v=1")
    given = answer(script, "var siteInfo={siteGuid:'7eb5-f7','projectName':'/EWB-FRONT'};")
    (ask,) = read("epoint-ewb", given, EWB_COLUMN).more
    assert ask.url == f"{GOV}/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
    question = json.loads(ask.body or b"")
    assert question == {
        "deptcode": "",
        "categorynum": "003001003",
        "pageIndex": 1,
        "pageSize": 20,
        "siteGuid": "7eb5-f7",
    }
    column = read("epoint-ewb", answer(ask, rows(20)), EWB_COLUMN)
    assert column.entries[0] == Entry(f"{GOV}/003/0.html", "甲0", dt.date(2026, 1, 20))
    (following,) = column.older
    assert json.loads(following.body or b"")["pageIndex"] == 2
    assert read("epoint-ewb", answer(following, rows(3)), EWB_COLUMN).older == ()


def test_epoint_wraps_the_question_for_those_who_need_it() -> None:
    (script,) = read("epoint-ewb", page(EWB, EWB_COLUMN), EWB_COLUMN).more
    (ask,) = read("epoint-ewb", answer(script, "siteGuid:'a'"), EWB_COLUMN).more
    (wrapped,) = read("epoint-ewb", answer(ask, {"status": {"code": "0"}}), EWB_COLUMN).more
    assert json.loads(wrapped.body or b"")["params"]["pageIndex"] == 0
    (following,) = read("epoint-ewb", answer(wrapped, rows(20)), EWB_COLUMN).older
    assert json.loads(following.body or b"")["params"]["pageIndex"] == 1
    with pytest.raises(Unreadable):
        read("epoint-ewb", answer(wrapped, {"status": {}}), EWB_COLUMN)


@pytest.mark.parametrize(
    "address",
    [f"{GOV}/xxgk/list.html#003001003", f"{GOV}/xxgk/003001/003001003/subpage.html", f"{GOV}/xxgk/003001003/"],
)
def test_epoint_knows_the_category_by_the_address(address: str) -> None:
    (ask,) = read("epoint-ewb", page(EWB + "<script>siteGuid='a'</script>", address.partition("#")[0]), address).more
    assert json.loads(ask.body or b"")["categorynum"] == "003001003"


@pytest.mark.parametrize("family", ["hanweb-jpage", "hanweb-xxgk", "hanweb-jpaas", "truecms", "epoint-ewb", "gkmlpt"])
def test_a_page_that_says_nothing_is_unreadable(family: str) -> None:
    with pytest.raises(Unreadable):
        read(family, page("<html><body><p>系统维护中</p></body></html>", COLUMN))
