"""A list that a script puts on the page, a moment after the page is there, and turns by a button."""

from __future__ import annotations

import re

from tests.portals.pages import article, document, frame, home
from tests.portals.reports import ROWS, find
from tests.portals.simulator import Quirks, Simulator, page_of, pages_in
from tests.portals.site import Answer, Question, Site, data, not_found

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
        if post := _POST.match(question.path):
            row = find(ROWS, int(post[1]))
            if row is None:
                return not_found()
            link = f'<p><a href="/datacall/file/{row.id}.{row.media}">{row.file_name}</a></p>'
            return article(row, row.text + (link if row.form == "attachment" else ""))
        if file := _FILE.match(question.path):
            row = find(ROWS, int(file[1]))
            return document(row) if row else not_found()
        return not_found()

    return Site("rendered", COLUMN, routes, browser="always")


def _rows(number: int) -> Answer:
    rows = [
        {"url": f"/datacall/show/{row.id}.html", "title": row.title, "date": f"{row.on}"}
        for row in page_of(ROWS, number, PER_PAGE)
    ]
    return data({"rows": rows, "pages": pages_in(ROWS, PER_PAGE)})


SIMULATOR = Simulator(build, sniffed=False)
