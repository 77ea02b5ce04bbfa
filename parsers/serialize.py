"""Reports as the public contract prints them, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from parsers.doubts import REASONS
from parsers.errors import ReadError
from parsers.form import AMOUNTS, Form
from parsers.reading import Box
from parsers.report import SCHEMA, Doubt, Figure, Period, Report, Section, SignOff, Source, empty_tables


def report_to_json(report: Report, *, cells: bool = True) -> dict[str, Any]:
    """The object of section 3 of the public contract; `cells=False` leaves the addresses in the source out."""
    printed: dict[str, Any] = {
        "schema": SCHEMA,
        "source": source_to_json(report.source),
        "body": report.body,
        "year": report.year,
        "form": str(report.form),
        "title": report.title,
        "published_on": _date_to_json(report.published_on),
        "signed_on": _date_to_json(report.signed_on),
        "sign_off": _sign_off_to_json(report.sign_off),
        **_tables(report),
        "doubts": [_doubt_to_json(doubt) for doubt in report.doubts],
        "sections": [
            {"number": section.number, "heading": section.heading, "text": section.text} for section in report.sections
        ],
        "notes": list(report.notes),
        "pictured": list(report.pictured),
        "pictures": report.pictures,
        "preamble": report.preamble,
        "period": _period_to_json(report.period),
        "document_number": report.document_number,
    }
    if cells:
        printed["cells"] = {address: _cell_to_json(figure) for address, figure in report.figures.items()}
    return printed


def error_to_json(source: Source, error: ReadError) -> dict[str, Any]:
    """What is printed for a document that gave no report."""
    return {"schema": SCHEMA, "source": source_to_json(source), "error": {"code": error.code, "message": str(error)}}


def source_to_json(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "reader": source.reader,
    }


def _tables(report: Report) -> dict[str, Any]:
    tables = empty_tables(report.form)
    for address, figure in report.figures.items():
        table, row, column = address.split(".")
        tables.setdefault(table, {}).setdefault(row, {})[column] = _value_to_json(figure)
    return tables


def _value_to_json(figure: Figure) -> int | str | None:
    """An amount is a string that keeps its digits; a count is a number."""
    if figure.value is None or (isinstance(figure.value, int) and figure.address not in AMOUNTS):
        return figure.value
    return format(Decimal(figure.value), "f")


def _value_from_json(address: str, value: int | str | None) -> int | Decimal | None:
    if value is None or (isinstance(value, int) and address not in AMOUNTS):
        return value
    return Decimal(value)


def _doubt_to_json(doubt: Doubt) -> dict[str, Any]:
    return {"cell": doubt.cell, "read": doubt.read, "reason": REASONS[doubt.reason].en, "inferred": doubt.inferred}


def _cell_to_json(figure: Figure) -> dict[str, Any]:
    box = figure.box
    return {
        "raw": figure.raw,
        "page": figure.page,
        "box": [box.x0, box.y0, box.x1, box.y1] if box else None,
        "grid": figure.grid,
        "row": figure.row,
        "column": figure.column,
    }


def _sign_off_to_json(sign_off: SignOff | None) -> dict[str, Any] | None:
    if sign_off is None:
        return None
    return {
        "raw": sign_off.raw,
        "year": sign_off.year,
        "month": sign_off.month,
        "day": sign_off.day,
        "body": sign_off.body,
    }


def _period_to_json(period: Period | None) -> dict[str, Any] | None:
    if period is None:
        return None
    return {"raw": period.raw, "from": _date_to_json(period.begins), "to": _date_to_json(period.ends)}


def _period_from_json(printed: Mapping[str, Any] | None) -> Period | None:
    if printed is None:
        return None
    return Period(printed["raw"], dt.date.fromisoformat(printed["from"]), _date_from_json(printed["to"]))


def report_from_json(printed: Mapping[str, Any]) -> Report:
    """The report that `report_to_json` printed with its cells; raises KeyError when something is missing."""
    source = printed["source"]
    return Report(
        source=Source(source["name"], source["media_type"], source["sha256"], source["reader"]),
        body=printed["body"],
        year=printed["year"],
        form=Form(printed["form"]),
        title=printed["title"],
        published_on=_date_from_json(printed["published_on"]),
        sign_off=SignOff(**printed["sign_off"]) if printed["sign_off"] else None,
        figures={address: _figure_from_json(printed, address) for address in printed["cells"]},
        doubts=tuple(_doubt_from_json(doubt) for doubt in printed["doubts"]),
        sections=tuple(Section(**section) for section in printed["sections"]),
        notes=tuple(printed["notes"]),
        pictured=tuple(printed.get("pictured", ())),
        pictures=printed.get("pictures", 0),
        preamble=printed.get("preamble", ""),
        period=_period_from_json(printed.get("period")),
        document_number=printed.get("document_number"),
    )


def _figure_from_json(printed: Mapping[str, Any], address: str) -> Figure:
    cell = printed["cells"][address]
    table, row, column = address.split(".")
    return Figure(
        address=address,
        value=_value_from_json(address, printed[table][row][column]),
        raw=cell["raw"],
        page=cell["page"],
        box=Box(*cell["box"]) if cell["box"] else None,
        grid=cell["grid"],
        row=cell["row"],
        column=cell["column"],
    )


def _doubt_from_json(doubt: Mapping[str, Any]) -> Doubt:
    reason = next(key for key, words in REASONS.items() if words.en == doubt["reason"])
    return Doubt(doubt["cell"], doubt["read"], reason, doubt["inferred"])


def _date_to_json(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _date_from_json(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
