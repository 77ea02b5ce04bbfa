"""大汉 Hanweb with jpage: XML in a script of the page, `dataproxy.jsp` behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from tests.portals.pages import article, frame, home
from tests.portals.posts import Posts, link_to_file
from tests.portals.reports import Row, among
from tests.portals.simulator import Quirks, Simulator
from tests.portals.site import Answer, Question, Site, html

NUMBER, UNIT, INLINE = 33718, 212860, 15
COLUMN = f"/col/col{NUMBER}/index.html"
QUIRKS = {
    "by_page": "the proxy heeds `page` and `perpage` only, and takes no notice of `startrecord`",
    "get_only": "the proxy answers a POST with 405",
    "old_path": "the proxy is `/module/jpage/dataproxy.jsp`",
    "bare_page": "the page holds no records itself",
    "odd_records": "a record without a link among the others, dates broken over lines, `totalpage` wrong",
    "readlabel": "the date is in an attribute, for screen readers",
}
ROWS = among(40)
_POST = re.compile(rf"^/art/\d+/\d+/\d+/art_{NUMBER}_(\d+)\.html$")
_FILE = re.compile(r"^/attach/0/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    proxy = "/module/jpage/dataproxy.jsp" if "old_path" in quirks else "/module/web/jpage/dataproxy.jsp"

    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"信息公开": "/col/col33700/index.html", "信息公开年报": COLUMN})
        if question.path == COLUMN:
            return _column(proxy, quirks)
        if question.path == proxy:
            return _proxy(question, quirks)
        return POSTS.answer(question.path)

    return Site("hanweb-jpage", COLUMN, routes)


def _column(proxy: str, quirks: Quirks) -> Answer:
    rows = () if "bare_page" in quirks else ROWS[:INLINE]
    fields = {"page": 1, "appid": 1, "webid": 1, "path": "/", "columnid": NUMBER, "unitid": UNIT, "webname": "示例"}
    group = f'<nextgroup><![CDATA[<a href="{proxy}?{urlencode(fields)}&permissiontype=0"></a>]]></nextgroup>'
    store = f'<script type="text/xml"><datastore>{group}{_records(rows, quirks)}</datastore></script>'
    script = (
        f"<script>var param_{UNIT}={{columnid:{NUMBER},unitid:'{UNIT}'}}; "
        f"$('#{UNIT}').jpage({{totalRecord:{len(ROWS)},perPage:5}});</script>"
    )
    return frame("信息公开年报", f'<div id="{UNIT}">{store}<ul></ul></div>{script}')


def _records(rows: Sequence[Row], quirks: Quirks) -> str:
    records = [f"<record><![CDATA[{_row(row, quirks)}]]></record>" for row in rows]
    if "odd_records" in quirks and records:
        records[1] += "<record><![CDATA[<li class='line'></li>]]></record>"
    return f"<recordset>{''.join(records)}</recordset>"


def _row(row: Row, quirks: Quirks) -> str:
    shown = f'<span class="time">{row.on}</span>'
    if "odd_records" in quirks:
        shown = f'<span class="time">{row.on.year}-\n {row.on.month:02}-\n {row.on.day:02}</span>'
    if "readlabel" in quirks:
        shown = f'<b readlabel="{row.on}"></b>'
    address = f"/art/{row.on.year}/{row.on.month}/{row.on.day}/art_{NUMBER}_{row.id}.html"
    return f"<li><a title='{row.title}' href='{address}'>{row.title[:14]}…</a>{shown}</li>"


def _proxy(question: Question, quirks: Quirks) -> Answer:
    if question.method == "POST" and "get_only" in quirks:
        return html("<h1>405</h1>", 405)
    fields = {**question.query, **question.form}
    if fields.get("columnid") != str(NUMBER) or fields.get("unitid") != str(UNIT):
        return html("")
    first, last = int(fields.get("startrecord", 1)), int(fields.get("endrecord", len(ROWS)))
    if "by_page" in quirks:
        page, size = int(fields.get("page", 1)), min(300, int(fields["perpage"]))
        first, last = (page - 1) * size + 1, page * size
    head = f"<totalrecord>{len(ROWS)}</totalrecord><totalpage>{'20' if 'odd_records' in quirks else '8'}</totalpage>"
    return Answer(f"<datastore>{head}{_records(ROWS[first - 1 : last], quirks)}</datastore>".encode(), "text/xml")


def _post(row: Row) -> Answer:
    link = link_to_file(row, f"/attach/0/{row.id}.{row.media}")
    return article(row, row.text + link, box='id="zoom"')


POSTS = Posts(_POST, _FILE, ROWS, _post)
SIMULATOR = Simulator(build, QUIRKS)
