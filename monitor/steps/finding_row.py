"""A finding as the archive keeps it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict

from monitor.catalogue import Language
from monitor.finding import Finding
from storage.records import FindingRow

NONE: Mapping[int, str] = {}


def finding_row(
    finding: Finding,
    body: str,
    body_id: str | None,
    *,
    report: int | None = None,
    document: int | None = None,
    portal: str | None = None,
    documents: Mapping[int, str] = NONE,
) -> FindingRow:
    """Worded in both languages, with its evidence. `documents` are the hashes of the reports compared, by year; a
    finding rests on those of the years its operands stand in."""
    return FindingRow(
        id=finding.id,
        code=finding.code,
        severity=str(finding.severity),
        body=body,
        body_id=body_id,
        year=finding.year,
        cells=finding.cells,
        message_en=finding.message(Language.EN),
        message_zh=finding.message(Language.ZH),
        expected=None if finding.expected is None else str(finding.expected),
        found=None if finding.found is None else str(finding.found),
        operands=tuple(asdict(operand) for operand in finding.operands),
        suggestion=asdict(finding.suggestion) if finding.suggestion else None,
        evidence=finding.evidence,
        report=report,
        document=document,
        portal=portal,
        source=_source(finding, documents),
    )


def _source(finding: Finding, documents: Mapping[int, str]) -> str:
    years = {finding.year, *(operand.year for operand in finding.operands)}
    hashes = [sha256 for year, sha256 in sorted(documents.items()) if year in years]
    return hashlib.sha256("".join(hashes).encode()).hexdigest()[:16] if hashes else ""
