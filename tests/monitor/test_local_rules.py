"""Rules of the user's own: the examples of the documentation, their lifecycle, and what goes wrong with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from monitor.catalogue import Language
from monitor.errors import ConfigError
from monitor.local.load import load_local_rules
from monitor.steps.affected import Checking
from monitor.steps.check import check_step
from parsers.form import Form
from storage.archive import Archive
from storage.plan import NOBODY
from tests.docs import DOCS
from tests.monitor.archives import at, open_archive, show
from tests.monitor.reports import build_report, case_of
from tests.monitor.test_steps import BODY, WATCHLIST

GRANTED = "applications.granted.total"
ANSWERED = {
    "applications.granted.natural_person": 3,
    GRANTED: 3,
    "applications.unable_not_held.natural_person": 9,
    "applications.unable_not_held.total": 9,
    "applications.results_total.natural_person": 12,
    "applications.results_total.total": 12,
    "applications.received_new.natural_person": 12,
    "applications.received_new.total": 12,
}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The examples of docs/own-rules.md, as files."""
    folder = tmp_path / "rules"
    folder.mkdir()
    page = (DOCS / "own-rules.md").read_text(encoding="utf-8")
    for language, name in (("python", "many_refused.py"), ("sql", "fees_gone.sql")):
        [example] = re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        (folder / name).write_text(example, encoding="utf-8")
    return folder


def test_the_example_in_python(rules: Path) -> None:
    local = load_local_rules(str(rules))
    [finding] = local.evaluate(case_of(build_report(ANSWERED))).findings
    assert (finding.code, str(finding.severity), finding.cells[0]) == ("local.many_refused", "info", GRANTED)
    assert finding.message() == "3 of 12 applications were granted."
    assert finding.message(Language.ZH) == "12件申请中予以公开3件。"
    assert finding.operands[0].raw == "3"
    assert local.evaluate(case_of(build_report(ANSWERED, doubted=[GRANTED]))).findings == ()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "home", [BODY]) as opened:
        yield opened


def fill(archive: Archive, amount: str, year: int) -> None:
    report = build_report({"disclosure.fees.amount": Decimal(amount)}, form=Form.F2021, year=year)
    show(archive, report, BODY, at(f"{year + 1}-01-20"))


def run(archive: Archive, rules: Path, day: str) -> list[tuple[str, str]]:
    checking = Checking(WATCHLIST, NOBODY, dt.date.fromisoformat(day), local=load_local_rules(str(rules)))
    check_step(archive, checking, at(day))
    return [(row.code, row.message_zh) for row in archive.open_findings() if row.code.startswith("local.")]


def test_the_example_in_sql_opens_and_resolves(archive: Archive, rules: Path) -> None:
    fill(archive, "7.5", 2021)
    fill(archive, "0", 2022)
    assert run(archive, rules, "2023-02-01") == [("local.fees_gone", "上年收费7.5万元，2022年为0。")]
    assert run(archive, rules, "2023-02-02") == [("local.fees_gone", "上年收费7.5万元，2022年为0。")]
    fill(archive, "8", 2022)
    assert run(archive, rules, "2023-02-03") == []


HEAD = 'CODE, SEVERITY, TITLE, MESSAGE = "local.mine", "info", "t", "m {year}"\n'
BROKEN = [
    ("raises", HEAD + "def check(case):\n    raise ZeroDivisionError('oh')\n    yield", "ZeroDivisionError"),
    ("yields something else", HEAD + "def check(case):\n    yield 'wrong'", "has to be a Problem"),
    ("returns nothing", HEAD + "def check(case):\n    pass", "NoneType"),
    ("no function", HEAD, "no function check"),
    ("not Python", "def check(case:", "SyntaxError"),
    ("no code", "def check(case):\n    yield", "code is missing"),
    (
        "a code of ours",
        HEAD.replace("local.mine", "applications.balance") + "def check(case): yield",
        "begin with local.",
    ),
    ("no such severity", HEAD.replace('"info"', '"grave"') + "def check(case): yield", "none of error"),
    (
        "a hole nobody fills",
        HEAD.replace("m {year}", "m {what}")
        + "from monitor.local import Problem\ndef check(case):\n    yield Problem()",
        "KeyError",
    ),
    ("imports what is not there", "import nowhere_at_all", "ModuleNotFoundError"),
]


@pytest.mark.parametrize(("text", "said"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_rule_that_fails_is_a_failure_and_stops_no_other(rules: Path, text: str, said: str) -> None:
    (rules / "a_broken.py").write_text(text, encoding="utf-8")
    result = load_local_rules(str(rules)).evaluate(case_of(build_report(ANSWERED)))
    assert [finding.code for finding in result.findings] == ["local.many_refused"]
    [failure] = result.failures
    assert "a_broken.py" in failure.rule
    assert said in failure.error


SQL = "-- code: local.query\n-- severity: info\n-- title: t\n-- message: m {found}\n"
BROKEN_SQL = [
    ("no table", "SELECT * FROM nowhere", "no such table"),
    ("writes", "DELETE FROM reports WHERE :report AND :body AND :year", "readonly"),
    (
        "never ends",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS found FROM n",
        "interrupt",
    ),
]


@pytest.mark.parametrize(("query", "said"), [case[1:] for case in BROKEN_SQL[:2]], ids=["no table", "writes"])
def test_a_query_that_fails_is_on_record_once(archive: Archive, rules: Path, query: str, said: str) -> None:
    (rules / "query.sql").write_text(SQL + query, encoding="utf-8")
    fill(archive, "7.5", 2021)
    fill(archive, "0", 2022)
    for day in ("2023-02-01", "2023-02-02"):
        assert run(archive, rules, day) == [("local.fees_gone", "上年收费7.5万元，2022年为0。")]
    failed = archive.events_after(0, ("rule.failed",))
    assert {said in event.data["error"] for event in failed} == {True}
    assert len(failed) == len({event.subject for event in failed}) == 2
    (rules / "query.sql").unlink()
    run(archive, rules, "2023-02-03")
    assert archive.rows("SELECT * FROM rule_failures") == []


def test_a_query_without_end_is_broken_off(archive: Archive, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.local.sql_rule.MOST_SECONDS", 0.1)
    (rules / "query.sql").write_text(SQL + BROKEN_SQL[2][1], encoding="utf-8")
    fill(archive, "7.5", 2021)
    run(archive, rules, "2022-02-01")
    [failed] = archive.events_after(0, ("rule.failed",))
    assert "interrupted" in failed.data["error"]


def test_what_a_failing_rule_found_stays_open(archive: Archive, rules: Path) -> None:
    fill(archive, "7.5", 2021)
    fill(archive, "0", 2022)
    run(archive, rules, "2023-02-01")
    (rules / "fees_gone.sql").write_text(
        SQL.replace("local.query", "local.fees_gone") + "SELECT nothing", encoding="utf-8"
    )
    assert [code for code, _ in run(archive, rules, "2023-02-02")] == ["local.fees_gone"]


def test_two_rules_of_one_code_the_second_fails(rules: Path) -> None:
    (rules / "z_again.py").write_text((rules / "many_refused.py").read_text(encoding="utf-8"), encoding="utf-8")
    result = load_local_rules(str(rules)).evaluate(case_of(build_report(ANSWERED)))
    assert [finding.code for finding in result.findings] == ["local.many_refused"]
    assert ["is taken by" in failure.error for failure in result.failures] == [True]


def test_a_rule_that_everybody_may_change_is_not_run(rules: Path) -> None:
    (rules / "many_refused.py").chmod(0o666)
    result = load_local_rules(str(rules)).evaluate(case_of(build_report(ANSWERED)))
    assert (result.findings, ["chmod o-w" in failure.error for failure in result.failures]) == ((), [True])


def test_a_folder_that_is_not_there_is_said_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        load_local_rules(str(tmp_path / "nowhere"))
