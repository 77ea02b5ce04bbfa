"""`nianbao status`: bodies and years as a matrix of states."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.watchlist import Watchlist
from monitor.catalogue import Language
from monitor.states import BodyState, State, body_states
from monitor.wording.states import ABOUT, BODY, DUE, LEFT, NO_DATE, NOTHING, OLDER_YEARS, STATES
from monitor.workdays import WorkingDays
from storage.archive import Archive
from storage.connection import archive_file
from storage.errors import ArchiveError

_NAME_WIDTH, _LEAST_NAME_WIDTH, _CELL_WIDTH = 42, 24, 17
"""Columns of the terminal: for a body's name, at the least, and for one year."""
_WORDLESS = (State.PUBLISHED, State.UNKNOWN, State.NOT_DUE)


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the matrix is shown; an empty filter lets everything pass."""

    years: tuple[int, ...] = ()
    region: str = ""
    states: tuple[State, ...] = ()

    def lets_pass(self, row: BodyState) -> bool:
        return (
            (not self.years or row.year in self.years)
            and self.region in row.body.region
            and (not self.states or row.state in self.states)
        )


def read_states(
    home: Path, watchlist: Watchlist, today: dt.date, due_soon_days: int, filters: Filters
) -> list[BodyState]:
    """The states that the filters let pass; raises ArchiveError where there is no archive."""
    if not archive_file(home).is_file():
        raise ArchiveError(f"{archive_file(home)}: there is no archive yet; `nianbao crawl` makes one")
    with Archive.open(home) as archive:
        return [row for row in body_states(archive, watchlist, today, due_soon_days) if filters.lets_pass(row)]


def print_json(rows: Sequence[BodyState]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(_values(row), ensure_ascii=False) + "\n")


def print_csv(rows: Sequence[BodyState]) -> None:
    writer: Any = None
    for values in map(_values, rows):
        writer = writer or _with_header(values)
        writer.writerow({key: " ".join(value) if isinstance(value, list) else value for key, value in values.items()})


def _with_header(values: dict[str, Any]) -> csv.DictWriter[str]:
    writer = csv.DictWriter(sys.stdout, list(values), lineterminator="\n")
    writer.writeheader()
    return writer


def _values(row: BodyState) -> dict[str, Any]:
    return {
        "body": row.body.id,
        "name": row.body.name,
        "region": row.body.region,
        "year": row.year,
        "state": str(row.state),
        "due": row.due.isoformat() if row.due else None,
        "since": row.since.isoformat() if row.since else None,
        "published_on": row.standing.published_on.isoformat() if row.standing.published_on else None,
        "working_days_left": row.left.count if row.left else None,
        "holidays_known": row.left.exact if row.left else None,
        "report": row.standing.report,
        "open_findings": sorted(row.standing.open),
    }


def print_matrix(rows: Sequence[BodyState], language: Language, console: Console) -> None:
    """A row a body, a column a year, the newest years that fit; below it how many there are of each state."""
    if not rows:
        console.print(NOTHING[language])
        return
    years = sorted({row.year for row in rows})
    shown = years[-max(1, (console.width - _NAME_WIDTH) // _CELL_WIDTH) :]
    console.print(_table(rows, shown, language))
    console.print(_sums(rows, language))
    if hidden := years[: -len(shown)]:
        console.print(Text(OLDER_YEARS[language].format(first=hidden[0], last=hidden[-1]), style="dim"))


def _table(rows: Sequence[BodyState], years: Sequence[int], language: Language) -> Table:
    cells = {(row.body.id, row.year): _cell(row, language) for row in rows}
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(BODY[language], overflow="fold", min_width=_LEAST_NAME_WIDTH)
    for year in years:
        table.add_column(str(year), no_wrap=True)
    for id_, name in {row.body.id: row.body.name for row in rows}.items():
        table.add_row(name, *(cells.get((id_, year), Text("")) for year in years))
    return table


def _cell(row: BodyState, language: Language) -> Text:
    """The mark, the word unless all is well, and the day: of publication, or since when; or what time is left."""
    words = STATES[row.state]
    word = "" if row.state in _WORDLESS else f" {words.word(language)}"
    return Text.assemble((f"{words.mark}{word}", words.colour), (f" {_detail(row, language)}", "dim"))


def _detail(row: BodyState, language: Language) -> str:
    if row.state is State.DUE_SOON and row.left:
        return _left(row.left, language)
    if row.state is State.NOT_DUE:
        return DUE[language].format(date=f"{row.due:%m-%d}") if row.due else NO_DATE[language]
    return f"{row.since:%m-%d}" if row.since else ""


def _left(left: WorkingDays, language: Language) -> str:
    template = LEFT[language][left.count != 1]
    return ("" if left.exact else ABOUT[language]) + template.format(count=left.count)


def _sums(rows: Sequence[BodyState], language: Language) -> Text:
    sums = Counter(row.state for row in rows)
    parts = [(f"{STATES[state].mark} {sums[state]} {STATES[state].word(language)}", state) for state in State]
    return Text("\n").append_text(
        Text("   ").join(Text(text, STATES[state].colour) for text, state in parts if sums[state])
    )
