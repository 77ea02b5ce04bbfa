"""From a row's title to what it is about: an annual report or not, of which year, of which body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crawler.watchlist import Body

_REPORT = re.compile(r"信息公开.{0,14}?(年度(工作)?报告|年报|工作报告|年度工作总结报告)|年度信息公开(工作)?报告")
_BARE = re.compile(r"(年度报告|年报)(（.{0,12}）|\(.{0,12}\))?$")
"""A column of such reports often leaves out what kind of report it is: 某局2020年年报."""
_ABOUT_REPORTS = re.compile(
    r"通知|通告|通报|解读|图解|一图|读懂|问答|指南|格式|模板|报表|目录|汇总|编制说明|说明$|的函$|培训|会议"
)
"""Texts about annual reports on disclosure, which are none themselves."""
_OTHER_REPORTS = re.compile(
    r"公积金|网站|法治|依法行政|预算|决算|绩效|社会责任|企业|双随机"
    r"|(统计|财务|审计|质量|环境|卫生|教育|就业|信用|规划|食品|知识产权)(?!\D{0,10}(局|厅|委|办|中心))"
)
"""Annual reports on something else, where the title does not say 信息公开; 统计 in 统计局 is only the body's name."""
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_CHINESE_YEAR = re.compile(r"二[〇○零O0][〇○零O0一二三四五六七八九]{2}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_BLANK = re.compile(r"\s+")
_NAME_ENDS = re.compile(r"^(本级)?(关于|的|政府信息公开|信息公开|[^\w]|\d|二[〇○零]|年|$)")
"""What may follow a body's name in a title; 武江区人民政府 in 武江区人民政府惠民街道办事处 is not the body."""
_NAMELESS = re.compile(r"^[^\w]*(20\d{2}|二[〇○零]..)?\s*(年度?)?\s*(政府)?(信息公开|年报|年度报告)")


def is_annual_report(title: str) -> bool:
    """Whether a title is that of an annual report on disclosure."""
    text = _BLANK.sub("", title)
    if _ABOUT_REPORTS.search(text):
        return False
    if _REPORT.search(text):
        return True
    return _BARE.search(text) is not None and _OTHER_REPORTS.search(text) is None


def find_year(title: str) -> int | None:
    """The year reported on, as the title states it. The date beside it is never asked: reports come late."""
    text = _BLANK.sub("", title)
    if found := _YEAR.search(text):
        return int(found.group(1))
    if found := _CHINESE_YEAR.search(text):
        return int(found.group().translate(_CHINESE_DIGITS))
    return None


def match_body(title: str, expected: Sequence[Body], others: Iterable[Body] = ()) -> str | None:
    """The id of the body a title names, or None.

    The longest name counts, so that 荔湾区政务服务数据管理局 is not taken for 荔湾区; bodies expected in the column go
    before the others. A title that names nobody belongs to the column's only body.
    """
    text = _BLANK.sub("", title)
    for bodies in (expected, tuple(others)):
        named = [(len(name), body.id) for body in bodies for name in body.names if _names(text, _BLANK.sub("", name))]
        if named:
            return max(named)[1]
    if len(expected) == 1 and _NAMELESS.match(text):
        return expected[0].id
    return None


def _names(text: str, name: str) -> bool:
    """Whether `name` stands in `text` as a whole, not as the beginning of a longer name."""
    _, found, rest = text.partition(name)
    return bool(found) and _NAME_ENDS.match(rest) is not None
