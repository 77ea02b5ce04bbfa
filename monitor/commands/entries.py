"""`nianbao entries unmatched`: reports that could not be given to any body of the watch list."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from crawler.watchlist import Watchlist
from monitor.commands.open_archive import open_existing
from storage.standing import Unmatched

_LEAST_LIKENESS = 60.0
"""Below this a name is no help: of 100, as rapidfuzz counts."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry without a body, and the body whose name is most like its title's, if any is."""

    portal: str
    title: str
    year: int | None
    url: str
    seen_on: str
    body: str | None
    """What the report itself says whose it is, where it was read."""
    perhaps: str | None


def list_unmatched(home: Path, watchlist: Watchlist, *, as_json: bool) -> None:
    """Print them, the newest first; raises ArchiveError where there is no archive."""
    with open_existing(home) as archive:
        found = [_suggest(entry, watchlist) for entry in archive.unmatched_entries()]
    if as_json:
        for each in found:
            sys.stdout.write(json.dumps(asdict(each), ensure_ascii=False) + "\n")
        return
    console = Console()
    if not found:
        console.print("Every report in the columns belongs to a body of the watch list.")
        return
    console.print(_table(found))
    console.print(
        f"{len(found)} reports belong to no body of the watch list. Where one is a body's other name, "
        "add it under `aliases` of that body."
    )


def _suggest(entry: Unmatched, watchlist: Watchlist) -> Suggestion:
    names = {name: body.id for body in watchlist.bodies for name in body.names}
    best = _closest(entry.named or entry.title, names)
    return Suggestion(entry.portal, entry.title, entry.year, entry.url, entry.seen_on.isoformat(), entry.named, best)


def _closest(text: str, names: dict[str, str]) -> str | None:
    found = process.extractOne(text, list(names), scorer=fuzz.partial_ratio, score_cutoff=_LEAST_LIKENESS)
    return names[found[0]] if found else None


def _table(found: Sequence[Suggestion]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("column", "title", "year", "perhaps", "address"):
        table.add_column(heading, overflow="fold", vertical="top")
    for each in found:
        title = f"{each.title}\n{each.body}" if each.body and each.body not in each.title else each.title
        table.add_row(each.portal, title, str(each.year or ""), each.perhaps or "", each.url)
    return table
