"""`nianbao findings ack|dismiss|reopen|note` and `nianbao correct`: what people decide, put into the archive."""

from __future__ import annotations

import getpass
import json
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from monitor.clock import now
from monitor.errors import ConfigError
from parsers.form import AMOUNTS, addresses, official_label
from storage.archive import Archive
from storage.connection import archive_file
from storage.errors import ArchiveError
from storage.finding_query import NoSuchFinding, StandingFinding
from storage.records import StoredReport

DONE = {"ack": "acknowledged", "dismiss": "dismissed", "reopen": "reopened", "note": "noted"}
SHORT = 8
"""Letters of an id that are shown."""


def open_archive(home: Path) -> Archive:
    """The archive in `home`; raises ArchiveError where there is none."""
    if not archive_file(home).is_file():
        raise ArchiveError(f"{archive_file(home)}: there is no archive yet; `nianbao crawl` makes one")
    return Archive.open(home)


def decide_findings(home: Path, verb: str, ids: list[str], who: str | None, why: str, *, as_json: bool) -> None:
    """Keep one decision about each finding, all or none; raises ConfigError for an id that is no finding's."""
    decider = _decider(who)
    reason = _reason(why, needed=verb in {"dismiss", "note"})
    with open_archive(home) as archive, archive.transaction():
        chosen = [find(archive, id_) for id_ in dict.fromkeys(ids)]
        for each in {standing.finding.id: standing for standing in chosen}.values():
            archive.decide(each.finding.id, verb, decider, reason, now())
    for each in chosen:
        finding = each.finding
        if as_json:
            _print_line({"finding": finding.id, "code": finding.code, "verb": verb, "who": decider, "why": reason})
        else:
            about = " ".join(filter(None, (finding.body, str(finding.year or ""), finding.code)))
            sys.stdout.write(f"{DONE[verb]}  {finding.id[:SHORT]}  {about}\n")


def find(archive: Archive, id_: str) -> StandingFinding:
    try:
        return archive.find_finding(id_)
    except NoSuchFinding as error:
        raise ConfigError(str(error)) from error


def correct_cell(home: Path, report: str, cell: str, value: str, who: str | None, why: str, *, as_json: bool) -> None:
    """Keep a figure beside the one printed in a cell of a report; raises ConfigError for what is not there."""
    decider, reason = _decider(who), _reason(why, needed=True)
    with open_archive(home) as archive:
        stored = _report(archive, report)
        if cell not in addresses(stored.report.form) and cell not in stored.report.figures:
            raise ConfigError(f"{cell}: is no cell of this report; `nianbao parse --json` prints their addresses")
        figure = None if value == "-" else _figure(cell, value)
        archive.correct(stored, cell, figure, decider, reason, now())
    printed = stored.report.figures[cell].raw if cell in stored.report.figures else ""
    corrected = None if figure is None else str(figure)
    if as_json:
        line = {"report": stored.id, "cell": cell, "printed": printed, "corrected": corrected}
        _print_line({**line, "who": decider, "why": reason})
        return
    label = official_label(cell, stored.report.form)
    beside = f"beside it now {corrected}" if corrected else "the correction is taken back"
    sys.stdout.write(f"{stored.report.body} {stored.report.year}  {label}: printed {printed or 'blank'}, {beside}\n")


def _report(archive: Archive, named: str) -> StoredReport:
    """The report of a number, or the one that counts for BODY:YEAR."""
    body, colon, year = named.rpartition(":")
    stored = None
    if colon and year.isdigit():
        row = archive.one("SELECT id FROM bodies WHERE id = ? OR name = ?", (body, body))
        stored = archive.current_report(row["id"], int(year)) if row else None
    elif named.isdigit():
        stored = archive.report(int(named))
    if stored is None:
        raise ConfigError(
            f"{named}: no such report; give its number as the archive's pages show it, or BODY:YEAR with the body's id"
        )
    return stored


def _figure(cell: str, text: str) -> int | Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise ConfigError(f"{text}: is no number") from error
    if not number.is_finite():
        raise ConfigError(f"{text}: is no number")
    if cell in AMOUNTS:
        return number
    if number != int(number):
        raise ConfigError(f"{text}: this cell counts things, so it takes a whole number")
    return int(number)


def _decider(who: str | None) -> str:
    """Who decides: as given, or the login name; raises ConfigError where there is neither."""
    if who and who.strip():
        return who.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise ConfigError("who decides is not known; give --who, or set NIANBAO_WHO") from error


def _reason(why: str, *, needed: bool) -> str:
    if needed and not why.strip():
        raise ConfigError("--why is empty; whoever reads this in a year wants to know")
    return why.strip()


def _print_line(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
