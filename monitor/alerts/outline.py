"""Digest -> outline: what every channel says, in reading order, with the text of documents made harmless once, here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from monitor.alerts.digest import Digest, Notice
from monitor.alerts.harmless import clean, inert, link
from monitor.alerts.overview import at_a_glance, catalogue_words, kind_of, name_of, summed_up
from monitor.alerts.parts import CellLine, Group, Item, Outline, Section
from monitor.alerts.words import FRAMES, KINDS, Frame
from monitor.catalogue import Language
from monitor.finding import Operand, Transition

MOST_CELLS = 6
"""Longer lists are shortened, visibly; a list is never shortened by one cell only."""

_LEAST_SHARED = 3
_BETWEEN = " · "
"""Between row and column in a cell's label."""


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
        bodies=tuple(dict.fromkeys(name_of(notice) for notice in notices)),
        watchlist=frame.watchlist.format(name=clean(digest.watchlist)),
        moment=frame.moment_of(digest.at),
        sections=tuple(section for section in sections if section.groups),
        glance=() if digest.is_summary else at_a_glance(sections, frame),
        frame=frame,
        intro=frame.summary.format(n=len(notices)) if digest.is_summary else "",
        archive=link(digest.archive_url),
    )


def _section(kind: str, notices: Iterable[Notice], language: Language) -> Section:
    mine = sorted((notice for notice in notices if kind_of(notice) == kind), key=_body_and_year)
    groups = groupby(mine, key=_body_and_year)
    return Section(kind, tuple(_group(tuple(members), language) for _, members in groups), len(mine))


def _body_and_year(notice: Notice) -> tuple[str, int]:
    return notice.body, notice.year or 0


def _group(notices: tuple[Notice, ...], language: Language) -> Group:
    frame, first = FRAMES[language], notices[0]
    year = frame.year.format(year=first.year) if first.year else ""
    return Group(name_of(first), year, _advised_once(tuple(_item(notice, language) for notice in notices)))


def _advised_once(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Of notices in a row that give the same advice, the last one gives it."""
    following = (*(item.advice for item in items[1:]), "")
    return tuple(
        replace(item, advice="") if item.advice == then else item for item, then in zip(items, following, strict=True)
    )


def _item(notice: Notice, language: Language) -> Item:
    frame = FRAMES[language]
    title, advice = catalogue_words(notice.code, language)
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
        source=link(notice.source_url),
        archive=link(notice.archive_url),
        archive_name=frame.archive,
    )


def _since(notice: Notice, frame: Frame) -> str:
    """「since 1 February 2021」, of what is resolved when it was found; nothing for what is new."""
    if notice.since is None or notice.transition is Transition.OPENED:
        return ""
    words = frame.found_on if notice.transition is Transition.RESOLVED else frame.since
    return words.format(day=frame.day_of(notice.since))


def _cells(notice: Notice, frame: Frame) -> tuple[tuple[CellLine, ...], str]:
    if len(notice.cells) <= MOST_CELLS + 1:
        return tuple(_cell_line(cell, notice, frame) for cell in notice.cells), ""
    wording = frame.more_cells if link(notice.archive_url) else frame.more_cells_nowhere
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
