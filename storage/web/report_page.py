"""What the page of a report shows: its tables as printed, with our doubts and findings marked in them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parsers.doubts import REASONS
from parsers.form import Form
from parsers.report import Report
from parsers.serialize import report_from_json
from storage.correction_log import NEWEST_CORRECTIONS, still_holds
from storage.web.fetch import one, rows
from storage.web.layout import applications_table, disclosure_table, disputes_table
from storage.web.words import cell_label

_REPORT = """
SELECT r.*, coalesce(b.name, r.body) AS body_name, b.kind, b.region, d.url, d.role, d.published_on AS page_published_on,
       d.gone_since, e.title AS entry_title, e.url AS entry_url, e.shown_on, e.platform_on, p.name AS portal_name,
       p.url AS portal_url, k.size, k.media_type,
       (SELECT min(s.at) FROM sightings s WHERE s.document = r.document AND s.sha256 = r.sha256) AS version_seen_at,
       (SELECT s.screenshot FROM sightings s WHERE s.document = r.document AND s.sha256 = r.sha256
        AND s.screenshot IS NOT NULL ORDER BY s.id LIMIT 1) AS screenshot
FROM reports r
JOIN documents d ON d.id = r.document
JOIN entries e ON e.id = d.entry
JOIN portals p ON p.id = e.portal
JOIN snapshots k ON k.sha256 = r.sha256
LEFT JOIN bodies b ON b.id = r.body_id
WHERE r.id = :id
"""
_FINDINGS = """
SELECT f.*, d.who, d.why, d.at AS decided_at FROM findings f
LEFT JOIN decisions d ON f.decision <> '' AND d.id = (
    SELECT max(x.id) FROM decisions x WHERE x.finding = f.id AND x.verb IN ('ack', 'dismiss'))
WHERE report = :id OR (:current = 1 AND report IS NULL AND body_id = :body_id AND year = :year)
ORDER BY state, CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, code, f.id
"""
_OTHER_YEARS = """
SELECT id, year FROM reports
WHERE current = 1 AND (body_id = :body_id OR (:body_id IS NULL AND body_id IS NULL AND body = :body)) ORDER BY year
"""
_VERSIONS = """
SELECT r.id, r.sha256, d.url, r.current, r.document = :document AS same_document,
       (SELECT min(s.at) FROM sightings s WHERE s.document = r.document AND s.sha256 = r.sha256) AS seen_at
FROM reports r JOIN documents d ON d.id = r.document
WHERE r.year = :year AND (r.body_id = :body_id OR r.document = :document) ORDER BY seen_at, r.id
"""


@dataclass(frozen=True, slots=True)
class CellView:
    """A figure as the page shows it: the printed text, what is remarkable about it, and the findings that name it."""

    text: str
    classes: str
    note: str
    findings: tuple[int, ...]
    doubted: bool
    corrected: str = ""
    """What a person says should stand there."""


async def report_page(datasette: Any, id_: int) -> dict[str, Any] | None:
    """The context of report.html; None for a report the archive does not know."""
    row = await one(datasette, _REPORT, id=id_)
    if row is None:
        return None
    report = report_from_json(json.loads(row["json"]))
    wanted = {"id": id_, "current": row["current"], "body_id": row["body_id"], "year": row["year"]}
    found = [_finding_view(finding, report.form) for finding in await rows(datasette, _FINDINGS, **wanted)]
    is_open = [finding for finding in found if finding["state"] == "open" and finding["decision"] != "dismissed"]
    about = {"year": row["year"], "body_id": row["body_id"], "body": row["body"]}
    newest = await rows(datasette, NEWEST_CORRECTIONS, **about)
    corrections = {correction["cell"]: correction for correction in newest if still_holds(correction, report)}
    body = {"body_id": row["body_id"], "year": row["year"]}
    return {
        "row": row,
        "report": report,
        "dates": _dates(row),
        "findings": is_open,
        "resolved": [finding for finding in found if finding["state"] != "open"],
        "tables": _tables(report.form),
        "dismissed": [finding for finding in found if finding["state"] == "open" and finding not in is_open],
        "cells": _cells(report, is_open, corrections),
        "corrections": [
            {**correction, "label": cell_label(cell, report.form)} for cell, correction in corrections.items()
        ],
        "doubts": _doubts_by_reason(report),
        "years": await rows(datasette, _OTHER_YEARS, body_id=row["body_id"], body=row["body"]),
        "versions": await rows(datasette, _VERSIONS, document=row["document"], **body),
    }


def _finding_view(finding: Mapping[str, Any], form: Form) -> dict[str, Any]:
    cells = json.loads(finding["cells"])
    return {**finding, "cells": cells, "labels": [(cell, cell_label(cell, form)) for cell in cells]}


def _tables(form: Form) -> list[dict[str, Any]]:
    if form is Form.LEGACY:
        return []
    return [
        {"name": "disclosure", "heading": "二、主动公开政府信息情况", "rows": disclosure_table(form)},
        {"name": "applications", "heading": "三、收到和处理政府信息公开申请情况", "rows": applications_table(form)},
        {"name": "disputes", "heading": "四、政府信息公开行政复议、行政诉讼情况", "rows": disputes_table()},
    ]


def _cells(
    report: Report, findings: Sequence[Mapping[str, Any]], corrections: Mapping[str, Mapping[str, Any]]
) -> dict[str, CellView]:
    views = {address: _cell_view(report, address, findings) for address in report.figures}
    for address, correction in corrections.items():
        printed = views.get(address) or CellView("", "blank", "", (), doubted=False)
        views[address] = replace(printed, corrected=correction["value"])
    return views


def _cell_view(report: Report, address: str, findings: Sequence[Mapping[str, Any]]) -> CellView:
    figure = report.figures[address]
    named = tuple(number for number, finding in enumerate(findings, 1) if address in finding["cells"])
    doubted = report.doubted(address)
    accused = (finding["cells"][0] for finding in findings if finding["severity"] == "error" and finding["cells"])
    at_fault = address in accused and not doubted
    marks = {"doubted": doubted, "named": bool(named), "at-fault": at_fault, "blank": not figure.raw.strip()}
    notes = [_doubt_note(report, address)] if doubted else []
    if figure.value is not None and figure.raw.strip() != str(figure.value):
        notes.append(f"read as {figure.value} 读作 {figure.value}")
    classes = " ".join(name for name, holds in marks.items() if holds)
    return CellView(figure.raw.strip(), classes, "; ".join(notes), named, doubted)


def _doubt_note(report: Report, address: str) -> str:
    doubt = next(doubt for doubt in report.doubts if doubt.cell == address)
    inferred = "" if doubt.inferred is None else f" (arithmetic leaves 推算为 {doubt.inferred})"
    return f"doubted 存疑: {REASONS[doubt.reason].zh} {REASONS[doubt.reason].en}{inferred}"


def _doubts_by_reason(report: Report) -> list[dict[str, Any]]:
    """The legend of the doubted cells: each reason once, with its cells."""
    legend: dict[str, list[dict[str, Any]]] = {}
    for doubt in report.doubts:
        cell = {"address": doubt.cell, "label": cell_label(doubt.cell, report.form), "doubt": doubt}
        legend.setdefault(doubt.reason, []).append(cell)
    return [{"reason": REASONS[reason], "cells": cells} for reason, cells in legend.items()]


def _dates(row: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Every date some source gives, with who says so."""
    dates = [
        ("signed", "落款日期", row["signed_on"]),
        ("published, by the document", "文件载明的公布日期", row["published_on"]),
        ("published, by the page", "页面标注的发布日期", row["page_published_on"]),
        ("shown in the column", "栏目显示的日期", row["shown_on"]),
        ("first published, by the platform", "平台首次发布", row["platform_on"]),
        ("first published, all told", "最早公布日期", row["first_published_on"]),
        ("this version first seen by us", "本版本首次看到", row["version_seen_at"] and row["version_seen_at"][:10]),
        ("gone since", "撤下日期", row["gone_since"] and row["gone_since"][:10]),
    ]
    return [(english, chinese, date) for english, chinese, date in dates if date]
