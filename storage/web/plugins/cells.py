"""How single values look in tables: severities, moments, and links to our pages. CSV and JSON keep the plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from storage.views import VIEWS
from storage.web.metadata import DATABASE
from storage.web.plugins.hook import hook

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SEVERITIES = {"error": "错误", "warning": "警示", "info": "提示"}
_BODY_QUERY = "body_over_the_years"

Render = Callable[[Any, Any], Markup | None]


@hook
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Our rendering of a value; None leaves it to Datasette."""
    if not isinstance(value, str | int):
        return None
    if table and table not in VIEWS:
        return _table_cell(datasette, table, dict(row), column, value)
    render = _QUERY_CELLS.get(column)
    return render(datasette, value) if render else _any_cell(column, value)


def _table_cell(datasette: Any, table: str, row: Mapping[str, Any], column: str, value: str | int) -> Markup | None:
    """In a table itself, foreign keys stay Datasette's; a report's title and a finding's code lead to their pages."""
    if (table, column) == ("reports", "title"):
        return _link(datasette, f"/report/{row['id']}", value)
    if (table, column) == ("findings", "code"):
        return _link(datasette, f"/finding/{row['id']}", value)
    return _any_cell(column, value)


def _any_cell(column: str, value: str | int) -> Markup | None:
    if column == "severity":
        return severity_mark(str(value))
    if isinstance(value, str) and _MOMENT.match(value):
        return Markup('<time datetime="{0}" title="{0}">{1}</time>').format(value, short_moment(value))
    return None


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


def _report(datasette: Any, value: Any) -> Markup | None:
    return _link(datasette, f"/report/{value}", f"report {value}") if isinstance(value, int) else None


def _finding(datasette: Any, value: Any) -> Markup:
    return _link(datasette, f"/finding/{value}", "details")


def _body(datasette: Any, value: Any) -> Markup | None:
    return _link(datasette, f"/{DATABASE}/{_BODY_QUERY}?{urlencode({'body': value})}", value) if value else None


def _snapshot(datasette: Any, value: Any) -> Markup | None:
    if not _SHA256.fullmatch(str(value)):
        return None
    return _link(datasette, f"/snapshot/{value}", f"{value[:12]}… ↓")


_QUERY_CELLS: dict[str, Render] = {
    "report": _report,
    "report_before": _report,
    "finding": _finding,
    "body": _body,
    "sha256": _snapshot,
}
"""What the columns of queries and views are shown as, by their names."""
