"""The values families work with: what is asked of a portal, what it answers, and what the answer says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import parse_qsl, urlencode

_FORM = "application/x-www-form-urlencoded; charset=UTF-8"
_JSON = "application/json; charset=UTF-8"


class Unreadable(Exception):
    """Raised when a page answered but is not the column we know how to read, by `Family.read_column`."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request for a part of a column. Two equal asks are the same request, so a column's asks can be counted."""

    url: str
    body: bytes | None = None
    """What is sent along; an ask with a body is a POST."""
    headers: tuple[tuple[str, str], ...] = ()
    data: bool = False
    """The answer is data for a program (JSON, XML, a fragment): no browser has to show it."""
    family: str = ""
    """The family that reads the answer, where that is not the column's own: a column may live on another platform."""
    presses: int = 0
    """How often a browser presses the list's "next page" before it gives the page; for lists kept up by a script."""

    @property
    def method(self) -> Literal["GET", "POST"]:
        return "GET" if self.body is None else "POST"

    def read_by(self, family: str) -> Ask:
        """This ask, its answer to be read by `family` where it names none."""
        return self if self.family or not family else replace(self, family=family)

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form that is sent along; empty for an ask that sends none."""
        return dict(parse_qsl((self.body or b"").decode(), keep_blank_values=True))


def ask_with_form(url: str, fields: Mapping[str, str], headers: Iterable[tuple[str, str]] = ()) -> Ask:
    """A POST of a form, as a page's own script sends it."""
    return Ask(url, urlencode(fields).encode(), (("Content-Type", _FORM), *headers), data=True)


def ask_with_json(url: str, value: object, headers: Iterable[tuple[str, str]] = ()) -> Ask:
    """A POST of JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Ask(url, body, (("Content-Type", _JSON), *headers), data=True)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer, as plain values. `headers` has lower-case names; `ask` is what it answers, where that was kept."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    ask: Ask | None = None

    @property
    def asked(self) -> Ask:
        return self.ask or Ask(self.url)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a column. `platform_on` is the first publication by the platform's own field, where it has one."""

    url: str
    title: str
    shown_on: dt.date | None = None
    platform_on: dt.date | None = None
    publisher: str = ""
    """Who publishes it, by the platform's own field."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one page of a column says: its rows, and what else has to be read to know the column."""

    entries: tuple[Entry, ...] = ()
    more: tuple[Ask, ...] = ()
    """Where newer rows are, besides or instead: the API behind the page, the framed list, this year's folder."""
    older: tuple[Ask, ...] = ()
    """Where older rows are: the next page of the list, the folders of years gone by."""
    remark: str = ""
    """What could not be read although the page was: told with the visit."""

    def read_by(self, family: str) -> Column:
        """This column, what it asks for to be read by `family` where it names none."""
        if not family:
            return self
        more, older = (tuple(ask.read_by(family) for ask in asks) for asks in (self.more, self.older))
        return replace(self, more=more, older=older)


@dataclass(frozen=True, slots=True)
class Attachment:
    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Post:
    """What a document's page says besides its text."""

    attachments: tuple[Attachment, ...] = ()
    published_on: dt.date | None = None
