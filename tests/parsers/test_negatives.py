"""Documents that are no such reports, each as a portal's page, as bare HTML and as text: none is taken for one."""

from __future__ import annotations

import pytest

from parsers import Hint, parse
from tests.bench.layouts import LAYOUTS, Layout
from tests.bench.negative_texts import TEXTS
from tests.bench.negatives import documents, judge
from tests.bench.run import make

DOCUMENTS = {name: (file, data) for name, file, data in documents()}
QUICK = [layout for layout in LAYOUTS if layout.format in ("html", "docx", "text")]


def test_there_are_at_least_forty_kinds() -> None:
    assert len(TEXTS) >= 40


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_else_is_taken_for_a_report(name: str) -> None:
    verdict = judge(name, *DOCUMENTS[name])
    assert not verdict.taken, verdict.message
    assert verdict.error == "not_a_report", verdict.message


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("layout", QUICK, ids=lambda layout: layout.name)
def test_no_report_is_refused(layout: Layout, number: int) -> None:
    truth, data = make(layout, number, "refused-")
    report = parse(data, Hint(name=layout.file))
    assert (report.body, report.year, report.form) == (truth.body, truth.year, truth.form)
