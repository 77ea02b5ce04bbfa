"""Digests for the tests: bodies that do not exist, labels as the official form prints them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from monitor.alerts.digest import Digest, Notice
from monitor.catalogue import Language, Severity
from monitor.finding import Operand, Transition
from parsers.form import Form, addresses, official_label

NINE_O_CLOCK = dt.datetime(2021, 2, 9, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
STATISTICS, CIVIL_AFFAIRS, EDUCATION, FINANCE = (f"示例市示例区{name}局" for name in ("统计", "民政", "教育", "财政"))
PORTAL = "http://www.example.gov.cn/zwgk/xxgknb"
ARCHIVE = "http://127.0.0.1:8001/report"


def operands(printed: dict[str, str], year: int = 2020) -> tuple[Operand, ...]:
    return tuple(Operand(cell, official_label(cell, Form.F2019), raw, year) for cell, raw in printed.items())


def notice(key: str, message: str, **changes: object) -> Notice:
    known = Notice(
        key=key,
        transition=Transition.OPENED,
        code="applications.balance",
        severity=Severity.ERROR,
        body=STATISTICS,
        year=2020,
        message=message,
        cells=(),
        expected=None,
        found=None,
        source_url=f"{PORTAL}/content/post_10021022.html",
        archive_url=f"{ARCHIVE}/sample_statistics/2020",
    )
    return replace(known, **changes)  # type: ignore[arg-type]


BALANCE = {
    "applications.received_new.total": "12",
    "applications.carried_in.total": "2",
    "applications.results_total.total": "12",
    "applications.carried_over.total": "1",
}


def _balance(language: Language) -> Notice:
    message = {
        Language.EN: "12 new applications and 2 carried in make 14, but 12 results and 1 carried over make 13.",
        Language.ZH: "本年新收 12 件、上年结转 2 件，合计 14 件；办理结果 12 件、结转下年度 1 件，合计 13 件。",
    }
    return notice("d-balance", message[language], cells=operands(BALANCE), expected="14", found="13")


def _row_total(language: Language) -> Notice:
    message = {
        Language.EN: "The six kinds of applicant in 「一、本年新收政府信息公开申请数量」 add up to 11, not 12.",
        Language.ZH: "「一、本年新收政府信息公开申请数量」一行，六类申请人合计 11 件，总计填为 12 件。",
    }
    row = [cell for cell in addresses(Form.F2019) if cell.startswith("applications.received_new.")]
    printed = dict(zip(row, ("9", "2", "0", "0", "", "0", "12"), strict=True))
    return notice(
        "d-row", message[language], code="applications.row_total", cells=operands(printed), expected="11", found="12"
    )


def _late(language: Language) -> Notice:
    message = {
        Language.EN: "The report on 2020 was published on 5 February 2021, five days after the statutory date.",
        Language.ZH: "2020 年度报告于 2021 年 2 月 5 日发布，比法定期限晚 5 天。",
    }
    return notice(
        "d-late", message[language], code="deadline.late", body=EDUCATION, expected="2021-01-31", found="2021-02-05",
        source_url=f"{PORTAL}/content/post_10021036.html", archive_url=f"{ARCHIVE}/sample_education/2020",
    )  # fmt: skip


def _missing(language: Language) -> Notice:
    message = {
        Language.EN: "No report on 2020 has been published; it was due on 31 January 2021.",
        Language.ZH: "至今未见 2020 年度报告，法定期限为 2021 年 1 月 31 日。",
    }
    return notice(
        "d-missing", message[language], code="deadline.missing", body=FINANCE, expected="2021-01-31", source_url=None,
        archive_url=f"{ARCHIVE}/sample_finance/2020",
    )  # fmt: skip


def _copied(language: Language) -> Notice:
    message = {
        Language.EN: "Ten large figures are the same as last year's, to the digit.",
        Language.ZH: "有 10 个较大的数字与上一年度完全相同。",
    }
    cells = [cell for cell in addresses(Form.F2019) if cell.startswith("disclosure.")][:10]
    printed = {cell: str(120 + number) for number, cell in enumerate(cells)}
    return notice(
        "d-copied", message[language], code="year.copied_figures", severity=Severity.WARNING, cells=operands(printed),
        transition=Transition.CHANGED,
    )  # fmt: skip


def _carried(language: Language) -> Notice:
    message = {
        Language.EN: "One application was carried over at the end of 2019; 2020 begins with two carried in.",
        Language.ZH: "2019 年度末结转 1 件，2020 年度上年结转填为 2 件。",
    }
    cells = (
        *operands({"applications.carried_in.natural_person": "2"}),
        *operands({"applications.carried_over.natural_person": "1"}, 2019),
    )
    return notice(
        "d-carried", message[language], code="applications.carry_over", severity=Severity.WARNING, cells=cells,
        expected="1", found="2",
    )  # fmt: skip


def _stale(language: Language) -> Notice:
    message = {
        Language.EN: "The report cites the notice of 2014; the one in force is 国办公开办函〔2019〕60号.",
        Language.ZH: "报告所引为 2014 年的通知，现行通知为国办公开办函〔2019〕60号。",
    }
    return notice(
        "d-stale", message[language], code="form.stale_basis", severity=Severity.INFO, body=CIVIL_AFFAIRS,
        source_url=f"{PORTAL}/content/post_10021026.html", archive_url=f"{ARCHIVE}/sample_civil_affairs/2020",
    )  # fmt: skip


def _resolved(language: Language) -> Notice:
    message = {
        Language.EN: "The four outcomes of 行政复议 did not add up to the total.",
        Language.ZH: "行政复议四类结果之和与总计不符。",
    }
    outcomes = {"upheld": "1", "pending": "0", "total": "1"}
    printed = {f"disputes.review.{outcome}": raw for outcome, raw in outcomes.items()}
    return notice(
        "d-resolved", message[language], code="disputes.total", body=CIVIL_AFFAIRS, transition=Transition.RESOLVED,
        cells=operands(printed), expected="1", found="2", source_url=f"{PORTAL}/content/post_10021026.html",
        archive_url=f"{ARCHIVE}/sample_civil_affairs/2020",
    )  # fmt: skip


def morning(language: Language = Language.EN) -> Digest:
    """A digest as it comes on a morning in February: four errors, two warnings, a note, one resolved."""
    makers = (_resolved, _stale, _carried, _copied, _missing, _late, _row_total, _balance)
    notices = tuple(make(language) for make in makers)
    return digest(*notices, language=language)


def digest(*notices: Notice, language: Language = Language.EN, key: str = "digest-20210209") -> Digest:
    return Digest(id=key, at=NINE_O_CLOCK, language=language, notices=notices, watchlist="sample")


def crowd(number: int = 300, language: Language = Language.EN) -> Digest:
    """Many notices about many bodies, each with its key in its message."""
    severities = tuple(Severity)
    notices = (
        replace(
            _balance(language),
            key=f"key-{index:03}",
            message=f"Figures do not agree, case key-{index:03}.",
            body=f"示例市示例区第{index // 3}局",
            severity=severities[index % 3],
            transition=Transition.RESOLVED if index % 10 == 9 else Transition.OPENED,
        )
        for index in range(number)
    )
    return digest(*notices, language=language)
