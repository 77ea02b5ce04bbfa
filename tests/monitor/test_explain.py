"""The smallest set of figures that explains failing sums."""

from __future__ import annotations

from decimal import Decimal

import pytest

from monitor.explain import Explanation, explain
from tests.monitor.reports import build_report

A = "applications."

NINE_FOR_EIGHT = {
    A + "received_new.natural_person": 8,
    A + "received_new.total": 8,
    A + "granted.natural_person": 8,
    A + "granted.total": 8,
    A + "results_total.natural_person": 8,
    A + "results_total.total": 9,
}
IN_ORDER = NINE_FOR_EIGHT | {A + "results_total.total": 8}


def wrong(explanation: Explanation) -> dict[str, int]:
    return {change.cell: change.value for change in explanation.wrong}


def test_a_report_in_order_needs_no_explanation():
    assert explain(build_report(IN_ORDER)) == ()


ONE_CELL = [
    ("results_total.total", 9, 8, 3),
    ("results_total.natural_person", 7, 8, 3),
    ("received_new.total", 10, 8, 2),
    ("received_new.natural_person", 3, 8, 2),
    ("carried_over.total", 2, 0, 2),
    ("granted.total", 80, 8, 2),
    ("granted.business", 1, 0, 2),
    ("denied_state_secret.natural_person", 4, 0, 2),
    ("other.total", 1, 0, 2),
]


@pytest.mark.parametrize(("cell", "printed", "right", "sums"), ONE_CELL)
def test_one_wrong_figure_is_named_with_its_value(cell: str, printed: int, right: int, sums: int):
    [explanation] = explain(build_report(IN_ORDER | {A + cell: printed}))
    assert wrong(explanation) == {A + cell: right}
    assert len(explanation.failing) == sums


def test_two_separate_errors_are_two_explanations():
    report = build_report(IN_ORDER | {A + "received_new.total": 10, A + "unable_not_held.research": 1})
    assert [wrong(explanation) for explanation in explain(report)] == [
        {A + "received_new.total": 8},
        {A + "unable_not_held.research": 0},
    ]


PAIRS = [
    {"granted.natural_person": 5, "granted.business": 4},
    {"granted.business": 1, "granted_partly.business": 3},
    {"results_total.natural_person": 5, "results_total.total": 4},
    {"received_new.total": 11, "carried_over.total": 1},
    {"received_new.total": 10, "results_total.total": 10},
]


@pytest.mark.parametrize("printed", PAIRS)
def test_two_wrong_figures_in_one_group_are_found_together(printed: dict[str, int]):
    """The last pair leaves the balance between them in order, so its sums are connected by the repair alone."""
    [explanation] = explain(build_report(IN_ORDER | {A + cell: value for cell, value in printed.items()}))
    assert wrong(explanation) == {A + cell: IN_ORDER.get(A + cell, 0) for cell in printed}


def test_several_smallest_repairs_name_no_cell():
    review = {"disputes.review.upheld": 3, "disputes.review.pending": 1, "disputes.review.total": 5}
    [explanation] = explain(build_report(review))
    assert explanation.wrong == ()
    assert len(explanation.repairs) == 5


def test_one_sum_alone_names_no_cell():
    """No count can be below nought, so only the total can be at fault alone; but two parts may be."""
    parts = dict.fromkeys((f"disputes.review.{kind}" for kind in ("upheld", "corrected", "other", "pending")), 3)
    [explanation] = explain(build_report(parts | {"disputes.review.total": 1}))
    assert len(explanation.repairs) == 1
    assert explanation.wrong == ()


def test_a_table_in_ruins_is_left_unexplained():
    ruins = {A + f"{row}.total": 5 for row in ("granted", "granted_partly", "other", "carried_in")}
    [*_, explanation] = explain(build_report(IN_ORDER | ruins))
    assert explanation.wrong == ()


@pytest.mark.parametrize("cell", [A + "results_total.total", A + "received_new.total", A + "carried_over.total"])
def test_a_doubted_cell_takes_its_sums_out(cell: str):
    report = build_report(IN_ORDER | {cell: 3}, doubted=[cell])
    assert explain(report) == ()


def test_an_absent_row_takes_its_sums_out():
    report = build_report(IN_ORDER | {A + "granted.total": 3, A + "granted.natural_person": 3}, absent=[A + "other"])
    assert explain(report) == ()


BLANKS = [
    ("a total that agrees with blanks as nought", {A + "granted.business": None}, 0),
    ("a blank total that could be filled", {A + "received_new.total": None}, 0),
    ("parts that are all blank", {A + "granted.natural_person": None, A + "results_total.natural_person": None}, 0),
    ("a blank on the side that is too large already", {A + "carried_over.total": None, A + "granted.total": 9}, 1),
]


@pytest.mark.parametrize(("printed", "groups"), [case[1:] for case in BLANKS], ids=[case[0] for case in BLANKS])
def test_blanks_excuse_what_they_could_mend(printed: dict[str, int | None], groups: int):
    assert len(explain(build_report(IN_ORDER | printed))) == groups


def test_a_value_that_hangs_on_a_blank_is_not_suggested():
    review = {"disputes.review.upheld": 6, "disputes.review.corrected": None, "disputes.review.total": 0}
    [explanation] = explain(build_report(review | {"disputes.review.other": 6, "disputes.review.pending": 6}))
    assert explanation.wrong == ()


INNOCENT: list[dict[str, int | None]] = [
    {"granted.total": 10, "other.total": 3, "other.business": 3, "granted.natural_person": None},
    {"received_new.natural_person": 7, "received_new.research": 1, "carried_over.research": None},
    {"carried_in.total": 3, "carried_over.business": 1, "carried_over.research": None, "carried_in.other": None},
]


@pytest.mark.parametrize("printed", INNOCENT)
def test_blanks_let_no_cell_be_named_on_the_word_of_one_sum(printed: dict[str, int | None]):
    for explanation in explain(build_report(IN_ORDER | {A + cell: value for cell, value in printed.items()})):
        assert explanation.wrong == () or explanation.agreeing >= 2


def test_zeros_left_blank_take_away_the_proof():
    """With its row and its column free to hold something else, the balance alone speaks against the total."""
    blank = dict.fromkeys((A + f"results_total.{kind}" for kind in ("business", "research")), None)
    [explanation] = explain(build_report(NINE_FOR_EIGHT | blank | {A + "other.total": None}))
    assert [identity.code for identity in explanation.failing] == ["applications.balance"]
    assert explanation.wrong == ()


def test_a_fraction_is_no_repair():
    review = {"disputes.review.upheld": Decimal("1.5"), "disputes.review.total": 3}
    [explanation] = explain(build_report(review))
    assert all(isinstance(change.value, int) for repair in explanation.repairs for change in repair)
