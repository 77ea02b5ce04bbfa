"""What the page of a finding shows: what is wrong, on which figures it rests, and what has become of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from storage.web.fetch import one, rows
from storage.web.words import cell_label

_FINDING = """
SELECT f.*, coalesce(b.name, f.body) AS body_name, r.form, d.url AS source_url, p.name AS portal_name,
       p.url AS portal_url
FROM findings f
LEFT JOIN bodies b ON b.id = f.body_id
LEFT JOIN reports r ON r.id = f.report
LEFT JOIN documents d ON d.id = coalesce(f.document, r.document)
LEFT JOIN portals p ON p.id = f.portal
WHERE f.id = :id
"""
_HISTORY = """
SELECT a.at, a.transition, x.channel, x.state, x.attempts, x.delivered_at, x.error
FROM alerts a LEFT JOIN deliveries x ON x.alert = a.id WHERE a.finding = :id ORDER BY a.id, x.id
"""
_DECISIONS = "SELECT * FROM decisions WHERE finding = :id ORDER BY id"
_REPORTS_BY_YEAR = "SELECT year, id FROM reports WHERE current = 1 AND body_id = :body_id"
_SAME_REPORT = """
SELECT id, code, severity, message_zh, message_en FROM findings
WHERE state = 'open' AND decision <> 'dismissed' AND report = :report AND id <> :id ORDER BY severity, code
"""


async def finding_page(datasette: Any, id_: str) -> dict[str, Any] | None:
    """The context of finding.html; None for a finding the archive does not know."""
    row = await one(datasette, _FINDING, id=id_)
    if row is None:
        return None
    reports = {found["year"]: found["id"] for found in await rows(datasette, _REPORTS_BY_YEAR, body_id=row["body_id"])}
    return {
        "finding": row,
        "cells": [(cell, cell_label(cell, row["form"])) for cell in json.loads(row["cells"])],
        "operands": [_operand(operand, row, reports) for operand in json.loads(row["operands"])],
        "suggestion": _suggestion(row),
        "history": await rows(datasette, _HISTORY, id=id_),
        "decisions": await rows(datasette, _DECISIONS, id=id_),
        "others": await rows(datasette, _SAME_REPORT, id=id_, report=row["report"]),
    }


def _operand(operand: Mapping[str, Any], row: Mapping[str, Any], reports: Mapping[int, int]) -> dict[str, Any]:
    """A cell with its printed text, and the report it stands in: the finding's own, or that of another year."""
    cell = operand.get("cell", "")
    year = operand.get("year", row["year"])
    report = row["report"] if year == row["year"] else reports.get(year)
    label = operand.get("label") or cell_label(cell, row["form"])
    return {"cell": cell, "label": label, "raw": operand.get("raw", ""), "year": year, "report": report}


def _suggestion(row: Mapping[str, Any]) -> dict[str, Any] | None:
    if not row["suggestion"]:
        return None
    suggestion = json.loads(row["suggestion"])
    return {**suggestion, "label": cell_label(suggestion["cell"], row["form"])}
