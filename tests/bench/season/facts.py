"""The figures of a report under the short names that sentences use."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.form import Form, application_rows

from ..figures import Value

GROUPS: Mapping[str, str] = {
    "denied": "denied_",
    "unable": "unable_",
    "rejected": "rejected_",
    "other_results": "other",
}
SINGLE: Mapping[str, str] = {
    "new": "applications.received_new.total",
    "carried_in": "applications.carried_in.total",
    "results": "applications.results_total.total",
    "over": "applications.carried_over.total",
    "granted": "applications.granted.total",
    "partly": "applications.granted_partly.total",
    "review": "disputes.review.total",
    "upheld": "disputes.review.upheld",
    "corrected": "disputes.review.corrected",
    "pending": "disputes.review.pending",
    "direct": "disputes.litigation_direct.total",
    "after": "disputes.litigation_after_review.total",
    "licensing": "disclosure.licensing.decisions",
    "penalties": "disclosure.penalties.decisions",
    "coercion": "disclosure.coercion.decisions",
    "issued": "disclosure.normative_documents.issued",
    "repealed": "disclosure.normative_documents.repealed",
    "in_force": "disclosure.normative_documents.in_force",
    "made": "disclosure.normative_documents.made",
}


def draw_facts(figures: Mapping[str, Value], form: Form) -> dict[str, int]:
    """Counts by short name; groups of outcomes and sums of two rows beside the single cells."""

    def count(cell: str) -> int:
        return int(figures.get(cell) or 0)

    outcomes = [row.label.name for row in application_rows(form) if row.outcome]
    facts = {name: count(cell) for name, cell in SINGLE.items()}
    for name, prefix in GROUPS.items():
        facts[name] = sum(count(f"applications.{row}.total") for row in outcomes if row.startswith(prefix))
    facts["received"] = facts["new"] + facts["carried_in"]
    facts["litigation"] = facts["direct"] + facts["after"]
    facts["natural"] = count("applications.received_new.natural_person")
    facts["corporate"] = facts["new"] - facts["natural"]
    return facts
