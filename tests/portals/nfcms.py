"""南方集约化平台: a portal column with a folder per year, four skins of list, files straight from the list."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.portals.pages import article, document, frame, home
from tests.portals.reports import REPORTS, ROWS, Row, find
from tests.portals.simulator import Quirks, Simulator
from tests.portals.site import Answer, Question, Site, data, not_found

COLUMN = "/zwgk/xxgknb/"
NUMBER = 25190
QUIRKS = {
    "table": "the list is a table, the date in a `th` before the title",
    "boxes": "each row is a box of its own, the date in a table inside it",
    "bare": "the date is in a `b` inside the link",
    "direct": "rows lead straight to the file, with no page between",
    "flat": "no folder per year: everything in one list",
    "mobile": "rows lead to the pages for telephones, and once more to the others",
    "postmeta": "the column's number is known, and `/postmeta/i/` gives the column in one answer",
    "postmeta_gone": "the column's number is known, and `/postmeta/i/` answers 404",
}
PER_PAGE = 3
_LIST = re.compile(rf"^{COLUMN}(?:(20\d\d)n?/)?(?:index(?:_(\d+))?\.html)?$")
_POST = re.compile(r"/content/m?post_(\d+)\.html$")
_FILE = re.compile(r"^/attachment/0/7/7706/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    def routes(question: Question) -> Answer:
        path = question.path
        if path == "/":
            return home({"政务公开": "/zwgk/", "政府信息公开年报": COLUMN})
        if path.startswith("/postmeta/i/") and "postmeta" in quirks:
            return _postmeta(question.base, path)
        if column := _LIST.match(path):
            return _column(column[1], int(column[2] or 1), quirks)
        if post := _POST.search(path):
            return _post(find(ROWS, int(post[1])), quirks)
        if file := _FILE.match(path):
            row = find(REPORTS, int(file[1]))
            return document(row) if row and row.form == "attachment" else not_found()
        return not_found()

    known = quirks & {"postmeta", "postmeta_gone"}
    return Site("nfcms", f"{COLUMN}#{NUMBER}" if known else COLUMN, routes)


def _rows(year: str | None, quirks: Quirks) -> list[Row]:
    """The rows of a year's folder, or of the column itself, which has only what is no report."""
    if "flat" in quirks:
        return list(ROWS) if year is None else []
    return [row for row in ROWS if (str(row.year) == year if year else not row.is_report)]


def _column(year: str | None, number: int, quirks: Quirks) -> Answer:
    rows = _rows(year, quirks)
    shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    if not shown and number > 1:
        return not_found()
    years = () if "flat" in quirks else (2020, 2019)
    folders = "".join(f'<li><a href="{COLUMN}{each}n/">{each}年</a></li>' for each in years)
    pages = range(1, -(-len(rows) // PER_PAGE) + 1)
    pager = "".join(f'<a href="index{"" if n == 1 else f"_{n}"}.html">{n}</a>' for n in pages)
    folder = f"{COLUMN}{year}n/" if year else COLUMN
    skin = next((SKINS[name] for name in SKINS if name in quirks), _items)
    items = skin([(_address(row, folder, quirks), row) for row in shown])
    side = f'<div class="side"><ul>{folders}</ul></div>' if folders else ""
    return frame("政府信息公开年报", f'{side}{items}<div class="pager">{pager}</div>')


def _address(row: Row, folder: str, quirks: Quirks) -> str:
    if "direct" in quirks and row.form == "attachment":
        return f"/attachment/0/7/7706/{row.id}.{row.media}"
    return f"{folder}content/{'m' if 'mobile' in quirks else ''}post_{row.id}.html"


def _items(rows: list[tuple[str, Row]]) -> str:
    items = "".join(
        f'<li><a href="{address}" title="{row.title}">{row.title[:12]}…</a><span class="time">{row.on}</span></li>'
        for address, row in rows
    )
    return f'<ul class="list">{items}</ul>'


def _table(rows: list[tuple[str, Row]]) -> str:
    lines = "".join(
        f'<tr><th>{row.on}</th><td><div class="list_td">'
        f'<a href="{address}" target="_blank">{row.title}</a></div></td></tr>'
        for address, row in rows
    )
    return f"<table>{lines}</table>"


def _boxes(rows: list[tuple[str, Row]]) -> str:
    return "".join(
        f'<div class="list_div mar-top2"><div class="list-right_title fon_1"><a href="{address}">{row.title}</a></div>'
        f"<table><tr><td>发布时间：{row.on}</td></tr></table></div>"
        for address, row in rows
    )


def _bare(rows: list[tuple[str, Row]]) -> str:
    items = "".join(
        f'<li><a target="_blank" href="{address}" title="{row.title}"><p class="over1"><span>{row.title}</span></p>'
        f"<b>{row.on}</b></a></li>"
        for address, row in rows
    )
    return f'<ul class="news_list">{items}</ul>'


def _doubled(rows: list[tuple[str, Row]]) -> str:
    return _items([*rows, *((address.replace("mpost_", "post_"), row) for address, row in rows)])


SKINS: dict[str, Callable[[list[tuple[str, Row]]], str]] = {
    "table": _table,
    "boxes": _boxes,
    "bare": _bare,
    "mobile": _doubled,
}


def _post(row: Row | None, quirks: Quirks) -> Answer:
    if row is None or ("direct" in quirks and row.form == "attachment"):
        return not_found()
    link = (
        f'<a class="nfw-cms-attachment" attachment-id="7706" href="/attachment/0/7/7706/{row.id}.{row.media}" '
        f'alt="{row.file_name}">点击下载</a>'
    )
    return article(row, row.text, f'<div class="m-attachment">{link}</div>' if row.form == "attachment" else "")


def _postmeta(base: str, path: str) -> Answer:
    """A column as data: year columns as children, rows with the moment shown and the moment of the last change."""
    children = {f"{NUMBER + 1}": 2020, f"{NUMBER + 2}": 2019}
    number = path.removeprefix("/postmeta/i/").removesuffix(".json")
    if number not in (str(NUMBER), *children):
        return data({}, 404)
    year = children.get(number)
    rows = _rows(str(year) if year else None, frozenset())
    nodes = [{"id": int(id_), "name": f"{each}年", "pub_point": f"xxgknb/{each}_1"} for id_, each in children.items()]
    folder = f"{base}{COLUMN}{year}n/" if year else f"{base}{COLUMN}"
    articles = [
        {
            "id": row.id,
            "title": row.title,
            "url": f"{folder}content/post_{row.id}.html",
            "date": f"{row.on}",
            "source": "示例区",
            "json_ext": "[]",
        }
        for row in rows
    ]
    return data({"id": int(number), "name": "年报", "children": [] if year else nodes, "articles": articles})


SIMULATOR = Simulator(build, QUIRKS)
