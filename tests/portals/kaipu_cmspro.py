"""开普 CMSPro: static `.shtml` pages whose pager counts pages and rows; `?page=2` answers the first page."""

from __future__ import annotations

import re

from tests.portals.pages import article, frame, home, items
from tests.portals.posts import Posts
from tests.portals.reports import ROWS, Row
from tests.portals.simulator import Quirks, Simulator, page_of, pages_in
from tests.portals.site import Answer, Question, Site, not_found

FOLDER, PER_PAGE = "/site/c112289c/", 5
QUIRKS = {
    "xlist": "the list's pages are called `xlist.shtml`, `xlist_2.shtml`",
    "hex": "posts are called by 32 hexadecimal digits",
    "unnamed_file": "the link to the file says 下载 only, and has the id `xzdllj`",
}
_POST = re.compile(r"/20\d{4}/(?:c01_|0{24})(\d{8})\.shtml$")
_FILE = re.compile(r"/files/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    stem = "xlist" if "xlist" in quirks else "list"
    column = re.compile(rf"^{FOLDER}{stem}(?:_(\d+))?\.shtml$")

    posts = Posts(_POST, _FILE, ROWS, lambda row: _post(row, quirks))

    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"信息公开": "/site/c112200c/list.shtml", "信息公开年报": f"{FOLDER}{stem}.shtml"})
        if found := column.match(question.path):
            return _column(int(found[1] or 1), stem, quirks)
        return posts.answer(question.path)

    return Site("kaipu-cmspro", f"{FOLDER}{stem}.shtml", routes)


def _column(number: int, stem: str, quirks: Quirks) -> Answer:
    shown = page_of(ROWS, number, PER_PAGE)
    if not shown:
        return not_found()
    name = "0" * 24 if "hex" in quirks else "c01_"
    listed = items((f"{FOLDER}{row.on:%Y%m}/{name}{row.id}.shtml", row) for row in shown)
    pages = pages_in(ROWS, PER_PAGE)
    pager = f"createPageHTML('page_div',{pages}, {number},'{stem}','shtml',{len(ROWS)});"
    return frame("信息公开年报", f'{listed}<div id="page_div"></div><script>{pager}</script>')


def _post(row: Row, quirks: Quirks) -> Answer:
    link = ""
    if row.form == "attachment":
        mark, name = ('id="xzdllj"', "下载") if "unnamed_file" in quirks else ("", row.file_name)
        link = f'<div class="down"><a {mark} href="{FOLDER}files/{row.id}.{row.media}">{name}</a></div>'
    inside, beside = ("", link) if "unnamed_file" in quirks else (link, "")
    return article(row, row.text + inside, beside, box='id="UCAP-CONTENT"')


SIMULATOR = Simulator(build, QUIRKS)
