"""Reports for rule tests: every cell 0 unless a test says otherwise, and the five real transcriptions."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from monitor.case import Case
from monitor.finding import Finding
from parsers.form import AMOUNTS, SECTION_HEADINGS, Form, addresses
from parsers.report import Doubt, Figure, Report, Section, SignOff, Source

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"
TODAY = dt.date(2021, 4, 1)
BODY = "示例市示例区民政局"
SIX_SECTIONS = tuple(Section(number, heading, "略。") for number, heading in enumerate(SECTION_HEADINGS, 1))

Value = int | Decimal | None


def build_report(
    overrides: Mapping[str, Value] | None = None,
    *,
    form: Form = Form.F2019,
    year: int = 2020,
    absent: Iterable[str] = (),
    doubted: Mapping[str, int | None] | Iterable[str] = (),
    raws: Mapping[str, str] | None = None,
    sections: tuple[Section, ...] = SIX_SECTIONS,
    sign_off: SignOff | None = None,
    published_on: dt.date | None = None,
    title: str = "年度报告",
) -> Report:
    """A report in order with every cell 0, changed as asked. `absent` are cells or rows without a figure;
    `doubted` may give inferred values."""
    values: dict[str, Value] = {cell: Decimal(0) if cell in AMOUNTS else 0 for cell in addresses(form)}
    values |= overrides or {}
    left_out = tuple(absent)
    figures = {
        cell: Figure(cell, value, (raws or {}).get(cell, "" if value is None else str(value)))
        for cell, value in values.items()
        if not any(cell == gone or cell.startswith(f"{gone}.") for gone in left_out)
    }
    inferred = doubted if isinstance(doubted, Mapping) else dict.fromkeys(doubted)
    doubts = tuple(
        Doubt(cell, figures[cell].raw if cell in figures else "", "cell_lost", value)
        for cell, value in inferred.items()
    )
    source = Source("report.html", "text/html", "0" * 64, "html")
    return Report(source, BODY, year, form, title, published_on, sign_off, figures, doubts, sections)


def case_of(report: Report, previous: Report | None = None) -> Case:
    return Case(report, TODAY, previous=previous)


def flatten(findings: Iterable[Finding]) -> list[tuple[str, str | None]]:
    """What a rule test expects: (code, first cell)."""
    return [(finding.code, finding.cells[0] if finding.cells else None) for finding in findings]


DAMAGED: dict[str, tuple[str, ...]] = {
    "zengcheng_government_services_2020": ("applications.other", "applications.results_total"),
    "jiahe_subdistrict_2020": (
        "applications.granted_partly.natural_person",
        "applications.results_total.natural_person",
    ),
    "liwan_government_services_2020": (),
    "huangge_town_2020": ("applications.carried_over.total",),
    "wujiang_district_2020": (),
}
"""Cells or rows of the real reports that the transcription notes call damaged."""


def load_transcription(name: str, *, damaged: bool = True) -> Report:
    """A real report as transcribed by hand; with `damaged`, the cells its notes call damaged are doubted."""
    written = json.loads((FIXTURES / name / "expected.json").read_text(encoding="utf-8"))
    printed = {
        f"{table}.{row}.{column}": value
        for table, rows in written["tables"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }
    marks = DAMAGED[name] if damaged else ()
    return build_report(
        {cell: _value(cell, value) for cell, value in printed.items()},
        form=Form(written["form"]),
        year=written["year"],
        raws={cell: "" if value is None else str(value) for cell, value in printed.items()},
        doubted=[cell for cell in printed if any(cell == mark or cell.startswith(f"{mark}.") for mark in marks)],
        sign_off=_sign_off(written["signed_date"]),
    )


def _value(cell: str, printed: Any) -> Value:
    if printed is None or isinstance(printed, int):
        return printed
    number = re.match(r"[+-]?[\d.]+", printed)
    assert number, f"{cell}: {printed}"
    return Decimal(number[0]) if cell in AMOUNTS else int(number[0])


def _sign_off(printed: str | None) -> SignOff | None:
    if printed is None:
        return None
    parts = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", printed)
    assert parts, printed
    as_printed = re.search(r"as printed: ([^)]+)", printed)
    year, month, day = (int(part) if part else None for part in parts.groups())
    return SignOff(as_printed[1] if as_printed else printed, year or 0, month, day)
