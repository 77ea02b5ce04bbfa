"""The command line as its user meets it: what it prints, its exit codes, and one clear line for everything that is
wrong."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from crawler.sample.server import SamplePortal
from crawler.watchlist import SHIPPED
from monitor.alerts.local import LocalMail
from storage.archive import Archive
from storage.connection import archive_file

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "crawler" / "sample" / "documents"
REPORTS = ROOT / "tests" / "fixtures" / "reports"


def nianbao(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("NIANBAO_")}
    return subprocess.run(
        [sys.executable, "-m", "monitor.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=cwd,
        env={**inherited, **environment},
    )


def assert_one_clear_line(done: subprocess.CompletedProcess[str], code: int, *mentions: str) -> None:
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert done.returncode == code, done.stderr + done.stdout
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    for mention in mentions:
        assert mention in lines[0]


def test_help_lists_every_command_and_what_it_is_for() -> None:
    done = nianbao("--help")
    assert done.returncode == 0
    for command in (
        "init",
        "crawl",
        "once",
        "run",
        "parse",
        "check",
        "findings",
        "serve",
        "sample-portal",
        "sample-season",
    ):
        assert command in done.stdout


@pytest.mark.parametrize("command", ["parse", "check"])
def test_json_is_one_object_per_file_in_order(command: str) -> None:
    files = [DOCUMENTS / "jiahe_subdistrict_2020.pdf", DOCUMENTS / "huangge_town_2020.docx"]
    done = nianbao(command, *files, "--json")
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [each["source"]["name"] for each in printed] == [file.name for file in files]
    assert [each["source"]["reader"] for each in printed] == ["pdf", "docx"]
    assert all(each["schema"] == "nianbao.report/1" and each["cells"] for each in printed)
    assert all(("findings" in each) == (command == "check") for each in printed)


def test_cells_can_be_left_out() -> None:
    done = nianbao("parse", REPORTS / "liwan_government_services_2020" / "input.txt", "--json", "--no-cells")
    printed = json.loads(done.stdout)
    assert "cells" not in printed
    assert printed["disclosure"]["procurement"] == {"projects": 11, "amount": "3522.436287"}
    assert printed["applications"]["granted"]["total"] == 11


def test_check_finds_the_mistake_and_says_so_with_its_exit_code() -> None:
    done = nianbao("check", DOCUMENTS / "sample_statistics_2020.html", "--json")
    (finding,) = json.loads(done.stdout)["findings"]
    assert done.returncode == 1
    assert (finding["code"], finding["severity"]) == ("applications.row_total", "error")
    assert finding["cells"][0] == "applications.results_total.total"
    assert (finding["expected"], finding["found"]) == (8, 9)
    assert finding["suggestion"] == {"cell": "applications.results_total.total", "value": 8}


def test_a_damaged_row_accuses_nobody() -> None:
    done = nianbao("check", REPORTS / "zengcheng_government_services_2020" / "input.txt", "--json")
    assert done.returncode == 0
    assert [finding["code"] for finding in json.loads(done.stdout)["findings"]] == ["reading.doubt"]


def test_check_compares_with_last_year() -> None:
    report, before = (DOCUMENTS / f"liwan_government_services_{year}" for year in (2020, 2019))
    done = nianbao("check", f"{report}.pdf", "--previous", f"{before}.html", "--json")
    assert (done.returncode, json.loads(done.stdout)["findings"]) == (0, [])
    wrong = nianbao("check", f"{before}.html", "--previous", DOCUMENTS / "sample_statistics_2020.html", "--json")
    assert wrong.returncode in (0, 1)


def test_people_get_a_readable_report() -> None:
    done = nianbao("parse", REPORTS / "jiahe_subdistrict_2020" / "input.txt")
    assert "广州市白云区人民政府嘉禾街道办事处2020年政府信息公开工作年度报告" in done.stdout
    assert "doubted cell" in done.stdout


def test_a_page_that_is_no_report_is_said_to_be_none_and_the_others_still_print(tmp_path: Path) -> None:
    page = tmp_path / "guide.html"
    page.write_text("<html><title>政府信息公开指南</title><body><p>一、公开内容</p></body></html>", encoding="utf-8")
    done = nianbao("parse", page, DOCUMENTS / "huangge_town_2020.docx", "--json")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 3
    assert first["error"]["code"] == "not_a_report"
    assert second["year"] == 2020


def test_a_truncated_pdf_is_unreadable(tmp_path: Path) -> None:
    cut = tmp_path / "cut.pdf"
    whole = (DOCUMENTS / "jiahe_subdistrict_2020.pdf").read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    done = nianbao("parse", cut, "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["code"] == "unreadable"


def test_a_missing_file_is_wrong_usage() -> None:
    done = nianbao("parse", "nowhere.pdf")
    assert done.returncode == 2
    assert "nowhere.pdf" in done.stderr


def test_an_unknown_key_in_the_watch_list_names_file_line_and_key(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    file.write_text("name: mine\nfirst_year: 2020\nbodies: []\nportals: []\ncolour: blue\n", encoding="utf-8")
    (tmp_path / "nianbao.toml").write_text(f'watchlist = "{file}"\n')
    done = nianbao("crawl", "--home", tmp_path / "data", cwd=tmp_path)
    assert_one_clear_line(done, 2, str(file), "line 5", "colour")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("[alerts]\n\nlanguage = 'fr'\n", ("line 3", "alerts.language")),
        ("wachlist = 'sample'\n", ("line 1", "wachlist", "not a known key")),
        ("[mail]\nhost = 'localhost'\n", ("mail.sender", "is missing")),
        ("watchlist = \n", ("is not TOML", "line 1")),
        ("[schedule]\ncrawl = 'often'\n", ("schedule.crawl", "cron")),
    ],
)
def test_a_wrong_configuration_names_line_and_key(tmp_path: Path, text: str, mentions: tuple[str, ...]) -> None:
    (tmp_path / "nianbao.toml").write_text(text)
    done = nianbao("run", "--home", tmp_path / "data", cwd=tmp_path, NIANBAO_HOME=str(tmp_path / "data"))
    assert_one_clear_line(done, 2, "nianbao.toml" if "cron" not in mentions else "schedule", *mentions)


def test_it_says_its_version() -> None:
    done = nianbao("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "nianbao")
    assert re.fullmatch(r"nianbao \d+\.\d+\.\d+\n", done.stdout)


def test_init_prints_the_configuration_where_it_can_not_be_written(tmp_path: Path) -> None:
    """In a container whose configuration is read-only, say."""
    done = nianbao("init", "-", cwd=tmp_path)
    assert tomllib.loads(done.stdout)["watchlist"]
    assert not list(tmp_path.iterdir())


def test_init_writes_a_configuration_that_loads_and_overwrites_nothing(tmp_path: Path) -> None:
    assert nianbao("init", cwd=tmp_path).returncode == 0
    assert "watchlist" in (tmp_path / "nianbao.toml").read_text()
    assert_one_clear_line(nianbao("init", cwd=tmp_path), 2, "--force")
    assert_one_clear_line(nianbao("findings", cwd=tmp_path), 5, "no archive yet")


class Broken(BaseHTTPRequestHandler):
    """A portal that answers everything with 500."""

    def do_GET(self) -> None:
        self.send_response(500)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_a_portal_that_answers_500_is_unreachable_and_nothing_is_called_missing(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Broken)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        home = configured(tmp_path, f"http://127.0.0.1:{server.server_port}")
        done = nianbao("once", "--home", home, cwd=tmp_path)
    finally:
        server.shutdown()
        server.server_close()
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "500" in done.stdout
    with Archive.open(home) as archive:
        assert {row["outcome"] for row in archive.rows("SELECT outcome FROM visits")} == {"unreachable"}
        assert archive.open_findings() == []


def configured(folder: Path, portal: str, more: str = "") -> Path:
    """A configuration for the sample's nfcms column at `portal`; returns the home directory."""
    text = (SHIPPED / "sample.yml").read_text(encoding="utf-8").replace("http://127.0.0.1:8765", portal)
    (folder / "list.yml").write_text(text.replace("browser: documents", "browser: never"), encoding="utf-8")
    (folder / "nianbao.toml").write_text(f'watchlist = "{folder / "list.yml"}"\n{more}', encoding="utf-8")
    return folder / "data"


def test_a_wrong_smtp_password_is_said_and_the_alerts_wait(tmp_path: Path) -> None:
    import datetime as dt

    with SamplePortal(dt.date(2021, 4, 1)) as portal, LocalMail(login=("clerk", "right")) as mail:
        letters = mail.settings()
        more = (
            f'[mail]\nhost = "{letters.host}"\nport = {letters.port}\nsecurity = "none"\n'
            f'sender = "{letters.sender}"\nto = ["{letters.to[0]}"]\n'
        )
        home = configured(tmp_path, portal.url.rstrip("/"), more)
        wrong = {"NIANBAO_SMTP_USERNAME": "clerk", "NIANBAO_SMTP_PASSWORD": "wrong-secret"}
        done = nianbao("once", "--home", home, cwd=tmp_path, **wrong)
        assert done.returncode == 6, done.stdout + done.stderr
        assert "mail: not delivered" in done.stdout
        assert "wrong-secret" not in done.stdout + done.stderr
        assert mail.messages == []
        with Archive.open(home) as archive:
            states = archive.rows("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
        assert [row["state"] for row in states] == ["pending"]


def test_a_locked_archive_is_said_to_be_locked_and_keeps_what_it_has(tmp_path: Path) -> None:
    home = tmp_path / "data"
    Archive.open(home).close()
    with closing(sqlite3.connect(archive_file(home))) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        done = nianbao("findings", "--home", home)
        other.rollback()
    assert_one_clear_line(done, 5, str(archive_file(home)), "holding the archive")
    assert nianbao("findings", "--home", home).returncode == 0


def test_a_home_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    configured(tmp_path, "http://127.0.0.1:9")
    done = nianbao("crawl", "--home", "/proc/nianbao", cwd=tmp_path)
    assert_one_clear_line(done, 5, "/proc/nianbao", "can't be written")


def test_a_damaged_archive_is_not_overwritten(tmp_path: Path) -> None:
    home = tmp_path / "data"
    home.mkdir()
    archive_file(home).write_bytes(b"this is no database, but somebody's notes" * 100)
    done = nianbao("findings", "--home", home)
    assert_one_clear_line(done, 5, "no archive or is damaged")
    assert archive_file(home).read_bytes().startswith(b"this is no database")
