"""What is known of a body and a year, put into one word; and the matrix that people see."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from crawler.watchlist import Body, BodyKind, load_watchlist
from monitor.calendar import due_date
from monitor.cli import app
from monitor.states import State, state_of
from monitor.wording.states import STATES
from storage.body_standings import BodyStanding
from tests.storage.filled import fill

DAY = dt.date(2021, 1, 20)
READ = {"published": True, "published_on": DAY}


def opened(*codes: str) -> dict[str, dt.date]:
    return dict.fromkeys(codes, dt.date(2021, 2, 1))


D, T = BodyKind.DEPARTMENT, BodyKind.TOWN
CASES: list[tuple[str, BodyKind, dict[str, Any], dt.date | None, dt.date, State, dt.date | None, int | None]] = [
    ("there in time", D, READ, None, dt.date(2021, 3, 1), State.PUBLISHED, DAY, None),
    ("there late", D, {**READ, "open": opened("deadline.late")}, None, dt.date(2021, 3, 1), State.LATE, DAY, None),
    ("changed", D, {**READ, "open": opened("document.revised")}, None, dt.date(2021, 3, 1), State.REVISED,
     dt.date(2021, 2, 1), None),
    ("gone is worse than late", D, {**READ, "open": opened("deadline.late", "document.withdrawn")}, None,
     dt.date(2021, 3, 1), State.WITHDRAWN, dt.date(2021, 2, 1), None),
    ("there, though a column can't be read", D, READ, dt.date(2021, 2, 9), dt.date(2021, 3, 1), State.PUBLISHED, DAY,
     None),
    ("missing", D, {"open": opened("deadline.missing")}, None, dt.date(2021, 2, 3), State.MISSING,
     dt.date(2021, 2, 1), None),
    ("we could not look", D, {}, dt.date(2021, 1, 30), dt.date(2021, 2, 3), State.UNWATCHABLE, dt.date(2021, 1, 30),
     None),
    ("not looked since the date: nobody is accused", D, {}, None, dt.date(2021, 2, 3), State.UNKNOWN, None, None),
    ("a week before", D, {}, None, dt.date(2021, 1, 25), State.DUE_SOON, None, 4),
    ("long before", D, {}, None, dt.date(2021, 1, 4), State.NOT_DUE, None, 19),
    ("a town has no date", T, {}, None, dt.date(2021, 6, 1), State.NOT_DUE, None, None),
    ("another finding changes nothing", D, {**READ, "open": opened("cell.blank")}, None, dt.date(2021, 3, 1),
     State.PUBLISHED, DAY, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "known", "unreadable", "today", "state", "since", "left"),
    [row[1:] for row in CASES],
    ids=[row[0] for row in CASES],
)
def test_states(
    kind: BodyKind,
    known: dict[str, Any],
    unreadable: dt.date | None,
    today: dt.date,
    state: State,
    since: dt.date | None,
    left: int | None,
) -> None:
    found = state_of(Body(id="a", name="示例", kind=kind), 2020, BodyStanding(**known), unreadable, today, 7)
    assert (found.state, found.since, found.left.count if found.left else None) == (state, since, left)


def test_every_state_has_words_and_is_met_in_a_case() -> None:
    assert set(STATES) == set(State) == {row[5] for row in CASES}


LIST = """
name: 示例
first_year: 2020
due: {town: "02-10"}
bodies:
  - {id: statistics, name: 示例市示例区统计局, kind: department, region: 示例市/示例区}
  - {id: town, name: 示例市示例区示例镇人民政府, kind: town, region: 示例市/乙区}
  - {id: early_town, name: 示例市示例区早镇人民政府, kind: town, region: 示例市/乙区, due: "01-15"}
portals:
  - {id: sample_column, name: 年报, url: "https://example.invalid/nb/", family: nfcms, bodies: [statistics, town]}
"""


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    (tmp_path / "list.yml").write_text(LIST, encoding="utf-8")
    (tmp_path / "nianbao.toml").write_text(f'watchlist = "{tmp_path / "list.yml"}"\n', encoding="utf-8")
    fill(tmp_path / "data")
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    config = ["--config", str(folder / "nianbao.toml"), "--home", str(folder / "data")]
    done = CliRunner().invoke(app, ["status", *arguments, *config], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_a_date_of_the_list_holds_for_its_kind_and_a_body_s_own_goes_before_it(configured: Path) -> None:
    bodies = load_watchlist(configured / "list.yml").bodies_by_id
    assert [due_date(bodies[id_], 2020) for id_ in ("statistics", "town", "early_town")] == [
        dt.date(2021, 1, 31),
        dt.date(2021, 2, 10),
        dt.date(2021, 1, 15),
    ]


def test_json_and_csv_say_the_same_for_every_body_and_year(configured: Path) -> None:
    lines = [json.loads(line) for line in run(configured, "--json").splitlines()]
    table = list(csv.DictReader(io.StringIO(run(configured, "--csv"))))
    assert [(row["body"], str(row["year"]), row["state"]) for row in lines] == [
        (row["body"], row["year"], row["state"]) for row in table
    ]
    states = {(row["body"], row["year"]): row["state"] for row in lines}
    assert states["statistics", 2021] == "revised"
    assert states["town", 2020] == "published"
    assert states["town", 2021] == "missing"


def test_filters_leave_what_they_name(configured: Path) -> None:
    lines = [json.loads(line) for line in run(configured, "--json", "--region", "乙区", "--year", "2020").splitlines()]
    assert {row["body"] for row in lines} == {"town", "early_town"}
    (only,) = run(configured, "--json", "--state", "missing").splitlines()
    assert json.loads(only)["since"] == "2022-02-03"


def test_the_matrix_names_bodies_years_and_what_is_wrong(configured: Path) -> None:
    shown = run(configured, "--year", "2020", "--year", "2021")
    assert "示例市示例区统计局" in shown
    assert "✗ missing 02-03" in shown
    assert "1 missing" in shown


def test_a_state_that_does_not_exist_is_refused_with_those_that_do(configured: Path) -> None:
    done = CliRunner().invoke(app, ["status", "--state", "gone", "--config", str(configured / "nianbao.toml")])
    assert done.exit_code == 2
    assert "withdrawn" in done.output
