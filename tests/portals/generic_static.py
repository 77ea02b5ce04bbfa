"""A portal of no known make: a list with dates, and the ways such portals go on to the next page."""

from __future__ import annotations

import re

from tests.portals.pages import article, frame, home, items
from tests.portals.posts import Posts, link_to_file
from tests.portals.reports import ROWS, Row
from tests.portals.simulator import Quirks, Simulator, page_of, pages_in
from tests.portals.site import Answer, Question, Site, not_found

FOLDER, PER_PAGE = "/xxgk/gknb/", 5
QUIRKS = {
    "by_name": "the pager has numbers only, `index_2.html`",
    "by_query": "pages differ by `?page=2`",
    "by_script": "the pager is `createPageHTML`, of no known make",
    "endless": "the last page is repeated, however far one goes on",
    "first_again": "any page past the end is answered with the first",
    "hollow": "a page past the end answers with an empty list",
    "split_dates": "year, month and day stand in lines of their own",
    "gbk": "pages are in GBK and say gb2312",
    "wrong_charset": "pages are in GBK, and the header says UTF-8",
    "twins": "each row is linked by http and by https",
    "definition": "the list is a `dl`, dates written 2021年1月15日",
}
_LIST = re.compile(rf"^{FOLDER}(?:index(?:_(\d+))?\.html)?$")
_POST = re.compile(rf"^{FOLDER}show/(\d+)\.html$")
_FILE = re.compile(r"^/upfiles/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"信息公开": "/xxgk/", "信息公开年报": FOLDER})
        if column := _LIST.match(question.path):
            number = int(column[1] or question.query.get("page") or 1)
            return _in_charset(_column(number, question.base, quirks), quirks)
        answer = POSTS.answer(question.path)
        return _in_charset(answer, quirks) if "html" in answer.media_type else answer

    return Site("generic-static", FOLDER, routes)


def _column(number: int, base: str, quirks: Quirks) -> Answer:
    pages = pages_in(ROWS, PER_PAGE)
    if number > pages:
        if "hollow" in quirks:
            return frame("信息公开年报", items([]))
        if not quirks & {"endless", "first_again"}:
            return not_found()
        number = pages if "endless" in quirks else 1
    rows = [(f"{base}{FOLDER}show/{row.id}.html", row) for row in page_of(ROWS, number, PER_PAGE)]
    return frame("信息公开年报", f'{_listed(rows, quirks)}<div class="page">{_pager(number, pages, quirks)}</div>')


def _listed(rows: list[tuple[str, Row]], quirks: Quirks) -> str:
    if "definition" in quirks:
        lines = (f'<dd><a href="{url}">{row.title}</a> {row.on:%Y年%-m月%-d日}</dd>' for url, row in rows)
        return f"<dl>{''.join(lines)}</dl>"
    if "twins" in quirks:
        rows = [pair for url, row in rows for pair in ((url, row), (url.replace("http:", "https:"), row))]
    listed = items(rows)
    if "split_dates" in quirks:
        listed = re.sub(r"<span>(\d+)-(\d+)-(\d+)</span>", r"<span><b>\1</b>-\n\2-\n<i>\3</i></span>", listed)
    return listed


def _pager(number: int, pages: int, quirks: Quirks) -> str:
    name = "?page={}" if "by_query" in quirks else "index_{}.html"
    if "by_script" in quirks:
        return f"<script>createPageHTML({pages}, {number}, 'index', 'html')</script>"
    numbers = "".join(f'<a href="{name.format(n)}">{n}</a>' for n in range(2, pages + 1))
    if quirks & {"by_name", "by_query"}:
        return numbers
    more = number < pages or bool(quirks & {"endless", "first_again", "hollow"})
    return numbers + (f'<a href="{name.format(number + 1)}">下一页</a>' if more else "")


def _in_charset(answer: Answer, quirks: Quirks) -> Answer:
    if not quirks & {"gbk", "wrong_charset"} or answer.status != 200:
        return answer
    body = answer.body.decode().replace('<meta charset="utf-8">', '<meta charset="gb2312">').encode("gb18030")
    return Answer(body, "text/html; charset=utf-8" if "wrong_charset" in quirks else "text/html")


def _post(row: Row) -> Answer:
    link = link_to_file(row, f"/upfiles/{row.id}.{row.media}")
    return article(row, row.text + link, box='class="content"')


POSTS = Posts(_POST, _FILE, ROWS, _post)
SIMULATOR = Simulator(build, QUIRKS)
