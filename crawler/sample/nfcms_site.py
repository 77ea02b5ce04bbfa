"""The sample's portal column: a folder per year, short pages, reports as pages, attachments and bare files."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from crawler.sample.calendar import NFCMS_COLUMN, NOTICES, PUBLICATIONS, Notice, Publication
from crawler.sample.pages import Ask, Reply, frame, not_found, read_document, render

ROWS_PER_PAGE = 4
FIRST_YEAR = 2019
_COLUMN = re.compile(rf"^{NFCMS_COLUMN}(?:(\d{{4}})/)?(?:index(?:_(\d+))?\.html)?$")
_POST = re.compile(rf"^{NFCMS_COLUMN}(?:(\d{{4}})/)?content/m?post_(\d+)\.html$")
_FILE = re.compile(r"^/attachment/0/\d+/(\d+)/(\d+)\.(\w+)$")
_FIRST_ATTACHMENT = 9_700_000
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class _Row:
    address: str
    title: str
    date: dt.date


def answer(ask: Ask) -> Reply | None:
    """The answer to an address of the column or of a file; None for any other."""
    if column := _COLUMN.match(ask.path):
        return _column(ask, int(column[1]) if column[1] else None, int(column[2] or 1))
    if post := _POST.match(ask.path):
        return _post(ask, post[1], int(post[2]))
    if file := _FILE.match(ask.path):
        return _file(ask, int(file[1]), int(file[2]))
    return None


def _publications(day: dt.date) -> list[Publication]:
    return [post for post in PUBLICATIONS if post.form != "gkmlpt" and post.is_up(day)]


def _years(day: dt.date) -> list[int]:
    """The years that have a folder: last year's appears on New Year's Day, still empty."""
    return list(range(day.year - 1, FIRST_YEAR - 1, -1))


def _column(ask: Ask, year: int | None, page: int) -> Reply:
    if year is not None and year not in _years(ask.day):
        return not_found(ask)
    rows = _notice_rows(ask) if year is None else _report_rows(ask, year)
    pages = max(1, -(-len(rows) // ROWS_PER_PAGE))
    if page > pages:
        return not_found(ask)
    shown = rows[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE]
    folder = NFCMS_COLUMN if year is None else f"{NFCMS_COLUMN}{year}/"
    main = render(
        "column.html",
        folders="\n".join(f'<li><a href="{NFCMS_COLUMN}{each}/">{each}年度</a></li>' for each in _years(ask.day)),
        rows="\n".join(map(_list_item, shown)),
        pager=_pager(folder, page, pages),
    )
    return frame(ask, f"{year}年度" if year else "政府信息公开年报", main)


def _list_item(row: _Row) -> str:
    short = row.title if len(row.title) <= 30 else f"{row.title[:29]}…"
    link = f'<a href="{row.address}" title="{row.title}" target="_blank">{short}</a>'
    return f'<li>{link}<span class="time">{row.date}</span></li>'


def _pager(folder: str, page: int, pages: int) -> str:
    addresses = [f"{folder}index{f'_{number}' if number > 1 else ''}.html" for number in range(1, pages + 1)]
    links = [
        f"<span>{number}</span>" if number == page else f'<a href="{address}">{number}</a>'
        for number, address in enumerate(addresses, start=1)
    ]
    return "".join(links)


def _notice_rows(ask: Ask) -> list[_Row]:
    up = sorted(_notices(ask.day), key=lambda notice: notice.published_on, reverse=True)
    return [_Row(f"{NFCMS_COLUMN}content/post_{each.id}.html", each.title, each.published_on) for each in up]


def _notices(day: dt.date) -> list[Notice]:
    return [notice for notice in NOTICES if notice.published_on <= day]


def _report_rows(ask: Ask, year: int) -> list[_Row]:
    posts = [post for post in _publications(ask.day) if post.year == year]
    posts.sort(key=lambda post: post.published_on, reverse=True)
    return [_Row(_row_address(ask, post), post.title, post.published_on) for post in posts]


def _row_address(ask: Ask, post: Publication) -> str:
    if post.form == "direct":
        return f"{ask.base}{_file_address(post)}"
    return f"{ask.base}{NFCMS_COLUMN}{post.year}/content/post_{post.id}.html"


def _file_address(post: Publication) -> str:
    number = post.id - _FIRST_ATTACHMENT
    return f"/attachment/{number // 1_000_000}/{number // 1_000}/{number}/{post.id}.{post.media}"


def _post(ask: Ask, year: str | None, number: int) -> Reply:
    if year is None:
        notice = next((notice for notice in _notices(ask.day) if notice.id == number), None)
        return _page(ask, notice.title, notice.published_on, "<p>（略）</p>") if notice else not_found(ask)
    posts = (post for post in _publications(ask.day) if post.form in ("page", "attachment"))
    post = next((post for post in posts if (post.id, str(post.year)) == (number, year)), None)
    if post is None:
        return not_found(ask)
    if post.form == "page":
        return _page(ask, post.title, post.published_on, read_document(post.file_on(ask.day)).decode("utf-8"))
    link = f'<a class="nfw-cms-attachment" href="{_file_address(post)}" alt="{post.title}.{post.media}">点击下载</a>'
    box = f'<div class="m-attachment">附件：{link}</div>'
    return _page(ask, post.title, post.published_on, "<p>年度报告全文见附件。</p>", box)


def _page(ask: Ask, title: str, published: dt.date, content: str, attachments: str = "") -> Reply:
    main = render("article.html", title=title, published=f"{published} 10:19", content=content, attachments=attachments)
    meta = f'<meta name="ArticleTitle" content="{title}">\n<meta name="PubDate" content="{published} 10:19">\n'
    return frame(ask, title, main, meta=meta)


def _file(ask: Ask, attachment: int, number: int) -> Reply:
    posts = (post for post in _publications(ask.day) if post.form in ("attachment", "direct"))
    post = next((post for post in posts if post.id == number), None)
    if post is None or attachment != number - _FIRST_ATTACHMENT:
        return not_found(ask)
    return Reply(read_document(post.file_on(ask.day)), _TYPES[post.media])
