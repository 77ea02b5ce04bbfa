"""Whatever a portal answers, a family says what it read or that it could not: nothing else may come of a page."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.families import FAMILIES, Ask, Column, Page, Post, Unreadable
from crawler.families.page import ask_with_form, ask_with_json

HOST = "http://www.example.gov.cn"
URL = f"{HOST}/col/col1/index_2.html"
REFERER = (("Referer", URL),)
PIECES = """
<html> | <ul class='list'> | <li> | </li> | <table><tr><td> | </td></tr> | <script> | </script> | <base href='//['>
<h1> | <a href=' | http://[bad | /art/2024/1/2/art_1_2.html | javascript:; | '> | </a> | 2024-01-20 | 2024-13-45
某局2023年政府信息公开工作年度报告 | 汇总 | 下一页 | 总体情况 | 行政复议 | <iframe src='/x'>
location.href='/y' | 2024年
window._CONFIG = {SID: '1', TREE: [ | {"id": 1, "name": "年报", "jump_url": "http://["} | ], DETAIL: { | }
createPageHTML(3, 1, 'index', 'html') | createPageHTML('p',999999999999,1,'list','shtml',3) | countPage = 0 | 共0页
<datastore><totalrecord>9 | </totalrecord> | <record><![CDATA[ | ]]></record> | </datastore> | dataproxy.jsp?a=1
queryData="{'webId':'1'}" | queryData='{' | jpaas-publish-server | module/xxgk/search.jsp | jdid=
messageController/getMessage.do | columnId=1 | cb({"result": " | "}) | siteGuid:'a' | totalRecord:3
{"articles": [ | {"custom": {"data": [ | {"data": {"html": " | null | ]} | "infourl": 3 | \\u003C | é
webBuilderCommon.js | categorynum=003001 | count="99"
"""
MARKUP = [piece for line in PIECES.strip().splitlines() for piece in line.split(" | ")] + ["\x00", "\ud800"]
DATA: dict[str, Ask] = {
    "gkmlpt": Ask(f"{HOST}/gkmlpt/api/all/1?page=x&sid=", data=True),
    "nfcms": Ask(f"{HOST}/postmeta/i/1.json", data=True),
    "hanweb-jpage": ask_with_form(f"{HOST}/dataproxy.jsp?perpage=15", {"page": "2"}),
    "hanweb-xxgk": ask_with_form(f"{HOST}/search.jsp", {"currpage": "2"}),
    "hanweb-jpaas": Ask(f"{HOST}/unit?paramJson=%7B%22pageNo%22%3A1%7D", headers=REFERER, data=True),
    "truecms": Ask(f"{HOST}/getMessage.do?startrecord=1&perpage=50&columnId=1", headers=REFERER, data=True),
    "epoint-ewb": ask_with_json(f"{HOST}/getgovinfolist", {"pageIndex": 1}),
}
"""For the families that ask for data, one of their own asks."""


def pages_for(name: str) -> st.SearchStrategy[Page]:
    """Any answer to any ask that a family makes: pages, data, and what is neither."""
    asks = [None, Ask(URL), *([DATA[name]] if name in DATA else [])]
    return st.builds(
        lambda pieces, ask, status: Page(ask.url if ask else URL, status, {}, as_bytes(pieces), ask),
        st.lists(st.sampled_from(MARKUP), max_size=14),
        st.sampled_from(asks),
        st.sampled_from((200, 404, 405, 500)),
    )


def as_bytes(pieces: list[str]) -> bytes:
    return "".join(pieces).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", FAMILIES)
@settings(max_examples=80, deadline=None, derandomize=True)
@given(data=st.data())
def test_any_page(name: str, data: st.DataObject) -> None:
    family, page = FAMILIES[name], data.draw(pages_for(name))
    with contextlib.suppress(Unreadable):
        column = family.read_column(page, URL)
        assert isinstance(column, Column)
        assert all(entry.url.startswith("http") for entry in column.entries)
        assert all(ask.url.startswith("http") for ask in (*column.more, *column.older))
    assert isinstance(family.read_error(page, URL), Column | None)
    assert isinstance(family.read_post(page), Post)
