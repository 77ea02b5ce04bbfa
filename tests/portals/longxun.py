"""龙讯: columns by number, further pages by `pageIndex` in the query."""

from __future__ import annotations

import re

from tests.portals.pages import article, frame, home, items
from tests.portals.posts import Posts, link_to_file
from tests.portals.reports import ROWS, Row
from tests.portals.simulator import Quirks, Simulator, page_of, pages_in
from tests.portals.site import Answer, Question, Site, html

PER_PAGE = 5
QUIRKS = {
    "content_column": "the column is `/content/column/ID?pageIndex=1`",
    "numbers_only": "the pager has numbers only, no link that says 下一页",
}
_POST = re.compile(r"^/public/(\d+)/(\d+)\.html$")
_FILE = re.compile(r"^/group1/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    path, query = "/public/column/6600", "type=4&catId=6720&action=list&nav=3&pageIndex="
    if "content_column" in quirks:
        path, query = "/content/column/6600", "pageIndex="

    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"政府信息公开": "/public/column/6600", "政府信息公开年报": f"{path}?{query}1"})
        if question.path == path and question.query.get("pageIndex"):
            return _column(int(question.query["pageIndex"]), f"{path}?{query}", quirks)
        answer = POSTS.answer(question.path)
        return answer if answer.status == 200 else html("<html><body>目录id已隐藏</body></html>")

    return Site("longxun", f"{path}?{query}1", routes)


def _column(number: int, stem: str, quirks: Quirks) -> Answer:
    """A number past the end is answered with the last page."""
    pages = pages_in(ROWS, PER_PAGE)
    shown = page_of(ROWS, min(number, pages), PER_PAGE)
    numbers = "".join(f'<a href="{stem}{n}">{n}</a>' for n in range(1, pages + 1))
    following = f'<a href="{stem}{number + 1}">下一页</a>'
    pager = numbers if "numbers_only" in quirks else numbers + following
    listed = items((f"/public/6600/{row.id}.html", row) for row in shown)
    return frame("政府信息公开年报", f'{listed}<div class="page">{pager.replace("&", "&amp;")}</div>')


def _post(row: Row) -> Answer:
    link = link_to_file(row, f"/group1/{row.id}.{row.media}")
    return article(row, row.text + link, box='id="zoom"')


POSTS = Posts(_POST, _FILE, ROWS, _post)
SIMULATOR = Simulator(build, QUIRKS)
