"""Titles: which are reports, on which year, of whom."""

from __future__ import annotations

import datetime as dt

import pytest

from crawler.entries import find_year, is_annual_report, match_body
from crawler.sample.calendar import NOTICES, PUBLICATIONS
from crawler.watchlist import Alias, Body, BodyKind, find_watchlist, load_watchlist


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
        ("某区生态环境局2024年政府信息公开年报", 2024),
        ("某区财政局2024年度政府信息公开工作报告", 2024),
        ("某区人民政府办公室2024年政府信息公开工作年度…", 2024),
        ("某区教育局2024年政府信息公开工作年度报告…", 2024),
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
        "某区财政局2020年预决算信息公开年度报告",
        "某企业2020年环境信息公开年度报告",
        "某大学2020-2021学年信息公开工作年度报告",
        "某局2020年政府信息公开工作考核结果",
        "关于征求对2020年政府信息公开工作年度报告意见的公告",
        "某局2020年度慈善组织年度报告",
        "政府信息公开申请…",
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


EDUCATION = Body(id="liwan_education", name="广州市荔湾区教育局", kind=BodyKind.DEPARTMENT, region="广东/广州/荔湾区")
YUEXIU = Body(id="yuexiu_education", name="广州市越秀区教育局", kind=BodyKind.DEPARTMENT, region="广东/广州/越秀区")
REFORM = Body(id="reform", name="广州市荔湾区发展和改革局", kind=BodyKind.DEPARTMENT, region="广东/广州/荔湾区")
JIAHE = Body(
    id="jiahe", name="广州市白云区人民政府嘉禾街道办事处", kind=BodyKind.SUBDISTRICT, region="广东/广州/白云区"
)
HUANGGE = Body(id="huangge", name="广州市南沙区黄阁镇人民政府", kind=BodyKind.TOWN, region="广东/广州/南沙区")
DISTRICT_GOVERNMENT = Body(
    id="nansha", name="广州市南沙区人民政府", kind=BodyKind.GOVERNMENT, region="广东/广州/南沙区"
)
MARKET = Body(
    id="market",
    name="示例市市场监督管理局",
    kind=BodyKind.DEPARTMENT,
    aliases=(
        Alias(name="示例市质量技术监督局", until=dt.date(2019, 2, 28)),
        Alias(name="示例市知识产权局", since=dt.date(2019, 3, 1)),
    ),
)
OFFICES = [EDUCATION, YUEXIU, REFORM, JIAHE, HUANGGE, DISTRICT_GOVERNMENT, MARKET]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("荔湾区教育局2020年政府信息公开工作年度报告", "liwan_education"),
        ("2020年荔湾区教育局政府信息公开工作年度报告", "liwan_education"),
        ("教育局2020年政府信息公开工作年度报告", None),
        ("海珠区教育局2020年政府信息公开工作年度报告", None),
        ("荔湾区发改局2020年政府信息公开年报", "reform"),
        ("广州市荔湾区发改局2020年政府信息公开年报", "reform"),
        ("发改局2020年政府信息公开年报", "reform"),
        ("海珠区发改局2020年政府信息公开年报", None),
        ("嘉禾街道2020年政府信息公开年报", "jiahe"),
        ("白云区嘉禾街道办事处2020年政府信息公开年报", "jiahe"),
        ("嘉禾街2020年政府信息公开年报", "jiahe"),
        ("黄阁镇2020年政府信息公开年报", "huangge"),
        ("南沙区黄阁镇政府2020年政府信息公开年报", "huangge"),
        ("南沙区政府2020年政府信息公开年报", "nansha"),
        ("南沙区2020年政府信息公开年报", None),
        ("示例市市场监管局2020年政府信息公开年报", "market"),
    ],
)
def test_names_as_they_are_written(title: str, found: str | None) -> None:
    assert match_body(title, OFFICES) == found


@pytest.mark.parametrize(
    ("title", "year", "found"),
    [
        ("示例市质量技术监督局2018年政府信息公开年报", 2018, "market"),
        ("示例市质量技术监督局2019年政府信息公开年报", 2019, "market"),
        ("示例市质量技术监督局2020年政府信息公开年报", 2020, None),
        ("示例市知识产权局2017年政府信息公开年报", 2017, None),
        ("示例市知识产权局2018年政府信息公开年报", 2018, "market"),
        ("示例市知识产权局政府信息公开年报", None, "market"),
    ],
)
def test_a_name_counts_for_the_time_it_was_borne(title: str, year: int | None, found: str | None) -> None:
    assert match_body(title, [MARKET, EDUCATION], year=year) == found


def test_elsewhere_a_name_without_a_place_is_nobodys() -> None:
    assert match_body("发改局2020年政府信息公开年报", [EDUCATION], OFFICES) is None
    assert match_body("荔湾区发改局2020年政府信息公开年报", [EDUCATION], OFFICES) == "reform"


def test_where_the_title_names_nobody_the_publisher_does() -> None:
    title = "2020年政府信息公开工作年度报告"
    assert match_body(title, [EDUCATION, REFORM], OFFICES, "荔湾区发展和改革局") == "reform"
    assert match_body(title, [EDUCATION, REFORM], OFFICES, "本网") is None
    assert match_body("海珠区发改局2020年政府信息公开年报", [EDUCATION], OFFICES, "海珠区政府办") is None


def test_every_publication_of_the_sample_is_matched() -> None:
    watchlist = load_watchlist(find_watchlist("sample"))
    for publication in PUBLICATIONS:
        id_ = match_body(publication.title, watchlist.bodies)
        assert id_ is not None
        assert watchlist.bodies_by_id[id_].name == publication.body
        assert find_year(publication.title) == publication.year
