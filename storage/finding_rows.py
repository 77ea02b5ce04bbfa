"""A finding as a row of the archive, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from storage.connection import to_text
from storage.records import FindingRow


def finding_values(finding: FindingRow, now: dt.datetime) -> dict[str, Any]:
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity,
        "body": finding.body,
        "body_id": finding.body_id,
        "year": finding.year,
        "cells": to_text(list(finding.cells)),
        "message_en": finding.message_en,
        "message_zh": finding.message_zh,
        "expected": finding.expected,
        "found": finding.found,
        "operands": to_text([dict(operand) for operand in finding.operands]),
        "suggestion": to_text(finding.suggestion) if finding.suggestion else None,
        "report": finding.report,
        "document": finding.document,
        "portal": finding.portal,
        "source": finding.source,
        "last_seen_at": now.isoformat(),
        "evidence": finding.evidence,
    }


def finding_from_row(row: Mapping[str, Any]) -> FindingRow:
    return FindingRow(
        id=row["id"],
        code=row["code"],
        severity=row["severity"],
        body=row["body"],
        body_id=row["body_id"],
        year=row["year"],
        cells=tuple(json.loads(row["cells"])),
        message_en=row["message_en"],
        message_zh=row["message_zh"],
        expected=row["expected"],
        found=row["found"],
        operands=tuple(json.loads(row["operands"])),
        suggestion=json.loads(row["suggestion"]) if row["suggestion"] else None,
        evidence=row["evidence"],
        report=row["report"],
        document=row["document"],
        portal=row["portal"],
        source=row["source"],
        decision=row["decision"],
    )
