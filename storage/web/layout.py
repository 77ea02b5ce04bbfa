"""The three tables as the official form prints them: which label or cell stands where, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from parsers.form import (
    APPLICANTS,
    APPLICATION_COLUMNS,
    DISCLOSURE_ITEMS,
    DISPUTE_KINDS,
    DISPUTE_OUTCOMES,
    Form,
    Item,
    Row,
    application_rows,
    official_label,
)

BALANCE_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ARTICLES: dict[str, str] = {
    "regulations": "第二十条第（一）项",
    "normative_documents": "第二十条第（一）项",
    "licensing": "第二十条第（五）项",
    "other_services": "第二十条第（五）项",
    "penalties": "第二十条第（六）项",
    "coercion": "第二十条第（六）项",
    "fees": "第二十条第（八）项",
    "procurement": "第二十条第（九）项",
}
"""The item of Article 20 under which the disclosure table lists each of its rows."""

_SPANS: dict[int, tuple[int, ...]] = {1: (3,), 2: (1, 2), 3: (1, 1, 1)}
"""How the fields of a disclosure row share its three columns."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a printed table: a label, or the figure at `address`."""

    label: str = ""
    address: str | None = None
    rows: int = 1
    columns: int = 1


SlotRow = tuple[Slot, ...]


def disclosure_table(form: Form) -> tuple[SlotRow, ...]:
    """Table 二 by article: a heading across, the names of the fields, a row for each item."""
    printed: list[SlotRow] = []
    items = [item for item in DISCLOSURE_ITEMS if form in item.fields]
    for article, group in groupby(items, key=lambda item: ARTICLES[item.label.name]):
        members = list(group)
        printed.append((Slot(article, columns=4),))
        printed.append((Slot("信息内容"), *_field_labels(members[0], form)))
        printed.extend((Slot(item.label.official), *_field_cells(item, form)) for item in members)
    return tuple(printed)


def _field_labels(item: Item, form: Form) -> SlotRow:
    return tuple(
        Slot(official_label(slot.address or "", form).partition(" · ")[2], columns=slot.columns)
        for slot in _field_cells(item, form)
    )


def _field_cells(item: Item, form: Form) -> SlotRow:
    fields = item.fields[form]
    return tuple(
        Slot(address=f"disclosure.{item.label.name}.{field}", columns=columns)
        for field, columns in zip(fields, _SPANS[len(fields)], strict=True)
    )


def applications_table(form: Form) -> tuple[SlotRow, ...]:
    """Table 三: labels in three columns that merge, then the seven kinds of applicant."""
    organisations = APPLICANTS[1:]
    head: list[SlotRow] = [
        (Slot(BALANCE_NOTE, rows=3, columns=3), Slot("申请人情况", columns=len(APPLICATION_COLUMNS))),
        (Slot("自然人", rows=2), Slot("法人或其他组织", columns=len(organisations)), Slot("总计", rows=2)),
        tuple(Slot(label.official) for label in organisations),
    ]
    rows = application_rows(form)
    return (*head, *(_application_row(rows, index) for index in range(len(rows))))


def _application_row(rows: tuple[Row, ...], index: int) -> SlotRow:
    name = rows[index].label.name
    cells = tuple(Slot(address=f"applications.{name}.{column.name}") for column in APPLICATION_COLUMNS)
    return (*_application_labels(rows, index), *cells)


def _application_labels(rows: tuple[Row, ...], index: int) -> SlotRow:
    """The labels that begin in this row: those of merged groups stand only in their first."""
    row = rows[index]
    if not row.group:
        return (Slot(row.label.official, columns=3),)
    grouped = [other for other in rows if other.group]
    results = grouped[0].group
    outer = (Slot(results, rows=len(grouped)),) if row is grouped[0] else ()
    if row.group == results:
        return (*outer, Slot(row.label.official, columns=2))
    members = [other for other in grouped if other.group == row.group]
    inner = (Slot(row.group, rows=len(members)),) if row is members[0] else ()
    return (*outer, *inner, Slot(row.label.official))


def disputes_table() -> tuple[SlotRow, ...]:
    """Table 四: one row of figures under three kinds of dispute."""
    review, direct, after_review = DISPUTE_KINDS
    width = len(DISPUTE_OUTCOMES)
    return (
        (Slot(review.official, rows=2, columns=width), Slot("行政诉讼", columns=2 * width)),
        (Slot(direct.official, columns=width), Slot(after_review.official, columns=width)),
        tuple(Slot(outcome.official) for _ in DISPUTE_KINDS for outcome in DISPUTE_OUTCOMES),
        tuple(
            Slot(address=f"disputes.{kind.name}.{outcome.name}")
            for kind in DISPUTE_KINDS
            for outcome in DISPUTE_OUTCOMES
        ),
    )
