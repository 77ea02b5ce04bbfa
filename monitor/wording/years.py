"""Words of the findings that compare a report with the year before, and of those about its dates."""

from __future__ import annotations

from typing import Any

_FORM = "国办公开办函〔2019〕60号、〔2021〕30号 附件（政府信息公开工作年度报告格式）"

ENTRIES: dict[str, dict[str, Any]] = {
    "applications.carry_over": {
        "severity": "error",
        "source": _FORM,
        "en": {
            "title": "Carried-over applications differ from last year's report",
            "message": "{cell} says {found}; the report on {previous_year} says {expected} under {previous_cell}. The "
            "two "
            "have to be the same figure.{kinds}",
            "explanation": "Applications not yet answered at the end of a year are carried over into the next: last "
            "year's "
            "四、结转下年度继续办理 is this year's 二、上年结转. The finding does not say which of the two reports is "
            "wrong. "
            "A merger of bodies or a later correction of last year's report can explain a difference.",
            "next": "Ask the body which figure is right, and whether tasks moved between bodies.",
        },
        "zh": {
            "title": "上年结转数与上年度报告不一致",
            "message": "「{cell}」填写为 {found}，而 {previous_year} 年度报告「{previous_cell}」为 {expected}，"
            "两数应当一致。{kinds}",
            "explanation": "上年度“四、结转下年度继续办理”即为本年度“二、上年结转”。本提示不判断哪一年的报告有误；"
            "机构合并或上年度报告事后更正可能造成差异。",
            "next": "请填报单位核实哪一个数字正确，并说明有无机构职能划转。",
        },
    },
    "disclosure.roll_forward": {
        "severity": "warning",
        "source": _FORM,
        "en": {
            "title": "Documents in force do not follow from last year's",
            "message": "{cell} says {found}; {in_force} in force at the end of {previous_year}, plus {issued} issued, "
            "minus "
            "{repealed} repealed make {expected}.",
            "explanation": "The number in force at the end of a year should be last year's number plus those issued "
            "minus those "
            "repealed. Documents that expired by themselves, mergers of bodies and recounts can explain a difference.",
            "next": "Ask the body how the number in force was counted.",
        },
        "zh": {
            "title": "现行有效件数与上年度不衔接",
            "message": "「{cell}」填写为 {found}；按 {previous_year} 年末现行有效 {in_force} 件，加本年制发 {issued} "
            "件，"
            "减本年废止 {repealed} 件计算为 {expected} 件。",
            "explanation": "年末现行有效件数一般应为上年末件数加本年制发件数减本年废止件数。"
            "自然失效、机构合并、重新清理等可能造成差异。",
            "next": "请填报单位说明现行有效件数的统计口径。",
        },
    },
    "disclosure.prior_items": {
        "severity": "warning",
        "source": _FORM,
        "en": {
            "title": "Last year's items do not follow from last year's report",
            "message": "{cell} says {found}; the report on {previous_year} gives {items} items with a change of "
            "{change}, "
            "which make {expected}.",
            "explanation": "In the 2019 form, 上一年项目数量 should be the number of items given a year earlier plus "
            "the change "
            "reported for that year. Tasks moved between bodies or a first count can explain a difference.",
            "next": "Ask the body how the items were counted.",
        },
        "zh": {
            "title": "上一年项目数量与上年度报告不衔接",
            "message": "「{cell}」填写为 {found}；{previous_year} 年度报告中项目数量为 {items}，本年增/减为 {change}，"
            "合计为 {expected}。",
            "explanation": "2019 年格式中，“上一年项目数量”一般应为上年度报告的项目数量加当年增减数。"
            "事权划转或首次统计可能造成差异。",
            "next": "请填报单位说明项目数量的统计口径。",
        },
    },
    "disputes.pending_lost": {
        "severity": "info",
        "source": _FORM,
        "en": {
            "title": "Pending disputes are not found again",
            "message": "The report on {previous_year} left {expected} disputes pending; the report on {year} counts "
            "{found} in all.",
            "explanation": "Reviews and lawsuits pending at the end of a year usually appear in the next report, "
            "decided or still "
            "pending. Some bodies count only new cases, which is one explanation.",
            "next": "Ask the body what became of the pending cases and whether it counts new cases only.",
        },
        "zh": {
            "title": "上年尚未审结的案件未见后续",
            "message": "{previous_year} 年度报告有 {expected} 件复议、诉讼尚未审结，而 {year} 年度报告合计为 "
            "{found} 件。",
            "explanation": "上年末尚未审结的案件一般会出现在下一年度报告中。有的单位只统计新收案件，可能造成差异。",
            "next": "请填报单位说明尚未审结案件的后续情况和统计口径。",
        },
    },
    "date.signed_too_early": {
        "severity": "error",
        "source": "政府信息公开条例 第四十九条、第五十条",
        "en": {
            "title": "Signed before the year was over",
            "message": "The sign-off reads “{found}”, before the year reported on ({year}) had ended.",
            "explanation": "The report covers 1 January to 31 December, so it can only be signed after that year. "
            "Most often the "
            "date was left over from an earlier report.",
            "next": "Ask the body to correct the date of the sign-off.",
        },
        "zh": {
            "title": "落款日期早于报告年度结束",
            "message": "落款为“{found}”，早于报告所涉年度（{year} 年）结束之日。",
            "explanation": "报告统计期为 1 月 1 日至 12 月 31 日，落款日期应在该年度结束之后。"
            "常见原因是沿用了以前报告的日期。",
            "next": "请填报单位更正落款日期。",
        },
    },
    "date.incomplete": {
        "severity": "info",
        "source": "nianbao",
        "en": {
            "title": "The sign-off date is incomplete",
            "message": "The sign-off reads “{found}”, which is no complete date.",
            "explanation": "A sign-off that carries a date should name year, month and day of the calendar.",
            "next": "Ask the body to complete the date of the sign-off.",
        },
        "zh": {
            "title": "落款日期不完整",
            "message": "落款为“{found}”，不是完整的日期。",
            "explanation": "报告载有落款日期的，应写明年、月、日。",
            "next": "请填报单位补全落款日期。",
        },
    },
    "date.published_before_signed": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "Published before it was signed",
            "message": "The document says it was published on {published}, but it is signed {signed}.",
            "explanation": "A report is published after it has been signed. An earlier date of publication usually "
            "means that the "
            "file was replaced later, or that one of the dates is wrong.",
            "next": "Ask the body which date is right, and whether the file was replaced.",
        },
        "zh": {
            "title": "发布日期早于落款日期",
            "message": "文件标注的发布日期为 {published}，早于落款日期 {signed}。",
            "explanation": "报告应先落款后发布。发布日期在前，通常是文件后来被替换，或其中一个日期有误。",
            "next": "请填报单位核实日期，并说明文件是否更换过。",
        },
    },
}
