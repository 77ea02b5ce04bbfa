"""When a report was signed and by whom, and when it was published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.reading import Grid, Paragraph
from parsers.report import SignOff
from parsers.sections import Division, compact
from parsers.titles import BODY_ENDING

_SIGN_DATE = re.compile(r"(?P<year>20[0-3]\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{0,2})日)?)?")
_CHINESE_DATE = re.compile(
    r"(?P<year>二[〇○零Oo0][一二三四五六七八九〇○零]{2})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_NUMERIC_DATE = re.compile(r"(?P<year>20[0-3]\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})")
_DIGIT = re.compile(r"\d")
_BEHIND_DATE = re.compile(r"(?<=[日\d])(?:附件\d*[:：].*|[(（].*)$")
"""What a page of print joins to the line of the date."""
_CHROME = re.compile(
    r"扫一扫|分享到|打印本页|关闭窗口|【打印】|【关闭】|上一篇|下一篇|相关(?:报告|链接|阅读|信息|附件)|主办[:：单]|版权所有|网站标识码|ICP备"
    r"|返回顶部|网站地图|浏览次数|相关稿件"
)
"""What portals print below an article; a signature stands above it."""

CLOSING_PARAGRAPHS = 12
"""How many of the last section's lines a signature without a signer is looked for in."""
LONGEST_SIGNER = 40


def find_sign_off(
    blocks: Sequence[Paragraph | Grid], divisions: Sequence[Division]
) -> tuple[SignOff | None, frozenset[int]]:
    """The signature under the last section, and the blocks it takes up with all that follows it.

    A date there is taken only from a line that is nothing but a date, or a signer and a date: the first with a signer,
    else the last in the closing lines.
    """
    lines, below = _closing_lines(blocks, divisions)
    found = [(place, date) for place, (_, text) in enumerate(lines) if (date := _read_date(text))]
    signed = [(place, date) for place, date in found if date.signer or (place and _signer(lines[place - 1][1]))]
    bare = [(place, date) for place, date in found if date.is_plain and place >= len(lines) - CLOSING_PARAGRAPHS]
    if not signed and not bare:
        return None, frozenset(range(below, len(blocks)))
    place, date = signed[0] if signed else bare[-1]
    above = _signer(lines[place - 1][1]) if place and not date.signer else None
    start = lines[place - 1][0] if above else lines[place][0]
    sign_off = SignOff(lines[place][1].strip(), date.year, date.month, date.day, date.signer or above)
    return sign_off, frozenset(range(start, len(blocks)))


def _closing_lines(
    blocks: Sequence[Paragraph | Grid], divisions: Sequence[Division]
) -> tuple[list[tuple[int, str]], int]:
    """The lines of the last section, numbered, and the block where the portal's own furniture begins below them."""
    last = divisions[-1].start if divisions else 0
    lines: list[tuple[int, str]] = []
    for index, block in enumerate(blocks[last + 1 :], last + 1):
        if isinstance(block, Paragraph) and block.text.strip():
            if divisions and _CHROME.search(block.text):
                return lines, index
            lines.append((index, block.text))
    return lines, len(blocks)


@dataclass(frozen=True, slots=True)
class _Date:
    """A line that is a date, and the signer that stands on it; `is_plain` where it is printed in characters."""

    signer: str | None
    year: int
    month: int | None
    day: int | None
    is_plain: bool = True


def _read_date(line: str) -> _Date | None:
    """The date of a line that ends in one and says nothing else but who signs."""
    if "年" not in line and not _DIGIT.search(line):
        return None
    flat = _BEHIND_DATE.sub("", compact(line)).strip("()（）")
    chinese = _CHINESE_DATE.search(flat)
    if chinese and chinese.end() == len(flat) and _may_sign(flat[: chinese.start()]):
        year = int("".join(_CHINESE_DIGITS[digit] for digit in chinese["year"]))
        signer = flat[: chinese.start()] or None
        return _Date(signer, year, _chinese_number(chinese["month"]), _chinese_number(chinese["day"]))
    for pattern in (_SIGN_DATE, _NUMERIC_DATE):
        match = pattern.search(flat)
        if match and match.end() == len(flat) and _may_sign(flat[: match.start()]):
            month, day = _int(match["month"]), _int(match["day"])
            return _Date(flat[: match.start()] or None, int(match["year"]), month, day, pattern is _SIGN_DATE)
    return None


def _may_sign(text: str) -> bool:
    return not text or (len(text) <= LONGEST_SIGNER and bool(BODY_ENDING.search(text)))


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _signer(line: str) -> str | None:
    flat = compact(line)
    return flat if flat and _may_sign(flat) and not re.search(r"[。；：:，,]", flat) else None


_CHINESE_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○Oo0", "0")


def _chinese_number(text: str) -> int:
    """一 to 三十一."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_CHINESE_DIGITS[ones])
    return (int(_CHINESE_DIGITS[tens]) if tens else 1) * 10 + (int(_CHINESE_DIGITS[ones]) if ones else 0)


_PUBLISHED = re.compile(r"(20[0-3]\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")


def parse_published(text: str | None) -> dt.date | None:
    """The date in a page's own metadata; None where it holds none (an empty field, the template's literal)."""
    match = _PUBLISHED.search(text or "")
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
