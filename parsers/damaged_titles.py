"""The title of a scan in which a character or two were misread, and its year where the rest of the text states it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from parsers.identity import find_sign_off
from parsers.particulars import find_period
from parsers.reading import Reading
from parsers.sections import Division, compact
from parsers.titles import LONGEST_TITLE, TITLE_LINES, Title, arabic_years, lines_above, parse_title

_KINDS = ("政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作报告")
"""How titles end; a misread character in any of them is known by the others."""
_MISREAD = 2
_YEAR = re.compile(r"(?P<digits>[0-9OoQDlI|Zz〇○零一二三四五六七八九]{2,5})[年午牛车](?!\d{1,2}月)")
"""A year of which a digit is lost or not a digit; 「二二二年」 is 二〇二二年 that lost its 〇."""
_DIGITS = str.maketrans("〇○零OoQD一二三四五六七八九lI|Zz", "000000012345678911122")
_PLAIN = "2020"
_YEARS = range(2008, 2040)
_OWN = re.compile(r"(20[0-3]\d)年?度?(?:政府)?信息公开(?:工作)?(?:年度)?(?:报告|年报)")
"""What a report says of itself above its first section."""


def find_damaged_title(reading: Reading, divisions: Sequence[Division]) -> Title | None:
    """The title with what was misread in it, and the one year that the document leaves for it, the first that names a
    body before one that names none; None where there is no such title, or no such year."""
    nearly = sorted(_titles(lines_above(reading.blocks, divisions)), key=lambda each: not each.body)
    for title in nearly:
        if found := _year(title.digits, reading, divisions):
            year, ground = found
            doubt = f"the title was not plainly read (“{title.text}”); its year is {ground}"
            return Title(title.text, title.body, year, doubt)
    return None


class _NearlyTitle(NamedTuple):
    """What would be a title but for a few characters: the text as read, the body, what is left of the year."""

    text: str
    body: str
    digits: str


def _titles(lines: Sequence[str]) -> Iterator[_NearlyTitle]:
    for end in range(len(lines), 0, -1):
        for size in range(1, min(TITLE_LINES, end) + 1):
            text = compact("".join(lines[end - size : end]))
            for match in _YEAR.finditer(text) if _may_be_title(text) else ():
                title = parse_title(_mend_kind(f"{text[: match.start()]}{_PLAIN}年{text[match.end() :]}"))
                if title and title.body in text:
                    yield _NearlyTitle(text, title.body, match["digits"])


def _may_be_title(text: str) -> bool:
    """Whether a text may be one: the rest of a sentence that quotes the title, on its last line, is none."""
    return len(text) <= LONGEST_TITLE and not text.endswith("。")


def _mend_kind(text: str) -> str:
    """The text with its ending as titles end, where it is that but for a character or two."""
    endings = ((kind, text[-length:]) for kind in _KINDS for length in range(len(kind) - 1, len(kind) + 2))
    misread, kind, ending = min((Levenshtein.distance(ending, kind), kind, ending) for kind, ending in endings)
    return text.removesuffix(ending) + kind if misread <= _MISREAD else text


def _year(digits: str, reading: Reading, divisions: Sequence[Division]) -> tuple[int, str] | None:
    """The year, and where it is from: the title itself if its digits are whole; else what the text and the signature
    say, which have to agree with each other and with what is left in the title."""
    left = _alike(digits.translate(_DIGITS))
    if digits.translate(_DIGITS) in map(str, left):
        return left.pop(), "whole"
    stated = set(_stated_years(reading, divisions))
    sign_off, _ = find_sign_off(reading.blocks, divisions)
    signed = {sign_off.year - 1} if sign_off else set()
    if len(stated | signed) > 1 or not stated | signed <= left:
        return None
    if stated:
        return stated.pop(), "the one that the text states"
    if signed:
        return signed.pop(), "the one before the signature"
    return (left.pop(), "the only one that it can be") if len(left) == 1 else None


def _stated_years(reading: Reading, divisions: Sequence[Division]) -> Iterator[int]:
    """The year of the statistical period, and that of the report in its own opening."""
    period = find_period(reading.blocks)
    if period and (period.ends is None or period.ends.year == period.begins.year):
        yield period.begins.year
    above = arabic_years(compact("".join(lines_above(reading.blocks, divisions))))
    yield from (int(match[1]) for match in _OWN.finditer(above))


def _alike(read: str) -> set[int]:
    """The years that what was read may be: itself, or those from which the fewest digits are misread or lost."""
    distances = {year: Levenshtein.distance(read, str(year)) for year in _YEARS}
    nearest = min(distances.values())
    return {year for year, distance in distances.items() if distance == nearest <= _MISREAD}
