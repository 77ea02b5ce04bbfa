"""How single values look in tables: severities, moments, and links to our pages. CSV and JSON keep the plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from storage.described import TABLES
from storage.web.metadata import DATABASE
from storage.web.plugins.hook import hook

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
_BODY_QUERY = "body_over_the_years"

Row = Mapping[str, Any]
Render = Callable[[Any, Row, Any], Markup | None]


@hook
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Our rendering of a value; None leaves it to Datasette."""
    if isinstance(value, float) and value.is_integer():
        return escape(int(value))
    if not isinstance(value, str | int):
        return None
    cells = _TABLE_CELLS.get(table, {}) if table in TABLES else _QUERY_CELLS
    render = cells.get(column, _PLAIN_CELLS.get(column))
    shown = render(datasette, dict(row), value) if render else None
    return shown if shown is not None else _moment(value)


def _moment(value: str | int) -> Markup | None:
    if not isinstance(value, str) or not _MOMENT.match(value):
        return None
    return Markup('<time datetime="{0}" title="{0}">{1}</time>').format(value, short_moment(value))


def severity_mark(severity: str) -> Markup:
    """A severity as a small mark of its own shape and a word, in both languages."""
    return Markup('<span class="severity severity-{0}">{0} <span lang="zh-Hans">{1}</span></span>').format(
        severity, _SEVERITIES.get(severity, "")
    )


def short_moment(moment: str | None) -> str:
    """「2021-02-01 08:00」 of an ISO moment."""
    return moment[:16].replace("T", " ") if moment else ""


def _link(datasette: Any, path: str, label: object) -> Markup:
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(path), label)


def _severity(datasette: Any, row: Row, value: Any) -> Markup | None:  # noqa: ARG001 - as every Render
    return severity_mark(value) if value in _SEVERITIES else None


def _report(datasette: Any, row: Row, value: Any) -> Markup | None:  # noqa: ARG001
    return _link(datasette, f"/report/{value}", f"report {value}") if isinstance(value, int) else None


def _year(datasette: Any, row: Row, value: Any) -> Markup | None:
    """A year leads to the report on it, where the row names one."""
    return _link(datasette, f"/report/{row['report']}", value) if isinstance(row.get("report"), int) else None


def _title(datasette: Any, row: Row, value: Any) -> Markup | None:
    report = row.get("report", row.get("id"))
    return _link(datasette, f"/report/{report}", value) if isinstance(report, int) else None


def _finding(datasette: Any, row: Row, value: Any) -> Markup:  # noqa: ARG001
    return _link(datasette, f"/finding/{value}", "details")


def _code(datasette: Any, row: Row, value: Any) -> Markup | None:
    finding = row.get("finding", row.get("id"))
    return _link(datasette, f"/finding/{finding}", value) if isinstance(finding, str) else None


def _body(datasette: Any, row: Row, value: Any) -> Markup | None:  # noqa: ARG001
    return _link(datasette, f"/{DATABASE}/{_BODY_QUERY}?{urlencode({'body': value})}", value) if value else None


def _snapshot(datasette: Any, row: Row, value: Any) -> Markup | None:  # noqa: ARG001
    if not _SHA256.fullmatch(str(value)):
        return None
    return _link(datasette, f"/snapshot/{value}", f"{value[:12]}… ↓")


_PLAIN_CELLS: dict[str, Render] = {"severity": _severity, "sha256": _snapshot}
"""What columns of these names are shown as anywhere."""

_TABLE_CELLS: dict[str | None, dict[str, Render]] = {"reports": {"title": _title}, "findings": {"code": _code}}
"""In the tables themselves foreign keys stay Datasette's; a report's title and a finding's code lead to their pages."""

_QUERY_CELLS: dict[str, Render] = {
    "report": _report,
    "report_before": _report,
    "year": _year,
    "title": _title,
    "finding": _finding,
    "code": _code,
    "body": _body,
}
"""What the columns of queries and views are shown as."""
