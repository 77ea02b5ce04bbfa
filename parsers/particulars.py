"""What a report says of itself besides title and signature: the period its figures count, and its document number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from parsers.reading import Grid, Paragraph
from parsers.report import Period
from parsers.sections import Division, compact

_PERIOD_BEGINS = re.compile(r"[统数]\s*[计据]")
_TRIES = 300
"""Places at which the statement may begin; it stands near the top."""
_WITHIN = 120
"""Characters, white space included, in which a statement of the period ends."""
_PERIOD = re.compile(
    r"(?:统计|数据)[^。；]{0,12}?(?:期限|时限|时间|期间|周期)[^。；\d]{0,6}?"
    r"(?P<raw>(?P<year>20[0-3]\d)年(?P<month>1[0-2]|0?[1-9])月(?P<day>[12]\d|3[01]|0?[1-9])日"
    r"(?:起?(?:开始)?[,，、]?[至到止—–~～-]+(?P<last_year>20[0-3]\d)?年?(?P<last_month>1[0-2]|0?[1-9])月"
    r"(?P<last_day>[12]\d|3[01]|0?[1-9])日)?)"
)

_NUMBER = r"[\u3400-\u9fffA-Za-z]{1,18}[〔\[(【{]20[0-3]\d[〕\])】}]第?\d{1,4}号"
_ALONE = re.compile(rf"(?P<number>{_NUMBER})")
_LABELLED = re.compile(
    r"(?:发文字号|发布文号|公文文号|文件编号|发文号|文号)[:：]?"
    rf"(?P<number>{_NUMBER}|[^\s:：]{{0,20}}20[0-3]\d年第?\d{{1,4}}号)?"
)
_TOP = 40
"""Blocks above the first section, or of a document without sections, among which a document number stands."""


def find_period(blocks: Sequence[Paragraph | Grid]) -> Period | None:
    """The statistical period (统计期限) that the text states first, if it states one."""
    text = "\n".join([block.text for block in blocks if isinstance(block, Paragraph)])
    for begin in islice(_PERIOD_BEGINS.finditer(text), _TRIES):
        match = _PERIOD.match(compact(text[begin.start() : begin.start() + _WITHIN]))
        if match and (period := _period(match)):
            return period
    return None


def _period(match: re.Match[str]) -> Period | None:
    year = int(match["year"])
    begins = _date(year, match["month"], match["day"])
    ends = _date(int(match["last_year"] or year), match["last_month"], match["last_day"])
    # A day that is no 1 January and has no other beside it is the day of a count, or of anything else.
    return Period(match["raw"], begins, ends) if begins and (ends or (begins.month, begins.day) == (1, 1)) else None


def _date(year: int, month: str | None, day: str | None) -> dt.date | None:
    try:
        return dt.date(year, int(month), int(day)) if month and day else None
    except ValueError:
        return None


def find_document_number(blocks: Sequence[Paragraph | Grid], divisions: Sequence[Division]) -> str | None:
    """The number (文号) that the report or its portal page prints above the first section, alone on a line or behind
    its label; the numbers of the notices that the text cites are none."""
    above = blocks[: divisions[0].start if divisions else _TOP][-_TOP:]
    return next(_numbers(above), None)


def _numbers(blocks: Sequence[Paragraph | Grid]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _in_line(block.text, "")
        else:
            for cell, following in zip(block.cells, (*block.cells[1:], None), strict=True):
                yield from _in_line(cell.text, following.text if following else "")


def _in_line(text: str, beside: str) -> Iterator[str]:
    """The number on a line, or in the cell beside its label."""
    if "号" not in text:
        return
    flat = compact(text)
    if alone := _ALONE.fullmatch(flat):
        yield alone["number"]
    elif labelled := _LABELLED.search(flat):
        found = labelled["number"] or (_LABELLED.fullmatch("文号" + compact(beside)) or labelled)["number"]
        if found:
            yield found
