"""What the cases of the rules are built with: reports in order, changed as a case asks, and all rules run on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from crawler.watchlist import Body, BodyKind
from monitor.case import Case
from monitor.finding import Finding
from monitor.rules import evaluate
from monitor.rules.changes import check_revision, check_withdrawal
from monitor.rules.deadlines import BodyYear, check_deadline
from monitor.rules.portals import check_portal
from monitor.rules.site_codes import check_site_code
from parsers.form import Form
from parsers.report import Report, Section, Source
from tests.monitor.reports import BODY, SIX_SECTIONS, TODAY, Value, build_report
from tests.monitor.test_rules_portals import column

IN_ORDER, FAULT, EXCEPTION = "in order", "fault", "exception"
F21: dict[str, Any] = {"form": Form.F2021, "year": 2022}
A, D, P = "applications.", "disclosure.", "disputes."
TOWN = Body(id="town", name="示例县青松镇人民政府", kind=BodyKind.TOWN, region="示例省/示例市/示例县")
OTHER_TOWN = Body(id="other_town", name="示例县红星镇人民政府", kind=BodyKind.TOWN, region="示例省/示例市/示例县")
BUREAU = Body(id="civil", name=BODY, kind=BodyKind.DEPARTMENT, region="示例市/示例区")
OTHER_BUREAU = Body(id="education", name="示例市示例区教育局", kind=BodyKind.DEPARTMENT, region="示例市/示例区")


@dataclass(frozen=True)
class RuleCase:
    """`find` gives the findings; `severity` is what a fault is given, where it differs from the catalogue's; an
    exception may leave a finding of a lower severity, and no other."""

    code: str
    verdict: str
    title: str
    find: Callable[[], Iterable[Finding]]
    severity: str = ""


def report(figures: Mapping[str, Value] | None = None, text: str = "", problems: str = "", **more: Any) -> Report:
    """A report in order, with `text` in section 一 and `problems` in section 五; `body`, `reader` and `preamble` as
    asked."""
    own = {name: more.pop(name) for name in ("body", "preamble", "pictured", "pictures", "period") if name in more}
    reader = more.pop("reader", "html")
    if text or problems:
        filled = {1: text, 5: problems}
        more["sections"] = tuple(replace(each, text=filled.get(each.number) or each.text) for each in SIX_SECTIONS)
    built = build_report(figures, **more)
    return replace(built, source=Source("report", "text/html", "0" * 64, reader), **own)


def check(
    figures: Mapping[str, Value] | None = None,
    text: str = "",
    *,
    previous: Report | None = None,
    case: Mapping[str, Any] | None = None,
    **more: Any,
) -> Callable[[], Iterable[Finding]]:
    """All rules on one report."""
    return lambda: evaluate(Case(report(figures, text, **more), TODAY, previous=previous, **(case or {}))).findings


def before(figures: Mapping[str, Value] | None = None, text: str = "", **more: Any) -> Report:
    """Last year's report: on 2021 in the 2021 form, unless something else is asked."""
    return report(figures, text, **{"form": Form.F2021, "year": 2021, **more})


def balanced(new: int, carried_in: int = 0, carried_over: int = 0) -> dict[str, Value]:
    """Applications by natural persons that add up, all granted."""
    answered = new + carried_in - carried_over
    rows = {
        "received_new": new,
        "carried_in": carried_in,
        "granted": answered,
        "results_total": answered,
        "carried_over": carried_over,
    }
    return {f"{A}{row}.{kind}": value for row, value in rows.items() for kind in ("natural_person", "total")}


def disputes(kind: str, **outcomes: int) -> dict[str, Value]:
    cells: dict[str, Value] = {f"{P}{kind}.{outcome}": value for outcome, value in outcomes.items()}
    return {**cells, f"{P}{kind}.total": sum(outcomes.values())}


def deadline(kind: BodyKind, day: dt.date, published: dt.date | None = None, due: str | None = None, **known: Any):  # type: ignore[no-untyped-def]
    body = Body(id="sample", name="示例", kind=kind, due=due)
    facts = {"first_published_on": published, "has_report": published is not None, "column_read_on": day, **known}
    return lambda: check_deadline(BodyYear(body, 2020, day, **facts))


def revised(old: Report, new: Report) -> Callable[[], Iterable[Finding]]:
    return lambda: check_revision(old, new, "sample", "https://www.example.gov.cn/1.html")


def withdrawn(last: dt.date, passes: int) -> Callable[[], Iterable[Finding]]:
    return lambda: check_withdrawal(
        "sample", 2020, "https://www.example.gov.cn/1.html", "年报", dt.date(2021, 5, 1), last, passes
    )


def site_code(region: str, code: str) -> Callable[[], Iterable[Finding]]:
    return lambda: check_site_code("sample", 2020, region, "https://www.example.gov.cn/1.html", code)


def visits(*outcomes: str) -> Callable[[], Iterable[Finding]]:
    return lambda: check_portal(column(*outcomes))


def sections(*numbers: int) -> tuple[Section, ...]:
    return tuple(section for section in SIX_SECTIONS if section.number in numbers)


def copied(previous_text: str, text: str, **more: Any) -> Callable[[], Iterable[Finding]]:
    return check(text=text, previous=before(text=previous_text), **F21, **more)


PROSE = (
    "我局坚持以人民为中心的发展思想，围绕群众关心的救助、养老、殡葬、婚姻登记等事项，及时公布办事条件、办理流程和监督电话，方便群众了解和办理。"
    "建立健全信息发布审查机制，由业务股室起草、办公室审核、分管领导签发，明确各环节责任人，做到先审查后公开、谁公开谁负责。"
    "在政务服务大厅设置查阅点，安排专人值守，为老年人等群体提供代查代办服务，打通信息公开的最后一公里。"
)
NEW_PROSE = (
    "今年以来，本单位重点推进殡葬领域收费目录清单的梳理，组织全体工作人员逐条核对，邀请人大代表现场监督并听取意见。"
    "针对上一年度检查中指出的栏目更新迟缓问题，指定联络员按周巡查，发现错漏立即通知责任股室改正，形成闭环。"
    "与融媒体中心合作拍摄政策短片，用方言讲解低保申请步骤，并在村级公示栏张贴二维码，扫码即可观看全部内容。"
)
FIGURES_ONLY = "全年公开信息{}条，其中网站{}条，微信{}条，召开会议{}次，培训{}人次，接待来访{}人。" * 3
