"""The sample portal's own calendar: what it publishes, where, on which day, and what it does to it later.

Five reports are real (公开的 2020 年度报告 of five Guangdong bodies). All others are made up, say so on their face,
and everything that goes wrong in the sample goes wrong with bodies that do not exist (示例市示例区): no real body is
shown as late or at fault through anything invented here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

GKMLPT_SITE = "zcqzwfwsjglj"
GKMLPT_COLUMN = 2629
GKMLPT_SID = "200171"
NFCMS_COLUMN = "/zwgk/xxgknb/"
OPENING_DAY = dt.date(2021, 1, 4)
CLOSING_DAY = dt.date(2021, 4, 1)


@dataclass(frozen=True, slots=True)
class Publication:
    """One report as its body put it on the portal.

    `document` is the stem of a file in `documents/`; `altered` is the stem that silently takes its place on
    `altered_on`. `form` says how it is posted: a gkmlpt page whose body a script renders, a page with the report in
    it, a page with one attachment, or a list row that links straight to the file.
    """

    id: int
    document: str
    body: str
    year: int
    title: str
    published_on: dt.date
    form: Literal["gkmlpt", "page", "attachment", "direct"]
    media: Literal["html", "pdf", "docx"]
    altered: str | None = None
    altered_on: dt.date | None = None
    withdrawn_on: dt.date | None = None

    @property
    def file(self) -> str:
        return f"{self.document}.{self.media}"

    def file_on(self, day: dt.date) -> str:
        """The file served on `day`: the altered one once it has been slipped in."""
        stem = self.altered if self.altered and self.altered_on and day >= self.altered_on else self.document
        return f"{stem}.{self.media}"

    def is_up(self, day: dt.date) -> bool:
        return self.published_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


def _report(body: str, year: int) -> str:
    return f"{body}{year}年政府信息公开工作年度报告"


_ZENGCHENG = "广州市增城区政务服务数据管理局"
_LIWAN = "广州市荔湾区政务服务数据管理局"

PUBLICATIONS: tuple[Publication, ...] = (
    Publication(
        10019104,
        "zengcheng_government_services_2019",
        _ZENGCHENG,
        2019,
        _report(_ZENGCHENG, 2019),
        dt.date(2020, 1, 13),
        "gkmlpt",
        "html",
    ),
    Publication(
        10019112,
        "liwan_government_services_2019",
        _LIWAN,
        2019,
        _report(_LIWAN, 2019),
        dt.date(2020, 1, 15),
        "page",
        "html",
    ),
    Publication(
        10021012,
        "zengcheng_government_services_2020",
        _ZENGCHENG,
        2020,
        _report(_ZENGCHENG, 2020),
        dt.date(2021, 1, 12),
        "gkmlpt",
        "html",
    ),
    Publication(
        10021015,
        "jiahe_subdistrict_2020",
        "广州市白云区人民政府嘉禾街道办事处",
        2020,
        _report("广州市白云区人民政府嘉禾街道办事处", 2020),
        dt.date(2021, 1, 15),
        "attachment",
        "pdf",
    ),
    Publication(
        10021020,
        "liwan_government_services_2020",
        _LIWAN,
        2020,
        _report(_LIWAN, 2020),
        dt.date(2021, 1, 20),
        "direct",
        "pdf",
    ),
    Publication(
        10021022,
        "sample_statistics_2020",
        "示例市示例区统计局",
        2020,
        _report("示例市示例区统计局", 2020),
        dt.date(2021, 1, 22),
        "page",
        "html",
        withdrawn_on=dt.date(2021, 3, 5),
    ),
    Publication(
        10021025,
        "huangge_town_2020",
        "广州市南沙区黄阁镇人民政府",
        2020,
        _report("广州市南沙区黄阁镇人民政府", 2020),
        dt.date(2021, 1, 25),
        "attachment",
        "docx",
    ),
    Publication(
        10021026,
        "sample_civil_affairs_2020",
        "示例市示例区民政局",
        2020,
        _report("示例市示例区民政局", 2020),
        dt.date(2021, 1, 26),
        "page",
        "html",
        altered="sample_civil_affairs_2020_altered",
        altered_on=dt.date(2021, 2, 20),
    ),
    Publication(
        10021036,
        "sample_education_2020",
        "示例市示例区教育局",
        2020,
        _report("示例市示例区教育局", 2020),
        dt.date(2021, 2, 5),
        "attachment",
        "docx",
    ),
    Publication(
        10021084,
        "wujiang_district_2020",
        "韶关市武江区人民政府",
        2020,
        _report("韶关市武江区人民政府", 2020),
        dt.date(2021, 3, 25),
        "page",
        "html",
    ),
    Publication(
        10022112,
        "zengcheng_government_services_2021",
        _ZENGCHENG,
        2021,
        _report(_ZENGCHENG, 2021),
        dt.date(2022, 1, 12),
        "gkmlpt",
        "html",
    ),
    Publication(
        10022114,
        "liwan_government_services_2021",
        _LIWAN,
        2021,
        _report(_LIWAN, 2021),
        dt.date(2022, 1, 14),
        "direct",
        "pdf",
    ),
)
"""One body of the watch list (示例市示例区财政局) never publishes: it has no line here."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A row of the column that is no annual report on disclosure; a watcher has to leave it alone."""

    id: int
    title: str
    published_on: dt.date


NOTICES: tuple[Notice, ...] = (
    Notice(10018001, "示例市示例区政府信息公开指南", dt.date(2019, 6, 3)),
    Notice(10018220, "示例市示例区2019年政府网站工作年度报表", dt.date(2020, 1, 21)),
    Notice(10018230, "示例市示例区住房公积金2019年年度报告", dt.date(2020, 3, 12)),
    Notice(10021090, "关于做好2020年政府信息公开工作年度报告编制发布工作的通知", dt.date(2021, 1, 5)),
    Notice(10021091, "示例市示例区2020年法治政府建设年度报告", dt.date(2021, 3, 15)),
)
