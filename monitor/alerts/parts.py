"""The parts of an outline: a digest in words, ready to be given a form by any channel."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.alerts.words import Frame


@dataclass(frozen=True, slots=True)
class CellLine:
    label: str
    printed: str


@dataclass(frozen=True, slots=True)
class Item:
    """One notice in words. `source` and `archive` are links a reader may follow, or None."""

    key: str
    code: str
    title: str
    state: str
    """What has happened to it, in a word or two."""
    since: str
    """Since when it has stood; empty for what is new."""
    standing: str
    """State and since when, for where they are one line."""
    message: str
    caption: str
    """The row that all its cells stand in, where they do; their labels then name the column only."""
    cells: tuple[CellLine, ...]
    more_cells: str
    expected: str
    found: str
    advice: str
    source: str | None
    archive: str | None
    archive_name: str


@dataclass(frozen=True, slots=True)
class Group:
    """What is told about one body and one year."""

    body: str
    year: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`kind` is a severity, or "resolved"."""

    kind: str
    groups: tuple[Group, ...]
    count: int
    """How many notices it stands for; more than its items where they are summed up."""


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """A body with the titles of what is told of it, under the gravest of them."""

    kind: str
    body: str
    year: str
    what: str


@dataclass(frozen=True, slots=True)
class Outline:
    id: str
    counts: tuple[str, ...]
    bodies: tuple[str, ...]
    watchlist: str
    moment: str
    sections: tuple[Section, ...]
    frame: Frame
    intro: str = ""
    """Said before the sections, where there is something to say of the digest as a whole."""
    glance: tuple[GlanceLine, ...] = ()
    """The whole digest in a few lines, where it is long enough to want them."""
    archive: str | None = None
    """The archive's front page, where readers can find all of it."""

    @property
    def headline(self) -> str:
        return self.frame.comma.join(self.counts)
