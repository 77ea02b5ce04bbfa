"""The disclosure platform, on what the sample portal serves and on answers the survey describes."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from crawler.families import FAMILIES, Ask, Attachment, Column, Page, Unreadable
from crawler.families.gkmlpt import FAMILY, ROWS_PER_PAGE, read_column, read_error, read_post
from crawler.sample.calendar import GKMLPT_COLUMN, GKMLPT_SID
from crawler.sample.server import SamplePortal
from tests.crawler.conftest import fetch

SITE = "/zcqzwfwsjglj"
API = f"https://www.sg.gov.cn/sgtjj/gkmlpt/api/all/{GKMLPT_COLUMN}?page=1&sid={GKMLPT_SID}"


def page(body: str, url: str = "https://www.sg.gov.cn/sgtjj/gkmlpt/annualreport", status: int = 200) -> Page:
    return Page(url, status, {"content-type": "text/html; charset=utf-8"}, body.encode(), Ask(url, data="/api/" in url))


def fetch_data(url: str) -> Page:
    return replace(fetch(url), ask=Ask(url, data=True))


def config(tree: str) -> str:
    literal = f"{{ APP_URL: '/x', SID: '175', DETAIL: {{}}, TREE: {tree} , SERVICE_AREA_ID: 1}}"
    return f"<html><script>window._CONFIG = {literal}</script>"


def rows(count: int, total: int, number: int = 1) -> Page:
    articles = [
        {"id": n, "title": f"第{n}号", "type": "normal", "url": f"https://www.sg.gov.cn/{n}"} for n in range(count)
    ]
    return page(json.dumps({"total": total, "articles": articles}), API.replace("page=1", f"page={number}"))


def test_the_column_of_the_sample_leads_to_its_api(portal: SamplePortal) -> None:
    address = f"{portal.url}{SITE}/gkmlpt/annualreport#{GKMLPT_COLUMN}"
    column = read_column(fetch(FAMILY.start(address).url), address)
    assert column.entries == ()
    api = f"{portal.url}{SITE}/gkmlpt/api/all/{GKMLPT_COLUMN}?page=1&sid={GKMLPT_SID}"
    assert column.more == (Ask(api, data=True),)


def test_without_a_number_the_column_is_found_by_its_name(portal: SamplePortal) -> None:
    address = f"{portal.url}{SITE}/gkmlpt/index"
    assert f"/api/all/{GKMLPT_COLUMN}?" in read_column(fetch(address), address).more[0].url


def test_rows_of_the_sample(portal: SamplePortal) -> None:
    column = read_column(
        fetch_data(f"{portal.url}{SITE}/gkmlpt/api/all/{GKMLPT_COLUMN}?page=1&sid={GKMLPT_SID}"), portal.url
    )
    newest, linked, undated = column.entries[0], column.entries[-2], column.entries[-1]
    assert newest.url == f"{portal.url}{SITE}/gkmlpt/content/10/10021/post_10021012.html"
    assert newest.title == "广州市增城区政务服务数据管理局2020年政府信息公开工作年度报告"
    assert (newest.shown_on, newest.platform_on) == (dt.date(2021, 1, 12), dt.date(2021, 1, 12))
    assert linked.url.startswith("https://mp.weixin.qq.com/")
    assert linked.title == "一图读懂 政府信息公开工作年度报告"
    assert undated.shown_on is None
    assert column.older == ()


def test_past_the_end_is_no_error_but_a_missing_first_page_is(portal: SamplePortal) -> None:
    address = f"{portal.url}{SITE}/gkmlpt/api/all/{GKMLPT_COLUMN}?page=2&sid={GKMLPT_SID}"
    assert read_error(fetch_data(address), address) == Column()
    assert read_error(page("", API, 404), API) is None
    assert read_error(page("", API.replace("page=1", "page=2"), 500), API) is None
    assert read_error(page("", status=404), API) is None


@pytest.mark.parametrize(
    ("count", "total", "number", "goes_on"),
    [
        (12, 12, 1, False),
        (ROWS_PER_PAGE, 130, 1, True),
        (30, 130, 2, False),
        (ROWS_PER_PAGE, 100, 1, True),  # total may have been counted before the newest came
        (0, 130, 2, False),
    ],
)
def test_paging(count: int, total: int, number: int, goes_on: bool) -> None:
    older = read_column(rows(count, total, number), API).older
    assert [ask.url for ask in older] == ([API.replace("page=1", f"page={number + 1}")] if goes_on else [])


def test_a_column_that_lives_elsewhere_is_followed() -> None:
    tree = '[{"id":1,"name":"政府信息公开年报","jump_url":"http://www.sg.gov.cn/zwgk/xxgknb/","children":[]}]'
    column = read_column(page(config(tree)), "https://www.sg.gov.cn/sgtjj/gkmlpt/annualreport")
    assert column.more == (Ask("http://www.sg.gov.cn/zwgk/xxgknb/", family="auto"),)


def test_a_row_without_an_address_costs_no_column_and_is_told_of() -> None:
    rows = [
        {"id": 1, "title": "甲局2024年政府信息公开工作年度报告", "url": "http://[bad"},
        {"id": 2, "title": "通知", "url": "http://[bad"},
        {"id": 3, "title": "乙局2024年政府信息公开工作年度报告", "url": "https://www.sg.gov.cn/3.html"},
    ]
    column = FAMILIES["gkmlpt"].read_column(page(json.dumps({"total": 3, "articles": rows}), API), API)
    assert [entry.url for entry in column.entries] == ["https://www.sg.gov.cn/3.html"]
    assert column.remark == "“甲局2024年政府信息公开工作年度报告” has no address that can be read"


def test_a_tab_without_the_column_leads_to_the_index() -> None:
    tree = '[{"id":5,"name":"政府信息公开指南","jump_url":"","children":[]}]'
    column = read_column(page(config(tree)), "https://www.sg.gov.cn/sgtjj/gkmlpt/annualreport")
    assert column.more == (Ask("https://www.sg.gov.cn/sgtjj/gkmlpt/index"),)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (
            "https://www.sg.gov.cn/gkmlpt/content/1/2/mpost_2.html",
            "https://www.sg.gov.cn/gkmlpt/content/1/2/post_2.html",
        ),
        ("http://salt.proxy.huizhou.gov.cn:80/zw/content/post_2.html", "https://www.sg.gov.cn/zw/content/post_2.html"),
        ("https://mp.weixin.qq.com/s/x", "https://mp.weixin.qq.com/s/x"),
    ],
)
def test_addresses_that_only_the_portal_understands_are_mapped_back(url: str, address: str) -> None:
    row = {"id": 2, "title": "甲局", "type": "normal", "url": url}
    answer = page(json.dumps({"total": 1, "articles": [row]}), API)
    assert [entry.url for entry in read_column(answer, API).entries] == [address]


@pytest.mark.parametrize("name", ["政府信息公开年报", "年度报告", "信息公开年报", "政府信息公开工作年度报告"])
def test_names_of_the_column(name: str) -> None:
    tree = f'[{{"id":5,"name":"法定主动公开内容","children":[{{"id":77,"name":"{name}","jump_url":""}}]}}]'
    assert "/api/all/77?page=1&sid=175" in read_column(page(config(tree)), "http://x/gkmlpt/annualreport").more[0].url


@pytest.mark.parametrize(
    "unreadable",
    [
        page(config('[{"id":5,"name":"机构职能"}]'), "https://www.sg.gov.cn/sgtjj/gkmlpt/index"),
        page("<html><script>window._CONFIG = { TREE: [] }</script>"),
        page("系统维护中"),
        page('{"errcode":-1}', API),
        page("<html>出错了</html>", API),
        page('{"articles":["?"]}', API),
    ],
)
def test_what_is_no_column_is_unreadable(unreadable: Page) -> None:
    with pytest.raises(Unreadable):
        read_column(unreadable, unreadable.url)


def test_a_post_of_the_sample(portal: SamplePortal) -> None:
    post = read_post(fetch(f"{portal.url}{SITE}/gkmlpt/content/10/10021/post_10021012.html"))
    assert post.published_on == dt.date(2021, 1, 12)
    assert post.attachments == ()


def test_the_sample_escapes_markup_as_the_platform_does(portal: SamplePortal) -> None:
    body = fetch(f"{portal.url}{SITE}/gkmlpt/content/10/10021/post_10021012.html").body.decode()
    assert "\\u003Cp" in body
    assert '<div class="article-content"></div>' in body


def test_attachments_are_found_in_detail_and_on_the_page() -> None:
    url = "https://www.zhaoqing.gov.cn/zqhjj/gkmlpt/content/3/3255/post_3255421.html"
    link = '<a class="nfw-cms-attachment" href="/a/306725/3255421.doc" alt="附表.doc">'
    link = link.replace("<", "\\u003C").replace(">", "\\u003E").replace('"', "\\u0022")
    detail = (
        f'{{"content": "{link}点击下载\\u003C/a\\u003E", "first_publish_time": 1781771108, '
        '"attachment": [{"id": 306724, "name": "报告.pdf", "url": "https://www.zhaoqing.gov.cn/a/306724/3255421.pdf"}]}'
    )
    body = f"<html><script>window._CONFIG = {{ SID: '1', DETAIL: {detail}, TREE: [] }}</script>"
    post = read_post(page(body, url))
    assert set(post.attachments) == {
        Attachment("https://www.zhaoqing.gov.cn/a/306724/3255421.pdf", "报告.pdf"),
        Attachment("https://www.zhaoqing.gov.cn/a/306725/3255421.doc", "附表.doc"),
    }
    assert post.published_on == dt.date(2026, 6, 18)
