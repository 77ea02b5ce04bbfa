"""The shipped lists load, and a list that is wrong says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.families import FAMILIES
from crawler.guards import refusal
from crawler.watchlist import SHIPPED, Watchlist, WatchlistError, find_watchlist, load_watchlist

LISTS = sorted(SHIPPED.glob("*.yml"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_shipped_lists(path: Path) -> None:
    watchlist = load_watchlist(path)
    assert watchlist.enabled_portals
    for portal in watchlist.enabled_portals:
        assert portal.family in FAMILIES
        assert refusal(portal.url, watchlist.allowed_hosts) is None
        assert FAMILIES[portal.family].start(portal.url).url.startswith("http")


@pytest.fixture(scope="module")
def guangdong() -> Watchlist:
    return load_watchlist(find_watchlist("guangdong"))


def test_guangdong_is_the_survey(guangdong: Watchlist) -> None:
    assert len(guangdong.portals) == 132
    assert len(guangdong.enabled_portals) == 26
    assert len({portal.url for portal in guangdong.portals}) == 132
    assert all(id_.startswith("guangdong_") for id_ in (*guangdong.bodies_by_id, *(p.id for p in guangdong.portals)))


@pytest.mark.parametrize("name", ["guangdong", "elsewhere"])
def test_every_row_says_why_it_is_on_or_off(name: str) -> None:
    """Columns that were seen with a report in them are on, unless their host is retired; guesses are off."""
    for portal in load_watchlist(find_watchlist(name)).portals:
        seen = portal.note.startswith("seen:")
        assert portal.enabled == seen, portal.id
        assert seen or portal.note.startswith(("inferred: ", "seen, but ")), portal.id


def test_elsewhere_has_columns_of_many_families() -> None:
    elsewhere = load_watchlist(find_watchlist("elsewhere"))
    assert len(elsewhere.portals) == 52
    assert {portal.family for portal in elsewhere.portals} >= {"trs-wcm", "kaipu-cmspro", "vsb", "hanweb-jpaas", "auto"}


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("guangdong_government", "government"),
        ("guangdong_guangzhou_tianhe_government_office", "department"),
        ("guangdong_guangzhou_huangpu_wenchong_subdistrict", "subdistrict"),
        ("guangdong_guangzhou_huadu_huashan_town", "town"),
        ("guangdong_guangzhou_conghua_market_regulation", "department"),
    ],
)
def test_kinds(guangdong: Watchlist, id_: str, kind: str) -> None:
    assert guangdong.bodies_by_id[id_].kind == kind


LIST = """\
name: Test
first_year: 2020
bodies:
  - id: one
    name: 甲局
    kind: department
portals:
  - id: portal_one
    name: 甲局年报
    url: http://www.example.gov.cn/nb/
    family: nfcms
    bodies: [one]
"""


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("    family: nfcms", "    familly: nfcms", 8, "portals.0.family"),
        ("    kind: department", "    kind: departement", 6, "bodies.0.kind"),
        ("    bodies: [one]", "    bodies: [one]\n    colour: red", 13, "portals.0.colour: is not a known key"),
        ("  - id: one", "  - id: One", 4, "bodies.0.id"),
        ("bodies: [one]", "bodies: [two]", 1, "names the body two"),
        ("name: Test", "name: [", 3, "is not YAML"),
    ],
)
def test_mistakes_are_named_with_file_line_and_key(
    tmp_path: Path, before: str, after: str, line: int, words: str
) -> None:
    path = tmp_path / "list.yml"
    path.write_text(LIST.replace(before, after), encoding="utf-8")
    with pytest.raises(WatchlistError) as error:
        load_watchlist(path)
    assert f"{path}, line {line}: " in str(error.value)
    assert words in str(error.value)


def test_a_list_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(WatchlistError, match="guangdong, sample"):
        find_watchlist("nowhere")
