"""Workbooks written by hand: merged cells, numbers as numbers or as text, one sheet for all or a sheet a table."""
# ruff: noqa: E501 - markup is easier to check in one piece

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from html import escape
from random import Random

from crawler.sample.build.tables import Table, placed
from tests.bench.layouts.layout import Layout
from tests.bench.layouts.ofd import zip_bytes
from tests.bench.truth import Truth

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True)
class Knobs:
    """`numbers`: digits are numeric cells; `sheets`: each table on its own sheet; `shift`: empty columns at the left;
    `loose`: text runs over from the first column, blank cells are not written, blank rows stand around the tables."""

    numbers: bool = True
    sheets: bool = False
    shift: int = 0
    loose: bool = False


@dataclass
class Sheet:
    """Texts by place, merged ranges as (top, left, bottom, right), and how many rows there are so far."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    height: int = 0


def render(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """The bytes of the workbook."""
    return _workbook([_sheet_xml(sheet, knobs) for sheet in lay_out(truth, knobs)])


def lay_out(truth: Truth, knobs: Knobs) -> list[Sheet]:
    """The report on sheets."""
    sheets = [Sheet()]
    for block in truth.blocks:
        if isinstance(block, Table):
            target = Sheet() if knobs.sheets else sheets[0]
            target.height += knobs.loose
            _put_table(target, block, knobs.shift)
            target.height += knobs.loose
            if knobs.sheets:
                sheets.append(target)
        else:
            for line in block.text.split("\n"):
                _put_line(sheets[0], line, knobs)
    return sheets


def _put_line(sheet: Sheet, text: str, knobs: Knobs) -> None:
    shift = knobs.shift
    sheet.cells[sheet.height, shift] = text
    if not knobs.loose:
        sheet.merges.append((sheet.height, shift, sheet.height, shift + 9))
    sheet.height += 1


def _put_table(sheet: Sheet, table: Table, shift: int) -> None:
    for place in placed(table):
        row, column, cell = sheet.height + place.row, shift + place.column, place.cell
        sheet.cells[row, column] = cell.text
        if cell.width > 1 or cell.height > 1:
            sheet.merges.append((row, column, row + cell.height - 1, column + cell.width - 1))
    sheet.height += len(table.rows)


def _name(row: int, column: int) -> str:
    letters = chr(65 + column) if column < 26 else f"A{chr(39 + column)}"
    return f"{letters}{row + 1}"


def _sheet_xml(sheet: Sheet, knobs: Knobs) -> str:
    rows: dict[int, list[str]] = {}
    for (row, column), text in sorted(sheet.cells.items()):
        if text or not knobs.loose:
            rows.setdefault(row, []).append(_cell(row, column, text, knobs.numbers))
    data = "".join(f'<row r="{row + 1}">{"".join(cells)}</row>' for row, cells in sorted(rows.items()))
    ranges = (f"{_name(top, left)}:{_name(bottom, right)}" for top, left, bottom, right in sheet.merges)
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in ranges)
    merged = f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else ""
    return f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>{merged}</worksheet>'


def _cell(row: int, column: int, text: str, numbers: bool) -> str:
    name = _name(row, column)
    if not text:
        return f'<c r="{name}"/>'
    if numbers and is_number(text):
        return f'<c r="{name}"><v>{text}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(text, quote=False)}</t></is></c>'


def is_number(text: str) -> bool:
    plain = text.removeprefix("-").replace(".", "", 1)
    return plain.isascii() and plain.isdigit()


def _workbook(sheets: list[str]) -> bytes:
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>' for n in numbers
    )
    listed = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{targets}</Relationships>',
    }
    return zip_bytes(parts | {f"xl/worksheets/sheet{n}.xml": text for n, text in zip(numbers, sheets, strict=True)})


def _layout(name: str, about: str, **knobs: object) -> Layout:
    return Layout(f"xlsx-{name}", "xlsx", "report.xlsx", partial(render, knobs=Knobs(**knobs)), about)  # type: ignore[arg-type]


LAYOUTS = (
    _layout("numbers", "everything on one sheet, figures as numbers"),
    _layout("text", "figures as text, two empty columns at the left", numbers=False, shift=2),
    _layout("loose", "text that runs over, blank cells not written, blank rows around the tables", loose=True),
    _layout("sheet-a-table", "the text on the first sheet, each table on its own", sheets=True),
)
