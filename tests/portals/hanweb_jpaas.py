"""大汉 Hanweb with jpaas: HTML inside JSON, turned by `paramJson` only."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from tests.portals.pages import article, document, frame, home, items
from tests.portals.reports import ROWS, Row, among, find
from tests.portals.simulator import Quirks, Simulator, page_of
from tests.portals.site import Answer, Question, Site, data, html, not_found

NUMBER = 1229779129
COLUMN = f"/col/col{NUMBER}/index.html"
BUILD = "/api-gateway/jpaas-publish-server/front/page/build/unit"
DOWNLOAD = "/api-gateway/jpaas-web-server/front/document/download"
QUIRKS = {
    "first_page_only": "whatever page is asked for, the first is answered, with a count of 432",
    "double_quotes": "`queryData` is written with double quotes inside single ones, `parseType` as `buildstatic`",
    "refused": "403 for a request without the column's page as Referer",
}
_POST = re.compile(r"^/art/\d{4}/art_\d{32}_(\d+)\.html$")


def build(quirks: Quirks) -> Site:
    rows = ROWS if "first_page_only" in quirks else among(40)

    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"政府信息公开": "/col/col1229779100/index.html", "政府信息公开年报": COLUMN})
        if question.path == COLUMN:
            return _column(quirks)
        if question.path == BUILD:
            return _build(question, rows, quirks)
        if question.path == DOWNLOAD:
            row = find(ROWS, int(question.query.get("fileUrl", "0")))
            return document(row) if row else not_found()
        post = _POST.match(question.path)
        return _post(find(rows, int(post[1]))) if post else not_found()

    return Site("hanweb-jpaas", COLUMN, routes)


def _column(quirks: Quirks) -> Answer:
    spelling = "buildstatic" if "double_quotes" in quirks else "bulidstatic"
    fields = {"webId": "3096", "tplSetId": "abc", "pageType": "column", "parseType": spelling, "editType": "null"}
    text = json.dumps(fields | {"tagId": "当前栏目_list", "pageId": f"{NUMBER}"}, ensure_ascii=False)
    attribute = f"queryData='{text}'" if "double_quotes" in quirks else 'queryData="' + text.replace('"', "'") + '"'
    return frame("政府信息公开年报", f'<div class="unit" url="{BUILD}" {attribute}></div>')


def _build(question: Question, rows: tuple[Row, ...], quirks: Quirks) -> Answer:
    referer = question.headers.get("referer", "")
    if "refused" in quirks and not referer.endswith(COLUMN):
        return html("<h1>403 Forbidden</h1>", 403)
    if question.query.get("pageId") != f"{NUMBER}" or question.query.get("tagId") != "当前栏目_list":
        return data({"success": False, "message": "参数错误", "data": None})
    param = json.loads(question.query.get("paramJson") or "{}")
    number, size = int(param.get("pageNo", 1)), int(param.get("pageSize", 15))
    shown = rows[:size] if "first_page_only" in quirks else page_of(rows, number, size)
    count = 432 if "first_page_only" in quirks else len(rows)
    listed = items((f"/art/{row.on.year}/art_{'0' * 32}_{row.id}.html", row) for row in shown)
    pager = f'<div class="pagination" rows="{size}" count="{count}"></div>'
    return data({"success": True, "message": "", "data": {"html": listed + pager}})


def _post(row: Row | None) -> Answer:
    if row is None:
        return not_found()
    address = f"{DOWNLOAD}?fileUrl={row.id}&fileName={quote(row.file_name)}"
    link = f'<p><a href="{address}">{row.file_name}</a></p>' if row.form == "attachment" else ""
    return article(row, row.text + link, box='id="zoom"')


SIMULATOR = Simulator(build, QUIRKS)
