"""A report as people corrected it: for rules that are asked to judge that, and for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from parsers.report import Figure, Report
from storage.records import CorrectionRow


def with_corrections(report: Report, corrections: Mapping[str, CorrectionRow]) -> Report:
    """The report with the corrected figures to judge by. What is printed stays in `raw`, the correction beside it; a
    cell that somebody looked up is doubted no more."""
    figures = {cell: _corrected(cell, report.figures.get(cell), correction) for cell, correction in corrections.items()}
    doubts = tuple(doubt for doubt in report.doubts if doubt.cell not in corrections)
    return replace(report, figures={**report.figures, **figures}, doubts=doubts)


def _corrected(cell: str, figure: Figure | None, correction: CorrectionRow) -> Figure:
    printed = figure or Figure(cell, None, "")
    return printed._replace(value=correction.value, raw=f"{printed.raw} → {correction.value}".strip())
