"""A digest seen from farther away: its bodies at a glance, and what is told instead of too many notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode

from monitor.alerts.digest import Digest, Notice
from monitor.alerts.harmless import clean, inert, link, shortened
from monitor.alerts.parts import GlanceLine, Group, Item, Section
from monitor.alerts.words import FRAMES, Frame
from monitor.catalogue import CATALOGUE, Language
from monitor.finding import Transition
from storage.connection import FILE_NAME

MOST_BODIES = 5
"""So many bodies are named; the rest is counted."""
_DATABASE = FILE_NAME.removesuffix(".db")
_LEAST_GLANCE, _MOST_GLANCE = 3, 20
"""So many bodies want an overview; of more than the second number only the gravest are in it."""
_LONGEST_NAME = 80


def kind_of(notice: Notice) -> str:
    return "resolved" if notice.transition is Transition.RESOLVED else str(notice.severity)


def name_of(notice: Notice) -> str:
    return shortened(inert(notice.body), _LONGEST_NAME)


def catalogue_words(code: str, language: Language) -> tuple[str, str]:
    entry = CATALOGUE.get(code)
    if entry is None:
        return "", ""
    words = entry.zh if language is Language.ZH else entry.en
    return words.title, words.next


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


def summed_up(kind: str, notices: Iterable[Notice], digest: Digest) -> Section:
    """The notices of a kind, a line for each code: how many, at which bodies, and where they all are."""
    mine = [notice for notice in notices if kind_of(notice) == kind]
    groups = tuple(_code_group(code, same, digest) for code, same in by_code(mine).items())
    return Section(kind, groups, len(mine))


def _code_group(code: str, notices: list[Notice], digest: Digest) -> Group:
    frame = FRAMES[digest.language]
    title, advice = catalogue_words(code, digest.language)
    item = Item(
        key=f"{digest.id}.{kind_of(notices[0])}.{clean(code)}",
        code=clean(code),
        title="",
        state=frame.transitions[notices[0].transition],
        since="",
        standing=frame.transitions[notices[0].transition],
        message=times(notices, [name_of(notice) for notice in notices], frame),
        caption="",
        cells=(),
        more_cells="",
        expected="",
        found="",
        advice="" if kind_of(notices[0]) == "resolved" else advice,
        source=None,
        archive=link(list_url(digest.archive_url, code, kind_of(notices[0]))),
        archive_name=frame.all_of_them,
    )
    return Group(title or clean(code), "", (item,))


def by_code(notices: Iterable[Notice]) -> dict[str, list[Notice]]:
    """The notices of each code, the most frequent first."""
    found: dict[str, list[Notice]] = {}
    for notice in notices:
        found.setdefault(notice.code, []).append(notice)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def times(notices: list[Notice], names: list[str], frame: Frame) -> str:
    """「312 times at 示例市示例区统计局, … and 55 more」: the bodies with most of them first."""
    often = [name for name, _ in Counter(names).most_common()]
    return frame.times.format(n=len(notices), bodies=frame.names(often, MOST_BODIES))


def list_url(archive_url: str | None, code: str, kind: str) -> str | None:
    """The open findings of a code in the archive, or those that are resolved."""
    if not archive_url:
        return None
    table, state = ("findings", {"state": "resolved"}) if kind == "resolved" else ("open_findings", {})
    return f"{archive_url.rstrip('/')}/{_DATABASE}/{table}?{urlencode({'code': code, **state})}"
