"""Every named query runs on any archive, and answers what it is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from storage.archive import Archive
from storage.web.metadata import DATABASE
from storage.web.queries import QUERIES, Query
from tests.storage.asking import get, rows
from tests.storage.filled import STATISTICS, TOWN, Filled, fill


def words(query: Query) -> str:
    asked = {"body": "统计", "year": "2021", "text": "申请"}
    return "&".join(f"{name}={asked[name]}" for name in query.hints)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_query_runs_on_an_empty_archive(query: Query, empty_home: Path) -> None:
    assert rows(empty_home, query.name) == []
    assert rows(empty_home, query.name, words(query)) == []


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_query_finds_something_in_a_filled_archive(query: Query, filled: Filled) -> None:
    found = rows(filled.home, query.name, "text=政府信息" if "text" in query.hints else "")
    assert bool(found) is (query.name != "late")
    assert get(filled.home, f"/{DATABASE}/{query.name}?{words(query)}").status_code == 200


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_query_is_described_in_both_languages(query: Query) -> None:
    assert any("\u4e00" <= character <= "\u9fff" for character in query.title)
    assert query.title[0].isascii()
    assert query.description.endswith(".")
    assert all(f":{name}" in query.sql for name in query.hints)


@pytest.mark.parametrize(
    ("query", "parameters", "column", "expected"),
    [
        ("missing", "", "body", [TOWN.name]),
        ("missing", "year=2020", "body", []),
        ("does_not_add_up", "body=统计", "found", ["16"]),
        ("does_not_add_up", "body=区统计局", "expected", ["17"]),
        ("does_not_add_up", "body=民政", "found", []),
        ("findings_of_a_body", "body=示例镇", "code", ["deadline.missing"]),
        ("body_over_the_years", "body=statistics", "answered", [15, 14]),
        ("body_over_the_years", "body=statistics", "disputes_lost", [2, 2]),
        ("most_applications", "year=2020", "received", [16, 5]),
        ("most_applications", "year=2020", "rank", [1, 2]),
        ("changed_after_publication", "", "severity", ["warning"]),
        ("changed_cells", "", "printed_before", ["2", "3", "15"]),
        ("changed_cells", "", "printed_after", ["", "3 1", "14"]),
        ("withdrawn", "", "gone_passes", [1]),
        ("doubted_cells", "body=统计", "inferred", [2, None]),
        ("disputes_lost", "year=2021", "corrected", [2]),
        ("search_text", "text=高度", "year", [2021, 2021, 2021, 2020, 2020, 2020, 2020, 2020, 2020]),
        ("search_text", "text=%25", "year", []),
        ("coverage", "", "last_outcome", ["read"]),
        ("could_not_be_read", "", "outcome", ["encrypted"]),
        ("unmatched_entries", "", "title", ["某局2021年年报"]),
        ("documents_of_a_body", "body=示例镇", "outcome", ["report"]),
    ],
)
def test_query_answers(filled: Filled, query: str, parameters: str, column: str, expected: list[Any]) -> None:
    assert [row[column] for row in rows(filled.home, query, parameters)] == expected


def test_late_counts_days_from_the_due_date(tmp_path: Path) -> None:
    home = fill(tmp_path).home
    with Archive.open(home) as archive, archive.transaction():
        archive.db.conn.execute(
            "UPDATE reports SET first_published_on = '2022-02-10' WHERE year = 2021 AND current = 1"
        )
    assert [(row["body"], row["days_late"]) for row in rows(home, "late")] == [(STATISTICS.name, 10)]


def test_results_are_readable(filled: Filled) -> None:
    page = get(filled.home, f"/{DATABASE}/does_not_add_up").text
    assert f'href="/report/{filled.revised}"' in page
    assert f'<a href="/finding/{filled.finding}">applications.balance</a>' in page
    assert "（七）总计 · 总计" in page
    assert 'class="severity severity-error"' in page
