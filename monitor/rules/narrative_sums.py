"""Wholes and parts within one sentence, and growth that the text states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.case import Case
from monitor.catalogue import Severity
from monitor.finding import Finding
from monitor.rules.evidence import operand, plain, printed_text
from monitor.rules.table_sums import account
from monitor.rules.told import quoted
from parsers.breakdowns import Basis, Breakdown, breakdowns
from parsers.narrative_scope import Scope, scope_of
from parsers.prose import sentences
from parsers.report import Report

_GROWTH = re.compile(
    r"申请[^；]{0,40}?[比较与](?:上|去|前)一?年(?:度)?(?:同期)?(?:相比)?[^；\d]{0,16}?"
    r"(?P<way>增加|增长|上升|下降|减少|回落|降低)(?:了)?(?P<percent>\d{1,4}(?:\.\d+)?)%"
)
_COUNTED_ONCE = re.compile(r"计1条|计一条|只计|重复|去重|不同渠道")
"""That one item on several channels counts once in the whole."""
_OTHER_GROWTH = re.compile(r"下载|浏览|访问|点击|阅读|咨询|发布|条")
"""What else grows in a sentence that speaks of applications."""
_PLANS = 5
"""The section that speaks of problems and plans."""
_UP = frozenset({"增加", "增长", "上升"})
ROUNDING = 1.0
"""Percentage points by which a rounded growth may be off."""
_NEW, _IN, _ANSWERED = (f"applications.{row}.total" for row in ("received_new", "carried_in", "results_total"))


def check_narrative_sum(case: Case) -> Iterator[Finding]:
    """Parts that a sentence lists are not more than the whole it states, and make it where the list says that it is
    complete: its last part is 其他, or it says 分别为.

    Tolerated: a list after 其中 that leaves things out; one item on several channels, counted once as a whole; parts
    that are of the whole and what was carried in; lists in several units; figures recognised from a picture.
    """
    if not printed_text(case.report):
        return
    for found in breakdowns(case.report.sections):
        if _fails(found) and not _counts_carried(case, found):
            at = found.sentence.find(str(found.whole))
            yield Finding(
                "narrative.sum",
                case.body_id,
                case.report.year,
                expected=found.whole,
                found=sum(found.parts),
                holes={
                    "quote": quoted(found.sentence, at),
                    "parts": " + ".join(map(str, found.parts)),
                },
                subject=f"{found.section}:{found.whole}:{'+'.join(map(str, found.parts))}",
            )


def _fails(found: Breakdown) -> bool:
    total = sum(found.parts)
    if total == found.whole or found.basis is Basis.CARRIED or total - found.whole in found.beside:
        return False
    if found.basis is Basis.CHANNEL and "申请" not in found.sentence:
        return found.complete and not _COUNTED_ONCE.search(found.sentence)
    return total > found.whole or found.complete


def _counts_carried(case: Case, found: Breakdown) -> bool:
    """Whether the parts are of all applications dealt with, and the whole of those newly received, or the other way
    round."""
    if "申请" not in found.sentence:
        return False
    terms = (("received_new", "carried_in"), ("results_total",), ("carried_over",), ("carried_in",))
    amounts = [amount.least for each in terms if (amount := account(case.report, each))]
    total = sum(found.parts)
    return total in amounts[:2] or abs(found.whole - total) in {amount for amount in amounts[2:] if amount}


def check_growth(case: Case) -> Iterator[Finding]:
    """A growth of applications that the text states agrees with last year's report. Information only.

    Tolerated: rounding; growth of what was newly received, of that with what was carried in, or of what was answered.
    """
    previous = case.year_before
    if previous is None or not printed_text(case.report) or not plain(case.report, _NEW) or not plain(previous, _NEW):
        return
    changes = list(_changes(case))
    for section in case.report.sections:
        for sentence in sentences(section.text) if section.number < _PLANS and changes else ():
            match = _GROWTH.search(sentence)
            if match and _is_of_applications(sentence, match) and not _agrees(match, changes):
                yield _growth(case, previous, match, sentence, changes[0])


def _is_of_applications(sentence: str, match: re.Match[str]) -> bool:
    """Whether a growth is that of the body's own applications."""
    own = scope_of(sentence[: match.start("percent")]) in (Scope.OWN, Scope.UNSTATED)
    return own and not _OTHER_GROWTH.search(match[0])


def _told(match: re.Match[str]) -> float:
    return float(match["percent"]) * (1 if match["way"] in _UP else -1)


def _agrees(match: re.Match[str], changes: list[float]) -> bool:
    return any(abs(_told(match) - change) <= ROUNDING for change in changes)


def _growth(case: Case, previous: Report, match: re.Match[str], sentence: str, change: float) -> Finding:
    return Finding(
        "narrative.applications",
        case.body_id,
        case.report.year,
        cells=(_NEW,),
        expected=f"{change:+.1f}%",
        found=f"{_told(match):+g}%",
        holes={
            "quote": quoted(sentence, match.start("percent")),
            "previous_year": previous.year,
            "before": str(previous.value(_NEW)),
            "now": str(case.report.value(_NEW)),
        },
        operands=(operand(case.report, _NEW), operand(previous, _NEW)),
        subject="growth",
        variant="growth",
        severity_override=Severity.INFO,
    )


def _changes(case: Case) -> Iterator[float]:
    """By how many per cent applications grew, for each way of counting them."""
    previous = case.year_before
    for cells in ((_NEW,), (_NEW, _IN), (_ANSWERED,)):
        if previous and plain(case.report, *cells) and plain(previous, *cells):
            now, before = (sum(int(report.value(cell) or 0) for cell in cells) for report in (case.report, previous))
            if before:
                yield (now - before) / before * 100
