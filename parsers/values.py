"""Printed cells to values: counts, signed changes, amounts in 万元, and the marks for 'not stated'. Never a guess."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from parsers.one_form import one_form
from parsers.raised import notes_apart

NOT_STATED: frozenset[str] = frozenset({"", "/", "\\", "-", "–", "—", "——", "―", "－", "──", "无", "*", "_"})
"""What bodies print where they state nothing. None of these is ever read as nought."""

COUNT_UNITS = "件次项宗条个起例份家人户部本篇"
AMOUNT_UNITS: dict[str, int] = {
    "": 0,
    "万": 0,
    "万元": 0,
    "万元人民币": 0,
    "元": -4,
    "人民币元": -4,
    "亿元": 4,
    "亿": 4,
}
"""Power of ten that brings a printed unit to 万元; no unit means 万元 (public contract, section 2)."""

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
_NUMBER = re.compile(
    rf"(?P<sign>[+-]?)(?P<number>(?:{_DIGITS})(?:\.\d+)?)(?P<unit>[^\d（(\[【*※#†]*)"
    r"(?P<remark>[（(].*|[\[【][^\]】]*[\]】]|[*※#†]+)?",
    re.DOTALL,
)
_MAY_PART_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_LABEL = re.compile(r"[（(]|(?:\d{1,2}[.、．])?[\u3400-\u65df\u65e1-\u9fff]")
"""How labels begin and figures never do; 无 alone is a mark for none. Asked first, to spare labels the rest."""
_LOOK_ALIKE = re.compile(r"[0-9OoQDUu〇○ΟоlI|!]+")


class Parsed(NamedTuple):
    """A cell's value; `reason` is a key of `parsers.doubts.REASONS` where it was not plainly read, and `value` None
    then."""

    value: int | Decimal | None
    reason: str | None = None


MOST_DIGITS = 24
"""Characters of a number at most, its point and commas included: more are several figures that run together."""
REMEMBERED = 4096
"""How many short texts are remembered as read: a report prints the same few hundred over and over."""
LONGEST_REMEMBERED = 100


def clean(raw: str) -> str:
    """A cell's text with its forms of digits and signs made one: NFKC, plus and minus signs alike, no space at the
    ends."""
    if raw.isascii():
        return raw.strip()
    return _clean(raw) if len(raw) <= LONGEST_REMEMBERED else _clean.__wrapped__(raw)


@lru_cache(maxsize=REMEMBERED)
def _clean(raw: str) -> str:
    text = one_form(notes_apart(raw)).replace("−", "-").replace("﹣", "-").replace("﹢", "+")
    return text.replace("\u200b", "").replace("\ufeff", "").strip()


def is_value(raw: str) -> bool:
    """Whether a cell's text can only be a figure or a mark for none: how labels and figures are told apart."""
    if not raw:
        return True
    if _LABEL.match(raw):
        return False
    return _is_value(raw) if len(raw) <= LONGEST_REMEMBERED else _is_value.__wrapped__(raw)


@lru_cache(maxsize=REMEMBERED)
def _is_value(raw: str) -> bool:
    compact = "".join(clean(raw).split())
    if compact in NOT_STATED:
        return True
    match = _NUMBER.fullmatch(compact)
    if match:
        return _is_unit(match["unit"])
    return bool(_LOOK_ALIKE.fullmatch(compact))


def _is_unit(unit: str) -> bool:
    return unit in AMOUNT_UNITS or (len(unit) == 1 and unit in COUNT_UNITS)


def parse_count(raw: str) -> Parsed:
    """A count: an int, signed where a sign is printed; a Decimal where a fraction is printed; None where nothing is
    stated, and where a point may stand for the comma between thousands."""
    if raw.isdigit() and raw.isascii() and len(raw) <= MOST_DIGITS:
        # A report has hundreds: `Parsed(...)` takes twice as long.
        return tuple.__new__(Parsed, (int(raw), None))
    match, parsed = _match(raw)
    if match is None:
        return parsed
    if match["unit"] and not (match["unit"] in COUNT_UNITS and len(match["unit"]) == 1):
        return Parsed(None, "not_a_number")
    if _MAY_PART_THOUSANDS.fullmatch(match["number"]):
        return Parsed(None, "point_or_comma")
    number = Decimal(match["sign"] + match["number"].replace(",", ""))
    whole = "." not in match["number"] or number == int(number)
    return Parsed(int(number) if whole else number)


def parse_amount(raw: str, unit: str = "万元") -> Parsed:
    """An amount as Decimal in 万元 with its digits exact; `unit` is the column's, for a cell that prints none."""
    match, parsed = _match(raw)
    if match is None:
        return parsed
    power = AMOUNT_UNITS.get(match["unit"] or unit)
    if power is None:
        return Parsed(None, "not_a_number")
    number = Decimal(match["sign"] + match["number"].replace(",", ""))
    return Parsed(number if power == 0 else _plain(number.scaleb(power)))


def _match(raw: str) -> tuple[re.Match[str] | None, Parsed]:
    """The parts of a printed number, or what the cell is instead."""
    return _take_apart(raw) if len(raw) <= LONGEST_REMEMBERED else _take_apart.__wrapped__(raw)


@lru_cache(maxsize=REMEMBERED)
def _take_apart(raw: str) -> tuple[re.Match[str] | None, Parsed]:
    text = clean(raw)
    compact = "".join(text.split())
    if compact in NOT_STATED:
        return None, Parsed(None)
    if re.search(r"\d\s+\d", text):
        return None, Parsed(None, "several_numbers")
    match = _NUMBER.fullmatch(compact)
    if match and len(match["number"]) > MOST_DIGITS:
        return None, Parsed(None, "several_numbers")
    if match:
        return match, Parsed(None)
    if _LOOK_ALIKE.fullmatch(compact):
        return None, Parsed(None, "look_alike")
    return None, Parsed(None, "several_numbers" if len(re.findall(r"\d+", compact)) > 1 else "not_a_number")


def _plain(number: Decimal) -> Decimal:
    """The number without the zeros a change of unit leaves behind: 251000元 is 25.1, not 25.1000."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if short.as_tuple().exponent > 0 else short  # type: ignore[operator]
