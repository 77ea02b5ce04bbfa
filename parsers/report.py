"""The statutory form filled in: figures with their addresses, sections, dates and doubts. Frozen and typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from parsers.form import AMOUNTS, Form, addresses
from parsers.reading import Box

SCHEMA = "nianbao.report/1"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report was read from; `sha256` is that of the document's bytes."""

    name: str
    media_type: str
    sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What the caller knows of a document besides its bytes; names and headers lie, so these only ever fill gaps."""

    name: str = ""
    media_type: str | None = None
    title: str | None = None
    published_on: dt.date | None = None


class Figure(NamedTuple):
    """One cell of the form as printed. `value` is None where nothing is stated; `raw` keeps the printed text.

    `value` is an int for a count and a Decimal in 万元 for an amount. A count printed as a fraction keeps its
    Decimal, so that the rule about whole numbers can speak of it. `grid`, `row` and `column` count from 1 in the
    source.
    """

    address: str
    value: int | Decimal | None
    raw: str
    page: int | None = None
    box: Box | None = None
    grid: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was not plainly read: what was read, why it is doubted, what the arithmetic leaves possible.

    `reason` is a key of `parsers.doubts.REASONS`. `inferred` never replaces a value that was read.
    """

    cell: str
    read: str
    reason: str
    inferred: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections of Article 50; `text` without its heading, tables left out."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """The closing signature: the date as far as it is printed, and the body that signs."""

    raw: str
    year: int
    month: int | None = None
    day: int | None = None
    body: str | None = None

    @property
    def on(self) -> dt.date | None:
        """The date, or None while any part of it is missing or it is no date of the calendar."""
        if self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Period:
    """The statistical period (统计期限) as the text states it; both days belong to it. `ends` is None where only its
    beginning is stated."""

    raw: str
    begins: dt.date
    ends: dt.date | None


@dataclass(frozen=True)
class Report:
    """One annual report as one document states it. Figures are keyed by address; absent rows have no figure."""

    source: Source
    body: str
    year: int
    form: Form
    title: str
    published_on: dt.date | None
    sign_off: SignOff | None
    figures: Mapping[str, Figure]
    doubts: tuple[Doubt, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = field(default=())
    """What the reader left over in the tables, for a person to look at."""
    pictured: tuple[str, ...] = field(default=())
    """The tables (disclosure, applications, disputes) that are pictures in the source and not text."""
    pictures: int = 0
    """Pictures in the body of the document; a table that was not found may be one of them."""
    preamble: str = ""
    """What the report says of itself above its first section: legal basis, period counted, where to ask."""
    period: Period | None = None
    document_number: str | None = None
    """The report's own 文号, as printed without white space; most reports have none."""

    @property
    def signed_on(self) -> dt.date | None:
        return self.sign_off.on if self.sign_off else None

    def value(self, address: str) -> int | Decimal | None:
        """The figure printed at `address`; None where the report states nothing there."""
        figure = self.figures.get(address)
        return figure.value if figure else None

    def doubted(self, address: str) -> bool:
        return address in self._doubted

    @cached_property
    def _doubted(self) -> frozenset[str]:
        return frozenset(doubt.cell for doubt in self.doubts)


def empty_tables(form: Form) -> dict[str, dict[str, dict[str, Any]]]:
    """The three tables of a form with nothing stated, in printed order."""
    tables: dict[str, dict[str, dict[str, Any]]] = {"disclosure": {}, "applications": {}, "disputes": {}}
    for address in addresses(form):
        table, row, column = address.split(".")
        tables[table].setdefault(row, {})[column] = None
    return tables


__all__ = [
    "AMOUNTS",
    "SCHEMA",
    "Doubt",
    "Figure",
    "Hint",
    "Period",
    "Report",
    "Section",
    "SignOff",
    "Source",
    "empty_tables",
]
