"""What the text says against the tables. A figure is compared only where it is sure what it is of: the body itself, the
year reported on, and a kind of thing that a cell or a sum of cells states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from monitor.case import Case
from monitor.catalogue import Language, Severity
from monitor.finding import Finding
from monitor.rules.evidence import operands, printed_text
from monitor.rules.table_sums import DISPUTES, Amount, account, dispute_cells, total_of
from monitor.wording.phrases import Phrase, phrase
from monitor.wording.told import OUTCOMES, TERMS, THINGS
from parsers.form import Form
from parsers.narrative import Scope, Span, Statement, statements
from parsers.narrative_scope import may_be_named
from parsers.report import Report, Section

Terms = tuple[str, ...]

APPLICATIONS: Mapping[str, tuple[Terms, ...]] = {
    "received_new": (("received_new",),),
    "received": (("received_new",), ("received_new", "carried_in")),
    "handled": (("results_total",), ("received_new", "carried_in"), ("received_new",)),
    "carried_in": (("carried_in",),),
    "results_total": (("results_total",), ("results_total", "-other_results"), ("results_total", "-other_other")),
    "carried_over": (("carried_over",),),
    "granted": (("granted",), ("granted", "granted_partly")),
    "granted_partly": (("granted_partly",),),
    "granted_or_partly": (("granted", "granted_partly"),),
    "denied": (("denied",),),
    "unable": (("unable",),),
    "rejected": (("rejected",),),
    "other_results": (("other_results",),),
}
"""What a stated figure may mean, the plainest first; any of these agrees. 收到 may be new, or new and carried in; what
was answered may leave out what the applicant withdrew, which has no row of its own."""

DOCUMENTS: Mapping[str, Mapping[Form, str]] = {
    "regulations_issued": {
        Form.F2019: "disclosure.regulations.made",
        Form.F2021: "disclosure.regulations.issued",
    },
    "normative_documents_issued": {
        Form.F2019: "disclosure.normative_documents.made",
        Form.F2021: "disclosure.normative_documents.issued",
    },
    "normative_documents_repealed": {Form.F2021: "disclosure.normative_documents.repealed"},
    "normative_documents_in_force": {Form.F2021: "disclosure.normative_documents.in_force"},
    "licensing": dict.fromkeys((Form.F2019, Form.F2021), "disclosure.licensing.decisions"),
    "penalties": dict.fromkeys((Form.F2019, Form.F2021), "disclosure.penalties.decisions"),
    "coercion": dict.fromkeys((Form.F2019, Form.F2021), "disclosure.coercion.decisions"),
}
DECISIONS = frozenset({"licensing", "penalties", "coercion"})
"""A text may count published decisions only, or close cases; the table counts all decisions."""
OUTCOME_KINDS: Mapping[str, str] = {
    "upheld": "upheld",
    "corrected": "corrected",
    "other_outcome": "other",
    "pending": "pending",
}

_PLANS = 5
"""The section that speaks of problems and plans, of this year and others."""
_NEW_ONLY = re.compile(r"引发|引起|新增|新收|新发生|新提起")
_AS_REVIEWER = re.compile(r"(?:办理|审理|审结|受理|收到|调解|化解)[^，；]{0,20}$")
_REVIEWERS = re.compile(r"人民政府|司法(?:局|厅)|政府办公")
_FOR_GOVERNMENT = re.compile(r"(?:以|代|为)?[市区县省州]?(?:人民)?政府(?:及|办|名义)?")
_CONTEXT = 22


def check_narrative_applications(case: Case) -> Iterator[Finding]:
    """Figures of applications in the text agree with the table, read as the sentence means them.

    Tolerated: 收到 for new, or new and carried in; answers without those withdrawn; blanks that leave room for the
    figure. Nothing is said of figures of a whole district or system, of another body, year or part of the year, of one
    channel or kind of applicant, of plans, or where the text was recognised from a picture.
    """
    for statement in told(case):
        meanings = APPLICATIONS.get(statement.kind, ())
        amounts = [amount for terms in meanings if (amount := account(case.report, terms))]
        if len(amounts) < len([terms for terms in meanings if _exists(case.report, terms)]) or not amounts:
            continue
        if not any(amount.agrees_with(statement.value) for amount in amounts) and not _answers_new(case, statement):
            stands = _joined(zip(meanings, amounts, strict=False))
            yield _finding(case, "narrative.applications", statement, amounts[0], stands)


def check_narrative_disputes(case: Case) -> Iterator[Finding]:
    """Reviews and lawsuits in the text agree with the table, in number and in how they ended.

    Tolerated: cases carried over from last year left out, as far as last year's report has pending ones; a number of
    what arose this year, where last year's report is not known. Nothing is said of disputes that may not be
    about open government information, or that the body decided as the reviewing one.
    """
    told_here = [each for each in _joined_denials(told(case)) if each.about and not _as_reviewer(case, each)]
    for statement in told_here:
        if statement.kind in DISPUTES:
            yield from _dispute(case, statement)
        elif statement.kind in OUTCOME_KINDS:
            yield from _outcome(case, statement, told_here)


def check_narrative_documents(case: Case) -> Iterator[Finding]:
    """Regulations, normative documents and decisions in the text agree with the table.

    Tolerated: what is published or posted, which may be older or a superior's; documents of the government in a
    department's report. Decisions that differ are information only: a text may count what was published.
    """
    for statement in told(case):
        cell = DOCUMENTS.get(statement.kind, {}).get(case.report.form)
        amount = total_of(case.report, (cell,)) if cell else None
        if amount is None or amount.agrees_with(statement.value) or _for_government(case, statement):
            continue
        stands = phrase(str(amount.least), str(amount.least))
        info = Severity.INFO if statement.kind in DECISIONS else None
        yield _finding(case, "narrative.documents", statement, amount, stands, severity_override=info)


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


def _exists(report: Report, terms: Terms) -> bool:
    """Whether the form has these rows at all: 3.其他 is a row of the 2021 form only."""
    return report.form is Form.F2021 or "-other_other" not in terms


def _answers_new(case: Case, statement: Statement) -> bool:
    """「收到5件，办结5件」 may speak of this year's applications alone, where more than that was answered."""
    new, answered = (account(case.report, (row,)) for row in ("received_new", "results_total"))
    if statement.kind != "results_total" or new is None or answered is None:
        return False
    return statement.value == new.least <= answered.least


def _dispute(case: Case, statement: Statement) -> Iterator[Finding]:
    total = total_of(case.report, dispute_cells(statement.kind, "total"))
    if total is None:
        return
    if not (total.agrees_with(statement.value) or _counts_new(case, statement, total)):
        yield _finding(case, "narrative.disputes", statement, total, phrase(str(total.least), str(total.least)))
    elif statement.all_upheld and statement.value == total.least:
        upheld = total_of(case.report, dispute_cells(statement.kind, "upheld"))
        if upheld and not upheld.agrees_with(statement.value):
            stands = phrase(str(upheld.least), str(upheld.least))
            yield _finding(case, "narrative.disputes", statement, upheld, stands, "upheld")


def _counts_new(case: Case, statement: Statement, total: Amount) -> bool:
    """Whether the text may count this year's cases alone, and the table last year's pending ones as well."""
    if statement.value > total.least:
        return False
    previous = case.year_before
    if previous is None:
        return bool(statement.value and _NEW_ONLY.search(statement.sentence))
    pending = total_of(previous, dispute_cells(statement.kind, "pending"))
    return pending is None or not pending.exact or total.least - pending.least <= statement.value


def _joined_denials(statements_: Sequence[Statement]) -> Iterator[Statement]:
    """One statement for a phrase that denies both reviews and lawsuits: what is wrong with it is one thing."""
    denied = {each.sentence for each in statements_ if each.kind == "litigation" and not each.unit}
    both = {each.sentence for each in statements_ if each.kind == "review" and not each.unit} & denied
    for each in statements_:
        if each.sentence not in both or each.kind not in ("review", "litigation"):
            yield each
        elif each.kind == "review":
            yield replace(each, kind="disputes")


def _outcome(case: Case, statement: Statement, told_here: Sequence[Statement]) -> Iterator[Finding]:
    """An outcome belongs to the disputes that the sentence named last before it."""
    ahead = [each for each in told_here if each.sentence == statement.sentence and each.at < statement.at]
    disputes = [each for each in ahead if each.kind in DISPUTES]
    if not disputes:
        return
    found = total_of(case.report, dispute_cells(disputes[-1].kind, OUTCOME_KINDS[statement.kind]))
    total = total_of(case.report, dispute_cells(disputes[-1].kind, "total"))
    comparable = found and total and total.least == disputes[-1].value
    if found and comparable and not found.agrees_with(statement.value):
        stands = phrase(str(found.least), str(found.least))
        yield _finding(case, "narrative.disputes", statement, found, stands, "outcome", disputes[-1].kind)


def _as_reviewer(case: Case, statement: Statement) -> bool:
    """Whether the body may have decided these reviews itself: governments and justice bureaus do."""
    if statement.kind not in ("review", "disputes") or not _REVIEWERS.search(case.report.body):
        return False
    before = statement.sentence[: statement.at]
    return bool(_AS_REVIEWER.search(before)) and "被" not in before[-_CONTEXT:]


def _for_government(case: Case, statement: Statement) -> bool:
    """Whether a department's text may speak of what the government issued."""
    clause = re.split(r"[，；]", statement.sentence[: statement.at])[-1]
    return "政府" not in case.report.body and bool(_FOR_GOVERNMENT.search(clause))


def _joined(meanings: Any) -> Phrase:
    """What the table says for each meaning: 「本年新收 12；本年新收加上年结转 15」."""
    plain_terms = [(amount.least, terms) for terms, amount in meanings if not any(term[0] == "-" for term in terms)]
    known = [(terms, least) for least, terms in dict(reversed(plain_terms)).items()][::-1]
    words = [
        {
            language: f"{_terms(terms, language)}{' ' if language is Language.ZH else ': '}{least}"
            for language in Language
        }
        for terms, least in known
    ]
    return phrase("; ".join(each[Language.EN] for each in words), "；".join(each[Language.ZH] for each in words))


def _terms(terms: Terms, language: Language) -> str:
    return (" and " if language is Language.EN else "加").join(TERMS[term][language is Language.ZH] for term in terms)


def _finding(
    case: Case,
    code: str,
    statement: Statement,
    amount: Amount,
    stands: Phrase,
    variant: str = "",
    of: str = "",
    severity_override: Severity | None = None,
) -> Finding:
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


def quoted(sentence: str, at: int, before: int = _CONTEXT, after: int = 8) -> str:
    """The words around a figure, cut at punctuation where there is some near."""
    start = max(sentence.rfind("，", 0, max(at - 6, 0)), sentence.rfind("；", 0, at), at - before - 1) + 1
    end = min((place for mark in "，；。" if (place := sentence.find(mark, at)) > 0), default=len(sentence))
    end = min(end, at + after + 24)
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"
