"""`nianbao alerts list` and `show`: what was told, and what became of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.alerts.harmless import clean
from monitor.alerts.terminal import COLOURS, MARKS
from monitor.commands.open_archive import open_existing
from monitor.errors import ConfigError

STATES = ("pending", "delivered", "given_up", "silenced")
_STYLES = {"delivered": "green", "pending": "yellow", "given_up": "bold red", "silenced": "dim"}


def list_alerts(home: Path, *, state: str | None, channel: str | None, limit: int, as_json: bool) -> None:
    """Print the newest alerts; raises ConfigError for a state there is none of."""
    if state is not None and state not in STATES:
        raise ConfigError(f"--state {state}: is none of {', '.join(STATES)}")
    with open_existing(home) as archive:
        found = archive.alerts(state, channel, limit)
    if as_json:
        for alert in found:
            sys.stdout.write(json.dumps(alert, ensure_ascii=False) + "\n")
        return
    console = Console()
    if not found:
        console.print("No alerts.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("alert", "when", "change", "what", "told"):
        table.add_column(heading, overflow="fold", vertical="top", no_wrap=heading in ("alert", "when"))
    for alert in found:
        table.add_row(str(alert["alert"]), _moment(alert["at"]), _change(alert), _what(alert), _told(alert))
    console.print(table)


def show_alert(home: Path, number: int, *, as_json: bool) -> None:
    """Print one alert; raises ConfigError where there is none of this number."""
    with open_existing(home) as archive:
        alert = archive.alert(number)
    if alert is None:
        raise ConfigError(f"alert {number}: there is none; `nianbao alerts list` shows them")
    if as_json:
        sys.stdout.write(json.dumps(alert, ensure_ascii=False) + "\n")
        return
    console = Console()
    console.print(Text.assemble((f"alert {number}  ", "bold"), _moment(alert["at"]), "  ", _change(alert)))
    console.print(_what(alert))
    console.print(Text(clean(alert["message_en"])))
    console.print(Text(clean(alert["message_zh"])))
    console.print(Text(f"finding {alert['finding']}", style="dim"))
    for delivery in alert["deliveries"]:
        console.print(_delivery(delivery))
    if not alert["deliveries"]:
        console.print(Text("told to nobody", style="dim"))


def _moment(text: str) -> str:
    return text[:16].replace("T", " ")


def _change(alert: Mapping[str, Any]) -> Text:
    kind = "resolved" if alert["transition"] == "resolved" else alert["severity"]
    return Text(f"{MARKS[kind]} {alert['transition']}", style=COLOURS[kind])


def _what(alert: Mapping[str, Any]) -> Text:
    year = f" {alert['year']}" if alert["year"] else ""
    return Text.assemble(clean(alert["body"]) + year, (f"  {alert['code']}", "dim"))


def _told(alert: Mapping[str, Any]) -> Text:
    parts = [Text(f"{each['channel']}: {each['state']}", style=_STYLES[each["state"]]) for each in alert["deliveries"]]
    return Text(", ").join(parts) if parts else Text("nobody", style="dim")


def _delivery(row: Mapping[str, Any]) -> Text:
    text = Text.assemble("  ", (f"{row['channel']}: {row['state']}", _STYLES[row["state"]]))
    text.append(f", {row['attempts']} attempt{'' if row['attempts'] == 1 else 's'}")
    for name, key in (("delivered", "delivered_at"), ("due", "next_attempt_at")):
        if row[key] and row["state"] in ("pending", name):
            text.append(f", {name} {_moment(row[key])}")
    if row["error"]:
        text.append(f"\n    {clean(row['error'])}", style="red")
    return text.append(f"\n    key {row['key']}", style="dim")
