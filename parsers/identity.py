"""Who speaks, of which year, and when it was signed: title, body, year, statistical period, sign-off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.reading import Grid, Paragraph, Reading
from parsers.report import Hint, SignOff
from parsers.sections import Division, compact

_REPORT = r"(?:政府)?(?:信息|政务)公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
_YEAR = r"(?:20[0-3]\d)年?(?:年度|度)?"
TITLE = re.compile(
    rf"(?P<before>[^。；!?《》]{{0,40}}?)(?P<year>{_YEAR})(?P<after>[^。；,，!?《》]{{0,30}}?)"
    rf"(?P<kind>(?:政府)?(?:信息|政务)公开(?:工作)?(?:{_YEAR})?(?:年度)?(?:工作)?(?:报告|年报))"
)
YEAR_INSIDE = re.compile(
    rf"(?P<before>[^。；,，!?《》]{{2,40}}?)(?:政府)?(?:信息|政务)公开(?:工作)?(?P<year>{_YEAR})(?:工作)?(?:报告|年报)"
)
PERIOD = re.compile(r"(?:统计|数据)[^。]{0,12}?(?:期限|时限|时间|期间)[^。]{0,6}?(20[0-3]\d)年1月1日")
_NOISE_BEFORE = re.compile(r"^(?:正文|附件|当前位置|首页|标题|名称)[:：]*|^[\s—\-_|>:：]+")
_NOT_A_BODY = re.compile(r"公布|现将|编制|根据|关于|发布|按照|本报告")
_SIGN_DATE = re.compile(r"(?P<year>20[0-3]\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{0,2})日)?)?")
_CHINESE_DATE = re.compile(
    r"(?P<year>二[〇○零Oo0][一二三四五六七八九〇○零]{2})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_BODY_ENDING = re.compile(
    r"(?:人民政府|政府|委员会|办公室|办公厅|办事处|管委会|局|厅|部|院|署|中心|处|会|社|公司|站|队|馆)$"
)

LEADING_PARAGRAPHS = 12
"""How far down a title may stand; below it only other people's titles are quoted."""
CLOSING_PARAGRAPHS = 6
TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart; `body` is "" where it names none."""

    text: str
    body: str
    year: int


def parse_title(text: str) -> Title | None:
    """A report's title in `text`, or None: 「〈机关名称〉N年政府信息公开工作年度报告」 and its variants."""
    flat = _NOISE_BEFORE.sub("", compact(text))
    match = TITLE.search(flat) or YEAR_INSIDE.search(flat)
    if match is None:
        return None
    before = _NOISE_BEFORE.sub("", match["before"])
    after = match.groupdict().get("after") or ""
    body = _once(before or after.removeprefix("年").removeprefix("度"))
    if _NOT_A_BODY.search(body):
        return None
    return Title(before + match.group()[len(match["before"]) :], body, int(match["year"][:4]))


def _once(name: str) -> str:
    """A name that a letterhead prints twice in a row, once."""
    half = len(name) // 2
    return name[:half] if len(name) % 2 == 0 and name[:half] == name[half:] else name


def find_title(reading: Reading, hint: Hint) -> Title | None:
    """The report's title: from the head of the text, from what the document calls itself, or from the caller's hint;
    the first that names a body, else the first at all."""
    found = [title for text in _title_texts(reading, hint) if (title := parse_title(text))]
    return next((title for title in found if title.body), found[0] if found else None)


def _title_texts(reading: Reading, hint: Hint) -> Iterator[str]:
    lines = [block.text for block in reading.blocks[: LEADING_PARAGRAPHS * 3] if isinstance(block, Paragraph)]
    lines = [line for line in lines if line.strip()][:LEADING_PARAGRAPHS]
    for size in range(1, TITLE_LINES + 1):
        for start in range(len(lines) - size + 1):
            window = lines[start : start + size]
            if sum(len(line) for line in window) <= 90:
                yield "".join(window)
    yield from reading.titles
    if hint.title:
        yield hint.title


def find_period(reading: Reading) -> int | None:
    """The year of the statistical period that the text states, if it states one."""
    text = "".join(compact(block.text) for block in reading.blocks if isinstance(block, Paragraph))
    match = PERIOD.search(text)
    return int(match[1]) if match else None


def find_sign_off(
    blocks: Sequence[Paragraph | Grid], divisions: Sequence[Division]
) -> tuple[SignOff | None, frozenset[int]]:
    """The signature under the last section, and the blocks it takes up with all that follows it.

    A date there is taken only from a line that is nothing but a date, or a signer and a date.
    """
    last = divisions[-1].start if divisions else 0
    tail = [
        (index, block.text)
        for index, block in enumerate(blocks[last + 1 :], last + 1)
        if isinstance(block, Paragraph) and block.text.strip()
    ][-CLOSING_PARAGRAPHS:]
    for place in range(len(tail) - 1, -1, -1):
        index, line = tail[place]
        found = _read_date(line)
        if found:
            signer, (year, month, day) = found
            above = _signer(tail[place - 1][1]) if place and not signer else None
            start = tail[place - 1][0] if above else index
            sign_off = SignOff(line.strip(), year, month, day, signer or above)
            return sign_off, frozenset(range(start, len(blocks)))
    return None, frozenset()


def _read_date(line: str) -> tuple[str | None, tuple[int, int | None, int | None]] | None:
    """(signer on the same line, (year, month, day)) of a line that ends in a date and says nothing else."""
    flat = compact(line).strip("()（）")
    match = _SIGN_DATE.search(flat)
    if match and match.end() == len(flat):
        before = flat[: match.start()]
        if not before or _BODY_ENDING.search(before):
            return before or None, (int(match["year"]), _int(match["month"]), _int(match["day"]))
    match = _CHINESE_DATE.fullmatch(flat)
    if match:
        year = int("".join(_CHINESE_DIGITS[digit] for digit in match["year"]))
        return None, (year, _chinese_number(match["month"]), _chinese_number(match["day"]))
    return None


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _signer(line: str) -> str | None:
    flat = compact(line)
    return flat if len(flat) <= 40 and _BODY_ENDING.search(flat) else None


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
