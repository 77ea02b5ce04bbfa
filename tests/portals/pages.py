"""Pages every simulated portal has: a frame with the usual meta tags, a home page, an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.portals.reports import MEDIA_TYPES, Row
from tests.portals.site import Answer, html

COLUMN_NAME = "政府信息公开年报"
_MENU = (
    '<div class="position">您现在的位置：<a href="/">首页</a> &gt; '
    '<a href="/bmxxgk.htm">政府信息公开年度报告</a></div>\n'
    '<ul class="side"><li><a href="/bmxxgk/index.html">各部门政府信息公开工作年度报告</a></li>'
    '<li><a href="http://[bad">坏链接</a></li></ul>'
)
"""What surrounds every page: links that are called like reports and lead to columns, and one that leads nowhere."""


def frame(title: str, main: str, *, head: str = "", column: str = COLUMN_NAME) -> Answer:
    """A whole page around `main`."""
    return html(
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>\n'
        '<meta name="SiteName" content="示例市示例区人民政府"><meta name="SiteIDCode" content="4401990001">\n'
        f'<meta name="ColumnName" content="{column}"><meta name="ColumnType" content="{column}">\n{head}</head>\n'
        f'<body><div class="nav"><a href="/">首页</a></div>\n{_MENU}\n{main}\n'
        '<div class="footer">主办：示例市示例区人民政府办公室　访问量：<span>10086</span></div></body></html>'
    )


def home(links: Mapping[str, str]) -> Answer:
    """A home page as portals have it: much else, and among it the way to the column."""
    rows = "".join(f'<li><a href="{address}">{name}</a></li>' for name, address in links.items())
    main = (
        '<ul class="menu"><li><a href="/zjsl/">走进示例</a></li><li><a href="/hdjl/">互动交流</a></li>'
        f'<li><a href="/zwfw/">政务服务</a></li>{rows}</ul>\n'
        '<ul class="news"><li><a href="/news/1.html">示例区召开工作会议</a><span>2021-02-01</span></li>'
        '<li><a href="/news/2.html">示例区公布2020年统计年报</a><span>2021-01-30</span></li></ul>'
    )
    return frame("示例市示例区人民政府门户网站", main, column="首页")


def catalogue(links: Mapping[str, str]) -> Answer:
    """A page between home page and column, with a menu of columns and no list."""
    rows = "".join(f'<li><a href="{address}">{name}</a></li>' for name, address in links.items())
    return frame("政府信息公开", f'<ul class="menu">{rows}</ul>', column="政府信息公开")


def items(rows: Iterable[tuple[str, Row]]) -> str:
    """A list as most skins have it: the whole title in an attribute, the date beside the link."""
    lines = "".join(
        f'<li><a href="{address}" title="{row.title}" target="_blank">{row.title[:14]}…</a><span>{row.on}</span></li>'
        for address, row in rows
    )
    return f'<ul class="list">{lines}</ul>'


def article(row: Row, content: str, files: str = "", box: str = 'class="article-content"') -> Answer:
    """The page of one post; `content` is put into the box that the platform calls by `box`."""
    head = f'<meta name="ArticleTitle" content="{row.title}"><meta name="PubDate" content="{row.on} 10:19">\n'
    main = (
        f'<h1>{row.title}</h1>\n<div class="info">发布时间：{row.on} 10:19　来源：本网</div>\n'
        f"<div {box}>{content}</div>\n{files}"
    )
    return frame(row.title, main, head=head)


def document(row: Row) -> Answer:
    """The file of a post that has one."""
    return Answer(row.read(), MEDIA_TYPES[row.media])
