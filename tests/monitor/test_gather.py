"""What the check gives rules to compare with, from a real archive: earlier years, peers, likely copies, members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.watchlist import Body, BodyKind, Watchlist
from monitor.clock import ZONE
from monitor.steps.affected import Checking
from monitor.steps.check import check_step
from monitor.steps.gather import Gathered
from parsers.form import Form
from storage.archive import Archive
from storage.plan import NOBODY
from storage.records import BodyRow, DocumentRow, EntryRow, FetchRow, PortalRow
from tests.monitor.reports import Value
from tests.monitor.rule_cases.build import NEW_PROSE, PROSE, balanced, report

NOW = dt.datetime(2024, 2, 1, 9, tzinfo=ZONE)
PENALTIES = "disclosure.penalties.decisions"
BUREAUS = tuple(
    Body(id=f"bureau_{number}", name=f"示例市示例区第{number}局", kind=BodyKind.DEPARTMENT, region="示例市/示例区")
    for number in range(12)
)
GOVERNMENT = Body(
    id="government", name="示例市示例区人民政府", kind=BodyKind.GOVERNMENT, covers=("bureau_0", "bureau_1")
)
WATCHLIST = Watchlist(name="示例", first_year=2024, bodies=(*BUREAUS, GOVERNMENT), portals=())
CHECKING = Checking(WATCHLIST, NOBODY, NOW.date())


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(tmp_path)
    bodies = [BodyRow(body.id, body.name, str(body.kind), body.region, (), 2024) for body in WATCHLIST.bodies]
    opened.sync_watchlist(bodies, [PortalRow("column", "栏目", "https://example.invalid", "list", True, ())])
    return opened


def keep(archive: Archive, body: Body, year: int, figures: Mapping[str, Value], text: str = "", part: str = "") -> int:
    """Keep a report as the read step would; `part` tells apart several documents of one body and year."""
    url = f"https://example.invalid/{body.id}/{year}{part}"
    entry = archive.see_entry(EntryRow("column", url, f"{year}", body.id, year, None), NOW)
    document = archive.see_document(DocumentRow(entry.id, url, "page"), NOW)
    run = archive.start_run(NOW)
    kept = archive.keep_snapshot(FetchRow(document.id, run, 200, {}, "text/html", f"{url}{figures}".encode()), NOW)
    built = report(figures, text, form=Form.F2021, year=year, body=body.name)
    named = replace(built, source=replace(built.source, sha256=kept.sha256))
    return archive.keep_report(document.id, named, body.id, None, NOW).id


def found(archive: Archive) -> set[tuple[str, str | None]]:
    check_step(archive, CHECKING, NOW)
    return {(finding.code, finding.body_id) for finding in archive.open_findings()}


def test_a_swing_of_one_is_told_and_one_of_all_is_not(archive: Archive) -> None:
    for body in BUREAUS:
        keep(archive, body, 2021, {PENALTIES: 110})
        keep(archive, body, 2022, {PENALTIES: 100})
        keep(archive, body, 2023, {PENALTIES: 900 if body is BUREAUS[0] else 105})
    assert found(archive) == {("year.swing", "bureau_0")}
    for body in BUREAUS[1:]:
        keep(archive, body, 2023, {PENALTIES: 800}, part="a")
        archive.db.conn.execute(
            "UPDATE reports SET current = (current = 0) WHERE body_id = ? AND year = 2023", (body.id,)
        )
    archive.db.conn.commit()
    spread = Gathered(archive, WATCHLIST).of(archive.current_report("bureau_0", 2023), BUREAUS[0])["peers"]  # type: ignore[arg-type]
    assert spread[PENALTIES].count == 12
    assert spread[PENALTIES].median == pytest.approx(2.08, abs=0.01)


def test_history_holds_the_years_before_and_no_doubted_cell(archive: Archive) -> None:
    for year in range(2021, 2024):
        keep(archive, BUREAUS[0], year, {PENALTIES: year})
    stored = archive.current_report("bureau_0", 2023)
    assert stored
    history = Gathered(archive, WATCHLIST).of(stored, BUREAUS[0])["history"]
    assert {year: figures[PENALTIES] for year, figures in history.items()} == {2021: 2021, 2022: 2022}


def test_a_copy_is_found_whichever_of_the_two_comes_first(archive: Archive) -> None:
    keep(archive, BUREAUS[0], 2023, {}, PROSE)
    keep(archive, BUREAUS[1], 2023, {}, NEW_PROSE)
    assert found(archive) == set()
    keep(archive, BUREAUS[2], 2023, {}, PROSE.replace("我局", "本局"))
    assert found(archive) == {("text.copied", "bureau_0"), ("text.copied", "bureau_2")}


def test_last_years_text_is_no_copy_from_another(archive: Archive) -> None:
    keep(archive, BUREAUS[0], 2022, {}, PROSE)
    keep(archive, BUREAUS[1], 2023, {}, PROSE)
    assert found(archive) == set()


def test_a_government_is_checked_again_when_one_of_its_bodies_reports(archive: Archive) -> None:
    keep(archive, GOVERNMENT, 2023, balanced(9), "本报告数据涵盖全区各部门、镇街。")
    keep(archive, BUREAUS[0], 2023, balanced(4))
    assert found(archive) == set(), "one of the two has not reported"
    keep(archive, BUREAUS[1], 2023, balanced(4))
    assert found(archive) == {("members.sum", "government")}


def test_what_an_earlier_version_carried_over_is_no_error(archive: Archive) -> None:
    keep(archive, BUREAUS[0], 2022, balanced(5, 0, 3))
    keep(archive, BUREAUS[0], 2022, balanced(5, 0, 2), part="b")
    keep(archive, BUREAUS[0], 2023, balanced(5, 2))
    codes = {code for code, _ in found(archive)}
    assert "applications.carry_over" not in codes


@pytest.mark.parametrize("covers", [("government",), ("stranger",)])
def test_a_body_covers_others_of_the_list(covers: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no other body of the list"):
        Watchlist(name="示例", first_year=2024, bodies=(GOVERNMENT.model_copy(update={"covers": covers}),), portals=())
