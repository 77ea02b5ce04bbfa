"""拓尔思 TRS WCM: static pages from `index.html` to `index_2.html`, whose number a script is told."""

from __future__ import annotations

import re

from tests.portals.pages import article, catalogue, frame, home, items
from tests.portals.posts import Posts, link_to_file
from tests.portals.reports import ROWS, Row
from tests.portals.simulator import Quirks, Simulator, page_of, pages_in
from tests.portals.site import Answer, Question, Site, html, not_found

COLUMN, PER_PAGE = "/zfxxgk/zfxxgknb/", 5
QUIRKS = {
    "create_page": "the pager's script is called `createPage`, with double quotes",
    "with_total": "`createPageHTML` is also told the number of rows",
    "count_page": "the older pager: `var countPage = 3`",
    "boxed": "the pager's script is told the box it writes to",
    "stub": "the pager counts a page too many, which answers 200 with a stub of no rows",
    "refresh": "the pager counts a page too many, which leads back to the first by a meta refresh",
    "subfolder": "posts lie in a folder of their own below the column, as those of 教育部",
    "table": "the list is a table, and the box of the text is called `class=TRS_Editor`, without quotes",
}
_LIST = re.compile(rf"^{COLUMN}(?:index(?:_(\d+))?\.html)?$")
_POST = re.compile(r"/20\d{4}/t20\d{6}_(\d+)\.html$")
_FILE = re.compile(r"/20\d{4}/P0\d{12}(\d{8})\.\w+$")


def build(quirks: Quirks) -> Site:
    posts = Posts(_POST, _FILE, ROWS, lambda row: _post(row, quirks))

    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"政府信息公开": "/zfxxgk/"})
        if question.path == "/zfxxgk/":
            return catalogue({"政府信息公开指南": "/zfxxgk/zn/", "政府信息公开年报": COLUMN})
        if column := _LIST.match(question.path):
            return _column(int(column[1] or 0), quirks)
        return posts.answer(question.path)

    return Site("trs-wcm", COLUMN, routes)


def _column(number: int, quirks: Quirks) -> Answer:
    shown = page_of(ROWS, number + 1, PER_PAGE)
    if not shown:
        return _past_the_end(quirks)
    rows = [(_address(row, quirks), row) for row in shown]
    listed = _table(rows) if "table" in quirks else items(rows)
    return frame("政府信息公开年报", f"{listed}<script>{_pager(number, quirks)}</script>")


def _past_the_end(quirks: Quirks) -> Answer:
    if "stub" in quirks:
        return html("<html><head><title>年报</title></head><body><div></div></body></html>")
    if "refresh" in quirks:
        return html('<html><head><meta http-equiv="refresh" content="0; url=./"></head><body></body></html>')
    return not_found()


def _pager(number: int, quirks: Quirks) -> str:
    pages = pages_in(ROWS, PER_PAGE) + (1 if quirks & {"stub", "refresh"} else 0)
    if "create_page" in quirks:
        return f'createPage({pages},{number},"index","html");'
    if "with_total" in quirks:
        return f'createPageHTML({pages},{number}, "index","html","{len(ROWS)}");'
    if "count_page" in quirks:
        return f"var countPage = {pages}//共多少页\n var currentPage = {number};"
    if "boxed" in quirks:
        return f"createPageHTML('page', {pages}, {number}, 'index', 'html');"
    return f"createPageHTML({pages}, {number}, 'index', 'html');"


def _address(row: Row, quirks: Quirks) -> str:
    folder = "./moe_1485/" if "subfolder" in quirks else "./"
    return f"{folder}{row.on:%Y%m}/t{row.on:%Y%m%d}_{row.id}.html"


def _table(rows: list[tuple[str, Row]]) -> str:
    lines = "".join(
        f'<tr><td width="25"><img src="../../images/ico2.jpg"></td>'
        f'<td width="550"><a href="{address}">{row.title}</a></td><td>{row.on}</td></tr>'
        for address, row in rows
    )
    return f'<table class="gl_list">{lines}</table>'


def _post(row: Row, quirks: Quirks) -> Answer:
    name = f"P0{row.on:%Y%m%d}0000{row.id}.{row.media}"
    link = link_to_file(row, f"./{name}")
    box = "class=TRS_Editor" if "table" in quirks else 'class="trs_editor_view TRS_UEDITOR"'
    return article(row, row.text + link, box=box)


SIMULATOR = Simulator(build, QUIRKS)
