"""What every simulated portal publishes: the same reports and the same rows beside them, whatever the platform.

The documents are those of the sample portal. Bodies that do not exist stand for all that goes wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DOCUMENTS = Path(__file__).parents[2] / "crawler" / "sample" / "documents"
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Row:
    """A row of a column, newest first in ROWS. `document` is None for a row that is no report."""

    id: int
    title: str
    on: dt.date
    document: str | None = None
    form: Literal["page", "attachment"] = "page"
    body: str | None = None
    year: int | None = None

    @property
    def is_report(self) -> bool:
        return self.document is not None

    @property
    def media(self) -> str:
        return (self.document or ".html").rpartition(".")[2]

    @property
    def file_name(self) -> str:
        """What the platform calls the file, as a person sees it."""
        return f"{self.title}.{self.media}"

    def read(self) -> bytes:
        return (DOCUMENTS / str(self.document)).read_bytes()

    @property
    def text(self) -> str:
        """The text of the post's page: the report itself, or a sentence beside an attachment or of a notice."""
        if self.is_report and self.form == "page":
            return self.read().decode("utf-8")
        return "<p>年度报告全文见附件。</p>" if self.is_report else "<p>（略）</p>"


BODIES: dict[str, tuple[str, str]] = {
    "liwan_government_services": ("广州市荔湾区政务服务数据管理局", "department"),
    "zengcheng_government_services": ("广州市增城区政务服务数据管理局", "department"),
    "jiahe_subdistrict": ("广州市白云区人民政府嘉禾街道办事处", "subdistrict"),
    "huangge_town": ("广州市南沙区黄阁镇人民政府", "town"),
    "wujiang_district": ("韶关市武江区人民政府", "government"),
    "sample_statistics": ("示例市示例区统计局", "department"),
    "sample_education": ("示例市示例区教育局", "department"),
}
"""The bodies of the watch list, by id: name and kind."""


def _report(number: int, body: str, year: int, on: dt.date, media: str = "html") -> Row:
    title = f"{BODIES[body][0]}{year}年政府信息公开工作年度报告"
    return Row(number, title, on, f"{body}_{year}.{media}", "page" if media == "html" else "attachment", body, year)


REPORTS: tuple[Row, ...] = (
    _report(10021084, "wujiang_district", 2020, dt.date(2021, 3, 25)),
    _report(10021036, "sample_education", 2020, dt.date(2021, 2, 5), "docx"),
    _report(10021025, "huangge_town", 2020, dt.date(2021, 1, 25), "docx"),
    _report(10021022, "sample_statistics", 2020, dt.date(2021, 1, 22)),
    _report(10021015, "jiahe_subdistrict", 2020, dt.date(2021, 1, 15), "pdf"),
    _report(10021012, "zengcheng_government_services", 2020, dt.date(2021, 1, 12)),
    _report(10019112, "liwan_government_services", 2019, dt.date(2020, 1, 15)),
    _report(10019104, "zengcheng_government_services", 2019, dt.date(2020, 1, 13)),
)
OTHERS: tuple[Row, ...] = (
    Row(10021091, "示例市示例区2020年法治政府建设年度报告", dt.date(2021, 3, 15)),
    Row(10021090, "关于做好2020年政府信息公开工作年度报告编制发布工作的通知", dt.date(2021, 1, 5)),
    Row(10018230, "示例市示例区住房公积金2019年年度报告", dt.date(2020, 3, 12)),
    Row(10018220, "示例市示例区2019年政府网站工作年度报表", dt.date(2020, 1, 21)),
    Row(10018001, "示例市示例区政府信息公开指南", dt.date(2019, 6, 3)),
)
"""Rows of a column that are no annual report on disclosure."""
ROWS: tuple[Row, ...] = tuple(sorted((*REPORTS, *OTHERS), key=lambda row: (row.on, row.id), reverse=True))


def among(count: int) -> tuple[Row, ...]:
    """ROWS with so many notices between them that a list has `count` rows, reports on its first and its last page."""
    spare = count - len(ROWS)
    notices = [
        Row(10010000 + n, f"关于第{n}号事项的公告", dt.date(2020, 10, 1) - dt.timedelta(days=n % 200))
        for n in range(spare)
    ]
    newer = [row for row in ROWS if row.on > dt.date(2020, 10, 1)]
    return (*newer, *notices, *(row for row in ROWS if row not in newer))


def find(rows: Iterable[Row], number: int) -> Row | None:
    return next((row for row in rows if row.id == number), None)
