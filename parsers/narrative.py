"""The figures a report states in words, and what each is about: kind, scope and year. What is not sure is said to be
so.

Nothing is compared here. A rule that compares has to look at `scope` and `year` first: a sentence may speak of the
whole district, of the year before, or of everything since 2008.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parsers.report import Section


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
    """Another year, or a comparison with one (上年同期, 比上年)."""
    CUMULATIVE = "cumulative"
    """Everything up to now (累计, 自2008年以来)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of the text. `kind` is a key of KINDS; `sentence` is where it stands, `at` the figure's place in
    it."""

    kind: str
    value: int
    unit: str
    scope: Scope
    span: Span
    section: int
    sentence: str
    at: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and the parts one sentence lists of it. `complete` when it says or shows that these are all: then they
    add up."""

    whole: int
    parts: tuple[int, ...]
    complete: bool
    section: int
    sentence: str


_UNIT = r"(?P<unit>件|宗|条|份|起|例|个|次|项|篇)"
_NUM = r"(?P<value>\d[\d,]*)"
_FIGURE = rf"[（(“\"]?{_NUM}[)）”\"]?余?{_UNIT}"
_APPLICATION = (
    r"(?:政府)?(?:信息)?(?:依)?(?:申请)?(?:信息)?(?:公开)?(?:的)?(?:申请|件)?(?:数量|数)?(?:共计|共|为|总计)?"
)

KINDS: dict[str, tuple[str, ...]] = {
    "received_new": (rf"新(?:收|增|受理)(?:到)?(?:的)?{_APPLICATION}{_FIGURE}",),
    "received": (
        rf"(?<!新)(?:收到|受理|接收|接到|收)(?:和办理|并办理|及办理|办理)?(?:群众|公民|的)?{_APPLICATION}{_FIGURE}",
    ),
    "handled": (rf"(?<!和)(?<!并)(?:处理|办理)(?:了)?{_APPLICATION}{_FIGURE}",),
    "carried_in": (
        rf"(?:上年|上一年|上年度|上一年度)(?:度)?(?:结转|转结)(?:的)?{_APPLICATION}{_FIGURE}",
        rf"结转(?:自)?上(?:一)?年(?:度)?(?:的)?{_APPLICATION}{_FIGURE}",
    ),
    "results_total": (rf"(?<!未)(?<!按时)(?:办结|答复|办理完毕)(?:了)?{_APPLICATION}{_FIGURE}(?!结转)",),
    "carried_over": (
        rf"(?:结转|转结|顺延)(?:至|到)?(?:下年|下一年|次年|20\d\d年)(?:度)?(?:继续)?(?:办理|处理|答复)?(?:的)?{_APPLICATION}{_FIGURE}",
        rf"{_FIGURE}(?:申请)?(?:按照[^，。；]{{0,8}})?(?:结转|转结|顺延)(?:至|到)?(?:下年|下一年|次年|20\d\d年)",
    ),
    "granted": (rf"(?<!不)(?<!不予)(?:予以公开|同意公开)[”\"」]?(?:的)?(?:答复|申请)?(?:共|为)?{_FIGURE}",),
    "granted_partly": (rf"(?<!及)(?<!或)部分公开[”\"」]?(?:的)?(?:共|为)?{_FIGURE}",),
    "granted_or_partly": (rf"(?:予以公开|同意公开)(?:及|和|或|、)部分公开[”\"」]?(?:的)?{_FIGURE}",),
    "denied": (rf"(?:不予公开|不同意公开)[”\"」]?(?:的)?(?:共|为)?{_FIGURE}",),
    "unable": (rf"无法提供[”\"」]?(?:的)?(?:共|为)?{_FIGURE}",),
    "rejected": (rf"不予处理[”\"」]?(?:的)?(?:共|为)?{_FIGURE}",),
    "other_results": (rf"其他处理[”\"」]?(?:的)?(?:共|为)?{_FIGURE}",),
    "review": (rf"行政复议(?:案件|案|申请)?(?:共计|共|为|数)?{_FIGURE}",),
    "litigation": (rf"(?<!复)诉讼(?:案件|案)?(?:共计|共|为|数)?{_FIGURE}",),
    "regulations_issued": (rf"(?:制定|制发|出台|主动公开|公开|发布)[^，。；]{{0,8}}?规章{_FIGURE}",),
    "normative_documents_issued": (
        rf"(?:制定|制发|印发|出台|发布)(?:了)?(?:行政)?规范性文件{_FIGURE}",
        rf"(?:制定|制发|印发|出台)(?:出台)?(?:了)?{_FIGURE}(?:行政)?规范性文件",
    ),
    "normative_documents_in_force": (rf"现行有效(?:的)?(?:行政)?规范性文件{_FIGURE}",),
    "licensing": (rf"行政许可(?:决定|处理决定)?{_FIGURE}",),
    "penalties": (rf"行政处罚(?:决定|处理决定)?{_FIGURE}",),
    "coercion": (rf"行政强制(?:决定|处理决定)?{_FIGURE}",),
}
"""How each kind of figure is put into words; within one sentence, white space and form of digits already made one."""

_PATTERNS = {kind: tuple(re.compile(pattern) for pattern in patterns) for kind, patterns in KINDS.items()}
_NONE = re.compile(
    r"(?:没有|未|无|均未|均无)(?:因[^，。；]{0,16}?)?(?:发生|收到|出现|产生|引发|被提起|存在)?(?:因)?[^，。；\d]{0,24}?"
    r"(?P<what>行政复议(?:(?:、|和|及|或|，|与)?(?:被)?(?:提起)?(?:行政)?诉讼)?|行政诉讼)(?!纠错|败诉|维持)"
)
_OUTCOME = re.compile(r"纠错|败诉|撤销")
_SENTENCE = re.compile(r"[^。！!？?；;\n]+")
_OWN = re.compile(r"本机关|本单位|本级|本局|我局|本镇|我镇|本街|我街|街道办|我委|本委|我办|本部门|我中心|本府")
_AREA = re.compile(
    r"全[省市区县镇乡州盟旗域]|各(?:部门|单位|街道|镇|乡|区|县)|(?:我|本)(?:省|市|区|县|州)(?!政府|府|级|局)"
)
_SYSTEM = re.compile(r"全?系统(?!收到|申请|受理)|关区|全国")
_OTHER_YEAR = re.compile(r"上年同期|去年同期|同比|环比|(?:比|较|与)(?:上|去|前|20\d\d)|去年(?!结转)|相比")
_CUMULATIVE = re.compile(r"累计(?!收到|受理|新收|公开|发布|办理)|历年|以来|截至")
_YEAR = re.compile(r"(20\d\d)年")
_PART = re.compile(rf"(?P<name>[^，,、；;：:（(）)\d]{{1,24}}?)[（(]?(?P<value>\d[\d,]*)[)）]?{_UNIT}")
_WHOLE = re.compile(
    rf"{_FIGURE}(?P<opening>[，,]?其中[：:，,]?|[，,]?(?:分别为|包括|包含)[：:]?|[：:（(](?:其中)?[：:]?)"
)
_REST = re.compile(r"其他|其它|另外|等")


def statements(sections: Sequence[Section], year: int) -> tuple[Statement, ...]:
    """Every figure of a known kind in the sections' text, in order; a phrase that denies any dispute states nought."""
    found: list[Statement] = []
    for section in sections:
        for sentence in sentences(section.text):
            found += _in_sentence(sentence, section.number, year)
    return tuple(found)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, without white space; digits and brackets in one form."""
    flat = unicodedata.normalize("NFKC", text).replace(",", "，").replace(";", "；").replace(" ", "")
    flat = re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", "", flat)
    return (match.group() for match in _SENTENCE.finditer(flat))


def _in_sentence(sentence: str, section: int, year: int) -> list[Statement]:
    """The figures of one sentence; where two kinds claim one figure, the one that begins earlier in it is meant."""
    claims: dict[int, tuple[int, Statement]] = {}
    for kind, patterns in _PATTERNS.items():
        for pattern in patterns:
            for match in pattern.finditer(sentence):
                at = match.start("value")
                statement = _statement(kind, match, sentence, section, year)
                if at not in claims or match.start() < claims[at][0]:
                    claims[at] = (match.start(), statement)
    found = [statement for _, (_, statement) in sorted(claims.items())]
    counted = {statement.kind for statement in found}
    return found + [each for each in _denials(sentence, section, year) if each.kind not in counted]


def _statement(kind: str, match: re.Match[str], sentence: str, section: int, year: int) -> Statement:
    before = sentence[: match.start("value")]
    value = int(match["value"].replace(",", ""))
    return Statement(
        kind, value, match["unit"], _scope(before), _span(before, year), section, sentence, match.start("value")
    )


def _denials(sentence: str, section: int, year: int) -> list[Statement]:
    """「没有因政府信息公开引发的行政复议和行政诉讼」 states nought of both; that none was lost states nothing of
    their number."""
    match = _NONE.search(sentence)
    if match is None or _OUTCOME.search(sentence):
        return []
    kinds = [kind for kind, word in (("review", "复议"), ("litigation", "诉讼")) if word in match["what"]]
    scope, span = _scope(sentence[: match.end()]), _span(sentence[: match.end()], year)
    return [Statement(kind, 0, "", scope, span, section, sentence, match.start()) for kind in kinds]


def _scope(before: str) -> Scope:
    """Whose figure it is, by the last word on that before it."""
    last = max(
        ((match.end(), scope) for scope, pattern in _SCOPES for match in pattern.finditer(before)),
        default=(0, Scope.UNSTATED),
    )
    return last[1]


_SCOPES = ((Scope.OWN, _OWN), (Scope.AREA, _AREA), (Scope.SYSTEM, _SYSTEM))


def _span(before: str, year: int) -> Span:
    if _OTHER_YEAR.search(before):
        return Span.OTHER
    if _CUMULATIVE.search(before):
        return Span.CUMULATIVE
    named = _YEAR.findall(before)
    return Span.OTHER if named and int(named[-1]) != year else Span.YEAR


def breakdowns(sections: Sequence[Section]) -> tuple[Breakdown, ...]:
    """Wholes with the parts listed of them in the same sentence; a nested list belongs to its own whole."""
    found = []
    for section in sections:
        for sentence in sentences(section.text):
            found += [
                each for match in _WHOLE.finditer(sentence) if (each := _breakdown(match, sentence, section.number))
            ]
    return tuple(found)


def _breakdown(match: re.Match[str], sentence: str, section: int) -> Breakdown | None:
    """The parts behind a whole: as long as they go on one after the other, in the same unit, brackets left out."""
    opening = match["opening"]
    rest = sentence[match.end() :]
    inner = _within_bracket(rest) if opening[:1] in "（(" else _without_brackets(rest)
    parts = [part for part in _PART.finditer(inner) if part["unit"] == match["unit"]]
    values = tuple(int(part["value"].replace(",", "")) for part in parts)
    whole = int(match["value"].replace(",", ""))
    if len(values) < 2:
        return None
    names = [part["name"] for part in parts]
    complete = bool(_REST.search(names[-1])) or "其中" not in opening
    return Breakdown(whole, values, complete, section, sentence)


def _within_bracket(text: str) -> str:
    """The text up to the bracket that closes what has just been opened."""
    depth = 1
    for index, char in enumerate(text):
        depth += {"(": 1, "（": 1, ")": -1, "）": -1}.get(char, 0)
        if depth == 0:
            return text[:index]
    return text


def _without_brackets(text: str) -> str:
    """The text without whatever stands in brackets of more than a number: (22)条 keeps its figure."""
    return re.sub(r"[（(](?!\d[\d,]*[)）])[^（()）]*[)）]", "", text)
