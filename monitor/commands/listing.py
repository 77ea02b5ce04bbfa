"""`nianbao findings`: what is open in the archive."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.alerts.terminal import COLOURS, MARKS
from monitor.catalogue import Language, Severity
from storage.archive import Archive
from storage.connection import archive_file
from storage.errors import ArchiveError


def list_findings(home: Path, language: Language, *, as_json: bool) -> None:
    """Print the open findings, the gravest first; raises ArchiveError where there is no archive."""
    if not archive_file(home).is_file():
        raise ArchiveError(f"{archive_file(home)}: there is no archive yet; `nianbao crawl` makes one")
    with Archive.open(home) as archive:
        found = archive.open_findings()
    order = [str(severity) for severity in Severity]
    found.sort(key=lambda finding: (order.index(finding.severity), finding.body, finding.year or 0))
    if as_json:
        for finding in found:
            sys.stdout.write(json.dumps(asdict(finding), ensure_ascii=False) + "\n")
        return
    console = Console()
    if not found:
        console.print("Nothing is open.")
        return
    table = Table(box=None, pad_edge=False, show_lines=False)
    for heading in ("", "body", "year", "what"):
        table.add_column(heading, overflow="fold", vertical="top")
    for finding in found:
        mark = Text(f"{MARKS[finding.severity]} {finding.severity}", style=COLOURS[finding.severity])
        message = finding.message_zh if language is Language.ZH else finding.message_en
        table.add_row(mark, finding.body, str(finding.year or ""), Text.assemble(message, (f"  {finding.code}", "dim")))
    console.print(table)
