"""Portal columns, on what the sample portal serves and on the skins the survey recorded."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from crawler.families import Ask, Attachment, Column, Entry, Page, Unreadable
from crawler.families.nfcms import FAMILY, read_column, read_error
from crawler.families.posts import read_post
from crawler.sample.server import SamplePortal
from tests.crawler.conftest import fetch

COLUMN = "http://www.example.gov.cn/zwgk/xxgknb/"
POST = f"{COLUMN}content/post_2020043.html"


def page(body: str, url: str = COLUMN, status: int = 200) -> Page:
    return Page(url, status, {"content-type": "text/html; charset=utf-8"}, body.encode())


def test_the_parent_column_of_the_sample_leads_to_its_years(portal: SamplePortal) -> None:
    address = f"{portal.url}/zwgk/xxgknb/"
    column = read_column(fetch(address), address)
    assert column.more == (Ask(f"{address}2020/"), Ask(f"{address}2019/"))
    assert [entry.title for entry in column.entries if "指南" in entry.title] == ["示例市示例区政府信息公开指南"]


def test_a_new_folder_appears_each_january(portal: SamplePortal) -> None:
    address = f"{portal.url}/zwgk/xxgknb/"
    portal.set_day(dt.date(2022, 1, 1))
    column = read_column(fetch(address), address)
    assert column.more == (Ask(f"{address}2021/"), Ask(f"{address}2020/"))
    assert Ask(f"{address}2019/") in column.older
    assert read_column(fetch(f"{address}2021/"), address).entries == ()


def test_a_year_of_the_sample_has_two_pages(portal: SamplePortal) -> None:
    address = f"{portal.url}/zwgk/xxgknb/"
    first = read_column(fetch(f"{address}2020/"), address)
    assert Ask(f"{address}2020/index_2.html") in first.older
    second = read_column(fetch(f"{address}2020/index_2.html"), address)
    entries = first.entries + second.entries
    assert len({entry.url for entry in entries}) == len(entries) == 6
    assert any(entry.url.endswith("/10021020.pdf") for entry in entries)
    assert entries[0] == Entry(
        f"{address}2020/content/post_10021036.html",
        "示例市示例区教育局2020年政府信息公开工作年度报告",
        dt.date(2021, 2, 5),
    )
    assert read_error(fetch(f"{address}2020/index_3.html"), address) == Column()
    assert read_error(fetch(f"{address}2029/"), address) is None


@pytest.mark.parametrize(
    ("fragment", "entry"),
    [
        (
            '<ul class="list"><li><a href="http://zjj.dg.gov.cn/zjj/x/content/post_4547851.html" title="2026年5月东莞'
            "建设"
            '工程造价信息">2026年5月东莞…</a><span>2026-06-09</span></li></ul>',
            Entry(
                "http://zjj.dg.gov.cn/zjj/x/content/post_4547851.html",
                "2026年5月东莞建设工程造价信息",
                dt.date(2026, 6, 9),
            ),
        ),
        (
            '<table><tr><th>2026-06-22</th><td><div class="list_td">'
            '<a href="content/post_2020043.html" target="_blank">'
            "甲局2025年年报</a></div></td></tr></table>",
            Entry(POST, "甲局2025年年报", dt.date(2026, 6, 22)),
        ),
        (
            '<div class="list_div mar-top2"><div class="list-right_title fon_1"><a href="https://www.shantou.gov.cn/attachment'
            '/0/155/155859/2545933.pdf">乙局2025年年报</a></div><table><tr><td>发布时间：2026-06-17</td></tr></table></div>',
            Entry(
                "https://www.shantou.gov.cn/attachment/0/155/155859/2545933.pdf", "乙局2025年年报", dt.date(2026, 6, 17)
            ),
        ),
        (
            '<li><a target="_blank" href="content/post_2020043.html" title="丙局2025年年报">'
            '<p class="over1"><span>丙局…</span>'
            "</p><b>2026-06-15</b></a></li>",
            Entry(POST, "丙局2025年年报", dt.date(2026, 6, 15)),
        ),
        (
            '<li><a href="content/mpost_2020043.html">丁局2025年年报 2026-06-15</a></li>',
            Entry(POST, "丁局2025年年报", dt.date(2026, 6, 15)),
        ),
        (
            '<li><a href="content/post_2020043.html"><img src="x.png"></a>'
            '<a href="content/post_2020043.html">戊局年报</a></li>',
            Entry(POST, "戊局年报", None),
        ),
    ],
)
def test_skins(fragment: str, entry: Entry) -> None:
    assert read_column(page(fragment), COLUMN).entries == (entry,)


def test_folders_of_other_columns_and_years_of_the_address_itself_are_left_alone() -> None:
    links = (
        '<ul class="list"><li><a href="/zwgk/xxgknb/2023/">2023年</a></li>'
        '<li><a href="/zwgk/xxgknb/2024n/index.html">2024年度</a></li>'
        '<li><a href="/zwgk/zfgb/2023/">2023年</a></li><li><a href="http://other.gov.cn/zwgk/xxgknb/2022/">2022年</a></li>'
        '<li><a href="gbm/">各部门</a></li><li><a href="javascript:;">2021年</a></li></ul>'
    )
    assert read_column(page(links), COLUMN).more == (Ask(f"{COLUMN}2024n/index.html"), Ask(f"{COLUMN}2023/"))
    assert read_column(page(links, f"{COLUMN}2023/"), f"{COLUMN}2023/").more == ()


def test_only_the_pages_of_this_column_are_followed() -> None:
    links = (
        '<ul class="list"></ul><a href="index_2.html">2</a><a href="/zwgk/index_2.html">2</a><a href="index.html">1</a>'
    )
    assert read_column(page(links), COLUMN).older == (Ask(f"{COLUMN}index_2.html"),)


def test_an_empty_list_is_read_and_no_list_is_unreadable() -> None:
    assert read_column(page('<ul class="list"></ul>'), COLUMN).entries == ()
    with pytest.raises(Unreadable):
        read_column(page("<html><body><p>系统维护中</p></body></html>"), COLUMN)
    with pytest.raises(Unreadable):
        read_column(page(""), COLUMN)


def test_a_column_whose_number_is_known_is_read_in_one_answer() -> None:
    ask = FAMILY.start(f"{COLUMN}#25190")
    assert ask == Ask("http://www.example.gov.cn/postmeta/i/25190.json", data=True)
    answer = {
        "id": 25190,
        "children": [{"id": number, "name": f"{year}年", "pub_point": "x"} for number, year in ((7, 2023), (9, 2024))]
        + [{"id": 8, "name": "2022年度"}, {"id": 10, "name": "政策解读"}],
        "articles": [
            {"id": 1, "title": "甲局2024年年报", "url": f"{COLUMN}content/mpost_1.html", "date": "2025-01-20"},
            {"id": 2, "title": "草稿", "url": ""},
        ],
    }
    column = read_column(Page(ask.url, 200, {}, json.dumps(answer).encode(), ask), COLUMN)
    assert column.entries == (Entry(f"{COLUMN}content/post_1.html", "甲局2024年年报", dt.date(2025, 1, 20)),)
    numbers = [[each.url.rpartition("/")[2] for each in asks] for asks in (column.more, column.older)]
    assert numbers == [["9.json", "7.json"], ["8.json"]]


def test_where_that_answer_is_missing_the_page_is_read() -> None:
    ask = FAMILY.start(f"{COLUMN}#25190")
    column = read_error(Page(ask.url, 404, {}, b"", ask), f"{COLUMN}#25190")
    assert column is not None
    assert column.more == (Ask(COLUMN),)
    assert "/postmeta/i/25190.json answered 404" in column.remark
    with pytest.raises(Unreadable):
        read_column(Page(ask.url, 200, {}, b"<html>", ask), COLUMN)


def test_a_page_in_gbk_that_says_gb2312() -> None:
    body = '<meta charset="gb2312"><ul><li><a href="content/post_1.html">甲镕局2020年年报</a></li></ul>'.encode(
        "gb18030"
    )
    column = read_column(Page(COLUMN, 200, {}, body), COLUMN)
    assert column.entries[0].title == "甲镕局2020年年报"


def test_a_post_of_the_sample_names_its_attachment(portal: SamplePortal) -> None:
    post = read_post(fetch(f"{portal.url}/zwgk/xxgknb/2020/content/post_10021015.html"))
    name = "广州市白云区人民政府嘉禾街道办事处2020年政府信息公开工作年度报告.pdf"
    assert post.attachments == (Attachment(f"{portal.url}/attachment/0/321/321015/10021015.pdf", name),)
    assert post.published_on == dt.date(2021, 1, 15)
    assert fetch(post.attachments[0].url).body.startswith(b"%PDF")


def test_a_withdrawn_post_answers_404_and_leaves_the_list(portal: SamplePortal) -> None:
    address = f"{portal.url}/zwgk/xxgknb/"
    url = f"{address}2020/content/post_10021022.html"
    assert fetch(url).status == 200
    portal.set_day(dt.date(2021, 3, 5))
    assert fetch(url).status == 404
    pages = [read_column(fetch(f"{address}2020/{name}"), address) for name in ("", "index_2.html")]
    assert url not in [entry.url for column in pages for entry in column.entries]


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ('<meta content="2026-05-18 10:19" name="pubdate"><p>', dt.date(2026, 5, 18)),
        (
            '<meta name="PubDate" content="yyyy-MM-dd"><p>发布日期：2025-01-14 16:18 文章来源：本网</p>',
            dt.date(2025, 1, 14),
        ),
        ('<meta name="PubDate" content=""><p>来源：珠江街发布日期：2021-01-22</p>', dt.date(2021, 1, 22)),
        ("<p>二〇二一年</p>", None),
    ],
)
def test_publication_date(body: str, published: dt.date | None) -> None:
    assert read_post(page(body, POST)).published_on == published


def test_files_of_other_posts_are_no_attachments() -> None:
    body = (
        '<div class="text"><a href="/attachment/0/1/11/2020043.wps">点击下载</a>'
        '<a href="/attachment/0/1/12/99.pdf">往年</a><a href="http://x.gov.cn/app.html">下载</a></div>'
        '<div class="m-attachment"><a class="pdf" href="/f/33.pdf">全文.pdf</a></div>'
    )
    assert read_post(page(body, POST)).attachments == (
        Attachment("http://www.example.gov.cn/attachment/0/1/11/2020043.wps", "2020043.wps"),
        Attachment("http://www.example.gov.cn/f/33.pdf", "全文.pdf"),
    )


def test_pictures_count_only_where_they_stand_in_for_the_text() -> None:
    picture = (
        '<div class="content"><p><img class="nfw-cms-img" src="/img/0/1/post_2020043.png" alt="第1页.png"></p>{}</div>'
    )
    assert read_post(page(picture.format(""), POST)).attachments == (
        Attachment("http://www.example.gov.cn/img/0/1/post_2020043.png", "第1页.png"),
    )
    assert read_post(page(picture.format(f"<p>{'一段正文。' * 60}</p>"), POST)).attachments == ()
