"""Bodies that a column's titles name: what a watch list of it would begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.watchlist import BodyKind

_YEAR = r"(?:20\d{2}|二[〇○零O0][〇○零O0一二三四五六七八九]{2})"
_BEFORE_YEAR = re.compile(rf"^(?:关于)?(?P<name>[^\d（(【]{{3,40}}?)(?:关于)?(?:的)?[（(]?{_YEAR}")
_AFTER_YEAR = re.compile(rf"^[^\w]*{_YEAR}年?度?(?P<name>\D{{3,40}}?)(?:政府信息公开|信息公开|政务公开|年报|年度)")
_BODY = re.compile(r"(政府|局|厅|委|委员会|办公室|办|中心|办事处|管委会|院|处|署|会|站|所|队|部|社|馆|镇|乡|街道|街)$")
KINDS: tuple[tuple[re.Pattern[str], BodyKind], ...] = (
    (re.compile(r"(街道|街道办|街道办事处|街)$"), BodyKind.SUBDISTRICT),
    (re.compile(r"((镇|乡)(人民)?政府|镇|乡)$"), BodyKind.TOWN),
    (re.compile(r"人民政府$"), BodyKind.GOVERNMENT),
)
"""What a name's end says of its kind; all others are departments."""


@dataclass(frozen=True, slots=True)
class Proposal:
    name: str
    kind: BodyKind


def propose_bodies(titles: Iterable[str]) -> tuple[Proposal, ...]:
    """The bodies named in titles of reports, each once, in the order they appear."""
    names = dict.fromkeys(name for title in titles for name in _named(title))
    return tuple(Proposal(name, kind_of(name)) for name in names)


def _named(title: str) -> Iterator[str]:
    text = "".join(title.split())
    found = _BEFORE_YEAR.match(text) or _AFTER_YEAR.match(text)
    name = found["name"] if found else text.partition("（")[0]
    if _BODY.search(name):
        yield name


def kind_of(name: str) -> BodyKind:
    return next((kind for pattern, kind in KINDS if pattern.search(name)), BodyKind.DEPARTMENT)
