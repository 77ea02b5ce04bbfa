"""A report as a Word document: the few parts of Office Open XML that Word needs to open one, written as text.

Nothing is compressed and every entry has the same date, so that the bytes depend on the report alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape

from crawler.sample.build.manuscript import Block, Manuscript, Paragraph, Style, blocks
from crawler.sample.build.tables import Cell, Placed, Table, placed

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/></Types>'
)


def _relationships(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


_STYLE_SHEET = (
    f'{_XML}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/><w:sz w:val="32"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>'
)
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
    "</w:sectPr>"
)
_TABLE_WIDTH = 8844

_INDENTED = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
_PARAGRAPHS = {
    Style.MARKER: '<w:jc w:val="center"/>',
    Style.LETTERHEAD: '<w:jc w:val="center"/>',
    Style.TITLE: '<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>',
    Style.HEADING: _INDENTED,
    Style.BODY: _INDENTED,
    Style.SIGN_OFF: '<w:spacing w:line="560" w:lineRule="exact"/><w:jc w:val="right"/>',
    Style.CLOSING: _INDENTED,
}
_BODY_RUN = '<w:rFonts w:hint="eastAsia"/>'
_RUNS = {
    Style.MARKER: '<w:rFonts w:hint="eastAsia"/><w:color w:val="B00020"/><w:sz w:val="24"/>',
    Style.TITLE: '<w:rFonts w:hint="eastAsia" w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>',
    Style.HEADING: '<w:rFonts w:hint="eastAsia" w:eastAsia="黑体"/>',
}
_CELL_RUN = '<w:rFonts w:hint="eastAsia" w:eastAsia="宋体"/><w:sz w:val="21"/>'
_RUN = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]+")


def docx_bytes(manuscript: Manuscript) -> bytes:
    """The document as a zip archive."""
    body = "".join(map(_block, blocks(manuscript)))
    document = f'{_XML}<w:document xmlns:w="{_W}"><w:body>{body}{_SECTION}</w:body></w:document>'
    return _archive(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _relationships("officeDocument", "word/document.xml"),
            "word/_rels/document.xml.rels": _relationships("styles", "styles.xml"),
            "word/document.xml": document,
            "word/styles.xml": _STYLE_SHEET,
        }
    )


def _archive(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode())
    return buffer.getvalue()


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block.text, _PARAGRAPHS[block.style], _RUNS.get(block.style, _BODY_RUN))
    return _table(block)


def _paragraph(text: str, properties: str, run_properties: str) -> str:
    """A paragraph whose words and figures are runs of their own, as Word parts them by language."""
    runs = "".join(
        f'<w:r><w:rPr>{run_properties}</w:rPr><w:t xml:space="preserve">{escape(run, quote=False)}</w:t></w:r>'
        for run in _RUN.findall(text)
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


_BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def _table(table: Table) -> str:
    widths = [round(_TABLE_WIDTH * share) for share in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows: list[list[str]] = [[] for _ in table.rows]
    for place in sorted(_strips(table), key=lambda strip: (strip.row, strip.column)):
        rows[place.row].append(_cell(place, widths))
    lines = "".join(_row(cells, repeated=number < table.heads) for number, cells in enumerate(rows))
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _strips(table: Table) -> Iterator[Placed]:
    """Every cell once for each row it covers, as Word counts them: `height` is 0 on the rows after the first."""
    for place in placed(table):
        yield place
        for below in range(1, place.cell.height):
            yield Placed(place.row + below, place.column, Cell("", place.cell.kind, place.cell.width, 0))


def _row(cells: list[str], *, repeated: bool) -> str:
    header = "<w:tblHeader/>" if repeated else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


_MERGES = {0: "<w:vMerge/>", 1: ""}


def _cell(place: Placed, widths: list[int]) -> str:
    cell = place.cell
    width = sum(widths[place.column : place.column + cell.width])
    span = f'<w:gridSpan w:val="{cell.width}"/>' if cell.width > 1 else ""
    merge = _MERGES.get(cell.height, '<w:vMerge w:val="restart"/>')
    align = "left" if cell.kind == "label" else "center"
    paragraph = _paragraph(cell.text, f'<w:jc w:val="{align}"/>', _CELL_RUN)
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph}</w:tc>"
