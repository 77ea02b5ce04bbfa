"""大汉 Hanweb with xxgk: a list that `search.jsp` gives as a piece of HTML, for a form the page's script sends."""

from __future__ import annotations

import re

from tests.portals.pages import article, frame, home
from tests.portals.posts import Posts, link_to_file
from tests.portals.reports import ROWS, Row
from tests.portals.simulator import Quirks, Simulator, page_of, pages_in
from tests.portals.site import Answer, Question, Site, html

NUMBER, PER_PAGE = 1229498488, 5
COLUMN = f"/col/col{NUMBER}/index.html"
SEARCH = "/module/xxgk/search.jsp"
QUIRKS = {"all_columns": "the page names no `infotypeId`: the answer holds the rows of all columns"}
_POST = re.compile(r"^/art/\d+/\d+/\d+/art_\d+_(\d+)\.html$")
_FILE = re.compile(r"^/attach/0/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    kind = "" if "all_columns" in quirks else "A0212"

    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"政府信息公开": "/col/col1229498400/index.html", "政府信息公开年报": COLUMN})
        if question.path == COLUMN:
            return _column(kind)
        if question.path == SEARCH and question.method == "POST":
            return _search(question, kind)
        return POSTS.answer(question.path)

    return Site("hanweb-xxgk", COLUMN, routes)


def _column(kind: str) -> Answer:
    fields = f"infotypeId:'{kind}',jdid:'3096',area:'002482429',divid:'div{NUMBER}'"
    return frame(
        "政府信息公开年报",
        '<iframe src="/module/xxgk/tree.jsp?area=002482429"></iframe>'
        f'<div id="div{NUMBER}"></div><script>$.post("{SEARCH}?standardXxgk=0&currpage=1",{{{fields}}});</script>',
    )


def _search(question: Question, kind: str) -> Answer:
    if question.form.get("jdid") != "3096" or question.form.get("infotypeId", "") != kind:
        return html("")
    number = int(question.query.get("currpage", "1"))
    rows = "".join(_row(n, row, kind) for n, row in enumerate(page_of(ROWS, number, PER_PAGE)))
    pager = f"<tr><td>&nbsp;&nbsp;共{pages_in(ROWS, PER_PAGE)}页&nbsp;</td></tr>"
    return html(f"<table>{rows}{pager}</table>")


def _row(number: int, row: Row, kind: str) -> str:
    column = NUMBER if kind or row.is_report else 1229498499
    address = f"/art/{row.on.year}/{row.on.month}/{row.on.day}/art_{column}_{row.id}.html"
    name = "odd" if number % 2 else "even"
    link = f'<a class="bt_link" href="{address}" title="{row.title}">{row.title[:14]}…</a>'
    return f'<tr class="tr_main_value_{name}"><td>{number}</td><td>{link}</td><td>{row.on}</td></tr>'


def _post(row: Row) -> Answer:
    link = link_to_file(row, f"/attach/0/{row.id}.{row.media}")
    return article(row, row.text + link, box='id="zoom"')


POSTS = Posts(_POST, _FILE, ROWS, _post)
SIMULATOR = Simulator(build, QUIRKS)
