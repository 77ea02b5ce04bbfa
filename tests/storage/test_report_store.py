"""Reports come back as they were kept, and the best reading counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from parsers.doubts import REASONS
from parsers.form import AMOUNTS, Form, addresses
from parsers.reading import Box
from parsers.report import Doubt, Figure, Report, Section, SignOff, Source
from parsers.serialize import report_from_json, report_to_json
from storage.archive import Archive
from storage.records import DocumentRow
from tests.storage.asking import count, fetch, kinds
from tests.storage.filled import NOW, SITE, STATISTICS, build_report

DAY = dt.timedelta(days=1)


def test_a_report_comes_back_as_it_was_kept(archive: Archive, document: int) -> None:
    fetch(archive, document, b"a")
    report = build_report(b"a", doubts=[Doubt("applications.granted.total", "1O", "look_alike", 10)])
    id_ = archive.keep_report(document, report, STATISTICS.id, dt.date(2022, 1, 21), NOW).id
    stored = archive.current_report(STATISTICS.id, 2021)
    assert stored
    assert (stored.id, stored.report, stored.first_published_on) == (id_, report, dt.date(2022, 1, 21))
    assert archive.report(id_) == stored
    assert archive.report(99) is None
    assert archive.one("SELECT outcome, report FROM readings") == {"outcome": "report", "report": id_}
    amount = archive.one("SELECT exact, value FROM figures WHERE cell = 'disclosure.fees.amount'")
    assert amount == {"exact": "7794.209912", "value": 7794.209912}
    assert count(archive, "figures") == len(addresses(Form.F2021))


def test_reading_again_replaces(archive: Archive, document: int) -> None:
    fetch(archive, document, b"a")
    doubted = build_report(b"a", doubts=[Doubt("applications.granted.total", "1O", "look_alike")])
    first = archive.keep_report(document, doubted, STATISTICS.id, None, NOW)
    again = archive.keep_report(document, build_report(b"a"), STATISTICS.id, None, NOW)
    assert first == again
    assert count(archive, "doubts") == 0
    assert count(archive, "reports") == 1


def test_reading_again_for_another_year_frees_the_old_one(archive: Archive, document: int) -> None:
    other = archive.see_document(DocumentRow(1, f"{SITE}/2.html", "page"), NOW).id
    for number, data in ((document, b"a"), (other, b"b")):
        fetch(archive, number, data)
        archive.keep_report(number, build_report(data), STATISTICS.id, None, NOW)
    moved = replace(build_report(b"a", year=2022), year=2022)
    archive.keep_report(document, moved, STATISTICS.id, None, NOW)
    left = archive.current_report(STATISTICS.id, 2021)
    assert left
    assert left.document == other


def test_there_and_back_again_is_three(archive: Archive, document: int) -> None:
    for number, data in enumerate((b"a", b"a", b"b", b"a")):
        fetch(archive, document, data, NOW + number * DAY)
        if number < 3:
            archive.keep_report(document, build_report(data, text=data.decode()), STATISTICS.id, None, NOW)
        archive.choose_current(document)
    shown = archive.document_reports(document)
    assert [(at, stored.id) for at, stored in shown] == [(NOW, 1), (NOW + 2 * DAY, 2), (NOW + 3 * DAY, 1)]
    current = archive.current_report(STATISTICS.id, 2021)
    assert current
    assert current.id == 1


def test_other_bytes_that_read_the_same_are_the_same_report(archive: Archive, document: int) -> None:
    kept = []
    for data in (b"visits: 1", b"visits: 2"):
        fetch(archive, document, data)
        kept.append(archive.keep_report(document, build_report(data), STATISTICS.id, None, NOW))
    assert [(one.id, one.same) for one in kept] == [(1, False), (1, True)]
    assert len(archive.document_reports(document)) == 1
    assert kinds(archive).count("report.kept") == 1


def test_the_less_doubted_reading_counts(archive: Archive, document: int) -> None:
    other = archive.see_document(DocumentRow(1, f"{SITE}/1.pdf", "attachment"), NOW).id
    doubt = Doubt("applications.granted.total", "1O", "look_alike")
    fetch(archive, document, b"a")
    fetch(archive, other, b"b")
    archive.keep_report(document, build_report(b"a", doubts=[doubt]), STATISTICS.id, None, NOW)
    best = archive.keep_report(other, build_report(b"b"), STATISTICS.id, None, NOW).id
    current = archive.current_report(STATISTICS.id, 2021)
    assert current
    assert current.id == best


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_DATES = st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
_COUNTS = st.none() | st.integers(-(10**6), 10**9) | st.decimals(0, 10**6, places=2)
_AMOUNTS = st.none() | st.decimals(0, 10**9, places=6)
_NUMBERS = st.none() | st.integers(1, 99)
_SIDES = st.floats(0, 2000, allow_nan=False)
_BOXES = st.none() | st.builds(Box, _SIDES, _SIDES, _SIDES, _SIDES)


def _figures(address: str) -> st.SearchStrategy[Figure]:
    values = _AMOUNTS if address in AMOUNTS else _COUNTS
    return st.builds(Figure, st.just(address), values, _TEXT, _NUMBERS, _BOXES, _NUMBERS, _NUMBERS, _NUMBERS)


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    form = draw(st.sampled_from(Form))
    some = draw(st.lists(st.sampled_from(addresses(form)), unique=True, max_size=8)) if addresses(form) else []
    reasons = st.sampled_from(sorted(REASONS))
    sign_off = st.builds(SignOff, _TEXT, st.integers(2000, 2100), _NUMBERS, _NUMBERS, st.none() | _TEXT)
    return Report(
        source=draw(st.builds(Source, _TEXT, _TEXT, st.just("0" * 64), _TEXT)),
        body=draw(_TEXT),
        year=draw(st.integers(2008, 2100)),
        form=form,
        title=draw(_TEXT),
        published_on=draw(_DATES),
        sign_off=draw(st.none() | sign_off),
        figures={address: draw(_figures(address)) for address in some},
        doubts=tuple(Doubt(cell, draw(_TEXT), draw(reasons), draw(_NUMBERS)) for cell in some[:2]),
        sections=tuple(draw(st.lists(st.builds(Section, st.integers(1, 6), _TEXT, _TEXT), max_size=2))),
        notes=tuple(draw(st.lists(_TEXT, max_size=2))),
    )


@given(_reports())
def test_a_report_survives_its_json(report: Report) -> None:
    assert report_from_json(report_to_json(report)) == report


def test_digits_survive_exactly(archive: Archive, document: int) -> None:
    fetch(archive, document, b"a")
    report = build_report(b"a")
    fees = report.figures["disclosure.fees.amount"]._replace(value=Decimal("1E+3"))
    kept = replace(report, figures={**report.figures, fees.address: fees})
    archive.keep_report(document, kept, STATISTICS.id, None, NOW)
    assert archive.one("SELECT exact FROM figures WHERE cell = 'disclosure.fees.amount'") == {"exact": "1000"}
