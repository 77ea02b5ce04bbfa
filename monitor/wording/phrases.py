"""Values -> phrases in both languages, for the holes of messages that a bare value can't fill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from monitor.catalogue import Language

Phrase = Mapping[Language, str]

MOST_NAMED = 4
"""How many of a long list are named; the rest is counted."""

CELLS = ("cell", "cells", " 个单元格")
ROWS = ("row", "rows", " 行")
DAYS = ("day", "days", " 天")
WORKING_DAYS = ("working day", "working days", " 个工作日")
PLACES = ("place", "places", " 处")
ENTRIES = ("report", "reports", " 份报告")

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_AGREEING = {2: ("two", "两"), 3: ("three", "三")}
"""No cell of the form stands in more than three sums, and one sum is not enough to name a figure."""


def phrase(en: str, zh: str) -> Phrase:
    return {Language.EN: en, Language.ZH: zh}


def count_of(number: int, words: tuple[str, str, str]) -> Phrase:
    """「3 cells」/「3 个单元格」; `words` are singular, plural and the Chinese measure word."""
    one, many, zh = words
    return phrase(f"{number:,} {one if number == 1 else many}", f"{number}{zh}")


def verb_of(number: int, one: str, many: str) -> Phrase:
    """The English verb that goes with `number`; Chinese needs none."""
    return phrase(one if number == 1 else many, "")


def listed(names: Sequence[Phrase], most: int = MOST_NAMED) -> Phrase:
    """The first names and how many there are besides; a list is never shortened by one only."""
    shown = names if len(names) <= most + 1 else names[:most]
    rest = len(names) - len(shown)
    en = ", ".join(name[Language.EN] for name in shown) + (f" and {rest} more" if rest else "")
    zh = "、".join(name[Language.ZH] for name in shown) + (f"等 {len(names)} 处" if rest else "")
    return phrase(en, zh)


def quoted_label(label: str) -> Phrase:
    return phrase(label, f"「{label}」")


def date_in_words(on: dt.date) -> Phrase:
    return phrase(f"{on.day} {_MONTHS[on.month - 1]} {on.year}", f"{on.year}年{on.month}月{on.day}日")


def agreement(sums: int) -> Phrase:
    """Why one figure and no other is named: how many failing sums it alone would mend."""
    en, zh = _AGREEING[sums]
    return phrase(f"{en} sums of the form agree on that", f"{zh}个等式均指向此数")


def other_failing(sums: int) -> Phrase:
    """That further sums fail with the one that is named; nothing where there are none."""
    if not sums:
        return phrase("", "")
    en = "One more sum fails" if sums == 1 else f"{sums} more sums fail"
    return phrase(f" {en} together with it.", f"与之相关的另有 {sums} 个等式不成立。")


def stated(value: int | Decimal | None) -> int | str | None:
    """A value as a finding carries it: a whole number as such, an amount or a fraction with its digits."""
    return value if value is None or isinstance(value, int) else format(value, "f")
