"""Deciding about findings on the command line: what is kept, what is shown, and one clear line for what can't be."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from monitor.clock import now
from tests.storage.filled import fill
from tests.test_cli import assert_one_clear_line, nianbao

CELL = "applications.received_new.total"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("decided")).home


def listed(home: Path, *options: str) -> dict[str, dict[str, object] | None]:
    done = nianbao("findings", *options, "--json", "--home", home)
    assert done.returncode == 0, done.stderr
    return {line["id"]: line["decision"] for line in map(json.loads, done.stdout.splitlines())}


def test_a_decision_is_kept_shown_and_taken_back(home: Path) -> None:
    done = nianbao("findings", "dismiss", "balance", "--why", "脚注已说明", "--who", "王", "--home", home)
    assert (done.returncode, done.stdout.split()[:2]) == (0, ["dismissed", "balance-"])
    assert "balance-statistics-2021" not in listed(home)
    decision = listed(home, "--decision", "dismissed")["balance-statistics-2021"]
    assert decision is not None
    assert (decision["standing"], decision["who"], decision["why"]) == ("dismissed", "王", "脚注已说明")
    shown = nianbao("findings", "show", "balance", "--home", home).stdout
    assert "dismissed by 王: 脚注已说明" in shown
    assert "三、本年度办理结果（七）总计 · 总计" in shown
    assert "1 dismissed and not shown" in nianbao("findings", "list", "--home", home).stdout
    assert nianbao("findings", "reopen", "balance", "--home", home, NIANBAO_WHO="李").returncode == 0
    assert listed(home)["balance-statistics-2021"] is None
    line = json.loads(nianbao("findings", "show", "balance", "--json", "--home", home).stdout)
    assert [(each["verb"], each["who"]) for each in line["decisions"]] == [("dismiss", "王"), ("reopen", "李")]


def test_what_is_snoozed_is_listed_with_its_day(home: Path) -> None:
    """The town's finding; and no more once it is awake."""
    day = f"{now() + dt.timedelta(days=9):%Y-%m-%d}"
    for days, said in (("9", True), ("0", False)):
        assert nianbao("alerts", "snooze", "deadline.missing", "--days", days, "--home", home).returncode == 0
        assert (f"snoozed until {day}" in nianbao("findings", "--home", home, COLUMNS="200").stdout) is said
        shown = json.loads(nianbao("findings", "show", "deadline.missing", "--json", "--home", home).stdout)
        assert ((shown["snoozed_until"] or "")[:10] == day) is said
        assert (
            f"snoozed until {day}" in nianbao("findings", "show", "deadline.missing", "--home", home).stdout
        ) is said


FILTERS = [
    (("--severity", "error"), {"deadline.missing-town-2021", "balance-statistics-2021"}),
    (("--code", "deadline."), {"deadline.missing-town-2021"}),
    (("--code", "document.revised"), {"revised-statistics-2021"}),
    (("--body", "镇人民政府"), {"deadline.missing-town-2021"}),
    (("--year", "2020"), set()),
    (("--year", "2020", "--all"), {"deadline.late-statistics-2020"}),
    (("--decision", "acked"), {"stale-statistics-2021"}),
]


@pytest.mark.parametrize(("options", "ids"), FILTERS)
def test_the_list_is_narrowed(home: Path, options: tuple[str, ...], ids: set[str]) -> None:
    assert set(listed(home, *options)) == ids


def test_a_correction_stands_beside_the_printed_figure(home: Path) -> None:
    common = ("--why", "扫描件为17", "--who", "王", "--home", home)
    done = nianbao("correct", "statistics:2021", CELL, "17", *common, "--json")
    assert (done.returncode, json.loads(done.stdout)["printed"], json.loads(done.stdout)["corrected"]) == (
        0,
        "16",
        "17",
    )
    taken = nianbao("correct", "statistics:2021", CELL, "-", *common)
    assert taken.returncode == 0
    assert "taken back" in taken.stdout


WRONG = [
    (("findings", "ack", "zzzz"), "no finding has an id"),
    (("findings", "ack", "b"), "at least 4 letters"),
    (("findings", "dismiss", "balance", "--why", " "), "--why is empty"),
    (("findings", "--decision", "maybe"), "none of acked"),
    (("findings", "--severity", "grave"), "none of error"),
    (("correct", "nobody:2021", CELL, "17", "--why", "x"), "no such report"),
    (("correct", "statistics:2021", "applications.nowhere.total", "17", "--why", "x"), "no cell of this report"),
    (("correct", "statistics:2021", CELL, "1.5", "--why", "x"), "whole number"),
    (("correct", "statistics:2021", CELL, "many", "--why", "x"), "no number"),
]


@pytest.mark.parametrize(("words", "mention"), WRONG, ids=[mention for _, mention in WRONG])
def test_what_cannot_be_is_one_clear_line(home: Path, words: tuple[str, ...], mention: str) -> None:
    assert_one_clear_line(nianbao(*words, "--home", home), 2, mention)


def test_one_wrong_id_and_nothing_is_decided(home: Path) -> None:
    done = nianbao("findings", "ack", "revised", "nothing", "--home", home)
    assert_one_clear_line(done, 2, "nothing")
    assert listed(home, "--code", "document.")["revised-statistics-2021"] is None
