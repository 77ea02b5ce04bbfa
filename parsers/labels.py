"""Printed labels to canonical names: tolerant of brackets, spaces and numbering, strict about the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from parsers.form import APPLICATION_ROWS, DISCLOSURE_ITEMS, Label
from parsers.one_form import one_form
from parsers.values import LONGEST_REMEMBERED, REMEMBERED

_NUMBERING = re.compile(
    r"[^\w（(]*(?:[（(]?[一二三四五六七八九十]{1,2}[)）]?[、.．,，:：)）]|[（(][一二三四五六七八九十]{1,2}[)）]?|\d{1,2}[.、．)）])"
)
_WORD = re.compile(r"[\u3400-\u9fff]+")
_REMARK = re.compile(r"[（(][^（()）]*[)）]")
_SIMPLIFIED = str.maketrans(
    "規許條項處罰強費購範對務屬國機關開結轉續辦數請複復議訴訟審維總計業組織構會無現製確認獲舉報類過執護權經濟繳納"
    "補內發廢後於證單萬額採況體間時級沒據詢檔穩為進決觸眾紀錄舊稅並與從應該個這還請類場門員實",
    "规许条项处罚强费购范对务属国机关开结转续办数请复复议诉讼审维总计业组织构会无现制确认获举报类过执护权经济缴纳"
    "补内发废后于证单万额采况体间时级没据询档稳为进决触众纪录旧税并与从应该个这还请类场门员实",
)
"""Traditional characters that labels have been printed in, one of them here and there."""
_TRADITIONAL = re.compile(f"[{''.join(map(chr, _SIMPLIFIED))}]")

GROUPS = ("本年度办理结果", "不予公开", "无法提供", "不予处理", "其他处理")
"""What stands left of the labels of table 三: alone in its row's place it names no row."""
SHORTEST_PART = 3
"""Characters that a broken-off piece of a label has at least, before it is taken for one."""


def words(text: str) -> str:
    """The Chinese characters of a label without its numbering: 「（二） 部分公开」 is 「部分公开」."""
    if text.isascii():
        return ""
    return _words(text) if len(text) <= LONGEST_REMEMBERED else _words.__wrapped__(text)


@lru_cache(maxsize=REMEMBERED)
def _words(text: str) -> str:
    joined = "".join(one_form(text).split())
    numbering = _NUMBERING.match(joined)
    return _simplified("".join(_WORD.findall(joined, numbering.end() if numbering else 0)))


def characters(text: str) -> str:
    """The Chinese characters of a text and nothing else."""
    return _simplified("".join(_WORD.findall(one_form(text))))


def _simplified(text: str) -> str:
    return text.translate(_SIMPLIFIED) if _TRADITIONAL.search(text) else text


class Match(NamedTuple):
    """A label that was recognised; `whole` is False while only its beginning has been seen."""

    name: str
    whole: bool


@cache
def _prints(kind: str) -> tuple[tuple[str, str], ...]:
    """(words, canonical name) of every print of every label of a table, the longest first."""
    labels: Iterable[Label] = (
        (row.label for row in APPLICATION_ROWS) if kind == "applications" else (item.label for item in DISCLOSURE_ITEMS)
    )
    prints = [(words(text), label.name) for label in labels for text in (label.official, *label.variants)]
    return tuple(sorted(prints, key=lambda pair: -len(pair[0])))


@cache
def _names(kind: str) -> dict[str, str]:
    """The canonical name by the words of each print."""
    return dict(reversed(_prints(kind)))


@cache
def prints_of(kind: str, name: str) -> tuple[str, ...]:
    """The words of every print of one label."""
    return tuple(printed for printed, owner in _prints(kind) if owner == name)


def match_label(kind: str, cells: tuple[str, ...]) -> Match | None:
    """The row of table `kind` that the label cells of one row name, read from the innermost (last) cell outwards.

    Left of the label proper stand group labels and whatever of them a page break left; they are only drawn in when
    the last cell alone names nothing.
    """
    is_short = sum(map(len, cells)) <= LONGEST_REMEMBERED
    return _match_label(kind, cells) if is_short else _match_label.__wrapped__(kind, cells)


@lru_cache(maxsize=REMEMBERED)
def _match_label(kind: str, cells: tuple[str, ...]) -> Match | None:
    if _ends_otherwise(kind, cells):
        return None
    for start in range(len(cells) - 1, -1, -1):
        found = _exactly(kind, words("".join(cells[start:])))
        if found:
            return Match(found, whole=True)
    joined = "".join([words(cell) for cell in cells])
    if joined.endswith(_endings(kind)):
        return Match(next(name for text, name in _prints(kind) if joined.endswith(text)), whole=True)
    # Some notices explain a label in brackets behind it.
    explained = _exactly(kind, words(_REMARK.sub("", cells[-1]))) if cells else None
    return Match(explained, whole=True) if explained else _beginning(kind, cells)


def _ends_otherwise(kind: str, cells: tuple[str, ...]) -> bool:
    """Whether the last cell says what is in no print and ends as none ends, so that nothing before it can name a row:
    so do most headings of columns."""
    last = cells[-1] if cells else ""
    own = words(last)
    if not own or "（" in last or "(" in last:
        return False
    return own not in _all_prints(kind) and not own.endswith(_endings(kind))


@cache
def _all_prints(kind: str) -> str:
    """The words of every print of every label, a line each."""
    return "\n".join(text for text, _ in _prints(kind))


@cache
def _endings(kind: str) -> tuple[str, ...]:
    """The prints that are long enough to be known by a label's ending with them, the longest first."""
    return tuple(text for text, _ in _prints(kind) if len(text) >= SHORTEST_PART)


def exact_label(kind: str, text: str) -> str | None:
    """The row whose label `text` is, whole and with nothing beside it."""
    return _exactly(kind, words(text))


def _exactly(kind: str, text: str) -> str | None:
    return _names(kind).get(text)


def _beginning(kind: str, cells: tuple[str, ...]) -> Match | None:
    """The one label that begins with what is printed; None when there are several, or none."""
    for start in range(len(cells) - 1, -1, -1):
        name = _beginnings(kind).get(words("".join(cells[start:])))
        if name:
            return Match(name, whole=False)
    return None


@cache
def _beginnings(kind: str) -> dict[str, str]:
    """The name of the one label that begins so, for every beginning that tells."""
    names: dict[str, set[str]] = {}
    for printed, name in _prints(kind):
        for end in range(SHORTEST_PART, len(printed) + 1):
            names.setdefault(printed[:end], set()).add(name)
    return {text: owners.pop() for text, owners in names.items() if len(owners) == 1}


def match_ending(kind: str, text: str) -> str | None:
    """The row whose label `text` ends with: for sources in which everything before it runs together."""
    joined = words(text)
    return next((name for printed, name in _prints(kind) if printed and joined.endswith(printed)), None)


def continues(kind: str, name: str, cells: tuple[str, ...]) -> bool:
    """Whether the label cells of a row are a further piece of the label `name`."""
    pieces = [words("".join(cells[start:])) for start in range(len(cells))]
    return any(
        piece and not printed.startswith(piece) and piece in printed
        for piece in pieces
        for printed in prints_of(kind, name)
    )
