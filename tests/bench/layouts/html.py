"""Web pages: from clean markup to what Word, editors and portals make of it."""
# ruff: noqa: E501 - markup is easier to check in one piece

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from itertools import groupby
from random import Random

from crawler.sample.build.manuscript import Block, Style
from crawler.sample.build.tables import Cell, Placed, Table, placed
from tests.bench.layouts.layout import Layout, is_applications, split_table
from tests.bench.layouts.portal import in_layout_tables, in_portal
from tests.bench.truth import Truth

_SHEET_WIDTH = 15
"""Columns of a sheet that holds all three tables."""


@dataclass(frozen=True, slots=True)
class Knobs:
    """`cell` sets the inside of a cell; `quotes` are put around attributes; `chrome` is kilobytes of portal around."""

    cell: str = "plain"
    quotes: str = '"'
    hidden_row: bool = False
    wrong_spans: bool = False
    split: str = ""
    unclosed: bool = False
    encoding: str = "utf-8"
    declared: str = "utf-8"
    chrome: int = 0
    nested: bool = False
    post: bool = False
    div_title: bool = False
    one_table: bool = False


def render(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """The bytes of the page."""
    blocks = [part for block in truth.blocks for part in _parts(block, rng, knobs)]
    body = (
        _one_table(blocks, knobs)
        if knobs.one_table
        else "\n".join(
            _table(block, knobs) if isinstance(block, Table) else _paragraph(block.text, block.style, knobs)
            for block in blocks
        )
    )
    charset = f'<meta charset="{knobs.declared}">' if knobs.declared else ""
    if knobs.post:
        page = _post(truth, body, charset)
    elif knobs.nested:
        page = in_layout_tables(truth, body, charset)
    elif knobs.chrome:
        page = in_portal(truth, body, charset, knobs.chrome, rng)
    else:
        page = (
            f"<!DOCTYPE html><html><head>{charset}<title>{escape(truth.title)}</title></head><body>{body}</body></html>"
        )
    return page.encode(knobs.encoding)


def _parts(block: Block, rng: Random, knobs: Knobs) -> tuple[Block, ...]:
    if isinstance(block, Table) and knobs.split and is_applications(block):
        return split_table(block, rng, repeat=knobs.split == "repeat")
    return (block,)


def _paragraph(text: str, style: Style, knobs: Knobs) -> str:
    inner = escape(text, quote=False)
    if knobs.cell == "mso":
        return f"<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'>{_spans(text)}<span lang=EN-US><o:p></o:p></span></p>"
    if knobs.div_title:
        tag = "div" if style in (Style.TITLE, Style.SIGN_OFF) else "p"
        return f"<{tag} style='text-indent:2em'>&emsp;&emsp;{inner}<br></{tag}>"
    return f'<p style="text-indent: 2em">{inner}' + ("" if knobs.unclosed else "</p>")


def _table(table: Table, knobs: Knobs) -> str:
    rows = groupby(placed(table), key=lambda place: place.row)
    lines = [_row([_cell(place, table, knobs) for place in places], knobs) for _, places in rows]
    if knobs.hidden_row:
        widths = "".join(f"<td width={round(600 * share)} style='border:none'></td>" for share in table.widths)
        lines.append(f"<tr height=0 style='height:0'>{widths}</tr>")
    tag = "class=MsoNormalTable border=0" if knobs.cell == "mso" else 'border="1"'
    body = "\n".join(lines)
    return f"<table {tag}>{body}</table>" if knobs.unclosed else f"<table {tag}><tbody>\n{body}\n</tbody></table>"


def _one_table(blocks: list[Block], knobs: Knobs) -> str:
    """The whole report as the rows of one table, as a spreadsheet saves it."""
    rows: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            places = groupby(placed(block), key=lambda place: place.row)
            rows += [_row([_cell(place, block, knobs) for place in row], knobs) for _, row in places]
        else:
            rows += [
                f"<tr><td colspan={_SHEET_WIDTH}>{escape(line, quote=False)}</td></tr>"
                for line in block.text.split("\n")
            ]
    return f"<table border=0>{''.join(rows)}</table>"


def _row(cells: list[str], knobs: Knobs) -> str:
    return "<tr>" + "".join(cells) + ("" if knobs.unclosed else "</tr>")


def _cell(place: Placed, table: Table, knobs: Knobs) -> str:
    cell = _misspanned(place, table) if knobs.wrong_spans else place.cell
    quote = knobs.quotes
    spans = "".join(
        f" {name}={quote}{n}{quote}" for name, n in (("colspan", cell.width), ("rowspan", cell.height)) if n > 1
    )
    end = "" if knobs.unclosed else "</td>"
    return f"<td{spans} style='text-align:center'>{CELLS[knobs.cell](cell)}{end}"


def _misspanned(place: Placed, table: Table) -> Cell:
    """Spans that end beyond the table or one row too far: a browser cuts them off or moves the next cells along."""
    cell = place.cell
    if cell.kind == "label" and cell.height > 10:
        return replace(cell, height=cell.height + 1)
    if cell.kind == "label" and place.row == len(table.rows) - 1:
        return replace(cell, height=5)
    if cell.kind == "head" and cell.width == 4:
        return replace(cell, width=9)
    return cell


def _plain(cell: Cell) -> str:
    return escape(cell.text, quote=False).replace("\n", "<br>")


def _paragraphs(cell: Cell) -> str:
    lines = cell.text.split("\n") if cell.text else ["&nbsp;"]
    return "".join(
        f"<p style='text-align:center'>{line if line == '&nbsp;' else escape(line, quote=False)}</p>\n"
        for line in lines
    )


def _mso(cell: Cell) -> str:
    """A paragraph a line, figures and words in spans of their own, a no-break space before a figure, line ends
    anywhere."""
    lead = (
        "<span style='mso-spacerun:yes'>&nbsp;</span>" if cell.kind == "figure" and cell.text not in ("0", "") else ""
    )
    lines = "".join(
        f"<p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'>{lead}{_spans(line)}</p>"
        for line in cell.text.split("\n")
    )
    return f"\n  {lines}\n  "


def _spans(text: str) -> str:
    pieces = groupby(text, key=lambda char: char.isascii())
    runs = ("".join(chars) for _, chars in pieces)
    return "".join(
        f"<span\nlang=EN-US style='font-size:10.5pt;mso-bidi-font-family:宋体'>{escape(run)}</span>" for run in runs
    )


def _split_digits(cell: Cell) -> str:
    """Each character in a span of its own, as some editors leave pasted text."""
    return "".join(f"<span>{escape(char)}</span>" if char != "\n" else "<br>" for char in cell.text) or "<br>"


def _spaced(cell: Cell) -> str:
    lines = escape(cell.text, quote=False).replace("\n", "<br/>")
    return f"\n\t\t\t&nbsp;{lines}\u3000\n\t\t"


CELLS: dict[str, Callable[[Cell], str]] = {
    "plain": _plain, "paragraphs": _paragraphs, "mso": _mso, "digits": _split_digits, "spaced": _spaced,
}  # fmt: skip


def _post(truth: Truth, body: str, charset: str) -> str:
    """A page of gkmlpt: the post is JSON inside a script, the page itself shows menus."""
    detail = {"id": 1, "title": truth.title, "content": body, "first_publish_time": 1705543200, "date": 1705500000}
    value = json.dumps(detail, ensure_ascii=False).replace("</", "<\\/")
    config = f"window._CONFIG = {{ SITE_ID: 1, DETAIL: {value}, CATE: {{}} }}"
    return (
        f"<!DOCTYPE html><html><head>{charset}<title>政府信息公开</title><script>{config}</script></head>"
        "<body><div id='app'><ul><li>政府信息公开指南</li><li>政府信息公开制度</li><li>政府信息公开年报</li></ul></div></body></html>"
    )


def _layout(name: str, about: str, **knobs: object) -> Layout:
    return Layout(f"html-{name}", "html", "report.html", partial(render, knobs=Knobs(**knobs)), about)  # type: ignore[arg-type]


LAYOUTS = (
    _layout("clean", "one block element a line, spans of the official form"),
    _layout("word", "exported by Word: mso styles, spans around every run, unquoted attributes, a row of no height",
            cell="mso", quotes="", hidden_row=True),
    _layout("nested", "menus, calendars and the article in nested layout tables", nested=True, cell="paragraphs"),
    _layout("wrong-spans", "spans that end beyond the table or a row too far", wrong_spans=True),
    _layout("paragraph-a-number", "every line of a cell is a paragraph, blanks are no-break spaces", cell="paragraphs",
            div_title=True),
    _layout("split-repeated", "the big table cut in two, its headers repeated", split="repeat"),
    _layout("split-bare", "the big table cut in two, no headers over the second half", split="bare", cell="spaced"),
    _layout("gbk-unlabelled", "GBK without a charset", encoding="gb18030", declared=""),
    _layout("gbk-mislabelled", "GBK that calls itself UTF-8", encoding="gb18030", declared="utf-8", cell="mso"),
    _layout("post-json", "a gkmlpt page whose post is in window._CONFIG", post=True, cell="paragraphs"),
    _layout("portal", "100 to 500 KB of portal around: menus, lists of other reports, footers", chrome=100,
            cell="spaced"),
    _layout("unclosed", "no end tags at all", unclosed=True),
    _layout("one-table", "the whole report in one table, saved by a spreadsheet", one_table=True),
    _layout("split-digits", "every character in a span of its own", cell="digits", chrome=20),
)  # fmt: skip
