"""From a row's title to what it is about: an annual report or not, of which year, of which body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawler.body_names import places_of, without_places, written_forms
from crawler.watchlist import Body

_REPORT = re.compile(r"信息公开.{0,14}?(年度(工作)?报告|年报|工作报告|年度工作总结报告)|年度信息公开(工作)?报告")
_BARE = re.compile(r"(年度报告|年报)(（.{0,12}）|\(.{0,12}\))?$")
"""A column of such reports often leaves out what kind of report it is: 某局2020年年报."""
_ABOUT_REPORTS = re.compile(
    r"通知|通告|通报|解读|图解|一图|读懂|问答|指南|格式|模板|报表|目录|汇总|编制说明|说明$|的函$|培训|会议"
    r"|征求|征集|申请表|填报|考核|评估|评议|名单|流程|工作要点|工作方案|实施方案|招标|采购公告|专栏|新闻发布"
)
"""Texts about annual reports on disclosure, which are none themselves."""
_OTHER_DISCLOSURE = re.compile(
    r"(预决算|部门决算|财政|环境|企业|上市公司|校务|院务|党务|村务|居务|厂务|安全生产|行政执法|信用|高校|学校)信息公开"
    r"|学年|国有企业|企业年度|慈善|社会组织"
)
"""Annual reports on the disclosure of something else than government information."""
_CUT_SHORT = re.compile(r"政府信息公开(工作)?(年度?)?(报告?|工作|工作报告?)?(…+|\.{3,}|⋯+)$")
"""A report's title that the list shows only in part, with nothing in full beside it."""
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
_BEFORE_NAME = re.compile(r"^[^\w]*((20\d{2}|二[〇○零]..)年?度?)?(关于)?[^\w]*$")
"""What may stand before a shortened name besides the body's own places."""
_SEVERAL = "?"
_NAMELESS = re.compile(r"^[^\w]*(20\d{2}|二[〇○零]..)?\s*(年度?)?\s*(政府)?(信息公开|年报|年度报告)")


def is_annual_report(title: str) -> bool:
    """Whether a title is that of an annual report on disclosure."""
    text = _BLANK.sub("", title)
    if _ABOUT_REPORTS.search(text) or _OTHER_DISCLOSURE.search(text):
        return False
    if _REPORT.search(text) or _CUT_SHORT.search(text):
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


def match_body(
    title: str, expected: Sequence[Body], others: Iterable[Body] = (), publisher: str = "", year: int | None = None
) -> str | None:
    """The id of the body that a title, or else the row's `publisher`, names; None where it names none, or two alike.

    The longest name counts, so that 荔湾区政务服务数据管理局 is not taken for 荔湾区; bodies expected in the column go
    before the others, and names as the watch list has them before shortened ones. Names that a body bore at another
    time than the report's do not count. A title that names nobody belongs to the column's only body.
    """
    text, elsewhere = _BLANK.sub("", title), tuple(others)
    for wording in filter(None, (text, _BLANK.sub("", publisher))):
        for bodies, shortened in ((expected, False), (elsewhere, False), (expected, True), (elsewhere, True)):
            named = _named(wording, bodies, year, shortened=shortened, known_here=bodies is expected)
            if named:
                return named if named != _SEVERAL else None
    if len(expected) == 1 and _NAMELESS.match(text):
        return expected[0].id
    return None


def _named(text: str, bodies: Iterable[Body], year: int | None, *, shortened: bool, known_here: bool) -> str:
    """The body with the longest name in `text`; empty for none, _SEVERAL where two have the same."""
    found: dict[int, set[str]] = {}
    for body in bodies:
        names = body.names_for(year)
        known = _short_names(names, body.region, known_here=known_here) if shortened else names
        lengths = [len(name) for name in known if _names(text, name, body.region if shortened else None)]
        if lengths:
            found.setdefault(max(lengths), set()).add(body.id)
    longest = found[max(found)] if found else set()
    return "" if not longest else longest.pop() if len(longest) == 1 else _SEVERAL


@lru_cache(maxsize=4096)
def _short_names(names: tuple[str, ...], region: str, *, known_here: bool) -> tuple[str, ...]:
    """Other ways to write a body's names. A name without any place is every district's, so it counts only in a column
    in which the body is expected."""
    places = places_of(region)
    found: list[str] = []
    for name in names:
        for form in (name, *written_forms(name)):
            shorter = tuple(without_places(form, places))
            found += [form, *(each for each in shorter if known_here or each.startswith(places))]
    return tuple(dict.fromkeys(found))


def _names(text: str, name: str, region: str | None) -> bool:
    """Whether `name` stands in `text` as a whole, not as the beginning of a longer name; with `region`, also not as the
    end of one: 教育局 in 越秀区教育局 is not 荔湾区教育局."""
    before, found, rest = text.partition(_BLANK.sub("", name))
    if not found or _NAME_ENDS.match(rest) is None:
        return False
    return region is None or _BEFORE_NAME.sub("", _without(before, places_of(region))) == ""


def _without(text: str, places: tuple[str, ...]) -> str:
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, "")
    return text
