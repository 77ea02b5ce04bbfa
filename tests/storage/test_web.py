"""The archive in a browser: pages show what they promise, and nothing writes or runs."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.described import COLUMNS, TABLES
from storage.errors import ArchiveError
from storage.views import VIEWS
from storage.web.app import build_datasette
from storage.web.background import start_in_background
from storage.web.metadata import DATABASE, VIEW_DESCRIPTIONS, build_metadata
from storage.web.queries import QUERIES
from storage.web.serve import listen
from tests.storage.asking import get
from tests.storage.filled import NOW, STATISTICS, TOWN, Filled, fill


def test_front_page_states_what_is_open_and_missing(filled: Filled, empty_home: Path) -> None:
    page = get(filled.home, "/").text
    assert TOWN.name in page
    assert "<strong>2</strong>" in page
    assert all(f"/{DATABASE}/{query.name}" in page for query in QUERIES)
    assert "Nothing has been crawled yet" in get(empty_home, "/").text


def test_report_page_shows_the_form_as_printed(filled: Filled) -> None:
    page = get(filled.home, f"/report/{filled.revised}").text
    for label in (
        "第二十条第（八）项",
        "现行有效件数",
        "（三）不予公开",
        "8.属于行政查询事项",
        "复议后起诉",
        "尚未审结",
    ):
        assert label in page
    assert '<th rowspan="22" colspan="1">三、本年度办理结果</th>' in page
    assert "22（其中修订16件）" in page
    assert 'title="read as 11 读作 11"' in page


def test_report_page_of_the_older_form(filled: Filled) -> None:
    page = get(filled.home, f"/report/{filled.last_year}").text
    assert '<th rowspan="20" colspan="1">三、本年度办理结果</th>' in page
    assert "第二十条第（九）项" in page


def test_report_page_marks_doubts_and_faults(filled: Filled) -> None:
    page = get(filled.home, f"/report/{filled.revised}").text
    assert 'id="applications.granted.business" class="figure doubted blank"' in page
    assert "推算为 2" in page
    assert "该格含有多个数字" in page
    assert 'id="applications.results_total.total" class="figure named at-fault"' in page
    assert '<a href="#finding-1" aria-label="finding 1">1</a>' in page
    assert f"/report/{filled.last_year}" in page
    assert f"/report/{filled.original}" in page
    assert "not the reading that counts" in get(filled.home, f"/report/{filled.original}").text


def test_a_doubted_cell_is_never_shown_at_fault(tmp_path: Path) -> None:
    filled = fill(tmp_path)
    with Archive.open(tmp_path) as archive, archive.transaction():
        archive.db.conn.execute("UPDATE findings SET cells = '[\"applications.granted.business\"]'")
    page = get(tmp_path, f"/report/{filled.revised}").text
    assert 'id="applications.granted.business" class="figure doubted named blank"' in page


def test_report_json_is_the_contract(filled: Filled) -> None:
    printed = get(filled.home, f"/report/{filled.revised}.json").json()
    assert printed["schema"] == "nianbao.report/1"
    assert printed["disclosure"]["fees"]["amount"] == "7794.209912"


def test_finding_page_speaks_both_languages(filled: Filled) -> None:
    page = get(filled.home, f"/finding/{filled.finding}").text
    assert "本年新收与上年结转之和为17" in page
    assert "new and carried-in applications are 17" in page
    assert f"/report/{filled.revised}#applications.results_total.total" in page
    assert "slack" in page
    assert "https://example.invalid/nb/2021.html" in page
    assert "尚未公布" in get(filled.home, f"/finding/{filled.missing}").text


def test_pages_show_what_people_decided_and_corrected(tmp_path: Path) -> None:
    filled = fill(tmp_path)
    page = get(tmp_path, f"/report/{filled.last_year}").text
    assert '2 <ins class="corrected"' in page
    assert "扫描件上为3" in page
    assert "已电话告知" in get(tmp_path, "/finding/stale-statistics-2021").text
    before = get(tmp_path, f"/report/{filled.revised}").text
    with Archive.open(tmp_path) as archive:
        archive.decide(filled.finding, "dismiss", "李", "脚注已说明", NOW)
    after = get(tmp_path, f"/report/{filled.revised}").text
    assert "at-fault" in before.partition('class="form-wrapper"')[2]
    assert "at-fault" not in after.partition('class="form-wrapper"')[2]
    assert "1 dismissed" in after
    assert "脚注已说明" in after


@pytest.mark.parametrize("path", ["/report/999", "/report/999.json", "/finding/nothing", f"/snapshot/{'0' * 64}"])
def test_what_is_not_there_is_said_to_be_missing(filled: Filled, path: str) -> None:
    assert get(filled.home, path).status_code == 404


def test_documents_cannot_speak_in_our_pages(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>局"
    filled = fill(tmp_path, name=evil, text="<img src=x onerror=alert(2)>全年")
    for path in ("/", f"/report/{filled.revised}", f"/finding/{filled.finding}", f"/{DATABASE}/search_text?text=全年"):
        page = get(tmp_path, path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    response = get(tmp_path, f"/report/{filled.revised}")
    assert "&lt;script&gt;alert(1)" in response.text
    assert "&lt;img src=x onerror=alert(2)&gt;" in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


def test_source_that_is_no_web_address_is_no_link(tmp_path: Path) -> None:
    filled = fill(tmp_path)
    with Archive.open(tmp_path) as archive, archive.transaction():
        archive.db.conn.execute("UPDATE documents SET url = 'javascript:alert(' || id || ')'")
    assert 'href="javascript' not in get(tmp_path, f"/report/{filled.revised}").text
    assert 'href="javascript' not in get(tmp_path, f"/finding/{filled.finding}").text


def test_snapshot_is_saved_never_shown(filled: Filled) -> None:
    response = get(filled.home, f"/snapshot/{filled.sha256}")
    assert response.content == b"later"
    assert response.headers["content-disposition"] == f'attachment; filename="{filled.sha256[:12]}.html"'
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "sql", ["insert into bodies select * from bodies", "delete from reports", "pragma user_version=7"]
)
def test_writing_is_refused(filled: Filled, sql: str) -> None:
    assert get(filled.home, f"/{DATABASE}.json?sql={sql}").status_code == 400


def test_even_datasette_itself_cannot_write(filled: Filled) -> None:
    async def write() -> None:
        database = build_datasette(filled.home).get_database(DATABASE)
        await database.execute("DELETE FROM figures", log_sql_errors=False)

    with pytest.raises(Exception, match="readonly"):
        asyncio.run(write())


def test_everything_in_the_schema_is_described(filled: Filled) -> None:
    tables = build_metadata()["databases"][DATABASE]["tables"]
    with Archive.open(filled.home) as archive:
        laid = {name for name in archive.db.table_names() if not name.startswith(("sqlite_", "_"))}
        assert laid == set(TABLES) == set(COLUMNS)
        for name in laid:
            columns = {column.name for column in archive.db.table(name).columns}
            assert columns == set(COLUMNS[name]) == set(tables[name]["columns"])
            assert tables[name]["description"]
            named = {*tables[name].get("facets", ()), tables[name].get("sort_desc"), tables[name].get("label_column")}
            assert columns >= named - {None}
    assert set(VIEW_DESCRIPTIONS) == set(VIEWS)


@pytest.mark.parametrize("name", [*TABLES, *VIEWS])
def test_tables_open(filled: Filled, name: str) -> None:
    response = get(filled.home, f"/{DATABASE}/{name}")
    assert response.status_code == 200
    assert "0 records" not in response.text


def test_missing_archive_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="nianbao crawl"):
        build_datasette(tmp_path / "nowhere")


def test_damaged_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "nianbao.db").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(ArchiveError, match="can't be read"):
        build_datasette(tmp_path)


def test_archive_of_an_older_version_is_told(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive, archive.transaction():
        archive.db.conn.execute("DROP VIEW body_years")
    with pytest.raises(ArchiveError, match="lacks body_years"):
        build_datasette(tmp_path)


def test_taken_port_is_told(empty_home: Path) -> None:
    with listen("127.0.0.1", 0) as holder:
        port = holder.getsockname()[1]
        with pytest.raises(ArchiveError, match=f"127.0.0.1:{port}: Address already in use"):
            start_in_background(empty_home, port=port)


def test_background_server_answers_and_stops(filled: Filled) -> None:
    server = start_in_background(filled.home, port=0)
    try:
        with urllib.request.urlopen(f"{server.url}report/{filled.revised}.json") as response:
            assert json.load(response)["year"] == 2021
        with Archive.open(filled.home) as archive:
            assert archive.current_report(STATISTICS.id, 2021)
    finally:
        server.stop()
    assert server.process.poll() is not None
