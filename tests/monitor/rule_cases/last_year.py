"""A report against the one before."""

from __future__ import annotations

import datetime as dt

from monitor.case import Alike, Spread
from tests.monitor.reports import BODY
from tests.monitor.rule_cases.build import (
    BUREAU,
    EXCEPTION,
    F21,
    FAULT,
    FIGURES_ONLY,
    IN_ORDER,
    NEW_PROSE,
    OTHER_BUREAU,
    OTHER_TOWN,
    PROSE,
    TOWN,
    A,
    D,
    RuleCase,
    balanced,
    before,
    check,
    copied,
    disputes,
    report,
)

CASES: tuple[RuleCase, ...] = (
    RuleCase(
        "applications.carry_over",
        IN_ORDER,
        "carried in is what was carried over",
        check(balanced(7, 2), previous=before(balanced(7, 0, 2)), **F21),
    ),
    RuleCase(
        "applications.carry_over", FAULT, "it is not", check(balanced(7, 3), previous=before(balanced(7, 0, 2)), **F21)
    ),
    RuleCase(
        "applications.carry_over",
        EXCEPTION,
        "the report says why",
        check(
            balanced(7, 3),
            "因机构改革职能划转，上年结转申请由原单位移交1件。",
            previous=before(balanced(7, 0, 2)),
            **F21,
        ),
    ),
    RuleCase(
        "applications.carry_over",
        EXCEPTION,
        "a reorganisation in the year makes it a warning",
        check(balanced(7, 3), "机构改革后，及时更新机构职能信息。", previous=before(balanced(7, 0, 2)), **F21),
        "warning",
    ),
    RuleCase(
        "applications.carry_over",
        EXCEPTION,
        "last year's report was changed since",
        check(
            balanced(7, 3),
            previous=before(balanced(7, 0, 2)),
            case={"replaced": {f"{A}carried_over.{kind}": frozenset({3}) for kind in ("total", "natural_person")}},
            **F21,
        ),
    ),
    RuleCase(
        "applications.carry_over",
        EXCEPTION,
        "one report is of the body alone, the other of its system",
        check(
            balanced(7, 3),
            previous=before(balanced(7, 0, 2), title="示例海关（本级机关）2021年年度报告"),
            title="示例海关系统2022年年度报告",
            **F21,
        ),
    ),
    RuleCase(
        "disclosure.roll_forward",
        IN_ORDER,
        "in force follows",
        check(
            {f"{D}normative_documents.issued": 2, f"{D}normative_documents.in_force": 12},
            previous=before({f"{D}normative_documents.in_force": 10}),
            **F21,
        ),
    ),
    RuleCase(
        "disclosure.roll_forward",
        FAULT,
        "it does not",
        check(
            {f"{D}normative_documents.issued": 2, f"{D}normative_documents.in_force": 11},
            previous=before({f"{D}normative_documents.in_force": 10}),
            **F21,
        ),
    ),
    RuleCase(
        "disclosure.roll_forward",
        EXCEPTION,
        "documents expired by themselves, as a remark says",
        check(
            {f"{D}normative_documents.issued": 2, f"{D}normative_documents.in_force": 11},
            previous=before({f"{D}normative_documents.in_force": 10}),
            raws={f"{D}normative_documents.in_force": "11（自然失效1件）"},
            **F21,
        ),
    ),
    RuleCase(
        "disclosure.roll_forward",
        EXCEPTION,
        "documents were counted anew, as the text says",
        check(
            {f"{D}normative_documents.issued": 2, f"{D}normative_documents.in_force": 11},
            "会同司法局重新清理规范性文件。",
            previous=before({f"{D}normative_documents.in_force": 10}),
            **F21,
        ),
    ),
    RuleCase(
        "disclosure.prior_items",
        IN_ORDER,
        "items follow",
        check(
            {f"{D}licensing.prior_items": 12},
            previous=report({f"{D}licensing.prior_items": 10, f"{D}licensing.change": 2}, year=2019),
        ),
    ),
    RuleCase(
        "disclosure.prior_items",
        FAULT,
        "they don't",
        check(
            {f"{D}licensing.prior_items": 11},
            previous=report({f"{D}licensing.prior_items": 10, f"{D}licensing.change": 2}, year=2019),
        ),
    ),
    RuleCase(
        "disclosure.prior_items",
        EXCEPTION,
        "the first count was last year's nought",
        check({f"{D}licensing.prior_items": 11}, previous=report(year=2019)),
    ),
    RuleCase(
        "disclosure.prior_items",
        EXCEPTION,
        "powers were handed down",
        check(
            {f"{D}penalties.prior_items": 311},
            "镇街综合行政执法改革，行政处罚事项下放。",
            previous=report({f"{D}penalties.prior_items": 10}, year=2019),
        ),
    ),
    RuleCase(
        "disputes.pending_lost",
        IN_ORDER,
        "pending cases are found again",
        check(disputes("review", upheld=1), previous=before(disputes("review", pending=1)), **F21),
    ),
    RuleCase(
        "disputes.pending_lost", FAULT, "they are lost", check(previous=before(disputes("review", pending=1)), **F21)
    ),
    RuleCase(
        "disputes.pending_lost",
        EXCEPTION,
        "a review became a lawsuit",
        check(disputes("litigation_after_review", pending=1), previous=before(disputes("review", pending=1)), **F21),
    ),
    RuleCase(
        "year.swing",
        IN_ORDER,
        "about as last year",
        check({f"{D}penalties.decisions": 300}, previous=before({f"{D}penalties.decisions": 100}), **F21),
    ),
    RuleCase(
        "year.swing",
        FAULT,
        "seven times as many",
        check({f"{D}penalties.decisions": 700}, previous=before({f"{D}penalties.decisions": 100}), **F21),
    ),
    RuleCase(
        "year.swing",
        EXCEPTION,
        "none left: nought may be a way of leaving a row out",
        check({f"{D}penalties.decisions": 0}, previous=before({f"{D}penalties.decisions": 100}), **F21),
    ),
    RuleCase(
        "year.swing",
        EXCEPTION,
        "small numbers",
        check({f"{D}penalties.decisions": 40}, previous=before({f"{D}penalties.decisions": 4}), **F21),
    ),
    RuleCase(
        "year.swing",
        EXCEPTION,
        "last year was the odd one",
        check(
            {f"{D}penalties.decisions": 700},
            previous=before({f"{D}penalties.decisions": 100}),
            case={"history": {year: {f"{D}penalties.decisions": 650} for year in (2018, 2019, 2020)}},
            **F21,
        ),
    ),
    RuleCase(
        "year.swing",
        EXCEPTION,
        "the figure has always jumped",
        check(
            {f"{D}penalties.decisions": 700},
            previous=before({f"{D}penalties.decisions": 100}),
            case={
                "history": {
                    2018: {f"{D}penalties.decisions": 15},
                    2019: {f"{D}penalties.decisions": 900},
                    2020: {f"{D}penalties.decisions": 30},
                }
            },
            **F21,
        ),
    ),
    RuleCase(
        "year.swing",
        EXCEPTION,
        "bodies of the same kind moved as much",
        check(
            {f"{D}penalties.decisions": 700},
            previous=before({f"{D}penalties.decisions": 100}),
            case={"peers": {f"{D}penalties.decisions": Spread(1.8, 0.2, 40)}},
            **F21,
        ),
    ),
    RuleCase(
        "year.copied_figures",
        IN_ORDER,
        "figures differ",
        check(
            {**balanced(20), f"{D}licensing.decisions": 50, f"{D}penalties.decisions": 31},
            previous=before({**balanced(20), f"{D}licensing.decisions": 50, f"{D}penalties.decisions": 30}),
            **F21,
        ),
    ),
    RuleCase(
        "year.copied_figures",
        FAULT,
        "three large figures are last year's",
        check(
            {**balanced(20), f"{D}licensing.decisions": 50, f"{D}penalties.decisions": 30},
            previous=before({**balanced(20), f"{D}licensing.decisions": 50, f"{D}penalties.decisions": 30}),
            **F21,
        ),
    ),
    RuleCase(
        "year.copied_figures",
        EXCEPTION,
        "small figures agree by chance",
        check(
            {**balanced(2), f"{D}licensing.decisions": 5, f"{D}penalties.decisions": 3},
            previous=before({**balanced(2), f"{D}licensing.decisions": 5, f"{D}penalties.decisions": 3}),
            **F21,
        ),
    ),
    RuleCase(
        "year.copied_figures",
        EXCEPTION,
        "stocks stay",
        check(
            {f"{D}normative_documents.in_force": 30, f"{D}regulations.in_force": 20},
            previous=before({f"{D}normative_documents.in_force": 30, f"{D}regulations.in_force": 20}),
            **F21,
        ),
    ),
    RuleCase("text.copied", IN_ORDER, "a new text", copied(PROSE, NEW_PROSE)),
    RuleCase("text.copied", FAULT, "last year's with the year changed", copied("2021年，" + PROSE, "2022年，" + PROSE)),
    RuleCase(
        "text.copied",
        FAULT,
        "another bureau's with the name changed",
        check(text=PROSE, body=BODY, case={"body": BUREAU, "alike": (Alike(OTHER_BUREAU, 1, PROSE),)}, **F21),
    ),
    RuleCase(
        "text.copied",
        EXCEPTION,
        "short sections",
        copied("我局认真做好政府信息公开工作。", "我局认真做好政府信息公开工作。"),
    ),
    RuleCase(
        "text.copied",
        EXCEPTION,
        "sentences of figures keep their form",
        copied(FIGURES_ONLY.format(*range(18)), FIGURES_ONLY.format(*range(50, 68))),
    ),
    RuleCase(
        "text.copied",
        EXCEPTION,
        "the county's template for its towns",
        check(text=PROSE, body=TOWN.name, case={"body": TOWN, "alike": (Alike(OTHER_TOWN, 1, PROSE),)}, **F21),
    ),
    RuleCase(
        "text.copied",
        EXCEPTION,
        "a template handed out to many",
        check(
            text=PROSE,
            case={
                "body": BUREAU,
                "alike": tuple(
                    Alike(OTHER_BUREAU.model_copy(update={"id": f"bureau_{number}"}), 1, PROSE) for number in range(5)
                ),
            },
            **F21,
        ),
    ),
    RuleCase(
        "text.copied",
        EXCEPTION,
        "the other report came later",
        check(
            text=PROSE,
            case={
                "body": BUREAU,
                "first_published_on": dt.date(2023, 1, 5),
                "alike": (Alike(OTHER_BUREAU, 1, PROSE, dt.date(2023, 1, 20)),),
            },
            **F21,
        ),
    ),
)
