"""What spiders hand to the pipeline: plain values, with nothing of Scrapy in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from crawler.families import Entry
from storage.records import UNKNOWN_EXCHANGE, ColumnPage, Exchange

Role = Literal["page", "attachment"]
Outcome = Literal["read", "unreachable", "blocked", "unreadable", "moved", "postponed"]
"""What a visit came to. `moved`: the server says that the column is not there; `postponed`: nobody has looked."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A row of a column that is a report by its title, with what the title tells."""

    portal: str
    entry: Entry
    body: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The reports that a page of a column lists, one item for all: each item takes Scrapy as long as our own work."""

    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A document to fetch. `owner` is its listing or the number of the entry in the archive; `document` its own."""

    portal: str
    url: str
    role: Role
    owner: Listing | int
    name: str = ""
    document: int | None = None
    left_alone: str = ""
    """Why it is not fetched; empty for what is."""

    def set_aside(self, reason: str) -> Target:
        """The same, as one that is noted and not fetched."""
        return replace(self, left_alone=reason)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that came, and the attachments its page names."""

    target: Target
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    rendered: bool = False
    published_on: dt.date | None = None
    attachments: tuple[Target, ...] = ()
    exchange: Exchange = UNKNOWN_EXCHANGE
    site_code: str = ""
    screenshot: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Pictured:
    """A page as a browser shows it, as PNG; belongs to the document's last sighting."""

    target: Target
    picture: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document of which the server says that it is what it was when it last came."""

    target: Target
    headers: Mapping[str, str]
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that did not come."""

    target: Target
    error: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    exchange: Exchange = UNKNOWN_EXCHANGE


@dataclass(frozen=True, slots=True)
class Gone:
    """A document of which the server says that it is not there."""

    target: Target
    status: int
    exchange: Exchange = UNKNOWN_EXCHANGE


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of reading a column; `whole` when all of its pages were read. `pages` are those that were, for the next
    visit to know them again."""

    portal: str
    outcome: Outcome
    status: int | None
    entries: int
    detail: str
    whole: bool = True
    pages: tuple[ColumnPage, ...] = ()
