"""A report in the terminal: what it is, its figures that are not nought, its doubts and findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from parsers.doubts import REASONS
from parsers.form import APPLICATION_COLUMNS, application_rows, official_label
from parsers.report import Report

if TYPE_CHECKING:
    from monitor.catalogue import Language
    from monitor.finding import Finding


def render_report(report: Report) -> RenderableType:
    """The report on one screen."""
    parts: list[RenderableType] = [Text(report.title, style="bold"), _facts(report), _applications(report)]
    parts += [Text(f"{label}  {raw}") for label, raw in _stated(report)]
    if report.doubts:
        parts.append(_doubts(report))
    parts += [Text(f"note: {note}", style="dim") for note in report.notes]
    return Padding(Group(*parts), (0, 0, 1, 0))


def _facts(report: Report) -> Text:
    signed = report.sign_off.raw if report.sign_off else "none"
    facts = (
        f"{report.body} · {report.year} · form {report.form} · read as {report.source.reader} · "
        f"published {report.published_on or 'not stated'} · sign-off {signed} · {len(report.figures)} cells"
    )
    return Text(facts, style="dim")


def _applications(report: Report) -> RenderableType:
    """Table 三 without the rows that are nought or blank throughout."""
    table = Table(box=None, pad_edge=False)
    table.add_column("三、申请情况", overflow="fold", ratio=1)
    for column in APPLICATION_COLUMNS:
        table.add_column(_fold(column.official), justify="right", no_wrap=True)
    for row in application_rows(report.form):
        cells = [f"applications.{row.label.name}.{column.name}" for column in APPLICATION_COLUMNS]
        if any(report.value(cell) or report.doubted(cell) for cell in cells):
            table.add_row(row.label.official, *(_cell(report, cell) for cell in cells))
    return table if table.row_count else Text("三、 all nought or not stated", style="dim")


def _fold(heading: str) -> str:
    """A heading of the printed form on two lines, as the form itself has it: the figures need little room."""
    return heading if len(heading) < 4 else f"{heading[:-2]}\n{heading[-2:]}"


def _cell(report: Report, cell: str) -> Text:
    figure = report.figures.get(cell)
    text = figure.raw.strip() if figure else ""
    return Text(f"{text or '·'}?", style="yellow") if report.doubted(cell) else Text(text)


def _stated(report: Report) -> list[tuple[str, str]]:
    """The figures of the other two tables that say something."""
    return [
        (official_label(address, report.form), figure.raw.strip())
        for address, figure in report.figures.items()
        if not address.startswith("applications.") and figure.value
    ]


def _doubts(report: Report) -> RenderableType:
    """The doubted cells under the reason they are doubted for, which is said once."""
    parts: list[RenderableType] = []
    for reason in dict.fromkeys(doubt.reason for doubt in report.doubts):
        table = Table(box=None, pad_edge=False)
        for heading in ("doubted cell", "read", "arithmetic leaves"):
            table.add_column(heading, style="yellow", overflow="fold")
        for doubt in report.doubts:
            if doubt.reason == reason:
                inferred = "—" if doubt.inferred is None else str(doubt.inferred)
                table.add_row(official_label(doubt.cell, report.form), doubt.read, inferred)
        parts += [Text(f"\nDoubted: {REASONS[reason].en}.", style="bold yellow"), table]
    return Group(*parts)


def render_findings(findings: Sequence[Finding], language: Language) -> RenderableType:
    """The findings, each with its mark; or that there are none."""
    from monitor.alerts.terminal import COLOURS, MARKS

    if not findings:
        return Padding(Text("✓ nothing to object to", style="green"), (0, 0, 1, 0))
    lines = [
        Text.assemble(
            (f"{MARKS[finding.severity]} {finding.severity}", f"bold {COLOURS[finding.severity]}"),
            f"  {finding.message(language)}  ",
            (finding.code, "dim"),
        )
        for finding in findings
    ]
    return Padding(Group(*lines), (0, 0, 1, 0))
