"""Statutory dates."""

from __future__ import annotations

import datetime as dt

import pytest

from crawler.watchlist import Body, BodyKind
from monitor.calendar import ZONE, due_date, has_statutory_date

DATES = [
    (BodyKind.DEPARTMENT, None, dt.date(2021, 1, 31)),
    (BodyKind.GOVERNMENT, None, dt.date(2021, 3, 31)),
    (BodyKind.TOWN, None, None),
    (BodyKind.SUBDISTRICT, None, None),
    (BodyKind.TOWN, "02-20", dt.date(2021, 2, 20)),
    (BodyKind.SUBDISTRICT, "02-29", dt.date(2021, 2, 28)),
    (BodyKind.DEPARTMENT, "02-20", dt.date(2021, 1, 31)),
    (BodyKind.GOVERNMENT, "01-15", dt.date(2021, 3, 31)),
]


@pytest.mark.parametrize(("kind", "due", "expected"), DATES)
def test_due_dates(kind: BodyKind, due: str | None, expected: dt.date | None):
    assert due_date(Body(id="a", name="示例", kind=kind, due=due), 2020) == expected


def test_only_article_49_makes_a_date_statutory():
    statutory = {kind for kind in BodyKind if has_statutory_date(Body(id="a", name="示例", kind=kind, due="02-20"))}
    assert statutory == {BodyKind.DEPARTMENT, BodyKind.GOVERNMENT}


def test_dates_are_those_of_shanghai():
    assert dt.datetime(2021, 1, 31, 17, tzinfo=dt.UTC).astimezone(ZONE).date() == dt.date(2021, 2, 1)
