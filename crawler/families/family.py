"""What a platform family is: pure functions from an answered page to the entries and documents it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


class Unreadable(Exception):
    """Raised when a page answered but is not the column we know how to read, by `Family.read_column`."""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer, as plain values. `headers` has lower-case names."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a column. `platform_on` is the first publication by the platform's own field, where it has one."""

    url: str
    title: str
    shown_on: dt.date | None = None
    platform_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What one page of a column says: its rows, and the addresses that have to be read to know the whole column."""

    entries: tuple[Entry, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Post:
    """What a document's page says besides its text."""

    attachments: tuple[Attachment, ...] = ()
    published_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """How one platform is read.

    1. `start(address)` turns the address of the watch list into the one to ask first.
    2. `read_column(page, address)` reads any page of the column; it raises Unreadable when it is none.
    3. `past_end(page)` says whether an error answer only means that the list has no such page.
    4. `read_post(page)` reads the page of one entry.
    5. `is_data(address)` says whether an address gives data rather than a page that a browser can show.
    6. `content` is the CSS selector of the text, for a browser to wait on.

    For example `Column(entries=(Entry("http://…/post_1.html", "某局2020年政府信息公开工作年度报告"),), more=("http://…/index_2.html",))`.
    """

    start: Callable[[str], str]
    read_column: Callable[[Page, str], Column]
    past_end: Callable[[Page], bool]
    read_post: Callable[[Page], Post]
    is_data: Callable[[str], bool]
    content: str
