"""Titles: which are reports, on which year, of whom."""

from __future__ import annotations

import pytest

from crawler.entries import find_year, is_annual_report, match_body
from crawler.sample.calendar import NOTICES, PUBLICATIONS
from crawler.watchlist import Body, BodyKind, find_watchlist, load_watchlist


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("广州市增城区政务服务数据管理局2020年政府信息公开工作年度报告", 2020),
        ("2023年度政府信息公开工作年度报告", 2023),
        ("越秀区梅花村街2023年政府信息公开年度报告", 2023),
        ("政府信息公开工作2021年年度报告", 2021),
        ("某局政府信息公开2019年年度报告", 2019),
        ("某局二〇二〇年政府信息公开工作年度报告", 2020),
        ("某局二○一九年度信息公开年报", 2019),
        ("信息公开年报", None),
        ("2024年年报", 2024),
        ("某区统计局2024年年报", 2024),
        ("某区卫生健康局2024年度报告", 2024),
        ("某局2024年度报告", 2024),
        ("某局2024年政府信息公开工作年度报告（2025年1月）", 2024),
        ("某 局 2024 年 政府信息公开 年报", 2024),
        ("广州住房公积金管理中心2020年政府信息公开工作年度报告", 2020),
    ],
)
def test_reports(title: str, year: int | None) -> None:
    assert is_annual_report(title)
    assert find_year(title) == year


@pytest.mark.parametrize(
    "title",
    [
        *[notice.title for notice in NOTICES],
        "某区政府信息公开指南",
        "国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知",
        "一图读懂：2020年政府信息公开工作年度报告",
        "《某局2020年政府信息公开工作年度报告》解读",
        "2020年政府网站工作年度报表",
        "某市住房公积金2020年年度报告",
        "2020年法治政府建设年度报告",
        "某局2020年度部门决算",
        "2020年统计年报",
        "某区教育局2020年教育年报",
        "政府信息公开目录",
        "政府信息公开申请表",
        "某局2020年工作总结",
    ],
)
def test_other_titles(title: str) -> None:
    assert not is_annual_report(title)


def body(id_: str, name: str, *aliases: str) -> Body:
    return Body(id=id_, name=name, kind=BodyKind.DEPARTMENT, aliases=aliases)


GOVERNMENT = body("wujiang", "韶关市武江区人民政府", "武江区人民政府")
SERVICES = body("services", "广州市荔湾区政务服务数据管理局", "荔湾区政数局")
DISTRICT = body("liwan", "荔湾区")
OFFICE = body("office", "广州市白云区人民政府嘉禾街道办事处", "嘉禾街道办事处", "嘉禾街道")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("韶关市武江区人民政府2020年政府信息公开工作年度报告", "wujiang"),
        ("2020年武江区人民政府政府信息公开工作年度报告", "wujiang"),
        ("武江区人民政府关于2020年政府信息公开工作的年度报告", "wujiang"),
        ("韶关市武江区人民政府惠民街道办事处2020年政府信息公开工作年度报告", None),
        ("韶关市武江区人民政府办公室2020年政府信息公开工作年度报告", None),
        ("荔湾区政数局2020年政府信息公开工作年度报告", "services"),
        ("广州市荔湾区政务服务数据管理局 2020年政府信息公开工作年度报告", "services"),
        ("嘉禾街道办事处二〇二〇年政府信息公开工作年度报告", "office"),
        ("荔湾区2020年政府信息公开工作年度报告", "liwan"),
        ("某局2020年政府信息公开工作年度报告", None),
        ("2020年政府信息公开工作年度报告", None),
    ],
)
def test_bodies(title: str, found: str | None) -> None:
    assert match_body(title, [GOVERNMENT, SERVICES, DISTRICT, OFFICE]) == found


def test_a_title_without_a_name_belongs_to_the_only_body_of_the_column() -> None:
    assert match_body("2020年政府信息公开工作年度报告", [SERVICES]) == "services"
    assert match_body("某局2020年政府信息公开工作年度报告", [SERVICES]) is None


def test_the_bodies_of_the_column_go_before_the_others() -> None:
    same = body("other", "荔湾区政数局")
    title = "荔湾区政数局2020年政府信息公开工作年度报告"
    assert match_body(title, [SERVICES], [same, SERVICES]) == "services"
    assert match_body(title, [], [same]) == "other"


def test_every_publication_of_the_sample_is_matched() -> None:
    watchlist = load_watchlist(find_watchlist("sample"))
    for publication in PUBLICATIONS:
        id_ = match_body(publication.title, watchlist.bodies)
        assert id_ is not None
        assert watchlist.bodies_by_id[id_].name == publication.body
        assert find_year(publication.title) == publication.year
