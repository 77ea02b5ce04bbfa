"""The bench itself: enough layouts, the same documents every time, truths that add up, scores that notice."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from parsers import Hint, parse
from parsers.form import Form, addresses, identities
from parsers.report import Doubt

from .bars import add_up, bar_of, verdict
from .cells.measure import most_likely_wrong, score_page
from .cells.page import draw_page
from .crawling.measure import measure_crawling
from .crawling.section import crawling_section
from .figures import draw_figures
from .layouts import LAYOUTS, Layout
from .layouts.scan import KNOBS
from .page import Bench, as_json, markdown
from .run import make, read
from .score import Score, score_report
from .telling import measure_telling, telling_section
from .truth import draw_truth

CLEAN = next(layout for layout in LAYOUTS if layout.name == "html-clean")


def test_there_are_thirty_layouts_with_names_of_their_own_and_a_bar() -> None:
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS) >= 30
    assert all(bar_of(layout.format) for layout in LAYOUTS)


@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
@pytest.mark.parametrize("seed", range(20))
def test_drawn_figures_add_up(form: Form, seed: int) -> None:
    figures = draw_figures(Random(seed), form)
    assert tuple(figures) == addresses(form)
    for identity in identities(form):
        assert sum(figures[cell] or 0 for cell in identity.left) == sum(figures[cell] or 0 for cell in identity.right)


# LibreOffice, which makes the .doc files, writes the date into them.
REPEATABLE = [each for each in LAYOUTS if not each.slow and each.format != "doc"]


@pytest.mark.parametrize("layout", REPEATABLE, ids=lambda layout: layout.name)
def test_the_same_number_makes_the_same_document(layout: Layout) -> None:
    assert make(layout, 1) == make(layout, 1)
    assert make(layout, 1)[1] != make(layout, 2)[1]


def test_some_bodies_make_mistakes_and_some_leave_cells_blank() -> None:
    truths = [draw_truth(f"variety-{number}") for number in range(60)]
    assert any(truth.mistakes for truth in truths)
    assert any(None in truth.figures.values() for truth in truths)
    assert {truth.form for truth in truths} == {Form.F2019, Form.F2021}


def test_a_score_tells_wrong_doubted_and_missing_cells_apart() -> None:
    truth, data = make(CLEAN, 0)
    report = parse(data, Hint(name=CLEAN.file))
    first, second, third, *_ = report.figures
    figures = dict(report.figures)
    figures[first] = figures[first]._replace(value=987654)
    del figures[third]
    stated = {**truth.figures, third: 5}
    worn = replace(report, figures=figures, doubts=(Doubt(second, "", "look_alike", None),), year=1999)
    score = Score("html-clean", "0", cells=len(truth.figures))
    score_report(score, worn, replace(truth, figures=stated))
    assert [miss.cell for miss in score.wrong] == [first, third]
    assert (score.doubted, score.missing, score.exact) == (1, 1, score.cells - 3)
    assert any(remark.startswith("year") for remark in score.identity)


def test_a_page_is_made_of_scores() -> None:
    scores = [(CLEAN, read(CLEAN, *make(CLEAN, number))) for number in range(2)]
    bench = Bench("2026-01-31", "a machine", {"lxml": "6"}, 2, "", [CLEAN], scores, (), (), (), 0.4)
    assert verdict(add_up("html", [score for _, score in scores])) == "holds"
    assert "html-clean" in markdown(bench)
    assert json.loads(json.dumps(as_json(bench)))["formats"][0]["verdict"] == "holds"


@pytest.mark.parametrize(("format_", "expected"), [("html", "missed"), ("doc", "holds")])
def test_a_misnamed_document_misses_the_bar_of_the_exact_formats(format_: str, expected: str) -> None:
    score = Score("x", "0", cells=3, exact=3, identity=["year: 1999 for 2021"])
    assert verdict(add_up(format_, [score])) == expected


def test_a_format_without_a_reader_is_not_read_yet() -> None:
    score = Score("x", "0", cells=3, error="unsupported", message="an OFD document; there is no reader for it")
    assert verdict(add_up("ofd", [score])) == "not read yet"


def test_crawling_is_measured_and_shown() -> None:
    measured = measure_crawling(3, 4)
    assert (measured.ours.requests, measured.bare.requests) == (1 + 3 + 12, 1 + 3 + 12)
    assert (measured.second.requests, measured.documents) == (3, 0)
    assert crawling_section(measured).count("| holds |") >= 2


def test_telling_is_measured_and_shown() -> None:
    measured = measure_telling(50)
    assert len(measured) == 4
    assert all(each.cpu > 0 for each in measured)
    assert telling_section(measured).count("holds") == 3


def test_single_cells_of_scans_are_measured_and_a_slip_is_shown() -> None:
    page = draw_page(Random("few cells"), KNOBS["200-hei"], rows=6)
    place, text = next((place, text) for place, text in page.printed.items() if text.isdigit())
    score = score_page("200-hei", "a page", page)
    assert (score.exact + score.doubted, score.slips) == (score.cells, ())
    altered = replace(page, printed={**page.printed, place: f"{text}1"})
    slipped = score_page("200-hei", "a page", altered)
    bench = Bench("2026-01-31", "a machine", {}, 1, "", [], [], (), (), (), None, cells=[slipped])
    assert json.loads(json.dumps(as_json(bench)))["cells"][0]["wrong"] == 1
    shown = markdown(bench)
    assert f"- a page, row {place[0]}, column {place[1]}: {text}1 read as {text}" in shown
    assert "| all | 1 |" in shown
    assert "| missed |" in shown


def test_how_rare_a_slip_is_takes_many_cells_to_show() -> None:
    assert most_likely_wrong(0, 300_000) == pytest.approx(2.9957 / 300_000, rel=1e-3)
    assert most_likely_wrong(1, 300_000) == pytest.approx(4.7439 / 300_000, rel=1e-3)
