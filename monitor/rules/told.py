"""The statements of a report that are sure to be the body's own of the year, and how a finding about one is made."""

from __future__ import annotations

from functools import lru_cache

from monitor.case import Case
from monitor.catalogue import Severity
from monitor.finding import Finding
from monitor.rules.evidence import operands, printed_text
from monitor.rules.table_sums import Amount
from monitor.wording.phrases import Phrase, phrase
from monitor.wording.told import OUTCOMES, THINGS
from parsers.narrative import Scope, Span, Statement, statements
from parsers.narrative_scope import may_be_named
from parsers.report import Section

_PLANS = 5
"""The section that speaks of problems and plans, of this year and others."""
CONTEXT = 22
"""Characters before a figure that are looked at, or quoted."""


def told(case: Case) -> tuple[Statement, ...]:
    """The statements that are sure to be the body's own of the year."""
    if not printed_text(case.report):
        return ()
    return tuple(each for each in _told(case.report.sections, case.report.year) if _is_own(case, each))


@lru_cache(maxsize=4)
def _told(sections: tuple[Section, ...], year: int) -> tuple[Statement, ...]:
    return statements([section for section in sections if section.number != _PLANS], year)


def _is_own(case: Case, statement: Statement) -> bool:
    names = case.body.names if case.body else ()
    own = not statement.subject or any(may_be_named(statement.subject, name) for name in (case.report.body, *names))
    return own and statement.scope in (Scope.OWN, Scope.UNSTATED) and statement.span is Span.YEAR


def told_finding(
    case: Case,
    code: str,
    statement: Statement,
    amount: Amount,
    stands: Phrase,
    variant: str = "",
    of: str = "",
    severity_override: Severity | None = None,
) -> Finding:
    """What `statement` says against `amount`, the table's; `stands` is that in words. `of` is the kind of dispute whose
    outcome the statement gives."""
    kind = of or statement.kind
    outcome = statement.kind if of else "upheld"
    return Finding(
        code,
        case.body_id,
        case.report.year,
        cells=amount.cells,
        expected=amount.least,
        found=statement.value,
        holes={
            "quote": quoted(statement.sentence, statement.at),
            "thing": phrase(*THINGS[kind]),
            "outcome": phrase(*OUTCOMES[outcome]) if variant else "",
            "stands": stands,
        },
        operands=operands(
            case.report, (cell for cell in amount.cells if len(amount.cells) < 8 or case.report.value(cell))
        ),
        subject=f"{statement.kind}{'.' + of if of else ''}{'.' + variant if variant else ''}",
        variant=variant,
        severity_override=severity_override,
        keyed_by_cells=False,
    )


def quoted(sentence: str, at: int, before: int = CONTEXT, after: int = 8) -> str:
    """The words around a figure, cut at punctuation where there is some near."""
    start = max(sentence.rfind("，", 0, max(at - 6, 0)), sentence.rfind("；", 0, at), at - before - 1) + 1
    end = min((place for mark in "，；。" if (place := sentence.find(mark, at)) > 0), default=len(sentence))
    end = min(end, at + after + 24)
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"
