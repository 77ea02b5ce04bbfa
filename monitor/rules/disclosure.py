"""The disclosure table: columns taken for one another, powers a body does not have, amounts in the wrong unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from crawler.watchlist import BodyKind
from monitor.case import Case
from monitor.catalogue import Severity
from monitor.finding import Finding
from monitor.rules.evidence import label, operands, plain
from monitor.rules.powers import is_below_a_city, surely_lacks_power
from monitor.wording.phrases import Phrase, listed, phrase, stated
from parsers.form import DISCLOSURE_ITEMS, Form
from parsers.report import Report

FEES, AMOUNT, PROJECTS = (
    "disclosure.fees.amount",
    "disclosure.procurement.amount",
    "disclosure.procurement.projects",
)
LEAST_ROWS = 2
LEAST_DECISIONS = 10
"""Decisions in all rows taken together below which an agreement may well be chance."""

YUAN_LEAP = 1000
"""An amount so many times last year's is one in 元 written into a column of 万元, which makes it 10,000 times too
large."""
LEAST_LEAP = 1000
"""万元 from which a leap counts: nobody writes so much without noticing, and a small body may well begin to buy."""
LARGE_FOR_TOWN, LARGE_FOR_COUNTY, LARGE_FOR_DEPARTMENT, LARGE_FOR_CITY = 10_000, 50_000, 100_000, 10_000_000
"""万元 from which a whole number without a decimal looks like 元, where no year before tells."""
LARGEST_PROJECT = 10_000
"""万元 a project that procurement costs on average seldom exceed."""
_COLLECTORS = re.compile(
    r"自然资源|国土|规划|住房|城乡建设|建设局|交通|公路|教育|卫生|公安|人防|人民防空|城市管理|城管|综合执法|水务|水利|水利局|税务|财政"
    r"|环境|考试|司法|市场监督|港口|海事|高校|大学|医院"
)
"""Bodies that collect fees for a whole area (tuition, waste, water, building): theirs may be of any size."""


def check_columns_misread(case: Case) -> Iterator[Finding]:
    """In the 2019 form, decisions are not simply last year's items plus the change, row after row: items are kinds of
    power, decisions are cases. Where two rows or more agree so, somebody has taken the columns for a sum.

    Tolerated: one row; rows of nought; a few decisions in all, which agree by chance.
    """
    report = case.report
    if report.form is not Form.F2019:
        return
    agreeing = []
    for item in DISCLOSURE_ITEMS:
        cells = [f"disclosure.{item.label.name}.{field}" for field in ("prior_items", "change", "decisions")]
        if item.fields.get(Form.F2019) == ("prior_items", "change", "decisions") and plain(report, *cells):
            prior, change, decisions = (int(report.value(cell) or 0) for cell in cells)
            if decisions and prior + change == decisions:
                agreeing.append(cells)
    found = sum(int(report.value(cells[2]) or 0) for cells in agreeing)
    if len(agreeing) >= LEAST_ROWS and found >= LEAST_DECISIONS:
        decisions_cells = tuple(cells[2] for cells in agreeing)
        yield Finding(
            "disclosure.columns_misread",
            case.body_id,
            report.year,
            cells=decisions_cells,
            holes={"count": len(agreeing), "rows": listed([_as_sum(report, cells) for cells in agreeing])},
            operands=operands(report, (cell for cells in agreeing for cell in cells)),
            keyed_by_cells=False,
        )


def check_no_power(case: Case) -> Iterator[Finding]:
    """规章 are stated only by a body that can make them: a ministry, a province, a city divided into districts.

    Tolerated: every body whose name does not tell surely; offices and justice bureaus, which report for a whole city.
    """
    report = case.report
    fields = next(item.fields.get(report.form, ()) for item in DISCLOSURE_ITEMS if item.label.name == "regulations")
    cells = [
        cell for field in fields if plain(report, cell := f"disclosure.regulations.{field}") and report.value(cell)
    ]
    if cells and surely_lacks_power(case.body.name if case.body else report.body, case.body):
        yield Finding(
            "disclosure.no_power",
            case.body_id,
            report.year,
            cells=tuple(cells),
            expected=0,
            found=stated(report.value(cells[0])),
            holes={
                "body": report.body,
                "cells": listed([_with_value(report, cell) for cell in cells]),
            },
            operands=operands(report, cells),
            keyed_by_cells=False,
        )


def check_unit(case: Case) -> Iterator[Finding]:
    """An amount is in 万元, the unit of the form, and of a size that such a body has.

    Tolerated: an amount with its unit printed, which is read as it says (information only); large amounts of bodies
    that collect for a whole area; amounts that were as large the year before.
    """
    for cell in (FEES, AMOUNT):
        if cell in case.report.figures and plain(case.report, cell) and case.report.value(cell):
            raw = case.report.figures[cell].raw
            if re.search(r"(?<!万)(?<!亿)元", raw.replace("万元", "")):
                yield _unit(case, cell, "printed", severity=Severity.INFO)
            elif "亿" not in raw and (variant := _implausible(case, cell)):
                yield _unit(case, cell, variant)


def _implausible(case: Case, cell: str) -> str:
    """Why an amount looks like 元; "" where it does not."""
    value, before = Decimal(case.report.value(cell) or 0), _last_amount(case, cell)
    if before:
        return "leap" if value >= max(Decimal(LEAST_LEAP), before * YUAN_LEAP) else ""
    if value >= _large_for(case) and value == int(value):
        return "large"
    projects = case.report.value(PROJECTS) if cell == AMOUNT and plain(case.report, PROJECTS) else None
    return "large" if projects and value == int(value) and value / projects > LARGEST_PROJECT else ""


def _last_amount(case: Case, cell: str) -> Decimal | None:
    """The amount of last year, or of the last of the years before that states one above nought."""
    previous = case.year_before
    if previous and plain(previous, cell) and previous.value(cell):
        return Decimal(previous.value(cell) or 0)
    earlier = [year for year, figures in case.history.items() if figures.get(cell)]
    return Decimal(case.history[max(earlier)][cell]) if earlier else None


def _large_for(case: Case) -> int:
    name = case.report.body
    kind = case.body.kind if case.body else None
    if kind in (BodyKind.TOWN, BodyKind.SUBDISTRICT) or re.search(r"(?:镇|乡|街道)(?:人民政府|办事处)?$", name):
        return LARGE_FOR_TOWN
    if is_below_a_city(name):
        return LARGE_FOR_COUNTY
    speaks_for_area = kind is BodyKind.GOVERNMENT or name.endswith("人民政府") or "政府办公" in name
    return LARGE_FOR_CITY if speaks_for_area or _COLLECTORS.search(name) else LARGE_FOR_DEPARTMENT


def _unit(case: Case, cell: str, variant: str, severity: Severity | None = None) -> Finding:
    report, before = case.report, _last_amount(case, cell)
    return Finding(
        "disclosure.unit",
        case.body_id,
        report.year,
        cells=(cell,),
        found=stated(report.value(cell)),
        holes={
            "cell": label(report, cell),
            "raw": report.figures[cell].raw,
            "before": stated(before) if before is not None else "",
            "as_yuan": stated(Decimal(report.value(cell) or 0).scaleb(-4).normalize()),
        },
        operands=(*operands(report, (cell,)), *(operands(case.year_before, (cell,)) if case.year_before else ())),
        variant=variant,
        severity_override=severity,
    )


def _as_sum(report: Report, cells: list[str]) -> Phrase:
    prior, change, decisions = (int(report.value(cell) or 0) for cell in cells)
    sum_ = f"{prior} {'+' if change >= 0 else '−'} {abs(change)} = {decisions}"
    name = label(report, cells[0]).partition(" · ")[0]
    return phrase(f"{name} {sum_}", f"「{name}」{sum_}")


def _with_value(report: Report, cell: str) -> Phrase:
    name, value = label(report, cell), stated(report.value(cell))
    return phrase(f"{name} {value}", f"「{name}」{value}")
