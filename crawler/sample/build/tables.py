"""The three tables of the official forms as rows of cells that span rows and columns, as the notices print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, product
from typing import Literal

from parsers.form import (
    APPLICANTS,
    APPLICATION_COLUMNS,
    DISCLOSURE_ITEMS,
    DISPUTE_KINDS,
    DISPUTE_OUTCOMES,
    FIELD_LABELS,
    FIELD_LABELS_2021,
    TOTAL,
    Form,
    Item,
    Row,
    application_rows,
)

_RESULTS = "三、本年度办理结果"
BALANCE_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

Kind = Literal["head", "label", "figure"]


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    kind: Kind
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as HTML counts them: a cell stands in the row and column where it begins.

    `widths` are the columns' shares of the table's width; the first `heads` rows are repeated on every page it runs to.
    """

    widths: tuple[float, ...]
    heads: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and the row and column of its upper left corner."""

    row: int
    column: int
    cell: Cell


def placed(table: Table) -> Iterator[Placed]:
    """Every cell with its place, spans from the rows above taken into account."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            yield Placed(number, column, cell)
            taken.update(product(range(number, number + cell.height), range(column, column + cell.width)))


_ARTICLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("第二十条第（一）项", ("regulations", "normative_documents")),
    ("第二十条第（五）项", ("licensing", "other_services")),
    ("第二十条第（六）项", ("penalties", "coercion")),
    ("第二十条第（八）项", ("fees",)),
    ("第二十条第（九）项", ("procurement",)),
)
_ITEM_LABELS_2021 = {"normative_documents": "行政规范性文件"}
_PROCUREMENT_AMOUNT = "采购总金额"


def disclosure_table(form: Form, figures: Mapping[str, str], labels: Mapping[str, str]) -> Table:
    """Table 二: a heading line, a header line and the items of each paragraph of Article 20 the form has."""
    rows: list[tuple[Cell, ...]] = []
    for article, names in _ARTICLES:
        items = [item for item in DISCLOSURE_ITEMS if item.label.name in names and form in item.fields]
        if items:
            rows += [(Cell(article, "head", 4),), _disclosure_header(items[0], form, labels)]
            rows += [_disclosure_row(item, form, figures) for item in items]
    return Table((0.34, 0.22, 0.22, 0.22), 0, tuple(rows))


def _disclosure_header(item: Item, form: Form, labels: Mapping[str, str]) -> tuple[Cell, ...]:
    titles = [_field_title(field, form) for field in item.fields[form]]
    return (Cell("信息内容", "head"), *_across(3, (labels.get(title, title) for title in titles), "head"))


def _field_title(field: str, form: Form) -> str:
    if form is Form.F2021:
        return FIELD_LABELS_2021.get(field) or FIELD_LABELS[field]
    return _PROCUREMENT_AMOUNT if field == "amount" else FIELD_LABELS[field]


def _disclosure_row(item: Item, form: Form, figures: Mapping[str, str]) -> tuple[Cell, ...]:
    name = item.label.name
    label = _ITEM_LABELS_2021.get(name, item.label.official) if form is Form.F2021 else item.label.official
    values = (figures[f"disclosure.{name}.{field}"] for field in item.fields[form])
    return (Cell(label, "label"), *_across(3, values, "figure"))


def _across(columns: int, texts: Iterable[str], kind: Kind) -> tuple[Cell, ...]:
    """One cell per text; the last takes whatever columns are left."""
    listed = list(texts)
    return (*(Cell(text, kind) for text in listed[:-1]), Cell(listed[-1], kind, columns - len(listed) + 1))


def applications_table(
    form: Form, figures: Mapping[str, str], overfull: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]
) -> Table:
    """Table 三: three label columns, seven columns of figures.

    A row with eight figures takes the third label column for the first of them, as the extracted text shows such a row.
    """
    rows = [
        (*captions, *_application_figures(row, figures, overfull))
        for row, captions in _captioned(application_rows(form), overfull, labels)
    ]
    return Table((0.055, 0.105, 0.24, *[0.6 / 7] * 7), 3, (*_applications_header(labels), *rows))


def _applications_header(labels: Mapping[str, str]) -> tuple[tuple[Cell, ...], ...]:
    note = Cell(labels.get(BALANCE_NOTE, BALANCE_NOTE), "head", 3, 3)
    natural_person, *organisations = APPLICANTS
    return (
        (note, Cell("申请人情况", "head", 7)),
        (
            Cell(natural_person.official, "head", 1, 2),
            Cell("法人或其他组织", "head", 5),
            Cell(TOTAL.official, "head", 1, 2),
        ),
        tuple(Cell(label.official, "head") for label in organisations),
    )


def _captioned(
    rows: tuple[Row, ...], overfull: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]
) -> Iterator[tuple[Row, tuple[Cell, ...]]]:
    """Every row with the label cells that begin in it: its own, its group's before the first row of a group."""
    results = [row for row in rows if row.group]
    for group, members in groupby(rows, key=lambda row: row.group):
        in_group = list(members)
        named = group not in ("", _RESULTS)
        for row in in_group:
            beside_all = [_label(_RESULTS, labels, 1, len(results))] if row is results[0] else []
            beside_group = [_label(group, labels, 1, len(in_group))] if named and row is in_group[0] else []
            free = 1 if named or row.label.name in overfull else 2 if group else 3
            yield row, (*beside_all, *beside_group, _label(row.label.official, labels, free))


def _label(official: str, labels: Mapping[str, str], width: int, height: int = 1) -> Cell:
    return Cell(labels.get(official, official), "label", width, height)


def _application_figures(
    row: Row, figures: Mapping[str, str], overfull: Mapping[str, tuple[str, ...]]
) -> tuple[Cell, ...]:
    name = row.label.name
    seven = tuple(figures[f"applications.{name}.{column.name}"] for column in APPLICATION_COLUMNS)
    return tuple(Cell(text, "figure") for text in overfull.get(name, seven))


def disputes_table(figures: Mapping[str, str]) -> Table:
    """Table 四: fifteen figures in one row under three lines of headers."""
    review, *litigation = DISPUTE_KINDS
    outcomes = [label.official for label in DISPUTE_OUTCOMES]
    values = (figures[f"disputes.{kind.name}.{outcome.name}"] for kind in DISPUTE_KINDS for outcome in DISPUTE_OUTCOMES)
    return Table(
        tuple([1 / 15] * 15),
        3,
        (
            (Cell(review.official, "head", 5), Cell("行政诉讼", "head", 10)),
            (
                *(Cell(text, "head", 1, 2) for text in outcomes),
                *(Cell(suit.official, "head", 5) for suit in litigation),
            ),
            tuple(Cell(text, "head") for _ in litigation for text in outcomes),
            tuple(Cell(value, "figure") for value in values),
        ),
    )
