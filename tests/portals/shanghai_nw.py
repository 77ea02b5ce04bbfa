"""上海: `/nw12344/`, posts in a folder per day, called by 32 hexadecimal digits."""

from __future__ import annotations

import re

from tests.portals.pages import article, document, frame, home, items
from tests.portals.reports import ROWS, Row, find
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
        if post := _POST.match(question.path):
            return _post(find(ROWS, int(post[1])))
        if file := _FILE.match(question.path):
            row = find(ROWS, int(file[1]))
            return document(row) if row else not_found()
        return not_found()

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


def _post(row: Row | None) -> Answer:
    if row is None:
        return not_found()
    link = f'<p><a href="/cmsres/{row.id}.{row.media}">{row.file_name}</a></p>' if row.form == "attachment" else ""
    return article(row, row.text + link, box='id="ivs_content" class="Article_content"')


SIMULATOR = Simulator(build, QUIRKS, undated=frozenset({"undated"}))
