"""Every rule, case by case: in order, at fault, and the exceptions that are no fault."""

from __future__ import annotations

import pytest

from monitor.catalogue import CATALOGUE, Language, Severity
from monitor.wording import service
from tests.monitor.rule_cases import CASES, EXCEPTION, FAULT, IN_ORDER, RuleCase

NAMES = [f"{case.code}-{case.verdict}-{case.title}" for case in CASES]
GRAVITY = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_rule(case: RuleCase) -> None:
    found = [finding for finding in case.find() if finding.code == case.code]
    if case.verdict == FAULT:
        assert {finding.severity for finding in found} == {case.severity or CATALOGUE[case.code].severity}
    elif case.severity:
        assert {finding.severity for finding in found} == {case.severity}
        assert GRAVITY[found[0].severity] < GRAVITY[CATALOGUE[case.code].severity]
    else:
        assert found == []
    for finding in found:
        for language in Language:
            assert "{" not in finding.message(language)


@pytest.mark.parametrize("code", sorted(set(CATALOGUE) - set(service.ENTRIES)))
@pytest.mark.parametrize("verdict", [IN_ORDER, FAULT, EXCEPTION])
def test_no_rule_lacks_a_case(code: str, verdict: str) -> None:
    assert any(case.code == code and case.verdict == verdict for case in CASES)
