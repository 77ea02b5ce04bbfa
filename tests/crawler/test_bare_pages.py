"""Pages that are not taken apart: none of them may have an attachment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.families.attachments import find_attachments
from crawler.families.bare_pages import beginnings_of, has_nothing_but_text
from crawler.families.markup import parse_html
from crawler.families.posts import BODIES, find_bodies

URL = "http://www.gz.gov.cn/zwgk/content/post_1.html"
LONG = "本机关全年收到政府信息公开申请二十三件。" * 20
HEAD = "<img src='/images/logo.png' alt='门户网站'><a href='/zwgk/'>政务公开</a>"
FOOT = "<div class='footer'><a href='/map.html'>网站地图</a><img src='/images/dangzheng.png'></div>"


def is_bare(source: str) -> bool:
    return has_nothing_but_text(source, beginnings_of(BODIES))


def attachments_of(source: str) -> int:
    tree = parse_html(source)
    return len(find_attachments(tree, URL, find_bodies(tree, source)))


@pytest.mark.parametrize(
    "source",
    [
        f"<div class='article-content'>{LONG}</div>",
        f"{HEAD}<div class='article-content'><table><tr><td>{LONG}</td></tr></table></div>{FOOT}",
        f"{HEAD}<div id=zoom><p>{LONG}</p><img src='chart.png'></div>{FOOT}",
        f"{HEAD}<script>var file = 'a.pdf';</script><style>b {{ background: url(c.jpg) }}</style><p>{LONG}</p>",
    ],
)
def test_a_report_in_words_is_not_taken_apart(source: str) -> None:
    assert is_bare(source)
    assert attachments_of(source) == 0


@pytest.mark.parametrize(
    ("source", "files"),
    [
        (f"{LONG}<div class='fj'><a href='/attachment/0/1/2.pdf'>附件</a></div>", 1),
        (f"{LONG}<div class='article-content'><a href='/attachment/0/1/2.DOCX?x=1'>附件</a></div>", 0),
        ("<a title='a > b' class='nfw-cms-attachment' href='/attachment/1'>附件</a>", 1),
        ("<a href='/u/cms/www/P020210112345.html'>附件</a>", 1),
        ("<a href='/system/_content/download.jsp?wbfileid=1'>附件</a>", 1),
        (f"<div class='article-content'>{LONG}</div><div id='fj'><a href='1.doc'>附件1.doc</a></div>", 1),
        (f"{HEAD}<div class='article-content'><img src='1.png'></div>{FOOT}{LONG}", 1),
        (f"{HEAD}<div class='content'>{LONG}</div><div class='content'><img src='1.png'></div>", 1),
        (f"<div title='{LONG}' class=content><!-- {LONG} --><img src='1.png'></div>", 1),
        (f"{LONG}<p><img class='nfw-cms-img' src='1.png'></p>", 1),
    ],
)
def test_where_there_may_be_a_file_the_tree_is_asked(source: str, files: int) -> None:
    assert not is_bare(source)
    assert attachments_of(source) == files


_PIECES = st.sampled_from(
    [
        *(f"<div {name}>" for name in ("class='article-content'", "id='zoom'", "class=content", "class='fj attach'")),
        *("</div>", "<p>", "</p>", "<table><tr><td>", "</td></tr></table>", "<!--", "-->", '"', "'", "<", ">"),
        *(LONG, "见附件", "<img src='1.png'>", "<IMG SRC=2.jpg class='nfw-cms-img'>", "<a href='/x/'>", "</a>", "</A>"),
        *("<a href='3.pdf'>", "<a title='a>b' href='4.doc'>", "<a class=nfw-cms-attachment href=/5>", "附件.xls"),
        *("<a id=xzdllj href='/6'>", "<a href='/download/downfile.jsp?filename=7'>", "附件.<b>pdf</b>", "&nbsp;"),
        *("<a href='post_1.html'>", "<script>", "</script>", "<a href='8&#46;pdf'>", "<a href='/P020210112345.x'>"),
    ]
)


@given(st.lists(_PIECES, max_size=12))
def test_no_attachment_is_lost_whatever_the_markup(pieces: list[str]) -> None:
    source = "".join(pieces)
    if is_bare(source):
        assert attachments_of(source) == 0
