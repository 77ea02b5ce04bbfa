"""Words of the findings about single cells."""

from __future__ import annotations

from typing import Any

_FORM = "国办公开办函〔2019〕60号、〔2021〕30号 附件（政府信息公开工作年度报告格式）"

ENTRIES: dict[str, dict[str, Any]] = {
    "cell.negative": {
        "severity": "error",
        "source": _FORM,
        "en": {
            "title": "A count is below nought",
            "message": "{cell} says {found}. A number of items cannot be below nought.",
            "explanation": "The cells of the form count things: applications, cases, documents, decisions. Only the "
            "column "
            "本年增/减 of the 2019 form may be negative.",
            "next": "Compare the cell with the published document; ask the body to check the figure.",
        },
        "zh": {
            "title": "件数为负数",
            "message": "「{cell}」填写为 {found}，件数不应为负数。",
            "explanation": "表内各格填写的是申请、案件、文件、决定等的数量；只有 2019 年格式的「本年增/减」可为负数。",
            "next": "对照已公布的原文核对该数字；确有差错的，请填报单位核实更正。",
        },
    },
    "cell.fraction": {
        "severity": "error",
        "source": _FORM,
        "en": {
            "title": "A count is not a whole number",
            "message": "{cell} says {found}. A number of items has to be a whole number.",
            "explanation": "The cells of the form count things; only the amounts of money in 万元 may have decimals.",
            "next": "Compare the cell with the published document; ask the body to check the figure.",
        },
        "zh": {
            "title": "件数不是整数",
            "message": "「{cell}」填写为 {found}，件数应为整数。",
            "explanation": "表内各格填写的是数量，应为整数；只有以万元为单位的金额可带小数。",
            "next": "对照已公布的原文核对该数字；确有差错的，请填报单位核实更正。",
        },
    },
    "cell.blank": {
        "severity": "warning",
        "source": _FORM,
        "en": {
            "title": "Cells are not filled in",
            "message": "{count} of the form {state} no figure: {cells}. What was meant is not known; nought is not "
            "assumed.",
            "explanation": "Every cell of the form is to be filled in, with 0 where there was nothing. A blank, a "
            "dash or a "
            "slash leaves open whether the figure is nought or was forgotten. 规章 may be left blank by bodies that "
            "have no "
            "power to make regulations.",
            "next": "Ask the body to fill in the cells, with 0 where there was nothing.",
        },
        "zh": {
            "title": "表格有未填写的单元格",
            "message": "表格有 {count}未填写数字：{cells}。无法得知原意，不按 0 推定。",
            "explanation": "表内各格均应填写，没有的填 0。留空或填“—”“/”无法区分是零还是漏填。"
            "没有规章制定权的单位，规章一行可以不填。",
            "next": "请填报单位补填；没有发生的填 0。",
        },
    },
    "reading.doubt": {
        "severity": "warning",
        "source": "nianbao：未能确读的数字不作为判断依据",
        "en": {
            "title": "Some cells could not be read with certainty",
            "message": "{count} could not be read with certainty: {cells}. Reason: {reasons}. "
            "No error is asserted on the strength of these cells.",
            "explanation": "The document is damaged, scanned, or laid out so that it can't be told which number "
            "belongs in "
            "which cell. This is about our reading, not about the body: sums that touch these cells are not judged. "
            "Where "
            "the sums of the form leave only one possible value it is named, and never put in place of what was read.",
            "next": "Look at these cells in the published document.",
        },
        "zh": {
            "title": "部分单元格未能确读",
            "message": "有 {count}未能确读：{cells}。原因：{reasons}。本系统不以这些单元格认定任何差错。",
            "explanation": "文件受损、为扫描件或版式所限，无法确定数字属于哪一格。这是读取问题，不是对填报单位的判断："
            "涉及这些单元格的等式不作判断。按勾稽关系只有一个可能值的，予以注明，但不替代读取的内容。",
            "next": "请对照已公布的原文查看这些单元格。",
        },
    },
}
