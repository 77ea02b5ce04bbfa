"""Excel workbooks, .xlsx and .xls, to a Reading: what each sheet that is shown holds, sheet by sheet."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from parsers.errors import Encrypted, TooLarge, Unreadable
from parsers.readers import MAX_CELLS
from parsers.readers.xlsx_bounds import Bounds, check_biff, check_package
from parsers.readers.xlsx_layout import Merge, Sheet, sheet_to_blocks
from parsers.reading import Grid, Paragraph, Reading

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XLS = "application/vnd.ms-excel"
_WHOLE = 1e15
"""Above this a floating-point number no longer tells one whole number from the next."""

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_workbook(data: bytes) -> Reading:
    """Everything on the sheets of a workbook that are shown; raises Encrypted, Unreadable or TooLarge.

    Hidden sheets and rows are left out, all of them: a reader of the report doesn't see them, and what stands there is
    the template, a list of choices or last year's figures, which would turn sound cells into doubtful ones.
    """
    is_package = data.startswith(b"PK")
    bounds = check_package(data) if is_package else check_biff(data)
    blocks: list[Paragraph | Grid] = []
    with _calamine(), load_workbook(io.BytesIO(data)) as workbook:
        for index, sheet in _shown_sheets(workbook):
            blocks.extend(sheet_to_blocks(_read_sheet(sheet, bounds, index)))
            if sum(len(block.cells) for block in blocks if isinstance(block, Grid)) > MAX_CELLS:
                raise TooLarge(f"a workbook with more than {MAX_CELLS:,} cells")
    kind, media_type = ("xlsx", _XLSX) if is_package else ("xls", _XLS)
    return Reading(kind, media_type, tuple(blocks), pictures=bounds.pictures)


@contextmanager
def _calamine() -> Iterator[None]:
    """Calamine's errors as ours. Where its Rust part panics, it raises a BaseException that has no public name."""
    try:
        yield
    except PasswordError as error:
        raise Encrypted("a workbook that asks for a password") from error
    except CalamineError as error:
        raise Unreadable(f"a workbook that is broken or cut short ({error})") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(f"a workbook that is broken ({error})") from error


def _shown_sheets(workbook: CalamineWorkbook) -> Iterator[tuple[int, CalamineSheet]]:
    for index, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            yield index, workbook.get_sheet_by_index(index)


def _read_sheet(sheet: CalamineSheet, bounds: Bounds, index: int) -> Sheet:
    texts = dict(bounds.errors.get(index, {}))
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            text = _text(value)
            if text.strip():
                texts[row, column] = text
    merges = [Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return Sheet(texts, merges, bounds.extents.get(index), bounds.hidden.get(index, ()))


def _text(value: Value) -> str:
    """A value as it reads: numbers exactly, with no zeros that only the computer adds; dates as they are written."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{_date(value)} {value:%H:%M}"
    return _date(value) if isinstance(value, dt.date) else str(value)


def _number(value: int | float) -> str:
    if isinstance(value, int) or (value.is_integer() and abs(value) < _WHOLE):
        return str(int(value))
    # `repr` is the shortest text that means this number; Decimal writes it without an exponent.
    return f"{Decimal(repr(value)):f}"


def _date(value: dt.date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
