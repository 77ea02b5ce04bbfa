"""Sums inside one report."""

from __future__ import annotations

from parsers.form import Form, addresses
from tests.monitor.rule_cases.build import EXCEPTION, FAULT, IN_ORDER, A, P, RuleCase, balanced, check, disputes

CASES: tuple[RuleCase, ...] = (
    RuleCase("applications.row_total", IN_ORDER, "a row adds up", check(balanced(7))),
    RuleCase(
        "applications.row_total",
        FAULT,
        "the total of a row is wrong",
        check({**balanced(7), f"{A}results_total.total": 6}),
    ),
    RuleCase(
        "applications.row_total",
        EXCEPTION,
        "only totals are filled in: the split is blank, not wrong",
        check(
            {
                **balanced(7),
                **{cell: None for cell in addresses(Form.F2019) if cell.startswith(A) and not cell.endswith(".total")},
            }
        ),
    ),
    RuleCase(
        "applications.row_total",
        EXCEPTION,
        "a doubted cell accuses nobody",
        check({**balanced(7), f"{A}results_total.total": 6}, doubted=[f"{A}results_total.total"]),
    ),
    RuleCase("applications.results_total", IN_ORDER, "outcomes make the total", check(balanced(7, 2, 1))),
    RuleCase(
        "applications.results_total",
        FAULT,
        "an outcome is missing",
        check({**balanced(7), f"{A}granted.natural_person": 6, f"{A}granted.total": 6}),
    ),
    RuleCase(
        "applications.results_total",
        EXCEPTION,
        "a blank outcome may hold what is missing",
        check({**balanced(7), f"{A}granted.natural_person": None, f"{A}granted.total": None}),
    ),
    RuleCase(
        "applications.balance",
        IN_ORDER,
        "received and carried in are answered or carried over",
        check(balanced(7, 2, 1)),
    ),
    RuleCase(
        "applications.balance",
        FAULT,
        "one application is lost",
        check({**balanced(7), f"{A}received_new.natural_person": 8, f"{A}received_new.total": 8}),
    ),
    RuleCase(
        "applications.balance",
        EXCEPTION,
        "what was carried over is blank",
        check(
            {
                **balanced(7),
                f"{A}received_new.natural_person": 8,
                f"{A}received_new.total": 8,
                f"{A}carried_over.natural_person": None,
                f"{A}carried_over.total": None,
            }
        ),
    ),
    RuleCase("disputes.total", IN_ORDER, "outcomes make the total", check(disputes("review", upheld=2, pending=1))),
    RuleCase("disputes.total", FAULT, "they don't", check({**disputes("review", upheld=2), f"{P}review.total": 3})),
    RuleCase(
        "disputes.total",
        EXCEPTION,
        "blanks are nought where that agrees",
        check({**disputes("review", upheld=2), f"{P}review.pending": None, f"{P}review.other": None}),
    ),
)
