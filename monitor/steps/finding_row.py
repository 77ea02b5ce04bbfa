"""A finding as the archive keeps it."""

from __future__ import annotations

from dataclasses import asdict

from monitor.catalogue import Language
from monitor.finding import Finding
from storage.records import FindingRow


def finding_row(
    finding: Finding,
    body: str,
    body_id: str | None,
    *,
    report: int | None = None,
    document: int | None = None,
    portal: str | None = None,
) -> FindingRow:
    """Worded in both languages, with its evidence."""
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
    )
