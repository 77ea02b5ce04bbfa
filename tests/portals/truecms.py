"""truecms: XML inside JSONP, 404 without a Referer, and a limit of rows at once that differs from site to site."""

from __future__ import annotations

import json
import re

from tests.portals.pages import article, frame, home
from tests.portals.posts import Posts, link_to_file
from tests.portals.reports import Row, among
from tests.portals.simulator import Quirks, Simulator
from tests.portals.site import Answer, Question, Site, not_found

NUMBER = "20160"
COLUMN = f"/ntsrmzf/xxgknb/{NUMBER}.html"
CONTROLLER = "/truecms/messageController/getMessage.do"
QUIRKS = {
    "twenty": "more than 20 rows at once are answered with none",
    "ten": "more than 10 rows at once are answered with 404",
}
ROWS = among(60)
_POST = re.compile(r"^/ntsrmzf/content/(\d+)\.html$")
_FILE = re.compile(r"^/ntsrmzf/upload/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"信息公开": "/ntsrmzf/xxgk.html", "信息公开年报": COLUMN})
        if question.path == COLUMN:
            script = f'$.ajax({{url:"{CONTROLLER}",dataType:"jsonp",data:{{columnId:"{NUMBER}"}}}});'
            return frame("信息公开年报", f'<div class="box"></div><script>{script}</script>')
        if question.path == CONTROLLER:
            return _message(question, quirks)
        return POSTS.answer(question.path)

    return Site("truecms", COLUMN, routes)


def _message(question: Question, quirks: Quirks) -> Answer:
    if not question.headers.get("referer", "").endswith(COLUMN) or question.query.get("columnId") != NUMBER:
        return not_found()
    first, size = int(question.query["startrecord"]), int(question.query["perpage"])
    if "ten" in quirks and size > 10:
        return not_found()
    shown = () if "twenty" in quirks and size > 20 else ROWS[first - 1 : int(question.query["endrecord"])]
    records = "".join(f"<record><![CDATA[{_row(row)}]]></record>" for row in shown)
    store = f"<datastore><totalrecord>{len(ROWS)}</totalrecord><recordset>{records}</recordset></datastore>"
    call = f"{question.query['callback']}({json.dumps({'result': store}, ensure_ascii=False)})"
    return Answer(call.encode(), "application/javascript; charset=utf-8")


def _row(row: Row) -> str:
    return f'<li><a href="/ntsrmzf/content/{row.id}.html" title="{row.title}">{row.title[:14]}</a><i>{row.on}</i></li>'


def _post(row: Row) -> Answer:
    link = link_to_file(row, f"/ntsrmzf/upload/{row.id}.{row.media}")
    return article(row, row.text + link, box='id="zoom"')


POSTS = Posts(_POST, _FILE, ROWS, _post)
SIMULATOR = Simulator(build, QUIRKS)
