"""A report on somebody else's site, from the page's code in the archive to the finding that is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.watchlist import Body, BodyKind, Portal, Watchlist
from monitor.rules.site_codes import PROVINCES, province_of_region
from monitor.steps.affected import Checking
from monitor.steps.check import check_step
from storage.plan import Everywhere
from storage.records import DocumentRow
from tests.monitor.archives import SITE, at, open_archive, show
from tests.monitor.reports import BODY, build_report

BUREAU = Body(id="civil", name=BODY, kind=BodyKind.DEPARTMENT, region="广东/广州")
PORTAL = Portal(id="column", name="某栏目", url=SITE, family="list", bodies=("civil",))
WATCHLIST = Watchlist(name="示例", first_year=2019, bodies=(BUREAU,), portals=(PORTAL,))


@pytest.mark.parametrize(("code", "found"), [("3201030001", 1), ("4401030001", 0), ("bm32000001", 0), ("", 0)])
def test_a_copy_on_a_site_of_another_province_is_found(tmp_path: Path, code: str, found: int) -> None:
    archive, now = open_archive(tmp_path, [BUREAU]), at("2021-01-20")
    report = build_report()
    show(archive, report, BUREAU, now)
    url = f"{SITE}/civil-{report.year}.html"
    archive.see_document(DocumentRow(archive.document(1).entry, url, "page", site_code=code), now)
    checking = Checking(WATCHLIST, Everywhere({}), now.date())
    check_step(archive, checking, now)
    open_now = [each for each in archive.open_findings() if each.code == "body.mismatch"]
    assert [each.severity for each in open_now] == ["warning"] * found
    for each in open_now:
        assert all(part in str(each) for part in (code, "江苏", "广东", url))
    archive.close()


def test_a_document_that_was_there_before_is_found_when_all_is_checked_anew(tmp_path: Path) -> None:
    archive, now = open_archive(tmp_path, [BUREAU]), at("2021-01-20")
    report = build_report()
    show(archive, report, BUREAU, now)
    check_step(archive, Checking(WATCHLIST, Everywhere({}), now.date()), now)
    url = f"{SITE}/civil-{report.year}.html"
    archive.see_document(DocumentRow(archive.document(1).entry, url, "page", site_code="3201030001"), now)
    check_step(archive, Checking(WATCHLIST, Everywhere({}), now.date()), now)  # nothing came in: nothing is looked at
    assert not [each for each in archive.open_findings() if each.code == "body.mismatch"]
    tomorrow = at("2021-01-21")
    check_step(archive, Checking(WATCHLIST, Everywhere({}), tomorrow.date()), tomorrow)
    assert [each.code for each in archive.open_findings() if each.code == "body.mismatch"] == ["body.mismatch"]
    archive.close()


def test_each_province_is_known_by_its_short_and_its_full_name() -> None:
    assert len(PROVINCES) == len(set(PROVINCES.values())) == 31
    assert {province_of_region(f"{name}/某市") for name in PROVINCES.values()} == set(PROVINCES.values())
    full = {
        "广西壮族自治区": "广西",
        "新疆维吾尔自治区": "新疆",
        "内蒙古自治区": "内蒙古",
        "广东省/广州市": "广东",
        "北京市": "北京",
    }
    assert {region: province_of_region(region) for region in full} == full
    assert [province_of_region(region) for region in ("海南州", "河南县", "示例市/示例区", "")] == [None] * 4
