"""A writer of workbooks: the XML that Excel writes, as little of it as a workbook takes."""

from __future__ import annotations

import io
import zipfile
from html import escape

from parsers.reading import Paragraph, Reading

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = f"""<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/>
<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>"""
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{SHEETS}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEETS}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{SHEETS}.styles+xml"/></Types>"""
ROOT = f"""<Relationships xmlns="{RELATIONS}">
<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""

Value = str | int | float | None
Cells = dict[tuple[int, int], Value]


def column_letters(column: int) -> str:
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def place(row: int, column: int) -> str:
    return f"{column_letters(column)}{row + 1}"


def c(row: int, column: int, value: Value) -> str:
    if isinstance(value, str):
        text = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
        return f'<c r="{place(row, column)}" t="inlineStr">{text}</c>'
    return f'<c r="{place(row, column)}"><v>{value!r}</v></c>' if value is not None else ""


def sheet(cells: Cells, merges: tuple[str, ...] = ()) -> str:
    rows: dict[int, str] = {}
    for (row, column), value in sorted(cells.items()):
        rows[row] = rows.get(row, "") + c(row, column, value)
    data = "".join(f'<row r="{row + 1}">{written}</row>' for row, written in rows.items())
    merged = "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
    return data + ("|" + f"<mergeCells>{merged}</mergeCells>" if merged else "")


def workbook(*sheets: str, states: tuple[str, ...] = (), **parts: str) -> bytes:
    """A workbook of sheets; each is the rows, then behind a bar what follows the rows."""
    listed, relations = "", f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, content in enumerate(sheets):
            state = f' state="{states[index]}"' if states else ""
            listed += f'<sheet name="表{index}" sheetId="{index + 1}"{state} r:id="r{index}"/>'
            relations += (
                f'<Relationship Id="r{index}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{index + 1}.xml"/>'
            )
            data, _, after = content.partition("|")
            written = f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>'
            archive.writestr(f"xl/worksheets/sheet{index + 1}.xml", written)
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        )
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return buffer.getvalue()


def report_workbook(reading: Reading) -> bytes:
    """What a reader found, one below the other on one sheet: text in merged cells, tables where they come."""
    cells: Cells = {}
    merges: list[str] = []
    row = 0
    for block in reading.blocks:
        if isinstance(block, Paragraph):
            cells[row, 0] = block.text
            merges.append(f"A{row + 1}:O{row + 1}")
            row += 1
            continue
        for cell in block.cells:
            cells[row + cell.row, cell.column] = _typed(cell.text)
            last = place(row + cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1)
            if last != place(row + cell.row, cell.column):
                merges.append(f"{place(row + cell.row, cell.column)}:{last}")
        row += max(cell.row + cell.rowspan for cell in block.cells)
    return workbook(sheet(cells, tuple(merges)))


def _typed(text: str) -> Value:
    """Numbers as numbers, as Excel keeps what is typed in."""
    if not text:
        return None
    digits = text.removeprefix("-").replace(".", "", 1)
    return float(text) if digits.isascii() and digits.isdigit() else text


def rows(*texts: str) -> Cells:
    """A sheet from one text a row, cells between bars."""
    return {
        (row, column): cell for row, text in enumerate(texts) for column, cell in enumerate(text.split("|")) if cell
    }
