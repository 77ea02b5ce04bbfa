"""Words of the findings about statutory dates."""

from __future__ import annotations

from typing import Any

_SOURCE = "政府信息公开条例 第四十九条"
_HOLIDAYS_EN = "Whether the date moves when it falls on a holiday is not settled in the Regulations."
_HOLIDAYS_ZH = "期限最后一日为节假日时是否顺延，《条例》未作规定。"

ENTRIES: dict[str, dict[str, Any]] = {
    "deadline.due_soon": {
        "severity": "info",
        "source": _SOURCE,
        "en": {
            "title": "A report is due soon",
            "message": "The report on {year} has to be published by {due} ({basis}), {outlook}.",
            "explanation": "A reminder before the date: nothing is wrong. It stands until the columns were read after "
            "the date.",
            "next": "Nothing, or remind the body.",
        },
        "zh": {
            "title": "年度报告即将到期",
            "message": "{year} 年度报告最迟应于 {due} 公布（{basis}）；{outlook}。",
            "explanation": "到期前的提醒，并非差错；期限之后成功读取栏目时即告结束。",
            "next": "无需处理，也可提醒填报单位。",
        },
    },
    "deadline.missing": {
        "severity": "error",
        "source": _SOURCE,
        "en": {
            "title": "No report was found after the date",
            "message": "The report on {year} was due by {due} ({basis}). It was not in the columns we watch when they "
            "were "
            "last read, on {read_on}.",
            "explanation": "Said only when a column in which the report is expected was read successfully after the "
            "date. The "
            "report may stand elsewhere on the website. " + _HOLIDAYS_EN,
            "next": "Look for the report on the body's website; if it is there, add its column to the watch list, "
            "otherwise ask "
            "the body.",
        },
        "zh": {
            "title": "逾期未见年度报告",
            "message": "{year} 年度报告最迟应于 {due} 公布（{basis}）；最近一次（{read_on}）读取所监测的栏目时，"
            "仍未见该报告。",
            "explanation": "仅在期限之后成功读取过相应栏目时提示。报告也可能发布在网站其他位置。" + _HOLIDAYS_ZH,
            "next": "请到该单位网站查找；如在其他栏目，请将该栏目加入监测清单，否则请向该单位了解情况。",
        },
    },
    "deadline.late": {
        "severity": "error",
        "source": _SOURCE,
        "en": {
            "title": "Published after the date",
            "message": "The report on {year} was published on {published}, {days} after {due} ({basis}).",
            "explanation": "Counted from the earliest date of publication known to us. A page that was moved to a new "
            "site may "
            "show a later date than the first publication. " + _HOLIDAYS_EN,
            "next": "Check the date of publication; ask the body if it was published elsewhere before.",
        },
        "zh": {
            "title": "逾期公布",
            "message": "{year} 年度报告于 {published} 公布，比 {due}（{basis}）晚 {days}。",
            "explanation": "按所知最早的发布日期计算。网站迁移后，页面日期可能晚于首次发布日期。" + _HOLIDAYS_ZH,
            "next": "请核对发布日期，并了解此前是否已在其他位置发布。",
        },
    },
}
