"""Digest -> outline: what every channel says, in reading order, with the text of documents made harmless once, here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlsplit

from monitor.alerts.digest import Digest, Notice
from monitor.alerts.words import FRAMES, KINDS, Frame
from monitor.catalogue import CATALOGUE, Language
from monitor.finding import Operand, Transition

MOST_CELLS = 6
"""Longer lists are shortened, visibly; a list is never shortened by one cell only."""

_LONGEST_NAME = 80
_BREAKS = ("Cc", "Zl", "Zp", "Cs")
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing can make a figure read backwards."""


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
    message: str
    cells: tuple[CellLine, ...]
    more_cells: str
    expected: str
    found: str
    advice: str
    source: str | None
    archive: str | None


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

    @property
    def count(self) -> int:
        return sum(len(group.items) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Outline:
    id: str
    counts: tuple[str, ...]
    bodies: tuple[str, ...]
    watchlist: str
    moment: str
    sections: tuple[Section, ...]
    frame: Frame

    @property
    def headline(self) -> str:
        return self.frame.comma.join(self.counts)


def digest_to_outline(digest: Digest) -> Outline:
    """Errors, warnings, infos, resolved; inside each, the notices of one body and year stand together."""
    frame = FRAMES[digest.language]
    notices = (*digest.standing, *digest.resolved)
    sections = tuple(_section(kind, notices, digest.language) for kind in KINDS)
    return Outline(
        id=clean(digest.id),
        counts=frame.counts({section.kind: section.count for section in sections}),
        bodies=tuple(dict.fromkeys(_name(notice) for notice in notices)),
        watchlist=frame.watchlist.format(name=clean(digest.watchlist)),
        moment=frame.moment_of(digest.at),
        sections=tuple(section for section in sections if section.groups),
        frame=frame,
    )


def clean(text: str) -> str:
    """The text on one line, without control characters and without marks that turn the direction of writing."""
    kept = (" " if unicodedata.category(char) in _BREAKS else char for char in text if char not in _TURNS)
    return " ".join("".join(kept).split())


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with a visible sign that more of it follows."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _kind(notice: Notice) -> str:
    return "resolved" if notice.transition is Transition.RESOLVED else str(notice.severity)


def _section(kind: str, notices: Iterable[Notice], language: Language) -> Section:
    mine = sorted((notice for notice in notices if _kind(notice) == kind), key=_body_and_year)
    groups = groupby(mine, key=_body_and_year)
    return Section(kind, tuple(_group(tuple(members), language) for _, members in groups))


def _body_and_year(notice: Notice) -> tuple[str, int]:
    return notice.body, notice.year or 0


def _name(notice: Notice) -> str:
    return shortened(clean(notice.body), _LONGEST_NAME)


def _group(notices: tuple[Notice, ...], language: Language) -> Group:
    frame, first = FRAMES[language], notices[0]
    year = frame.year.format(year=first.year) if first.year else ""
    return Group(_name(first), year, _advised_once(tuple(_item(notice, language) for notice in notices)))


def _advised_once(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Of notices in a row that give the same advice, the last one gives it."""
    following = (*(item.advice for item in items[1:]), "")
    return tuple(
        replace(item, advice="") if item.advice == then else item for item, then in zip(items, following, strict=True)
    )


def _item(notice: Notice, language: Language) -> Item:
    frame = FRAMES[language]
    title, advice = _catalogue_words(notice.code, language)
    is_past = notice.transition is Transition.RESOLVED
    cells, more = _cells(notice, frame)
    return Item(
        key=clean(notice.key),
        code=clean(notice.code),
        title=title,
        state=frame.transitions[notice.transition],
        message=frame.before.format(message=clean(notice.message)) if is_past else clean(notice.message),
        cells=cells,
        more_cells=more,
        expected=clean(notice.expected or ""),
        found=clean(notice.found or ""),
        advice="" if is_past else advice,
        source=_link(notice.source_url),
        archive=_link(notice.archive_url),
    )


def _catalogue_words(code: str, language: Language) -> tuple[str, str]:
    entry = CATALOGUE.get(code)
    if entry is None:
        return "", ""
    words = entry.zh if language is Language.ZH else entry.en
    return words.title, words.next


def _cells(notice: Notice, frame: Frame) -> tuple[tuple[CellLine, ...], str]:
    if len(notice.cells) <= MOST_CELLS + 1:
        return tuple(_cell_line(cell, notice, frame) for cell in notice.cells), ""
    wording = frame.more_cells if _link(notice.archive_url) else frame.more_cells_nowhere
    shown = tuple(_cell_line(cell, notice, frame) for cell in notice.cells[:MOST_CELLS])
    return shown, wording.format(n=len(notice.cells) - MOST_CELLS)


def _cell_line(cell: Operand, notice: Notice, frame: Frame) -> CellLine:
    elsewhere = frame.other_year.format(year=cell.year) if cell.year != notice.year else ""
    return CellLine(clean(cell.label) + elsewhere, clean(cell.raw) or frame.blank)


def _link(url: str | None) -> str | None:
    """The address if it's one a reader may be sent to; a scheme other than http(s) is no link."""
    if not url or url != clean(url) or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
