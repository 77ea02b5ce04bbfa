"""Printed figures to values: a table of real prints, and properties that hold for every number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.values import AMOUNT_UNITS, COUNT_UNITS, NOT_STATED, clean, is_value, parse_amount, parse_count

FULL_WIDTH = str.maketrans("0123456789+-.,", "０１２３４５６７８９＋－．，")
counts = st.integers(min_value=-(10**9), max_value=10**9)
amounts = st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False, allow_infinity=False)
spaces = st.text(alphabet=" \t\n\u3000\xa0", max_size=3)


@pytest.mark.parametrize(
    ("raw", "value", "reason"),
    [
        ("22（其中修订16件）", 22, None),
        ("11次", 11, None),
        ("+373", 373, None),
        ("-35", -35, None),
        ("－35", -35, None),
        ("1,234", 1234, None),
        ("１２３", 123, None),
        ("0", 0, None),
        ("0.5", Decimal("0.5"), None),
        ("5.0", 5, None),
        ("1.000", None, "point_or_comma"),
        ("120.345", None, "point_or_comma"),
        ("0.125", Decimal("0.125"), None),
        ("1.0000", 1, None),
        ("", None, None),
        ("/", None, None),
        ("／", None, None),
        ("—", None, None),
        ("——", None, None),
        ("无", None, None),
        ("O", None, "look_alike"),
        ("〇", None, "look_alike"),
        ("1 2", None, "several_numbers"),
        ("1;2", None, "several_numbers"),
        ("见附件", None, "not_a_number"),
        ("12,34", None, "several_numbers"),
    ],
)
def test_counts(raw: str, value: object, reason: str | None) -> None:
    parsed = parse_count(raw)
    assert (parsed.value, parsed.reason) == (value, reason)


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [
        ("3522.436287万", "万元", "3522.436287"),
        ("251000元", "万元", "25.1"),
        ("251000", "元", "25.1"),
        ("1.5亿元", "万元", "15000"),
        ("12,629.28", "万元", "12629.28"),
        ("0", "元", "0"),
        ("30万元", "元", "30"),
    ],
)
def test_amounts(raw: str, unit: str, value: str) -> None:
    assert parse_amount(raw, unit).value == Decimal(value)


@given(counts, spaces, spaces)
def test_a_count_reads_back_however_it_is_spaced_and_set(number: int, before: str, after: str) -> None:
    assert parse_count(f"{before}{number}{after}").value == number
    assert parse_count(str(number).translate(FULL_WIDTH)).value == number


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(COUNT_UNITS))
def test_thousands_signs_and_units_do_not_change_a_count(number: int, unit: str) -> None:
    for raw in (f"{number:,}", f"+{number}", f"{number}{unit}", f"{number}（其中{number}{unit}）"):
        assert is_value(raw)
        assert parse_count(raw).value == number


@given(amounts, st.sampled_from(sorted(AMOUNT_UNITS)))
def test_an_amount_keeps_its_digits_in_every_unit(number: Decimal, unit: str) -> None:
    assert parse_amount(f"{number:f}{unit}").value == number.scaleb(AMOUNT_UNITS[unit])


@given(amounts)
def test_the_unit_of_the_column_holds_where_the_cell_prints_none(number: Decimal) -> None:
    assert parse_amount(f"{number:f}", "元").value == number / 10_000


@given(st.sampled_from(sorted(NOT_STATED)), spaces, spaces)
def test_no_mark_is_ever_nought(mark: str, before: str, after: str) -> None:
    for parsed in (parse_count(before + mark + after), parse_amount(before + mark + after)):
        assert (parsed.value, parsed.reason) == (None, None)


@given(st.text(max_size=12))
def test_any_text_is_a_value_or_doubted_or_not_stated(text: str) -> None:
    parsed = parse_count(text)
    assert parsed.value is None or parsed.reason is None
    if parsed.value is None and parsed.reason is None:
        assert clean(text).replace(" ", "").replace("\n", "") in NOT_STATED or not clean(text).strip()


@given(st.text(max_size=12))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
