"""The disclosure table alone."""

from __future__ import annotations

from tests.monitor.rule_cases.build import EXCEPTION, F21, FAULT, IN_ORDER, TOWN, D, RuleCase, before, check

CASES: tuple[RuleCase, ...] = (
    RuleCase(
        "disclosure.columns_misread",
        IN_ORDER,
        "decisions are cases",
        check({f"{D}licensing.prior_items": 20, f"{D}licensing.change": 2, f"{D}licensing.decisions": 914}),
    ),
    RuleCase(
        "disclosure.columns_misread",
        FAULT,
        "two rows add up",
        check(
            {
                f"{D}licensing.prior_items": 505,
                f"{D}licensing.change": 208,
                f"{D}licensing.decisions": 713,
                f"{D}penalties.prior_items": 427,
                f"{D}penalties.change": 192,
                f"{D}penalties.decisions": 619,
            }
        ),
    ),
    RuleCase(
        "disclosure.columns_misread",
        EXCEPTION,
        "one row by chance",
        check(
            {
                f"{D}licensing.prior_items": 3,
                f"{D}licensing.change": 6,
                f"{D}licensing.decisions": 9,
                f"{D}penalties.prior_items": 716,
                f"{D}penalties.change": -417,
                f"{D}penalties.decisions": 298,
            }
        ),
    ),
    RuleCase(
        "disclosure.columns_misread",
        EXCEPTION,
        "a handful of decisions",
        check(
            {
                f"{D}licensing.prior_items": 1,
                f"{D}licensing.decisions": 1,
                f"{D}penalties.prior_items": 2,
                f"{D}penalties.decisions": 2,
            }
        ),
    ),
    RuleCase("disclosure.no_power", IN_ORDER, "a county bureau states none", check()),
    RuleCase(
        "disclosure.no_power", FAULT, "a district bureau states six", check({f"{D}regulations.disclosed_total": 6})
    ),
    RuleCase(
        "disclosure.no_power",
        FAULT,
        "a city bureau states eleven",
        check({f"{D}regulations.in_force": 11}, body="示例市交通运输局", **F21),
    ),
    *(
        RuleCase(
            "disclosure.no_power", EXCEPTION, f"{body} may", check({f"{D}regulations.in_force": 11}, body=body, **F21)
        )
        for body in (
            "示例省人民政府",
            "广州市人民政府",
            "上海市人民政府办公厅",
            "示例市司法局",
            "国家税务总局",
            "教育部",
            "示例自治州人民政府",
        )
    ),
    RuleCase(
        "disclosure.unit",
        IN_ORDER,
        "an amount as last year",
        check({f"{D}fees.amount": 250}, previous=before({f"{D}fees.amount": 240}), **F21),
    ),
    RuleCase(
        "disclosure.unit",
        FAULT,
        "in 元: ten thousand times last year's",
        check({f"{D}fees.amount": 2500000}, previous=before({f"{D}fees.amount": 240}), **F21),
    ),
    RuleCase(
        "disclosure.unit",
        FAULT,
        "in 元: whole, and too large for a town",
        check({f"{D}fees.amount": 25000}, body=TOWN.name, case={"body": TOWN}, **F21),
    ),
    RuleCase(
        "disclosure.unit",
        EXCEPTION,
        "printed with its unit",
        check({f"{D}fees.amount": 25}, raws={f"{D}fees.amount": "250000元"}, **F21),
        "info",
    ),
    RuleCase(
        "disclosure.unit",
        EXCEPTION,
        "a bureau that collects for a whole city",
        check(
            {f"{D}fees.amount": 126292800},
            body="示例市自然资源和规划局",
            previous=before({f"{D}fees.amount": 118000000}),
            **F21,
        ),
    ),
    RuleCase("disclosure.unit", EXCEPTION, "a city", check({f"{D}fees.amount": 1418643}, body="江门市人民政府", **F21)),
)
