"""The make-up of a report: six sections, three tables, the form in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from monitor.case import Case
from monitor.catalogue import Severity
from monitor.finding import Finding
from monitor.rules.evidence import row_label
from monitor.wording.phrases import ROWS, count_of, listed, quoted_label, verb_of
from parsers.form import SECTION_HEADINGS, Form, addresses, form_in_force
from parsers.report import Report

_NUMERALS = "一二三四五六"
_GIST = ("总体", "主动公开", "处理.*申请", "复议", "问题", "其他需要报告")
"""What a heading of each section has to speak of; a heading that speaks of two sections opens both."""

_PROBLEMS = 5
_PROBLEMS_TOLD = re.compile(r"^[（(][一二三][)）].{0,16}存在的?(?:主要)?问题", re.MULTILINE)
"""A sub-heading of the fifth section: its own heading was lost, and the section is there."""

TABLES = {"disclosure": 2, "applications": 3, "disputes": 4}
"""The section each statutory table stands in."""

_NOTICES = {Form.F2019: "国办公开办函〔2019〕60号", Form.F2021: "国办公开办函〔2021〕30号"}
_MAY_BE_LEFT_OUT = frozenset({"disclosure.regulations"})


def check_sections(case: Case) -> Iterator[Finding]:
    """All six sections of Article 50 are there, in reports on 2019 and later.

    Tolerated: two sections under one heading, a heading in the running text, and 五 where its sub-headings are there.
    Where only the heading is missing and its table is there, or where no heading at all was made out, it may be the
    reading, so it is a warning.
    """
    report = case.report
    if form_in_force(report.year) is Form.LEGACY:
        return
    if not report.sections:
        yield _section_finding(case, "all", 0, variant="none", severity_override=Severity.WARNING)
        return
    for number in sorted(set(range(1, 7)) - {section.number for section in report.sections}):
        if not _speaks_of(report, number):
            yield _section_finding(case, str(number), number, **_weight(report, number))


def check_tables(case: Case) -> Iterator[Finding]:
    """All three statutory tables are there as text, in reports on 2019 and later.

    A table of which something was read, doubted or not, is there; so is one that is printed and could not be read,
    whose cells are all doubted. Rows of a table that were not found are a warning: their labels may have escaped the
    reading. Tolerated: 规章 left out, and a table that follows no official form.
    """
    report = case.report
    if form_in_force(report.year) is Form.LEGACY:
        return
    present = _rows((*report.figures, *(doubt.cell for doubt in report.doubts)))
    for table in TABLES:
        if not any(row.startswith(f"{table}.") for row in present):
            yield _pictured_table(case, table, "unread") if report.pictures else _table_finding(case, table)
        elif missing := _missing_rows(report, table, present):
            yield _incomplete_table(case, table, missing)


def check_pictures(case: Case) -> Iterator[Finding]:
    """The three tables are text, which people can search and programs can read, and no pictures.

    Tolerated: nothing; but it is a warning, and what was recognised in the picture is checked like anything else.
    """
    for table in case.report.pictured:
        yield _pictured_table(case, table)


def check_form(case: Case) -> Iterator[Finding]:
    """The form in force for the year was used, judged by rows and columns that only the other form has.

    Tolerated: reports on 2018 and earlier, which have no fixed form. A newer form than the one in force is a warning:
    the year may be a slip in the title.
    """
    used, due = case.report.form, form_in_force(case.report.year)
    if Form.LEGACY in (used, due) or used is due or not _has_cells_of(case.report, used, due):
        return
    yield Finding(
        "form.outdated",
        case.body_id,
        case.report.year,
        expected=str(due),
        found=str(used),
        holes={"notice": _NOTICES[due]},
        severity_override=Severity.WARNING if used > due else None,
    )


def _section_finding(case: Case, subject: str, number: int, **more: Any) -> Finding:
    holes = {"numeral": _NUMERALS[number - 1], "heading": SECTION_HEADINGS[number - 1]} if number else {}
    return Finding("section.missing", case.body_id, case.report.year, holes=holes, subject=subject, **more)


def _weight(report: Report, number: int) -> dict[str, Any]:
    table = next((table for table, section in TABLES.items() if section == number), None)
    if table and any(cell.startswith(f"{table}.") for cell in report.figures):
        return {"variant": "table_only", "severity_override": Severity.WARNING}
    return {}


def _speaks_of(report: Report, number: int) -> bool:
    """Whether a heading of another section covers this one, or its own numbered heading stands in the running text."""
    numbered = re.compile(rf"{_NUMERALS[number - 1]}[、.．)）]?{re.escape(SECTION_HEADINGS[number - 1])}")
    return any(
        re.search(_GIST[number - 1], _compact(section.heading)) or numbered.search(_compact(section.text))
        for section in report.sections
    ) or (number == _PROBLEMS and any(_PROBLEMS_TOLD.search(section.text) for section in report.sections))


def _compact(text: str) -> str:
    return "".join(text.split())


def _rows(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The rows the cells stand in, each once, in order."""
    return tuple(dict.fromkeys(cell.rpartition(".")[0] for cell in cells))


@cache
def _official_rows(form: Form) -> tuple[str, ...]:
    return _rows(addresses(form))


def _missing_rows(report: Report, table: str, present: tuple[str, ...]) -> list[str]:
    official = (row for row in _official_rows(report.form) if row.startswith(f"{table}."))
    return [row for row in official if row not in present and row not in _MAY_BE_LEFT_OUT]


def _table_holes(table: str) -> dict[str, Any]:
    return {"numeral": _NUMERALS[TABLES[table] - 1], "heading": SECTION_HEADINGS[TABLES[table] - 1]}


def _table_finding(case: Case, table: str) -> Finding:
    return Finding("table.missing", case.body_id, case.report.year, holes=_table_holes(table), subject=table)


def _pictured_table(case: Case, table: str, variant: str = "") -> Finding:
    return Finding(
        "table.picture", case.body_id, case.report.year, holes=_table_holes(table), subject=table, variant=variant
    )


def _incomplete_table(case: Case, table: str, missing: list[str]) -> Finding:
    cells = [cell for cell in addresses(case.report.form) if cell.rpartition(".")[0] in missing]
    first_cells = {cell.rpartition(".")[0]: cell for cell in reversed(cells)}
    holes = {
        **_table_holes(table),
        "count": count_of(len(missing), ROWS),
        "state": verb_of(len(missing), "was", "were"),
        "rows": listed([quoted_label(row_label(case.report, first_cells[row])) for row in missing]),
    }
    return Finding(
        "table.missing",
        case.body_id,
        case.report.year,
        cells=tuple(cells),
        holes=holes,
        subject=table,
        severity_override=Severity.WARNING,
        variant="rows",
        keyed_by_cells=False,
    )


def _has_cells_of(report: Report, used: Form, due: Form) -> bool:
    only_there = set(addresses(used)) - set(addresses(due))
    return any(cell in only_there and not report.doubted(cell) for cell in report.figures)
