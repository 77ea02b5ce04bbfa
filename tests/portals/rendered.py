"""A list that a script puts on the page, a moment after the page is there, and turns by a button."""

from __future__ import annotations

import re

from tests.portals.pages import article, frame, home
from tests.portals.posts import Posts, link_to_file
from tests.portals.reports import ROWS, Row
from tests.portals.simulator import Quirks, Simulator, page_of, pages_in
from tests.portals.site import Answer, Question, Site, data

COLUMN, PER_PAGE = "/datacall/xxgknb/", 7
_POST = re.compile(r"^/datacall/show/(\d+)\.html$")
_FILE = re.compile(r"^/datacall/file/(\d+)\.\w+$")
_SCRIPT = """
<script>
var number = 1;
function show(answer) {
  document.getElementById('rows').innerHTML = answer.rows.map(function (row) {
    return '<li><a href="' + row.url + '">' + row.title + '</a><span>' + row.date + '</span></li>';
  }).join('');
  document.getElementById('next').className = number < answer.pages ? 'next' : 'next disabled';
}
function load() {
  fetch('/datacall/list?page=' + number).then(function (answer) { return answer.json(); }).then(function (answer) {
    setTimeout(function () { show(answer); }, 60);
  });
}
document.getElementById('next').onclick = function () { number += 1; load(); return false; };
load();
</script>
"""


def build(quirks: Quirks) -> Site:
    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"信息公开": "/datacall/", "信息公开年报": COLUMN})
        if question.path == COLUMN:
            pager = '<a id="next" class="next disabled" href="javascript:;">下一页</a>'
            return frame("信息公开年报", f'<ul id="rows"></ul>{pager}{_SCRIPT}')
        if question.path == "/datacall/list":
            return _rows(int(question.query.get("page", "1")))
        return POSTS.answer(question.path)

    return Site("rendered", COLUMN, routes, browser="always")


def _rows(number: int) -> Answer:
    rows = [
        {"url": f"/datacall/show/{row.id}.html", "title": row.title, "date": f"{row.on}"}
        for row in page_of(ROWS, number, PER_PAGE)
    ]
    return data({"rows": rows, "pages": pages_in(ROWS, PER_PAGE)})


def _post(row: Row) -> Answer:
    return article(row, row.text + link_to_file(row, f"/datacall/file/{row.id}.{row.media}"))


POSTS = Posts(_POST, _FILE, ROWS, _post)
SIMULATOR = Simulator(build, sniffed=False)
