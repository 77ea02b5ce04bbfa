"""The sample's disclosure platform: pages with `_CONFIG`, the API behind them, posts that a script shows."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from crawler.sample.calendar import GKMLPT_COLUMN, GKMLPT_SID, GKMLPT_SITE, PUBLICATIONS, Publication
from crawler.sample.pages import Ask, Reply, frame, not_found, read_document, render

ROOT = f"/{GKMLPT_SITE}/gkmlpt/"
_EMPTY_COLUMN = 2601
_PER_PAGE = 100
_BEIJING = dt.timezone(dt.timedelta(hours=8))
_TABS = re.compile(r"^m?(annualreport|index|guide|policy)$")
_POST = re.compile(r"^content/(\d+)/(\d+)/m?post_(\d+)\.html$")
_QUOTE = re.compile(r'(?<!\\)((?:\\\\)*)\\"')

_CATALOGUE = 10018010
_CATALOGUE_TITLE = "政府信息公开目录（2019年版）"
_CATALOGUE_DAY = dt.date(2019, 7, 1)


def answer(ask: Ask) -> Reply:
    """The answer to any address below ROOT."""
    rest = ask.path.removeprefix(ROOT)
    if _TABS.match(rest):
        return _tab(ask)
    if rest.startswith("api/all/"):
        return _rows(ask, rest.removeprefix("api/all/"))
    post = _POST.match(rest)
    return _post(ask, int(post[3])) if post and _is_at(post) else not_found(ask)


def _posts(day: dt.date) -> list[Publication]:
    up = [post for post in PUBLICATIONS if post.form == "gkmlpt" and post.is_up(day)]
    return sorted(up, key=lambda post: post.published_on, reverse=True)


def _is_at(match: re.Match[str]) -> bool:
    """Whether the folders of a post's address follow from its number, as they do on the platform."""
    number = int(match[3])
    return (int(match[1]), int(match[2])) == (number // 1_000_000, number // 1_000)


def _address(ask: Ask, number: int) -> str:
    return f"{ask.base}{ROOT}content/{number // 1_000_000}/{number // 1_000}/post_{number}.html"


def _tree(ask: Ask) -> list[dict[str, Any]]:
    """The columns; `post_count` counts more than the API gives, and one column lives elsewhere."""
    count = len(_posts(ask.day)) + 5
    jump = f"{ask.base}/zwgk/xxgknb/"
    duties = {"id": _EMPTY_COLUMN, "name": "机构职能", "post_count": 0, "jump_url": "", "children": []}
    portal = {"id": 2602, "name": "区政府信息", "post_count": 0, "jump_url": jump, "children": []}
    main = {"id": 2600, "name": "法定主动公开内容", "post_count": count, "jump_url": "", "children": [duties, portal]}
    report = {"id": GKMLPT_COLUMN, "name": "政府信息公开年报", "post_count": count, "jump_url": "", "children": []}
    return [main, report]


def _tab(ask: Ask) -> Reply:
    main = render("disclosure.html", sid=GKMLPT_SID, tree=_literal(_tree(ask)))
    return frame(ask, "政府信息公开平台", main)


def _rows(ask: Ask, column: str) -> Reply:
    """A page of the API; past the end it answers 404."""
    given = ask.query.get("page", "1")
    page = max(1, int(given)) if given.isdigit() else 1
    rows = _articles(ask) if column == str(GKMLPT_COLUMN) else []
    known = column in (str(GKMLPT_COLUMN), str(_EMPTY_COLUMN)) and ask.query.get("sid") == GKMLPT_SID
    offset = (page - 1) * _PER_PAGE
    if not known or (offset and offset >= len(rows)):
        return Reply(b'{"error":"not found"}', "application/json", 404)
    classify = {"id": int(column), "name": "政府信息公开年报", "parent": 0, "post_count": len(rows) + 3, "jump_url": ""}
    data = {"classify": classify, "total": len(rows), "offset": offset, "articles": rows[offset : offset + _PER_PAGE]}
    return Reply(json.dumps(data).encode(), "application/json")


def _articles(ask: Ask) -> list[dict[str, Any]]:
    rows = [_article(ask, post) for post in _posts(ask.day)]
    linked = {"id": 10018003, "type": "url", "title": "一图读懂&nbsp;政府信息公开工作年度报告"}
    linked |= {"url": "https://mp.weixin.qq.com/s/sample", "create_time": 1561910400, "attachment": []}
    undated = {"id": _CATALOGUE, "type": "normal", "title": _CATALOGUE_TITLE, "url": _address(ask, _CATALOGUE)}
    undated |= {"create_time": "", "created_at": "", "attachment": []}
    return [*rows, linked, undated]


def _article(ask: Ask, post: Publication) -> dict[str, Any]:
    published = dt.datetime.combine(post.published_on, dt.time(16, 25, 8), _BEIJING)
    written = dt.datetime.combine(post.published_on - dt.timedelta(days=2), dt.time(), _BEIJING)
    moment = int(published.timestamp())
    return {
        "id": post.id,
        "title": post.title,
        "type": "normal",
        "date": int(written.timestamp()),
        "create_time": moment,
        "first_publish_time": moment,
        "display_publish_time": moment,
        "created_at": published.strftime("%Y-%m-%d %H:%M:%S"),
        "publisher": post.body,
        "classify_main": GKMLPT_COLUMN,
        "classify_main_name": "政府信息公开年报",
        "url": _address(ask, post.id),
        "post_url": "",
        "identifier": f"11440118SAMPLE0000/{post.published_on.year}-{post.id % 100_000:05}",
        "attachment": [],
    }


def _post(ask: Ask, number: int) -> Reply:
    if number == _CATALOGUE:
        detail = {"id": number, "title": _CATALOGUE_TITLE, "content": "<p>见各栏目。</p>", "attachment": []}
        return _post_page(ask, detail, _CATALOGUE_DAY)
    post = next((post for post in _posts(ask.day) if post.id == number), None)
    if post is None:
        return not_found(ask)
    content = read_document(post.file_on(ask.day)).decode("utf-8")
    return _post_page(ask, _article(ask, post) | {"content": content}, post.published_on)


def _post_page(ask: Ask, detail: dict[str, Any], published: dt.date) -> Reply:
    main = render(
        "disclosure_post.html",
        title=detail["title"],
        identifier=detail.get("identifier", ""),
        written=published - dt.timedelta(days=2),
        published=published,
        sid=GKMLPT_SID,
        detail=_literal(detail),
        tree=_literal(_tree(ask)),
    )
    meta = (
        f'<meta name="ArticleTitle" content="{detail["title"]}">\n<meta name="PubDate" content="{published} 16:25">\n'
    )
    return frame(ask, detail["title"], main, meta=meta)


def _literal(value: object) -> str:
    """JSON as the platform writes it into a script: markup and quotes inside strings as \\u escapes."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003C").replace(">", "\\u003E")
    return _QUOTE.sub(r"\1\\u0022", text)
