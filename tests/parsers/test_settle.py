"""The arithmetic decides between readings of a picture, and never repairs what a body printed."""

from random import Random

import pytest

from parsers.form import Form, addresses
from parsers.inference import infer
from parsers.report import Doubt, Figure
from parsers.settle import Settled, settle
from tests.bench.truth import draw_truth

NEW, TOTAL = "applications.received_new.natural_person", "applications.received_new.total"
GRANTED, RESULTS = "applications.granted.natural_person", "applications.results_total.natural_person"


def report(**changes: int) -> dict[str, Figure]:
    """Seven applications of natural persons, all granted; everything else nought."""
    stated = dict.fromkeys(addresses(Form.F2021), 0)
    for row in ("received_new", "granted", "results_total"):
        stated[f"applications.{row}.natural_person"] = stated[f"applications.{row}.total"] = 7
    stated |= {key.replace("__", "."): value for key, value in changes.items()}
    return {address: Figure(address, value, str(value)) for address, value in stated.items()}


def settled(figures: dict[str, Figure], doubts: list[str], alternatives: dict[str, tuple[str, ...]]) -> Settled:
    inferred = infer(figures, doubts, Form.F2021)
    reasons = [Doubt(cell, figures[cell].raw, "scan_unsure", inferred.get(cell)) for cell in doubts]
    return settle(figures, reasons, alternatives, Form.F2021)


def test_a_doubted_reading_that_two_sums_bear_out_is_plain() -> None:
    assert settled(report(), [NEW], {NEW: ("1",)}).doubts == ()


def test_doubted_readings_in_one_row_and_column_bear_each_other_out() -> None:
    doubts = [
        f"applications.{row}.{column}" for row in ("granted", "denied_state_secret") for column in ("other", "business")
    ]
    assert settled(report(), doubts, {}).doubts == ()


def test_a_misreading_among_doubted_readings_keeps_them_doubted() -> None:
    figures = report(applications__granted__business=1)
    doubts = ["applications.granted.other", "applications.granted.business"]
    result = settled(figures, doubts, {})
    assert "applications.granted.business" in {doubt.cell for doubt in result.doubts}
    assert result.figures["applications.granted.business"].value == 1


def test_the_reading_that_the_sums_leave_is_taken_and_stays_doubted() -> None:
    result = settled(report(applications__received_new__natural_person=1), [NEW], {NEW: ("7",)})
    assert (result.figures[NEW].value, result.figures[NEW].raw) == (7, "7")
    assert [(doubt.cell, doubt.reason, doubt.read) for doubt in result.doubts] == [(NEW, "scan_settled", "1")]


def test_a_value_that_no_reading_offers_is_only_inferred() -> None:
    result = settled(report(applications__received_new__natural_person=1), [NEW], {NEW: ("4",)})
    assert result.figures[NEW].value == 1
    assert [(doubt.reason, doubt.inferred) for doubt in result.doubts] == [("scan_unsure", 7)]


def test_a_confident_misreading_that_another_reading_mends_is_doubted() -> None:
    result = settled(report(applications__received_new__natural_person=1), [], {NEW: ("7",)})
    assert result.figures[NEW].value == 1
    assert [(doubt.cell, doubt.inferred) for doubt in result.doubts] == [(NEW, 7)]


def test_a_mistake_of_the_body_stays_as_printed() -> None:
    for alternatives in ({}, {TOTAL: ("6",)}, {NEW: ("1",)}):
        result = settled(report(applications__received_new__total=9), [], alternatives)
        assert result.doubts == ()
        assert result.figures[TOTAL].value == 9


def test_a_mistake_is_not_repaired_by_a_reading_that_mends_only_half() -> None:
    result = settled(report(applications__granted__natural_person=5), [], {RESULTS: ("5",)})
    assert result.doubts == (), "5 in the column's total would break the balance"


def test_other_doubts_are_left_alone() -> None:
    figures = report()
    doubts = [Doubt(GRANTED, "7", "row_too_long", 7)]
    assert settle(figures, doubts, {}, Form.F2021).doubts == tuple(doubts)


STRUCK = "applications.denied_state_secret.natural_person"


def test_a_nought_is_plain_by_the_sums_only_where_no_cell_is_blank() -> None:
    figures = report()
    assert settled(figures, [STRUCK], {}).doubts == ()
    assert [doubt.cell for doubt in settled(figures, [STRUCK], {STRUCK: ("/",)}).doubts] == [STRUCK]
    blank = "applications.denied_state_secret.other"
    result = settled(figures | {blank: Figure(blank, None, "")}, [STRUCK], {})
    assert [doubt.cell for doubt in result.doubts] == [STRUCK]


def test_a_stroke_is_taken_where_the_sums_leave_nothing() -> None:
    result = settled(report(applications__denied_state_secret__natural_person=1), [STRUCK], {STRUCK: ("7", "/")})
    assert (result.figures[STRUCK].value, result.figures[STRUCK].raw) == (None, "/")
    assert [(doubt.cell, doubt.reason) for doubt in result.doubts] == [(STRUCK, "scan_settled")]


MISREAD = {"1": "7", "7": "1", "3": "8", "8": "3", "5": "6", "6": "5", "0": "8", "9": "4", "2": "7", "4": "1"}


@pytest.mark.parametrize("seed", range(12))
def test_no_doubted_misreading_becomes_plain_and_no_mistake_is_repaired(seed: int) -> None:
    """Half of a report's cells doubted or fewer, a third of these misread, many of them alike, mistakes among them."""
    rng = Random(f"settle-{seed}")
    truth = draw_truth(f"settle-{seed}", extras=False)
    share, common = rng.choice((0.02, 0.1, 0.3, 0.5)), rng.choice("123456789")
    figures, doubts, alternatives = {}, [], {}
    for address, value in truth.figures.items():
        text = "" if value is None else str(value)
        if rng.random() < share:
            doubts.append(address)
            if common in text or rng.random() < 0.3:
                alternatives[address] = (text,) if rng.random() < 0.5 and text else ()
                place = text.index(common) if common in text else rng.randrange(len(text) or 1)
                text = text[:place] + MISREAD.get(text[place : place + 1], "1") + text[place + 1 :]
        is_count = text.lstrip("-").isdigit()
        figures[address] = Figure(address, int(text) if is_count else value, text)
    inferred = infer(figures, doubts, truth.form)
    reasons = [Doubt(cell, figures[cell].raw, "scan_unsure", inferred.get(cell)) for cell in doubts]
    result = settle(figures, reasons, alternatives, truth.form)
    still = {doubt.cell for doubt in result.doubts}
    wrong = {cell for cell, figure in result.figures.items() if figure.value != truth.figures[cell]}
    assert not wrong - still
    assert still <= set(doubts), "a mistake of the body is left alone"
