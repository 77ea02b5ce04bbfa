"""Shells, columns that are the report, summaries of links, and telling families from their looks."""

from __future__ import annotations

import datetime as dt

import pytest

from crawler.families import FAMILIES, Ask, Attachment, Entry, Unreadable
from crawler.families.posts import read_post
from crawler.families.sniff import SIGNS, sniff
from tests.crawler.answers import page

GOV = "https://www.example.gov.cn"
REPORT = "<h2>一、总体情况</h2><p>……</p><h2>三、收到和处理政府信息公开申请情况</h2><h2>四、行政复议</h2>"


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("<script>location.replace('./jbxx/')</script>", "/gknb/jbxx/"),
        ('<script>window.location.href = "/zfxxgk/nb.html";</script>', "/zfxxgk/nb.html"),
        ('<iframe src="/visitcount.jsp"></iframe><iframe src="/list/nb.html"></iframe>', "/list/nb.html"),
        ('<frameset><frame src="/top_header.html"><frame src="main.html"></frameset>', "/gknb/main.html"),
    ],
)
def test_a_shell_leads_to_its_list_whatever_the_family(body: str, target: str) -> None:
    url = f"{GOV}/gknb/"
    for family, reader in (("shell", "auto"), ("trs-wcm", ""), ("auto", "")):
        assert FAMILIES[family].read_column(page(f"<html>{body}</html>", url), url).more == (
            Ask(GOV + target, family=reader),
        )


@pytest.mark.parametrize(
    "body",
    [
        "<script>location.replace('http://www.elsewhere.com/')</script>",
        '<iframe src="https://www.elsewhere.com/list"></iframe>',
        '<iframe src="/login.jsp"></iframe>',
        f"<script>location.href='/x'</script>{'<p>一段说明。</p>' * 500}",
        "<p>系统维护中</p>",
    ],
)
def test_what_is_no_shell_stays_unreadable(body: str) -> None:
    for family in ("shell", "trs-wcm"):
        with pytest.raises(Unreadable):
            FAMILIES[family].read_column(page(f"<html><body>{body}</body></html>", f"{GOV}/gknb/"), f"{GOV}/gknb/")


@pytest.mark.parametrize(
    ("head", "body", "title", "day"),
    [
        (
            '<meta name="ArticleTitle" content="某市2023年政府信息公开工作年度报告">'
            '<meta name="PubDate" content="2024-01-30">',
            f"<div>{REPORT}</div>",
            "某市2023年政府信息公开工作年度报告",
            dt.date(2024, 1, 30),
        ),
        (
            "<title>政府信息公开年报 - 某市政府门户网站</title>",
            f"<a href='/'>政府信息公开年报</a><h1>某市2023年政府信息公开工作年度报告</h1>发布时间：2024-01-30{REPORT}",
            "某市2023年政府信息公开工作年度报告",
            dt.date(2024, 1, 30),
        ),
        ("", f"<p>某市2023年度政府信息公开工作报告</p>{REPORT}", "某市2023年度政府信息公开工作报告", None),
    ],
)
def test_a_column_may_be_the_report(head: str, body: str, title: str, day: dt.date | None) -> None:
    url = f"{GOV}/col/col1229781154/index.html"
    for family in ("report-page", "hanweb-jpaas", "trs-wcm"):
        given = page(f"<html><head>{head}</head><body>{body}</body></html>", url)
        assert FAMILIES[family].read_column(given, url).entries == (Entry(url, title, day),)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>某市2023年政府信息公开工作年度报告</h1><p>正在更新</p>",
        f"<h1>某市2023年法治政府建设年度报告</h1>{REPORT}",
        f"<h1>关于编制政府信息公开工作年度报告的通知</h1>{REPORT}",
    ],
)
def test_what_is_no_report_stays_unreadable(body: str) -> None:
    with pytest.raises(Unreadable):
        FAMILIES["report-page"].read_column(page(f"<html><body>{body}</body></html>", GOV), GOV)


SUMMARY = (
    '<ul class="menu"><li><a href="/">首页</a></li></ul><h1>2024年度政府信息公开工作年度报告汇总</h1><table>'
    '<tr><td>1</td><td><a href="qjyj.pdf">区教育局</a></td></tr>'
    '<tr><td>2</td><td>区民政局</td><td><a href="/nb/qmzj.docx">qmzj.docx</a></td></tr>'
    '<tr><td>3</td><td>区司法局</td><td><a href="qsfj.html">查看</a></td></tr>'
    '<tr><td>4</td><td><a href="qczj.html">区财政局2024年政府信息公开工作年度报告</a></td>'
    "<td>2025-01-20</td></tr></table>"
)


def test_a_summary_names_each_report_by_its_body_and_its_own_heading() -> None:
    url = f"{GOV}/wzxxgknb/2025/index.html"
    kind = "2024年度政府信息公开工作年度报告"
    assert FAMILIES["link-table"].read_column(page(SUMMARY, url), url).entries == (
        Entry(f"{GOV}/wzxxgknb/2025/qjyj.pdf", f"区教育局（{kind}）"),
        Entry(f"{GOV}/nb/qmzj.docx", f"区民政局（{kind}）"),
        Entry(f"{GOV}/wzxxgknb/2025/qsfj.html", f"区司法局（{kind}）"),
        Entry(f"{GOV}/wzxxgknb/2025/qczj.html", "区财政局2024年政府信息公开工作年度报告", dt.date(2025, 1, 20)),
    )


def test_a_list_leads_to_its_summaries() -> None:
    rows = "".join(
        f'<li><a href="/nb/{year}.html">某区{year}年政府信息公开年报汇总</a>{year + 1}-02-01</li>'
        for year in (2022, 2023, 2024)
    )
    column = FAMILIES["generic-static"].read_column(page(f"<ul>{rows}</ul>", f"{GOV}/nb/"), f"{GOV}/nb/")
    assert column.more == tuple(Ask(f"{GOV}/nb/{year}.html", family="link-table") for year in (2024, 2023))
    assert column.older == (Ask(f"{GOV}/nb/2022.html", family="link-table"),)


@pytest.mark.parametrize("heading", ["2024年预算公开汇总", "政府信息公开年报", "年报编制培训汇总"])
def test_other_headings_are_no_summaries(heading: str) -> None:
    body = SUMMARY.replace("2024年度政府信息公开工作年度报告汇总", heading)
    with pytest.raises(Unreadable):
        FAMILIES["link-table"].read_column(page(body, GOV), GOV)


@pytest.mark.parametrize(
    ("url", "body", "family"),
    [
        ("https://edu.gd.gov.cn/gkmlpt/annualreport", "<p>", "gkmlpt"),
        (GOV, "<script>window._CONFIG = {\n APP_URL: '/x',\n SID: '175'", "gkmlpt"),
        (GOV, '<a href="content/post_2719455.html">', "nfcms"),
        (GOV, '<a href="https://www.shantou.gov.cn/attachment/0/155/155859/2545933.pdf">', "nfcms"),
        (GOV, "<script type='text/xml'><datastore>", "hanweb-jpage"),
        (GOV, '"/module/web/jpage/dataproxy.jsp?page=1" /module/xxgk/search.jsp', "hanweb-jpage"),
        (GOV, '<iframe src="/module/xxgk/tree.jsp?area=1">', "hanweb-xxgk"),
        (GOV, "<div queryData=\"{'webId':'1'}\">", "hanweb-jpaas"),
        (GOV, "/truecms/messageController/getMessage.do", "truecms"),
        (f"{GOV}/govInfoPub/x.html", "", "epoint-ewb"),
        (GOV, "createPageHTML('page_div',10, 1,'list','shtml',189)", "kaipu-cmspro"),
        ("http://www.hrbdl.gov.cn/hebdlq/c112289c/", "<ul>", "kaipu-cmspro"),
        ("https://daqing.gov.cn/x/", '<a href="/site/c1/202602/c01_1108994.shtml">', "kaipu-cmspro"),
        (GOV, '<a href="./202009/t20200903_2748784.html">', "trs-wcm"),
        (GOV, 'createPageHTML(1,0, "index","shtml","3")', "trs-wcm"),
        (GOV, '<a href="/info/1001/123.htm">', "vsb"),
        (f"{GOV}/public/column/6600?type=4&catId=1&action=list", "<ul>", "longxun"),
        ("https://www.shanghai.gov.cn/nw12344/", "<ul>", "shanghai-nw"),
        (GOV, "<h1>2024年度政府信息公开工作年度报告汇总</h1>", "link-table"),
        (GOV, "<ul><li>2024-01-01", "generic-static"),
        (GOV, "", "generic-static"),
    ],
)
def test_families_are_told_from_their_looks(url: str, body: str, family: str) -> None:
    assert sniff(page(body, url)) == family


def test_the_table_names_families_we_have_each_once() -> None:
    names = [sign.family for sign in SIGNS]
    assert len(set(names)) == len(names)
    assert set(names) <= set(FAMILIES)
    assert names[-1] == "generic-static"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            '<div id="vsb_content">附件【<a href="/system/_content/download.jsp?wbfileid=7">年报.pdf</a>】</div>',
            "年报.pdf",
        ),
        ('<div id="zoom"><a href="/x/document/download?fileUrl=E&fileName=%E5%B9%B4.xlsx">下载</a></div>', "年.xlsx"),
        ('<div class="TRS_Editor"></div><a href="./P020240123456789.pdf">附件</a>', "P020240123456789.pdf"),
        ('<a id="xzdllj" href="/files/1.doc">下载</a>', "1.doc"),
        ('<div class="annex"><a href="/files/1.doc" title="报告.doc">点击下载</a></div>', "报告.doc"),
        ('<div id="UCAP-CONTENT"><a href="/files/1.docx">全文</a></div>', "全文"),
        ('<div id="zoom"><a href="/file?id=7">年度报告.pdf</a><a href="/news/7">相关新闻</a></div>', "年度报告.pdf"),
        ('<div class="trs_editor_view"><p><img src="W020240101.png" alt="第一页"></p></div>', "第一页"),
        (f'<div class="trs_editor_view"><p><img src="a.png"></p>{"一段正文。" * 60}</div>', None),
        ('<div class="footer"><a href="/app.zip">客户端</a></div>', None),
    ],
)
def test_attachments_of_any_platform(body: str, found: str | None) -> None:
    names = [
        attachment.name
        for attachment in read_post(page(f"<html><body>{body}</body></html>", f"{GOV}/a/1.html")).attachments
    ]
    assert names == ([found] if found else [])


def test_a_post_of_the_disclosure_platform_is_read_as_such_in_any_column() -> None:
    url = f"{GOV}/gkmlpt/content/3/3255/post_3255421.html"
    detail = '{"content": "", "attachment": [{"name": "报告.pdf", "url": "/a/3255421.pdf"}]}'
    post = FAMILIES["nfcms"].read_post(
        page(f"<script>window._CONFIG = {{SID: '1', DETAIL: {detail}, TREE: []}}</script>", url)
    )
    assert post.attachments == (Attachment(f"{GOV}/a/3255421.pdf", "报告.pdf"),)
