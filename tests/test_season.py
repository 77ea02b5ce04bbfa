"""The main job, end to end: real portal, real crawl with a browser, real SQLite, real SMTP, the Slack client.

The alerts of the season are exactly the expected ones; and however often the service is killed, the archive ends the
same.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from storage.connection import archive_file

STATISTICS, CIVIL, EDUCATION, FINANCE = (f"示例市示例区{name}" for name in ("统计局", "民政局", "教育局", "财政局"))
ZENGCHENG, LIWAN = "广州市增城区政务服务数据管理局", "广州市荔湾区政务服务数据管理局"
JIAHE, HUANGGE = "广州市白云区人民政府嘉禾街道办事处", "广州市南沙区黄阁镇人民政府"
WUJIANG = "韶关市武江区人民政府"

Alert = tuple[str, str, str, str, int]

EXPECTED: list[Alert] = [
    ("2021-01-12", "opened", "reading.doubt", ZENGCHENG, 2020),
    ("2021-01-15", "opened", "cell.blank", JIAHE, 2020),
    ("2021-01-22", "opened", "applications.row_total", STATISTICS, 2020),
    ("2021-01-25", "opened", "cell.blank", HUANGGE, 2020),
    ("2021-01-25", "opened", "deadline.due_soon", CIVIL, 2020),
    ("2021-01-25", "opened", "deadline.due_soon", EDUCATION, 2020),
    ("2021-01-25", "opened", "deadline.due_soon", FINANCE, 2020),
    ("2021-01-26", "resolved", "deadline.due_soon", CIVIL, 2020),
    ("2021-02-01", "opened", "deadline.missing", EDUCATION, 2020),
    ("2021-02-01", "resolved", "deadline.due_soon", EDUCATION, 2020),
    ("2021-02-01", "opened", "deadline.missing", FINANCE, 2020),
    ("2021-02-01", "resolved", "deadline.due_soon", FINANCE, 2020),
    ("2021-02-05", "opened", "deadline.late", EDUCATION, 2020),
    ("2021-02-05", "resolved", "deadline.missing", EDUCATION, 2020),
    ("2021-02-20", "opened", "applications.row_total", CIVIL, 2020),
    ("2021-02-20", "opened", "document.revised", CIVIL, 2020),
    ("2021-03-10", "opened", "document.withdrawn", STATISTICS, 2020),
    ("2021-03-25", "opened", "date.signed_too_early", WUJIANG, 2020),
    ("2021-03-25", "opened", "date.incomplete", WUJIANG, 2020),
]
UNTOLD = {("2021-02-01", EDUCATION), ("2021-02-01", FINANCE), ("2021-02-05", EDUCATION)}
"""Ends of findings that another one, opening in the same breath, says better; on record and told to nobody."""
KILLS = 10


def season(home: Path) -> list[str]:
    return [sys.executable, "-m", "monitor.cli", "sample-season", "--once", "--home", str(home)]


def query(home: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(archive_file(home))) as connection:
        return [tuple(row) for row in connection.execute(sql)]


def alerts(home: Path) -> Counter[tuple[object, ...]]:
    return Counter(
        query(
            home,
            "SELECT substr(a.at, 1, 10), a.transition, f.code, f.body, f.year FROM alerts a"
            " JOIN findings f ON f.id = a.finding",
        )
    )


def deliveries(home: Path) -> Counter[tuple[object, ...]]:
    return Counter(
        query(
            home,
            "SELECT x.channel, x.state, a.transition, f.code, f.body FROM deliveries x JOIN alerts a ON a.id = x.alert"
            " JOIN findings f ON f.id = a.finding",
        )
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A season played to its end, and what its onlooker saw."""
    home = tmp_path_factory.mktemp("season")
    done = subprocess.run(season(home), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return home, done.stdout


def test_the_alerts_are_exactly_the_expected_ones(played: tuple[Path, str]) -> None:
    assert alerts(played[0]) == Counter(EXPECTED)


def test_every_alert_that_is_told_reaches_both_channels_once(played: tuple[Path, str]) -> None:
    told = [alert for alert in EXPECTED if alert[1] == "opened" or (alert[0], alert[3]) not in UNTOLD]
    expected = Counter((channel, "delivered", *alert[1:4]) for alert in told for channel in ("slack", "mail"))
    assert deliveries(played[0]) == expected


def test_every_report_was_read_and_the_real_ones_as_they_are(played: tuple[Path, str]) -> None:
    reports = query(
        played[0],
        "SELECT b.name, r.year, r.form, (SELECT count(*) FROM doubts d WHERE d.report = r.id)"
        " FROM reports r JOIN bodies b ON b.id = r.body_id WHERE current ORDER BY 1, 2",
    )
    assert sorted(map(str, reports)) == sorted(
        map(
            str,
            [
                (ZENGCHENG, 2019, "2019", 0),
                (ZENGCHENG, 2020, "2019", 14),
                (ZENGCHENG, 2021, "2021", 0),
                (LIWAN, 2019, "2019", 0),
                (LIWAN, 2020, "2019", 0),
                (LIWAN, 2021, "2021", 0),
                (JIAHE, 2020, "2019", 0),
                (HUANGGE, 2020, "2019", 0),
                (WUJIANG, 2020, "2019", 0),
                (STATISTICS, 2020, "2019", 0),
                (CIVIL, 2020, "2019", 0),
                (EDUCATION, 2020, "2019", 0),
            ],
        )
    )


def test_the_page_that_a_script_fills_in_was_read_in_a_browser(played: tuple[Path, str]) -> None:
    rendered = query(
        played[0],
        "SELECT count(*) > 0, min(s.rendered) FROM sightings s JOIN documents d ON d.id = s.document"
        " WHERE d.url LIKE '%/gkmlpt/content/%' AND s.sha256 IS NOT NULL",
    )
    assert rendered == [(1, 1)]


def test_a_document_that_only_counts_its_visitors_is_no_new_report(played: tuple[Path, str]) -> None:
    ((snapshots, reports),) = query(
        played[0], "SELECT (SELECT count(*) FROM snapshots), (SELECT count(*) FROM reports)"
    )
    assert reports == 13, "twelve reports, one of them in two versions"
    assert int(str(snapshots)) > 13


def test_the_mails_name_what_is_wrong_and_where(played: tuple[Path, str]) -> None:
    files = sorted((played[0] / "messages").glob("mail-*.eml"))
    mails = [BytesParser(policy=policy.default).parsebytes(file.read_bytes()) for file in files]
    plain = [mail.get_body(("plain",)).get_content() for mail in mails]  # type: ignore[union-attr]
    wrong = next(text for text in plain if STATISTICS in text and "（七）总计" in text)
    assert "says 9; it should be 8" in wrong
    assert "2020" in wrong
    assert "/zwgk/xxgknb/2020/content/post_10021022.html" in wrong
    assert "/report/" in wrong
    assert all(mail.get_body(("html",)) for mail in mails)


def test_the_slack_messages_are_blocks(played: tuple[Path, str]) -> None:
    payloads = [json.loads(file.read_text()) for file in sorted((played[0] / "messages").glob("slack-*.json"))]
    assert len(payloads) == 10, "one digest per run with something to tell"
    assert all(payload["blocks"] for payload in payloads)


def test_the_onlooker_sees_progress_and_alerts(played: tuple[Path, str]) -> None:
    seen = played[1]
    assert seen.index("4 January 2021") < seen.index("1 April 2021") < seen.index("The season in")
    assert "it should be 8" in seen
    assert "Traceback" not in seen


def test_a_season_that_is_killed_ten_times_ends_the_same(played: tuple[Path, str], tmp_path: Path) -> None:
    """`kill -9` at random moments, each time after some progress; then the season is played to its end."""
    home, chance = tmp_path / "killed", random.Random(2020)
    for _ in range(KILLS):
        child = subprocess.Popen(season(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.2, 4.0))
        assert child.poll() is None, "the season was over before it could be killed ten times"
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    done = subprocess.run(season(home), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    assert alerts(home) == alerts(played[0])
    assert deliveries(home) == deliveries(played[0])
    assert query(home, "PRAGMA integrity_check") == [("ok",)]
    assert query(home, "PRAGMA foreign_key_check") == []
