"""The figures a report states in words, and what each is about: kind, scope and year. What is not sure is said to be
so.

Nothing is compared here. A rule that compares has to look at `scope`, `span` and `subject` first: a sentence may speak
of the whole district, of the year before, or of another body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.narrative_kinds import ALL_UPHELD, KINDS, NO_APPLICATION, NO_DISPUTE, OUTCOME, Kind
from parsers.narrative_scope import Scope, Span, scope_of, span_of, subject_of
from parsers.prose import paragraphs
from parsers.report import Section

__all__ = ["Scope", "Span", "Statement", "statements"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of the text. `kind` is the name of a Kind; `sentence` is where it stands, `at` the figure's place in
    it."""

    kind: str
    value: int
    unit: str
    scope: Scope
    span: Span
    section: int
    sentence: str
    at: int
    subject: str = ""
    """The body named as the one that did it; "" where the sentence names none."""
    about: bool = False
    """Whether the text says that it is about open government information."""
    all_upheld: bool = False
    """Whether the sentence goes on to say that all these disputes ended upheld."""


_APPLICATION = re.compile(r"申请|信息公开|政务公开")
_NAMED = re.compile(r"信息公开|政务公开|依申请|(?<![许可登记报贴补助险房证籍])申请")
_OTHER_MATTER = re.compile(
    r"留言|咨询|信访|投诉|建议|提案|来信|来电|热线|工单|举报|问政|信箱|诉求|案件|会议|培训|纠纷|证明|许可|登记|办件|事项清单|调解|反馈"
)
_PART = re.compile(
    r"通过|渠道|网络|网上|信函|当面|邮寄|邮件|传真|现场|窗口|平台|线上|线下|邮箱|自然人|法人|企业|公民个人|其中(?!本年|新收|上年|结转)"
)
_DISPUTES = frozenset({"review", "litigation", "disputes", "litigation_direct", "litigation_after_review"})
_PARTS_OF_SUITS = frozenset({"litigation_direct", "litigation_after_review"})
_DIGIT = re.compile(r"\d")
_BEFORE_CLAUSE = re.compile(r"[，；、:：(]")


def statements(sections: Sequence[Section], year: int) -> tuple[Statement, ...]:
    """Every figure of a known kind in the sections' text, in order; a phrase that denies any dispute or application
    states nought."""
    found: list[Statement] = []
    for section in sections:
        for paragraph in paragraphs(section.text):
            found += _in_paragraph(paragraph, section.number, year)
    return tuple(found)


def _in_paragraph(paragraph: Sequence[str], section: int, year: int) -> Iterator[Statement]:
    """Scope and subject matter, once named, hold to the end of the paragraph."""
    before = ""
    for sentence in paragraph:
        yield from _in_sentence(sentence, before, section, year)
        before += sentence


def _in_sentence(sentence: str, before: str, section: int, year: int) -> list[Statement]:
    """The figures of one sentence. Where two kinds claim one figure, the one that begins earlier is meant; of two
    figures of one kind, the second is part of the first."""
    claims: dict[int, tuple[int, Statement]] = {}
    for kind, match in _matches(sentence):
        at = match.start("value")
        if (at not in claims or match.start() < claims[at][0]) and _is_meant(kind, match, sentence, before):
            claims[at] = (match.start(), _statement(kind.name, match, sentence, before, section, year))
    kept: dict[str, Statement] = {}
    for _, (_, statement) in sorted(claims.items()):
        kept.setdefault(statement.kind, statement)
    denied = _denials(sentence, before, section, year)
    return [*kept.values(), *(each for each in denied if each.kind not in kept)]


def _matches(sentence: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    kinds = KINDS if _DIGIT.search(sentence) else ()
    for kind in kinds:
        if kind.keyword in sentence:
            for pattern in kind.patterns:
                for match in pattern.finditer(sentence):
                    yield kind, match


def _is_meant(kind: Kind, match: re.Match[str], sentence: str, before: str) -> bool:
    """Whether it is sure what a figure counts: the verb alone fits letters, proposals and complaints as well."""
    if kind.needs == "outcomes":
        return "申请" in before or "申请" in sentence
    if kind.needs == "carried":
        return not _OTHER_MATTER.search(sentence[: match.start()]) or "申请" in sentence
    if kind.needs != "applications":
        return True
    ahead = sentence[: match.start()]
    clause = _BEFORE_CLAUSE.split(ahead)[-1]
    if _PART.search(clause) or "公开" not in before + sentence:
        return False
    if _APPLICATION.search(match["object"]):
        return True
    named = [found.end() for found in _NAMED.finditer(ahead)]
    other = [found.end() for found in _OTHER_MATTER.finditer(ahead)]
    return bool(named) and (not other or named[-1] > other[-1])


def _statement(kind: str, match: re.Match[str], sentence: str, before: str, section: int, year: int) -> Statement:
    scope = scope_of(sentence[: match.start("value")])
    return Statement(
        kind=kind,
        value=int(match["value"]),
        unit=match["unit"],
        scope=scope_of(before) if scope is Scope.UNSTATED else scope,
        span=span_of(sentence[: match.start()], year),
        section=section,
        sentence=sentence,
        at=match.start("value"),
        subject=subject_of(sentence[: match.start()]),
        about=_is_about(sentence, before, section),
        all_upheld=kind in _DISPUTES and bool(ALL_UPHELD.search(sentence, match.end())),
    )


def _is_about(sentence: str, before: str, section: int) -> bool:
    """Whether a dispute is one about open government information: many bodies also review and are sued over their
    other business."""
    return section == 4 or bool(re.search(r"信息公开|依申请公开|政务公开", sentence)) or "依申请" in before[:20]


def _denials(sentence: str, before: str, section: int, year: int) -> list[Statement]:
    """「没有因政府信息公开引发的行政复议和行政诉讼」 states nought of both; that none was lost states nothing of
    their number."""
    found: list[tuple[str, int]] = []
    if ("复议" in sentence or "诉讼" in sentence) and not OUTCOME.search(sentence):
        match = NO_DISPUTE.search(sentence)
        words = (("review", "复议"), ("litigation", "诉讼"))
        found += [(kind, match.start()) for kind, word in words if match and word in match["what"]]
    if "申请" in sentence and (match := NO_APPLICATION.search(sentence)):
        found.append(("received", match.start()))
    return [_denial(kind, at, sentence, before, section, year) for kind, at in found]


def _denial(kind: str, at: int, sentence: str, before: str, section: int, year: int) -> Statement:
    ahead = sentence[:at]
    scope = scope_of(sentence)
    return Statement(
        kind=kind,
        value=0,
        unit="",
        scope=scope_of(before) if scope is Scope.UNSTATED else scope,
        span=span_of(ahead, year),
        section=section,
        sentence=sentence,
        at=at,
        subject=subject_of(ahead),
        about=_is_about(sentence, before, section),
    )
