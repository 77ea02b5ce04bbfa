"""What the text says against the tables. A figure is compared only where it is sure what it is of: the body itself, the
year reported on, and a kind of thing that a cell or a sum of cells states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from monitor.case import Case
from monitor.catalogue import Language, Severity
from monitor.finding import Finding
from monitor.rules.table_sums import account, total_of
from monitor.rules.told import told, told_finding
from monitor.wording.phrases import Phrase, phrase
from monitor.wording.told import TERMS
from parsers.form import Form
from parsers.narrative import Statement
from parsers.report import Report

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
_FOR_GOVERNMENT = re.compile(r"(?:以|代|为)?[市区县省州]?(?:人民)?政府(?:及|办|名义)?")


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
            yield told_finding(case, "narrative.applications", statement, amounts[0], stands)


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
        yield told_finding(case, "narrative.documents", statement, amount, stands, severity_override=info)


def _exists(report: Report, terms: Terms) -> bool:
    """Whether the form has these rows at all: 3.其他 is a row of the 2021 form only."""
    return report.form is Form.F2021 or "-other_other" not in terms


def _answers_new(case: Case, statement: Statement) -> bool:
    """「收到5件，办结5件」 may speak of this year's applications alone, where more than that was answered."""
    new, answered = (account(case.report, (row,)) for row in ("received_new", "results_total"))
    if statement.kind != "results_total" or new is None or answered is None:
        return False
    return statement.value == new.least <= answered.least


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
