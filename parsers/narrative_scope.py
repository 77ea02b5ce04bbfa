"""What a figure in the text is about: whose it is, of what time, and which body the sentence says did it."""

from __future__ import annotations

import re
from enum import StrEnum


class Scope(StrEnum):
    """Whose figures a sentence gives."""

    OWN = "own"
    """The body's own, in so many words (本机关, 我局, 本级)."""
    AREA = "area"
    """Of a whole territory or of several bodies (全区, 各部门)."""
    SYSTEM = "system"
    """Of a vertically led system (全系统, 关区)."""
    UNSTATED = "unstated"
    """The sentence does not say; usually the body's own."""


class Span(StrEnum):
    """Of what time a sentence speaks."""

    YEAR = "year"
    """The year reported on."""
    OTHER = "other"
    """Another year or part of one, or a comparison (上年同期, 比上年)."""
    CUMULATIVE = "cumulative"
    """Everything up to now (累计, 自2008年以来)."""


_OWN = re.compile(
    r"本机关(?!不)|本单位|本级|[本我](?:局|委|办|厅|院|署|处|所|站|镇|乡|街|部门|中心|会|办公室|府)|全[镇乡街]|本街道|我街道|街道办"
)
_AREA = re.compile(
    r"全[省市区县州盟旗域]|各(?:级|部门|单位|街道|镇|乡|区|县|市)|[我本](?:省|市|区|县|州)(?!人民政府|政府|府|级|局|委|厅)|县直|区直|市直"
)
_SYSTEM = re.compile(
    r"全系统|关区|全国|(?:海关|税务|气象|公安|消防|海事|邮政|烟草|统计|水利|教育|卫生|卫健|应急|监管|管理|司法|民政)系统(?!内?收到申请)"
)
_SCOPES = ((Scope.OWN, _OWN), (Scope.AREA, _AREA), (Scope.SYSTEM, _SYSTEM))

_COMPARED = re.compile(
    r"上年同期|去年同期|同期|同比|环比|[比较与](?:上|去|前|20\d\d)|相比|减少|增加|增长|下降|上升|回落"
)
_PART_OF_YEAR = re.compile(r"[上下]半年|季度|(?<!\d)\d{1,2}月份|截至(?:\d|20\d\d年)*\d?月(?!31日)")
_CUMULATIVE = re.compile(r"累计(?!收到|受理|新收|公开|发布|办理|接收|答复|办结)|历年|以来")
_YEAR = re.compile(r"(20\d\d)年(?!度?(?:结转|转结))")
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年|前年)(?!度?(?:结转|转结|的?(?:结转|转结)))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:%|件|宗|条|份|起|例|个|次|项|篇|倍)")
_SUBJECT = re.compile(
    r"(?:^|[，；、(:：。])(?:其中|另外|此外|截至[^，；]{0,12}|20\d\d年(?:度)?|全年|本年度?|年内)*[，:：]?"
    r"(?P<subject>[一-鿿]{1,24}?(?:分局|局|委|委员会|办公室|办公厅|办|镇|乡|街道|街道办事处|支队|中心|学校|学院|医院|公司|政府|厅|院))"
    r"(?:20\d\d年度?|全年|本年度?|年内|累计|总计|共计|一共|共|依法|分别|均|全部|已|作为被[^，]{0,6}|[本代]?表[^，]{0,6})*$"
)
_PRONOUN = re.compile(r"[本我该全]")


def scope_of(before: str) -> Scope:
    """Whose a figure is, by the last word on that before it."""
    last = max(
        ((match.end(), scope) for scope, pattern in _SCOPES for match in pattern.finditer(before)),
        default=(0, Scope.UNSTATED),
    )
    return last[1]


def span_of(before: str, year: int) -> Span:
    """Of what time a figure is. A year once named holds for what follows; a comparison for the next figure only."""
    numbers = [match.end() for match in _NUMBER.finditer(before)]
    near = before[numbers[-1] :] if numbers else before
    if _COMPARED.search(near) or _PART_OF_YEAR.search(near) or _LAST_YEAR.search(near):
        return Span.OTHER
    if _CUMULATIVE.search(before):
        return Span.CUMULATIVE
    named = _YEAR.findall(before)
    return Span.OTHER if named and int(named[-1]) != year else Span.YEAR


def subject_of(before_verb: str) -> str:
    """The body that a sentence names as the one that did what is counted, as it is named there; "" where none is."""
    match = _SUBJECT.search(before_verb)
    if match is None or _PRONOUN.match(match["subject"]):
        return ""
    return match["subject"]


def may_be_named(subject: str, body: str) -> bool:
    """Whether `subject` may be a short name of `body`: its characters stand in it in this order (区政数局)."""
    place = 0
    for character in subject:
        place = body.find(character, place) + 1
        if not place:
            return False
    return True
