"""A report as the content of a post: an HTML fragment as a portal's editor stores it; the portal wraps it in a page."""

from __future__ import annotations

from html import escape

from crawler.sample.build.manuscript import Block, Manuscript, Paragraph, Style, blocks
from crawler.sample.build.tables import Cell, Table

_STYLES = {
    Style.MARKER: "text-align: center; color: #b00020;",
    Style.LETTERHEAD: "text-align: center; font-size: 24px; color: #d00;",
    Style.TITLE: "text-align: center; font-size: 22px;",
    Style.HEADING: "text-indent: 2em;",
    Style.BODY: "text-indent: 2em;",
    Style.SIGN_OFF: "text-align: right;",
    Style.CLOSING: "text-indent: 2em;",
}
_STRONG = {Style.TITLE, Style.HEADING}


def html_bytes(manuscript: Manuscript) -> bytes:
    """The fragment in UTF-8: one block element a line, tables with the spans of the official form."""
    return "".join(f"{_block(block)}\n" for block in blocks(manuscript)).encode()


def _block(block: Block) -> str:
    return _paragraph(block) if isinstance(block, Paragraph) else _table(block)


def _paragraph(paragraph: Paragraph) -> str:
    text = escape(paragraph.text, quote=False)
    if paragraph.style in _STRONG:
        text = f"<strong>{text}</strong>"
    return f'<p style="{_STYLES[paragraph.style]}">{text}</p>'


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width: {share:.1%};">' for share in table.widths)
    rows = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows)
    return (
        '<table border="1" cellspacing="0" cellpadding="4" style="border-collapse: collapse; width: 100%;">\n'
        f"<colgroup>{columns}</colgroup>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _cell(cell: Cell) -> str:
    spans = "".join(f' {name}="{n}"' for name, n in (("colspan", cell.width), ("rowspan", cell.height)) if n > 1)
    align = "left" if cell.kind == "label" else "center"
    return f'<td{spans} style="text-align: {align};">{escape(cell.text, quote=False)}</td>'
