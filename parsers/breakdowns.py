"""Wholes and the parts that a sentence lists of them: what belongs to a list, and whether it says that these are
all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parsers.narrative_kinds import FIGURE, UNITS
from parsers.prose import sentences
from parsers.report import Section


class Basis(StrEnum):
    """By what a list divides its whole. Parts that divide it in different ways are different lists."""

    OUTCOME = "outcome"
    CHANNEL = "channel"
    APPLICANT = "applicant"
    CARRIED = "carried"
    """New and carried over from the year before."""
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and the parts one sentence lists of it. `complete` when it says that these are all: then they add up."""

    whole: int
    parts: tuple[int, ...]
    complete: bool
    section: int
    sentence: str
    basis: Basis = Basis.TOPIC
    beside: tuple[int, ...] = ()
    """Other figures between the sentence's beginning and the list: the parts may be of the whole with one of these."""


_MAY_LIST = re.compile(r"\d[^\d]{0,3}[，；]?(?:其中|分别|包[括含]|[:(含])")
_WHOLE = re.compile(
    rf"(?<![加少长降升]){FIGURE}"
    r"(?P<opening>[，；]?其中[:，]?|[，；]?(?:分别为|分别是)[:]?|[，；:]?(?:包括|包含|含)[:]?|[:(](?:其中)?[:，]?)"
)
_PART = re.compile(rf"(?P<name>[^，、；:()\d]{{1,30}}?)[(]?(?P<value>\d{{1,7}})[)]?(?P<unit>{UNITS})(?P<more>余|多)?")
_BRACKETS = re.compile(r"[(](?!\d+[)])[^()]*[)]")
_REST = re.compile(r"^(?:以及|和|及)?(?:其他|其它)")
_NEW_MATTER = re.compile(
    r"^(?:并|还|同时|另|此外|全年|共|已|另外)*(?:召开|组织|开展|举办|印发|接受|接到|回复|收到|办理|办结|受理|答复|处理|解读|培训|制定|推送|回应|累计|总|新增|废止|修订)"
)
_BASES: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    (Basis.CARRIED, re.compile(r"新收|新增|上年|结转|转结")),
    (
        Basis.OUTCOME,
        re.compile(r"予以公开|同意公开|部分公开|不予|无法提供|不掌握|其他处理|已主动公开|不存在|维持|纠正|审结"),
    ),
    (Basis.APPLICANT, re.compile(r"自然人|法人|企业|科研|公益|法律服务|个人|公民")),
    (
        Basis.CHANNEL,
        re.compile(
            r"网站|微信|公众号|微博|新媒体|渠道|平台|公报|公告栏|公示栏|客户端|APP|抖音|电子屏|显示屏|媒体|报纸|广播|电视|专栏"
            r"|网络|网上|信函|当面|邮寄|邮件|邮箱|信箱|传真|现场|窗口|线上|线下|系统|网页"
        ),
    ),
)


def breakdowns(sections: Sequence[Section]) -> tuple[Breakdown, ...]:
    """Wholes with the parts listed of them in the same sentence, in order; a nested list belongs to its own whole."""
    return tuple(
        each
        for section in sections
        for sentence in sentences(section.text)
        if _MAY_LIST.search(sentence)
        for match in _WHOLE.finditer(sentence)
        for each in _breakdowns(match, sentence, section.number)
    )


def _breakdowns(match: re.Match[str], sentence: str, section: int) -> Iterator[Breakdown]:
    """One for each way in which the list divides its whole."""
    parts, closed = _parts(match, sentence)
    beside = tuple(int(each["value"]) for each in re.finditer(FIGURE, sentence[: match.end()]))
    for basis in dict.fromkeys(_basis(part["name"]) for part in parts):
        same = [part for part in parts if _basis(part["name"]) is basis]
        if len(same) > 1:
            values = tuple(int(part["value"]) for part in same)
            complete = closed and len(same) == len(parts)
            yield Breakdown(int(match["value"]), values, complete, section, sentence, basis, beside[:-1])


def _parts(match: re.Match[str], sentence: str) -> tuple[list[re.Match[str]], bool]:
    """The parts behind a whole in its unit, as long as the list goes on; and whether it ends in 其他 or says 分别为.

    A list in several units counts different things, and is never called complete.
    """
    rest = sentence[match.end() :]
    inner = _within_bracket(rest) if match["opening"].startswith("(") else rest
    parts: list[re.Match[str]] = []
    for part in _PART.finditer(_BRACKETS.sub("", inner)):
        if part["name"].startswith("其中") or part["more"]:
            return parts, False
        if _NEW_MATTER.match(part["name"]):
            break
        if part["unit"] != match["unit"]:
            return parts, bool(parts and _REST.match(parts[-1]["name"]))
        parts.append(part)
    return parts, "分别" in match["opening"] or bool(parts and _REST.match(parts[-1]["name"]))


def _basis(name: str) -> Basis:
    return next((basis for basis, pattern in _BASES if pattern.search(name)), Basis.TOPIC)


def _within_bracket(text: str) -> str:
    """The text up to the bracket that closes what has just been opened."""
    depth = 1
    for index, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth == 0:
            return text[:index]
    return text
