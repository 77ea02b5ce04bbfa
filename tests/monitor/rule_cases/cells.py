"""Single cells."""

from __future__ import annotations

from decimal import Decimal

from tests.monitor.rule_cases.build import EXCEPTION, FAULT, IN_ORDER, D, RuleCase, check

CASES: tuple[RuleCase, ...] = (
    RuleCase("cell.negative", IN_ORDER, "nought", check()),
    RuleCase("cell.negative", FAULT, "below nought", check({f"{D}coercion.decisions": -1})),
    RuleCase("cell.negative", EXCEPTION, "a change may be", check({f"{D}coercion.change": -1})),
    RuleCase("cell.fraction", IN_ORDER, "whole", check({f"{D}coercion.decisions": 3})),
    RuleCase("cell.fraction", FAULT, "a fraction", check({f"{D}coercion.decisions": Decimal("1.5")})),
    RuleCase("cell.fraction", EXCEPTION, "an amount", check({f"{D}procurement.amount": Decimal("1.5")})),
    RuleCase("cell.blank", IN_ORDER, "all filled in", check()),
    RuleCase("cell.blank", FAULT, "a blank", check({f"{D}coercion.decisions": None})),
    RuleCase("cell.blank", EXCEPTION, "规章 of a body without the power", check({f"{D}regulations.made": None})),
    RuleCase("reading.doubt", IN_ORDER, "plainly read", check()),
    RuleCase("reading.doubt", FAULT, "a doubted cell", check(doubted=[f"{D}coercion.decisions"])),
    RuleCase(
        "reading.doubt",
        EXCEPTION,
        "a remark hides no number",
        check({f"{D}coercion.decisions": 22}, raws={f"{D}coercion.decisions": "22（其中修订16件）"}),
    ),
)
