"""`nianbao findings`: what is open in the archive."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.alerts.terminal import COLOURS, MARKS
from monitor.catalogue import Language, Severity
from monitor.clock import now
from monitor.commands.decisions import SHORT, open_archive
from monitor.errors import ConfigError
from storage.finding_query import Filters, StandingFinding

_DECISIONS = ("acked", "dismissed", "none")
_WORDS = {"acked": "acknowledged", "dismissed": "dismissed"}


def list_findings(home: Path, language: Language, filters: Filters, *, as_json: bool) -> None:
    """Print the findings asked for, the gravest first; raises ArchiveError where there is no archive."""
    _check(filters)
    with open_archive(home) as archive:
        found = archive.list_findings(filters)
        hidden = [] if filters.every or filters.decision else archive.list_findings(_dismissals(filters))
    if as_json:
        for standing in found:
            sys.stdout.write(json.dumps(standing_to_json(standing), ensure_ascii=False) + "\n")
        return
    console = Console()
    console.print(_table(found, language) if found else Text("Nothing is open."))
    if hidden:
        console.print(Text(f"{len(hidden)} dismissed and not shown; --decision dismissed lists them.", style="dim"))


def standing_to_json(standing: StandingFinding) -> dict[str, Any]:
    """A finding with its state and decision, as programs read it."""
    decision = None
    if standing.finding.decision and standing.decided_at:
        decision = {
            "standing": standing.finding.decision,
            "who": standing.who,
            "why": standing.why,
            "at": standing.decided_at.isoformat(),
        }
    resolved = standing.resolved_at.isoformat() if standing.resolved_at else None
    state = {"state": standing.state, "opened_at": standing.opened_at.isoformat(), "resolved_at": resolved}
    until = snoozed_until(standing)
    snoozed = {"snoozed_until": until.isoformat() if until else None}
    return {**asdict(standing.finding), **state, "decision": decision, **snoozed}


def snoozed_until(standing: StandingFinding) -> dt.datetime | None:
    """Until when nobody is told of a finding; None where that is over."""
    until = standing.snoozed_until
    return until if until and until > now() else None


def _check(filters: Filters) -> None:
    if filters.decision and filters.decision not in _DECISIONS:
        raise ConfigError(f"--decision {filters.decision}: is none of {', '.join(_DECISIONS)}")
    for severity in filters.severities:
        if severity not in list(Severity):
            raise ConfigError(f"--severity {severity}: is none of {', '.join(Severity)}")


def _dismissals(filters: Filters) -> Filters:
    return replace(filters, decision="dismissed")


def _table(found: Sequence[StandingFinding], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, show_lines=False)
    for heading in ("", "id", "body", "year", "what"):
        table.add_column(heading, overflow="fold", vertical="top", no_wrap=heading == "id")
    for standing in found:
        finding = standing.finding
        message = finding.message_zh if language is Language.ZH else finding.message_en
        said = Text.assemble(message, (f"  {finding.code}", "dim"), *_remarks(standing))
        table.add_row(
            Text(f"{MARKS[finding.severity]} {finding.severity}", style=COLOURS[finding.severity]),
            Text(finding.id[:SHORT], style="dim"),
            finding.body,
            str(finding.year or ""),
            said,
        )
    return table


def _remarks(standing: StandingFinding) -> list[tuple[str, str]]:
    """What has become of a finding besides being open."""
    remarks = []
    if standing.state != "open":
        remarks.append((f"  {standing.state}", "green"))
    if standing.finding.decision:
        why = f": {standing.why}" if standing.why else ""
        remarks.append((f"\n{_WORDS[standing.finding.decision]} by {standing.who}{why}", "cyan"))
    if until := snoozed_until(standing):
        remarks.append((f"\nsnoozed until {until:%Y-%m-%d}", "cyan"))
    return remarks
