"""广东省政府信息公开平台: `_CONFIG` in the page, the API behind it, posts whose text is in `DETAIL`."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from tests.portals.pages import document, frame, home
from tests.portals.reports import Row, among, find
from tests.portals.simulator import Quirks, Simulator
from tests.portals.site import Answer, Question, Site, data, not_found

BASE = "/slq"
COLUMN, SID, PER_PAGE = 2629, "200171", 100
QUIRKS = {
    "jump": "the column in TREE has a `jump_url`: its rows are in the portal's own pages",
    "index_only": "the report tab's TREE lacks the column; the index tab has it",
    "proxy_hosts": "addresses name the inner host `salt.proxy.….gov.cn:80`",
    "mobile": "rows lead to the pages for telephones, `mpost_ID.html`",
    "doubled": "a row is listed twice, and once more under another number with the same address",
    "counted_late": "`total` lags behind: it is 100 although a second page exists",
}
_BEIJING = dt.timezone(dt.timedelta(hours=8))
_POST = re.compile(rf"^{BASE}/gkmlpt/content/(\d+)/(\d+)/m?post_(\d+)\.html$")
_FILE = re.compile(rf"^{BASE}/attachment/(\d+)/(\d+)/(\d+)/(\d+)\.\w+$")
_API = f"{BASE}/gkmlpt/api/all/"


def build(quirks: Quirks) -> Site:
    rows = among(130)

    def routes(question: Question) -> Answer:
        path = question.path
        if path == "/":
            return home({"政府信息公开": f"{BASE}/gkmlpt/index"})
        if re.fullmatch(rf"{BASE}/gkmlpt/m?(index|annualreport|guide|policy)", path):
            return _tab(_tree(rows, path, quirks))
        if path.startswith(_API):
            return _api(question, path.removeprefix(_API), rows, quirks)
        if path.startswith("/zwgk/xxgknb/"):
            return _portal_column(rows)
        if post := _POST.match(path):
            return _post(rows, post, quirks)
        if file := _FILE.match(path):
            row = find(rows, int(file[4]))
            return document(row) if row and row.form == "attachment" else not_found()
        return not_found()

    return Site("gkmlpt", f"{BASE}/gkmlpt/annualreport", routes)


def _tree(rows: tuple[Row, ...], path: str, quirks: Quirks) -> list[dict[str, Any]]:
    """`post_count` counts more than the API gives; one column is empty."""
    jump = "/zwgk/xxgknb/" if "jump" in quirks else ""
    count = len(rows) + 96
    duties = {"id": 2601, "name": "机构职能", "post_count": 0, "jump_url": "", "children": []}
    main = {"id": 2600, "name": "法定主动公开内容", "post_count": count, "jump_url": "", "children": [duties]}
    report = {"id": COLUMN, "name": "政府信息公开年报", "post_count": count, "jump_url": jump, "children": []}
    hidden = "index_only" in quirks and not path.endswith("/index")
    return [main] if hidden else [main, report]


def _tab(tree: list[dict[str, Any]]) -> Answer:
    return frame("政府信息公开平台", f'<div id="post-list"></div>\n{_config("{}", tree)}')


def _config(detail: str, tree: list[dict[str, Any]]) -> str:
    """The literal as the platform writes it: keys without quotes, values as JSON."""
    return (
        f"<script>\nwindow._CONFIG = {{\n APP_URL: '{BASE}/gkmlpt', SID: '{SID}',\n DETAIL: {detail},\n"
        f" TREE: {_literal(tree)},\n SERVICE_AREA_ID: 440118\n}};\n</script>"
    )


def _literal(value: object) -> str:
    """Markup and quotes inside strings as \\u escapes."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003C").replace(">", "\\u003E")
    return re.sub(r'(?<!\\)((?:\\\\)*)\\"', r"\1\\u0022", text)


def _api(question: Question, column: str, rows: tuple[Row, ...], quirks: Quirks) -> Answer:
    """100 rows a page; `page=0` is `page=1`; 404 past the end and for a body or column that is not there."""
    number = max(1, int(question.query.get("page") or 1))
    start = (number - 1) * PER_PAGE
    if column != str(COLUMN) or question.query.get("sid") != SID or start >= len(rows):
        return data({"error": "not found"}, 404)
    articles = [_article(question.base, row, quirks) for row in rows[start : start + PER_PAGE]]
    if number == 1:
        articles += _odd_rows(question.base)
    if "doubled" in quirks and number == 1:
        articles += [articles[0], articles[0] | {"id": 99}]
    total = min(PER_PAGE, len(rows)) if "counted_late" in quirks else len(rows)
    classify = {"id": COLUMN, "name": "政府信息公开年报", "parent": 0, "post_count": len(rows) + 96, "jump_url": ""}
    return data({"classify": classify, "total": total, "offset": start, "articles": articles})


def _odd_rows(base: str) -> list[dict[str, Any]]:
    linked = {"id": 3, "type": "url", "title": "一图读懂&nbsp;政府信息公开工作年度报告", "create_time": 1561910400}
    undated = {"id": 4, "type": "normal", "title": "信息公开目录", "url": f"{base}/x.html", "create_time": ""}
    return [linked | {"url": "https://mp.weixin.qq.com/s/sample", "attachment": []}, undated | {"created_at": ""}]


def _address(row: Row, name: str = "post") -> str:
    return f"{BASE}/gkmlpt/content/{row.id // 1_000_000}/{row.id // 1_000}/{name}_{row.id}.html"


def _article(base: str, row: Row, quirks: Quirks) -> dict[str, Any]:
    moment = dt.datetime.combine(row.on, dt.time(16, 25, 8), _BEIJING)
    host = "http://salt.proxy.slq.gov.cn:80" if "proxy_hosts" in quirks else base
    name = "mpost" if "mobile" in quirks else "post"
    return {
        "id": row.id,
        "title": row.title,
        "type": "normal",
        "date": int(moment.timestamp()) - 2 * 86400,
        "create_time": int(moment.timestamp()),
        "created_at": moment.strftime("%Y-%m-%d %H:%M:%S"),
        "first_publish_time": int(moment.timestamp()),
        "display_publish_time": int(moment.timestamp()),
        "publisher": "示例市示例区人民政府",
        "classify_main": COLUMN,
        "classify_main_name": "政府信息公开年报",
        "url": host + _address(row, name),
        "post_url": "",
        "identifier": f"11440118SAMPLE0000/{row.on.year}-{row.id % 100_000:05}",
        "attachment": [],
    }


def _post(rows: tuple[Row, ...], match: re.Match[str], quirks: Quirks) -> Answer:
    """The text is in DETAIL, and a script shows it; the folders of the address follow from the number."""
    row = find(rows, int(match[3]))
    if row is None or (int(match[1]), int(match[2])) != (row.id // 1_000_000, row.id // 1_000):
        return not_found()
    content = row.text
    if row.form == "attachment":
        content += (
            f'<p><a class="nfw-cms-attachment" href="{BASE}/attachment/0/7/7706/{row.id}.{row.media}" '
            f'alt="{row.file_name}">点击下载</a></p>'
        )
    detail = _literal(_article("", row, quirks) | {"content": content})
    head = f'<meta name="ArticleTitle" content="{row.title}">\n'
    script = "<script>document.querySelector('.article-content').innerHTML = _CONFIG.DETAIL.content</script>"
    main = f'<h1 class="content-title">{row.title}</h1>\n<div class="article-content"></div>\n'
    return frame(row.title, main + _config(detail, []) + script, head=head)


def _portal_column(rows: tuple[Row, ...]) -> Answer:
    """The column where `jump_url` leads: a page of the portal that links the platform's posts."""
    items = "".join(
        f'<li><a href="{_address(row)}">{row.title}</a><span class="time">{row.on}</span></li>' for row in rows
    )
    return frame("政府信息公开年报", f'<ul class="list">{items}</ul>')


SIMULATOR = Simulator(build, QUIRKS)
