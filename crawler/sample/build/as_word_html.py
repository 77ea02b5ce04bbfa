"""A report as a page exported from Word and pasted into a portal: right to look at, laborious to read.

Every line of a cell is a paragraph of its own, runs of figures are parted from the words around them, figures have
no-break spaces beside them, and attributes have no quotation marks. All of this is what real pages of this kind look
like.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from crawler.sample.build.manuscript import Block, Manuscript, Style, blocks
from crawler.sample.build.tables import Cell, Placed, Table, placed

_PAGE_WIDTH = 652
_HEAD = """<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
\t{mso-style-parent:""; margin:0cm; text-align:justify; text-justify:inter-ideograph; mso-pagination:none;
\tfont-size:10.5pt; font-family:"Times New Roman","serif"; mso-fareast-font-family:宋体; mso-font-kerning:1.0pt;}
-->
</style>
<div class=WordSection1 style='layout-grid:15.6pt'>
"""
_TAIL = "</div>\n"
_INDENT = "text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt"
_PARAGRAPHS = {
    Style.MARKER: " align=center style='text-align:center'",
    Style.LETTERHEAD: " align=center style='text-align:center'",
    Style.TITLE: " align=center style='text-align:center;line-height:32.0pt;mso-line-height-rule:exactly'",
    Style.HEADING: f" style='{_INDENT}'",
    Style.BODY: f" style='{_INDENT}'",
    Style.SIGN_OFF: " align=right style='text-align:right;line-height:28.0pt'",
    Style.CLOSING: f" style='{_INDENT}'",
}
_FONTS = {
    Style.TITLE: "font-size:22.0pt;font-family:方正小标宋简体",
    Style.HEADING: "font-size:16.0pt;font-family:黑体",
}
_BODY_FONT = "font-size:16.0pt;font-family:仿宋_GB2312"
_CELL_FONT = "font-size:10.5pt;font-family:宋体;mso-bidi-font-family:宋体;mso-font-kerning:0pt"
_END = "<o:p></o:p>"

_RUN = re.compile(r"[\x21-\x7e]+|[^\x21-\x7e]{1,14}")


def word_html_bytes(manuscript: Manuscript) -> bytes:
    """The fragment in UTF-8, with the style sheet and the mso properties Word leaves in it."""
    return (_HEAD + "".join(f"{_block(block)}\n" for block in blocks(manuscript)) + _TAIL).encode()


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    font = _FONTS.get(block.style, _BODY_FONT)
    return f"<p class=MsoNormal{_PARAGRAPHS[block.style]}>{_runs(block.text, font)}</p>"


def _runs(text: str, font: str) -> str:
    return "".join(_span(run, font) for run in (*_RUN.findall(text), ""))


def _span(text: str, font: str) -> str:
    """A run of one language; an empty one is the mark Word sets at the end of a paragraph."""
    language = " lang=EN-US" if text.isascii() else ""
    content = escape(text, quote=False).replace(" ", "&nbsp;") or _END
    return f"<span{language} style='{font}'>{content}</span>"


def _table(table: Table) -> str:
    widths = [round(_PAGE_WIDTH * share) for share in table.widths]
    rows = groupby(placed(table), key=lambda place: place.row)
    lines = "\n".join(_row(number, "".join(_cell(place, widths) for place in places)) for number, places in rows)
    return (
        f"<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 width={sum(widths)} "
        f"style='border-collapse:collapse;mso-padding-alt:0cm 0cm 0cm 0cm'>\n{lines}\n</table>"
    )


def _row(number: int, cells: str) -> str:
    return f" <tr style='mso-yfti-irow:{number};height:19.5pt'>\n{cells} </tr>"


def _cell(place: Placed, widths: list[int]) -> str:
    cell = place.cell
    width = sum(widths[place.column : place.column + cell.width])
    spans = "".join(f" {name}={n}" for name, n in (("colspan", cell.width), ("rowspan", cell.height)) if n > 1)
    top = "" if place.row == 0 else "border-top:none;"
    style = f"border:solid windowtext 1.0pt;{top}mso-border-alt:solid windowtext .5pt;padding:0cm 3.4pt"
    paragraphs = "".join(f"  {_cell_paragraph(cell, line)}\n" for line in cell.text.split("\n"))
    return f"  <td width={width}{spans} style='{style}'>\n{paragraphs}  </td>\n"


def _cell_paragraph(cell: Cell, line: str) -> str:
    """A line of a cell; figures other than 0 have a space before them, left from the blank form that was filled in."""
    align = "left" if cell.kind == "label" else "center"
    typed = f" {line}" if cell.kind == "figure" and line != "0" else line
    return f"<p class=MsoNormal align={align} style='text-align:{align}'>{_runs(typed, _CELL_FONT)}</p>"
