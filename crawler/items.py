"""What spiders hand to the pipeline: plain values, with nothing of Scrapy in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crawler.families import Entry

Role = Literal["page", "attachment"]
Outcome = Literal["read", "unreachable", "blocked", "unreadable"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A row of a column that is a report by its title, with what the title tells."""

    portal: str
    entry: Entry
    body: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Target:
    """A document to fetch. `owner` is its listing or the number of the entry in the archive; `document` its own."""

    portal: str
    url: str
    role: Role
    owner: Listing | int
    name: str = ""
    document: int | None = None


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


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that did not come."""

    target: Target
    error: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gone:
    """A document of which the server says that it is not there."""

    target: Target
    status: int


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of reading a column."""

    portal: str
    outcome: Outcome
    status: int | None
    entries: int
    detail: str
