"""Words of the findings about sums inside one report."""

from __future__ import annotations

from typing import Any

_FORM = "国办公开办函〔2019〕60号、〔2021〕30号 附件（政府信息公开工作年度报告格式）"

_ONE_EN = "{cell} says {found}; it should be {expected}: {agreement}."
_ONE_ZH = "「{cell}」填写为 {found}，按表内勾稽关系应为 {expected}（{agreement}）。"
_PAIR_EN = (
    "{cell} says {found} and {second_cell} says {second_found}: with {expected} and {second_expected} "
    "the {failing} sums that now fail would all hold."
)
_PAIR_ZH = (
    "「{cell}」填写为 {found}，「{second_cell}」填写为 {second_found}；"
    "若分别为 {expected} 和 {second_expected}，目前不成立的 {failing} 个等式即全部成立。"
)
_THREE_EN = (
    "{cell} says {found}, {second_cell} says {second_found} and {third_cell} says {third_found}: with {expected}, "
    "{second_expected} and {third_expected} the {failing} sums that now fail would all hold."
)
_THREE_ZH = (
    "「{cell}」填写为 {found}，「{second_cell}」填写为 {second_found}，「{third_cell}」填写为 {third_found}；"
    "若分别为 {expected}、{second_expected} 和 {third_expected}，目前不成立的 {failing} 个等式即全部成立。"
)
_SEVERAL_EN = " More than one correction would put it right, so no single figure is named as wrong.{others}"
_SEVERAL_ZH = "可使等式成立的更正方式不止一种，因此不指认哪一个数字有误。{others}"
_UNEXPLAINED_EN = " Which figure is wrong cannot be told from the form.{others}"
_UNEXPLAINED_ZH = "仅凭表格无法判断哪一个数字有误。{others}"

_ROW_EN = "In the row {row} the six kinds of applicant add up to {expected}{blanks}, but the total says {found}."
_ROW_ZH = "「{row}」一行，六类申请人合计为 {expected}{blanks}，而总计填写为 {found}。"
_RESULTS_EN = "In the column {column} the outcomes add up to {expected}{blanks}, but （七）总计 says {found}."
_RESULTS_ZH = "「{column}」一列，各项办理结果合计为 {expected}{blanks}，而（七）总计填写为 {found}。"
_BALANCE_EN = (
    "In the column {column}, newly received plus carried in make {expected}{blanks}, "
    "but answered plus carried over make {found}."
)
_BALANCE_ZH = (
    "「{column}」一列，本年新收与上年结转之和为 {expected}{blanks}，而办理结果总计与结转下年度之和为 {found}。"
)
_DISPUTES_EN = "Under {row} the four outcomes add up to {expected}{blanks}, but the total says {found}."
_DISPUTES_ZH = "「{row}」四类结果合计为 {expected}{blanks}，而总计填写为 {found}。"


def _variants(equation: str, pair: str, three: str, several: str, unexplained: str) -> dict[str, str]:
    return {"pair": pair, "three": three, "several": equation + several, "unexplained": equation + unexplained}


_NEXT_EN = (
    "Compare the figures with the published document; ask the body to check its figures and publish a correction."
)
_NEXT_ZH = "对照已公布的原文核对上述数字；确有差错的，请填报单位核实并更正公布。"

ENTRIES: dict[str, dict[str, Any]] = {
    "applications.row_total": {
        "severity": "error",
        "source": _FORM,
        "en": {
            "title": "A row of the applications table does not add up",
            "message": _ONE_EN,
            "explanation": "Each row of the table on applications splits its number over six kinds of applicant; the "
            "six "
            "figures have to add up to the total at the end of the row. Blank cells count as nought. The finding "
            "rests only "
            "on figures that were plainly read.",
            "next": _NEXT_EN,
            "variants": _variants(_ROW_EN, _PAIR_EN, _THREE_EN, _SEVERAL_EN, _UNEXPLAINED_EN),
        },
        "zh": {
            "title": "申请情况表有一行合计不符",
            "message": _ONE_ZH,
            "explanation": "申请情况表每一行按六类申请人分别填写，六类之和应等于该行总计；空白按 0 计算。"
            "本提示仅依据清晰读取的数字。",
            "next": _NEXT_ZH,
            "variants": _variants(_ROW_ZH, _PAIR_ZH, _THREE_ZH, _SEVERAL_ZH, _UNEXPLAINED_ZH),
        },
    },
    "applications.results_total": {
        "severity": "error",
        "source": _FORM,
        "en": {
            "title": "The outcomes do not add up to their total",
            "message": _ONE_EN,
            "explanation": "In each column of the table on applications, all kinds of outcome of the year have to add "
            "up to "
            "（七）总计. Blank cells count as nought. The finding rests only on figures that were plainly read.",
            "next": _NEXT_EN,
            "variants": _variants(_RESULTS_EN, _PAIR_EN, _THREE_EN, _SEVERAL_EN, _UNEXPLAINED_EN),
        },
        "zh": {
            "title": "办理结果之和与（七）总计不符",
            "message": _ONE_ZH,
            "explanation": "申请情况表每一列中，本年度各项办理结果之和应等于（七）总计；空白按 0 计算。"
            "本提示仅依据清晰读取的数字。",
            "next": _NEXT_ZH,
            "variants": _variants(_RESULTS_ZH, _PAIR_ZH, _THREE_ZH, _SEVERAL_ZH, _UNEXPLAINED_ZH),
        },
    },
    "applications.balance": {
        "severity": "error",
        "source": f"{_FORM}：本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
        "en": {
            "title": "Applications received and dealt with do not balance",
            "message": _ONE_EN,
            "explanation": "The form itself prints this rule: in each column, newly received plus carried in from "
            "last year "
            "equals answered this year plus carried over to the next. Blank cells count as nought. The finding rests "
            "only on "
            "figures that were plainly read.",
            "next": _NEXT_EN,
            "variants": _variants(_BALANCE_EN, _PAIR_EN, _THREE_EN, _SEVERAL_EN, _UNEXPLAINED_EN),
        },
        "zh": {
            "title": "申请收到与办理数不平衡",
            "message": _ONE_ZH,
            "explanation": "表头载明勾稽关系：每一列第一项加第二项之和，等于第三项加第四项之和；空白按 0 计算。"
            "本提示仅依据清晰读取的数字。",
            "next": _NEXT_ZH,
            "variants": _variants(_BALANCE_ZH, _PAIR_ZH, _THREE_ZH, _SEVERAL_ZH, _UNEXPLAINED_ZH),
        },
    },
    "disputes.total": {
        "severity": "error",
        "source": _FORM,
        "en": {
            "title": "Reviews or lawsuits do not add up",
            "message": _ONE_EN,
            "explanation": "For administrative review and for each kind of lawsuit, upheld, corrected, other and "
            "pending cases "
            "have to add up to the total. Blank cells count as nought. The finding rests only on figures that were "
            "plainly "
            "read.",
            "next": _NEXT_EN,
            "variants": _variants(_DISPUTES_EN, _PAIR_EN, _THREE_EN, _SEVERAL_EN, _UNEXPLAINED_EN),
        },
        "zh": {
            "title": "复议、诉讼情况合计不符",
            "message": _ONE_ZH,
            "explanation": "行政复议和各类行政诉讼中，结果维持、结果纠正、其他结果、尚未审结之和应等于总计；"
            "空白按 0 计算。本提示仅依据清晰读取的数字。",
            "next": _NEXT_ZH,
            "variants": _variants(_DISPUTES_ZH, _PAIR_ZH, _THREE_ZH, _SEVERAL_ZH, _UNEXPLAINED_ZH),
        },
    },
}
