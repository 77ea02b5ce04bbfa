"""上海: `/nw12344/`, posts in a folder per day, called by 32 hexadecimal digits."""

from __future__ import annotations

import re

from tests.portals.pages import article, frame, home, items
from tests.portals.posts import Posts, link_to_file
from tests.portals.reports import ROWS, Row
from tests.portals.simulator import Quirks, Simulator, page_of, pages_in
from tests.portals.site import Answer, Question, Site, not_found

COLUMN, PER_PAGE = "/nw12344/", 5
QUIRKS = {"undated": "the date is in a post's address only"}
_LIST = re.compile(rf"^{COLUMN}(?:index(?:_(\d+))?\.html)?$")
_POST = re.compile(rf"^{COLUMN}20\d{{6}}/0{{24}}(\d{{8}})\.html$")
_FILE = re.compile(r"^/cmsres/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"政务公开": "/nw4411/", "政府信息公开年报": COLUMN})
        if column := _LIST.match(question.path):
            return _column(int(column[1] or 1), quirks)
        return POSTS.answer(question.path)

    return Site("shanghai-nw", COLUMN, routes)


def _column(number: int, quirks: Quirks) -> Answer:
    rows = [(f"{COLUMN}{row.on:%Y%m%d}/{row.id:032}.html", row) for row in page_of(ROWS, number, PER_PAGE)]
    if not rows:
        return not_found()
    listed = items(rows)
    if "undated" in quirks:
        listed = re.sub(r"<span>[^<]*</span>", "", listed)
    pages = range(1, pages_in(ROWS, PER_PAGE) + 1)
    pager = "".join(f'<a href="index{"" if n == 1 else f"_{n}"}.html">{n}</a>' for n in pages)
    return frame("政府信息公开年报", f'{listed}<div class="pagination">{pager}</div>')


def _post(row: Row) -> Answer:
    link = link_to_file(row, f"/cmsres/{row.id}.{row.media}")
    return article(row, row.text + link, box='id="ivs_content" class="Article_content"')


POSTS = Posts(_POST, _FILE, ROWS, _post)
SIMULATOR = Simulator(build, QUIRKS, undated=frozenset({"undated"}))
