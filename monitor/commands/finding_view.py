"""`nianbao findings show`: one finding with everything it rests on and all that was decided about it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from monitor.alerts.terminal import COLOURS, MARKS
from monitor.catalogue import CATALOGUE, Language
from monitor.commands.decisions import find, open_archive
from monitor.commands.listing import snoozed_until, standing_to_json
from parsers.form import official_label
from storage.finding_query import StandingFinding
from storage.records import DecisionRow

_VERBS = {
    "ack": "acknowledged",
    "dismiss": "dismissed",
    "reopen": "reopened",
    "note": "noted",
    "lapse": "lapsed",
}


def show_finding(home: Path, id_: str, language: Language, *, as_json: bool) -> None:
    """Print one finding; raises ConfigError for an id that is no finding's."""
    with open_archive(home) as archive:
        standing = find(archive, id_)
        decisions = archive.decisions_of(standing.finding.id)
    if as_json:
        line = {**standing_to_json(standing), "decisions": [_decision_to_json(each) for each in decisions]}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    console = Console()
    for part in _parts(standing, decisions, language):
        console.print(part)


def _decision_to_json(decision: DecisionRow) -> dict[str, Any]:
    return {"verb": decision.verb, "who": decision.who, "why": decision.why, "at": decision.at.isoformat()}


def _parts(standing: StandingFinding, decisions: Sequence[DecisionRow], language: Language) -> Iterator[RenderableType]:
    finding = standing.finding
    mark = (f"{MARKS[finding.severity]} {finding.severity}", f"bold {COLOURS[finding.severity]}")
    about = f"  {finding.body} {finding.year or ''}"
    yield Text.assemble(mark, (about, "bold"), (f"  {finding.code}  {finding.id}  {standing.state}", "dim"))
    own, other = finding.message_en, finding.message_zh
    if language is Language.ZH:
        own, other = other, own
    yield Text(own)
    yield Text(other, style="dim")
    if finding.operands:
        yield _operands(standing)
    if finding.suggestion:
        yield Text(f"It would hold with {finding.suggestion['value']} in {_label(finding.suggestion['cell'])}.")
    entry = CATALOGUE.get(finding.code)
    if entry:
        words = entry.words(language)
        yield Text.assemble("\n", words.explanation, "\n", (words.next, "bold"), "\n", (entry.source, "dim"))
    if until := snoozed_until(standing):
        yield Text(f"snoozed until {until:%Y-%m-%d}", style="cyan")
    for decision in decisions:
        why = f": {decision.why}" if decision.why else ""
        yield Text(f"{decision.at:%Y-%m-%d %H:%M}  {_VERBS[decision.verb]} by {decision.who}{why}", style="cyan")


def _operands(standing: StandingFinding) -> Table:
    """The figures it rests on, the cell at fault first."""
    table = Table(box=None, pad_edge=False)
    for heading in ("rests on", "year", "printed"):
        table.add_column(heading, overflow="fold")
    for operand in standing.finding.operands:
        label = operand.get("label") or _label(operand["cell"])
        table.add_row(str(label), str(operand.get("year", "")), Text(str(operand["raw"]) or "(blank)"))
    return table


def _label(cell: str) -> str:
    try:
        return official_label(cell)
    except KeyError:
        return cell
