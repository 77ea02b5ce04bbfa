"""Digest -> outline: what every channel says, in reading order, with the text of documents made harmless once, here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlsplit

from monitor.alerts.digest import Digest, Notice
from monitor.alerts.storm import by_code, list_url, times
from monitor.alerts.words import FRAMES, KINDS, Frame
from monitor.catalogue import CATALOGUE, Language
from monitor.finding import Operand, Transition

MOST_CELLS = 6
"""Longer lists are shortened, visibly; a list is never shortened by one cell only."""

_LEAST_GLANCE, _MOST_GLANCE = 3, 20
"""So many bodies want an overview; of more than the second number only the gravest are in it."""
_LEAST_SHARED = 3
_BETWEEN = " · "
"""Between row and column in a cell's label."""
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


def digest_to_outline(digest: Digest) -> Outline:
    """Errors, warnings, infos, resolved; inside each, the notices of one body and year stand together."""
    frame = FRAMES[digest.language]
    notices = (*digest.standing, *digest.resolved)
    if digest.is_summary:
        sections = tuple(summed_up(kind, notices, digest) for kind in KINDS)
    else:
        sections = tuple(_section(kind, notices, digest.language) for kind in KINDS)
    return Outline(
        id=clean(digest.id),
        counts=(digest.remark,) if digest.remark else frame.counts({each.kind: each.count for each in sections}),
        bodies=tuple(dict.fromkeys(_name(notice) for notice in notices)),
        watchlist=frame.watchlist.format(name=clean(digest.watchlist)),
        moment=frame.moment_of(digest.at),
        sections=tuple(section for section in sections if section.groups),
        glance=() if digest.is_summary else at_a_glance(sections, frame),
        frame=frame,
        intro=frame.summary.format(n=len(notices)) if digest.is_summary else "",
        archive=_link(digest.archive_url),
    )


def clean(text: str) -> str:
    """The text on one line, without control characters and without marks that turn the direction of writing."""
    kept = (" " if unicodedata.category(char) in _BREAKS else char for char in text if char not in _TURNS)
    return " ".join("".join(kept).split())


def inert(text: str, own: str | None = None) -> str:
    """The text of a document on one line, with an invisible joiner in what a mail program or a chat would make a link
    or a mention of. `own`, an address that we vouch for, stays as it is."""
    parts = clean(text).split(own) if own else [clean(text)]
    return (own or "").join(_LINKS.sub(lambda match: f"{match[0][0]}\u2060{match[0][1:]}", part) for part in parts)


_LINKS = re.compile(r"://|(?<=[\w-])\.(?=[A-Za-z]{2})|@(?=\w)|<(?=[!@#])")


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with a visible sign that more of it follows."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _kind(notice: Notice) -> str:
    return "resolved" if notice.transition is Transition.RESOLVED else str(notice.severity)


def _section(kind: str, notices: Iterable[Notice], language: Language) -> Section:
    mine = sorted((notice for notice in notices if _kind(notice) == kind), key=_body_and_year)
    groups = groupby(mine, key=_body_and_year)
    return Section(kind, tuple(_group(tuple(members), language) for _, members in groups), len(mine))


def summed_up(kind: str, notices: Iterable[Notice], digest: Digest) -> Section:
    """The notices of a kind, a line for each code: how many, at which bodies, and where they all are."""
    mine = [notice for notice in notices if _kind(notice) == kind]
    groups = tuple(_code_group(code, same, digest) for code, same in by_code(mine).items())
    return Section(kind, groups, len(mine))


def _code_group(code: str, notices: list[Notice], digest: Digest) -> Group:
    frame = FRAMES[digest.language]
    title, advice = _catalogue_words(code, digest.language)
    item = Item(
        key=f"{digest.id}.{_kind(notices[0])}.{clean(code)}",
        code=clean(code),
        title="",
        state=frame.transitions[notices[0].transition],
        since="",
        standing=frame.transitions[notices[0].transition],
        message=times(notices, [_name(notice) for notice in notices], frame),
        caption="",
        cells=(),
        more_cells="",
        expected="",
        found="",
        advice="" if _kind(notices[0]) == "resolved" else advice,
        source=None,
        archive=_link(list_url(digest.archive_url, code, _kind(notices[0]))),
        archive_name=frame.all_of_them,
    )
    return Group(title or clean(code), "", (item,))


def _body_and_year(notice: Notice) -> tuple[str, int]:
    return notice.body, notice.year or 0


def _name(notice: Notice) -> str:
    return shortened(inert(notice.body), _LONGEST_NAME)


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
    caption, cells = _under_caption(cells)
    message = inert(notice.message, notice.source_url)
    return Item(
        key=clean(notice.key),
        code=clean(notice.code),
        title=title,
        state=frame.transitions[notice.transition],
        since=_since(notice, frame),
        standing=frame.comma.join(filter(None, (frame.transitions[notice.transition], _since(notice, frame)))),
        message=frame.before.format(message=message) if is_past else message,
        caption=caption,
        cells=cells,
        more_cells=more,
        expected=inert(notice.expected or ""),
        found=inert(notice.found or ""),
        advice="" if is_past else frame.notes.get(notice.transition, advice),
        source=_link(notice.source_url),
        archive=_link(notice.archive_url),
        archive_name=frame.archive,
    )


def _since(notice: Notice, frame: Frame) -> str:
    """「since 1 February 2021」, of what is resolved when it was found; nothing for what is new."""
    if notice.since is None or notice.transition is Transition.OPENED:
        return ""
    words = frame.found_on if notice.transition is Transition.RESOLVED else frame.since
    return words.format(day=frame.day_of(notice.since))


def at_a_glance(sections: Iterable[Section], frame: Frame) -> tuple[GlanceLine, ...]:
    """Each body and year once, gravest first; nothing for a digest that is short enough to be read as it is."""
    told: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for section in sections:
        for group in section.groups:
            _, titles = told.setdefault((group.body, group.year), (section.kind, []))
            titles += [item.title or item.code for item in group.items]
    if len(told) < _LEAST_GLANCE:
        return ()
    shown = list(told.items())[:_MOST_GLANCE]
    lines = [
        GlanceLine(kind, body, year, frame.separator.join(dict.fromkeys(titles)))
        for (body, year), (kind, titles) in shown
    ]
    return tuple(lines)


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


def _under_caption(cells: tuple[CellLine, ...]) -> tuple[str, tuple[CellLine, ...]]:
    """The row that three or more cells share, and the cells with the rest of their labels."""
    rows = {cell.label.partition(_BETWEEN)[0] for cell in cells}
    if len(cells) < _LEAST_SHARED or len(rows) != 1 or any(_BETWEEN not in cell.label for cell in cells):
        return "", cells
    return rows.pop(), tuple(CellLine(cell.label.partition(_BETWEEN)[2], cell.printed) for cell in cells)


def _cell_line(cell: Operand, notice: Notice, frame: Frame) -> CellLine:
    elsewhere = frame.other_year.format(year=cell.year) if cell.year != notice.year else ""
    return CellLine(inert(cell.label) + elsewhere, inert(cell.raw) or frame.blank)


def _link(url: str | None) -> str | None:
    """The address if it's one a reader may be sent to; a scheme other than http(s) is no link."""
    if not url or url != clean(url) or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
