"""A government and its bodies."""

from __future__ import annotations

from monitor.case import Member
from tests.monitor.rule_cases.build import EXCEPTION, FAULT, IN_ORDER, A, RuleCase, balanced, check

CASES: tuple[RuleCase, ...] = (
    RuleCase(
        "members.sum",
        IN_ORDER,
        "the sum of its bodies",
        check(
            balanced(9),
            "本报告数据涵盖全区各部门、镇街。",
            case={
                "members": (Member("甲", {f"{A}received_new.total": 4}), Member("乙", {f"{A}received_new.total": 5}))
            },
        ),
    ),
    RuleCase(
        "members.sum",
        FAULT,
        "not the sum",
        check(
            balanced(9),
            "本报告数据涵盖全区各部门、镇街。",
            case={
                "members": (Member("甲", {f"{A}received_new.total": 4}), Member("乙", {f"{A}received_new.total": 4}))
            },
        ),
    ),
    RuleCase(
        "members.sum",
        EXCEPTION,
        "it does not say that it covers them",
        check(balanced(9), case={"members": (Member("甲", {f"{A}received_new.total": 4}),)}),
    ),
    RuleCase(
        "members.sum",
        EXCEPTION,
        "a report is missing",
        check(
            balanced(9),
            "本报告数据涵盖全区各部门、镇街。",
            case={"members": (Member("甲", {f"{A}received_new.total": 4}), Member("乙", None))},
        ),
    ),
)
