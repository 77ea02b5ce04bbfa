"""Words of the findings about the disclosure table alone."""

from __future__ import annotations

from typing import Any

_FORM = "国办公开办函〔2019〕60号、〔2021〕30号 附件（政府信息公开工作年度报告格式）"

ENTRIES: dict[str, dict[str, Any]] = {
    "disclosure.columns_misread": {
        "severity": "warning",
        "source": "国办公开办函〔2019〕60号 附件（上一年项目数量、本年增/减、处理决定数量）",
        "en": {
            "title": "Numbers of items seem to stand for numbers of decisions",
            "message": "In {count} rows the decisions are exactly last year's items plus the change: {rows}. Decisions "
            "are cases decided in the year, items are kinds of power; the one is not the sum of the other.",
            "explanation": "In the 2019 form 上一年项目数量 and 本年增/减 count kinds of licences, services, penalties "
            "and "
            "measures; 处理决定数量 counts the decisions made. Where several rows add up, the last column was most "
            "likely taken for this year's number of items. One row may agree by chance and is not reported.",
            "next": "Ask the body how many decisions it made in these rows.",
        },
        "zh": {
            "title": "疑将项目数量当作处理决定数量填写",
            "message": "有 {count} 行的处理决定数量恰好等于上一年项目数量加本年增减：{rows}。"
            "处理决定数量是当年作出的决定件数，项目数量是事项数，两者不是合计关系。",
            "explanation": "2019 年格式中，“上一年项目数量”“本年增/减”统计的是事项数，"
            "“处理决定数量”统计的是办理的件数。"
            "多行恰好相加相等，多半是把最后一栏当成了本年的事项数。仅一行相等可能是巧合，不提示。",
            "next": "请填报单位核实这些行的处理决定件数。",
        },
    },
    "disclosure.no_power": {
        "severity": "warning",
        "source": "立法法 第九十一条、第九十三条；" + _FORM,
        "en": {
            "title": "Regulations reported by a body that cannot make them",
            "message": "{body} reports 规章: {cells}. Only ministries, provinces and cities divided into districts "
            "make 规章.",
            "explanation": "规章 in the form are regulations in the sense of the Legislation Law. Counties, their "
            "departments, towns, "
            "subdistricts and the departments of a city have no power to make them; their documents belong in the row "
            "规范性文件. Offices and justice bureaus of a city, which may report for it, are not held to this.",
            "next": "Ask the body whether the documents belong in the row 规范性文件, or are internal rules.",
        },
        "zh": {
            "title": "没有规章制定权的单位填报了规章",
            "message": "{body}填报了规章：{cells}。只有国务院部门、省级人民政府和设区的市等的人民政府可以制定规章。",
            "explanation": "表内“规章”指《立法法》所称规章。县级人民政府及其部门、乡镇、街道和市级部门没有规章制定权，"
            "其文件一般应填入“规范性文件”或不属于填报范围。可能代市政府填报的办公厅（室）、司法局不在此列。",
            "next": "请填报单位核实：有关文件是否应填入“规范性文件”，或仅为内部制度。",
        },
    },
    "disclosure.unit": {
        "severity": "warning",
        "source": _FORM + "：单位：万元",
        "en": {
            "title": "An amount may not be in 万元",
            "message": "{cell} says {found}, in 万元; read as 元 it would be {as_yuan} 万元.",
            "explanation": "Amounts are filled in in 万元 (10,000 元). An amount in 元 is 10,000 times too large "
            "there. Said "
            "where the amount leaps from one year to the next, or is large for such a body and a whole number. Bodies "
            "that collect fees for a whole area may well have large amounts.",
            "next": "Ask the body in which unit the amount is.",
            "variants": {
                "large": "{cell} says {found}, in 万元: very large for such a body, and a whole number. Read as 元 it "
                "would be {as_yuan} 万元.",
                "leap": "{cell} says {found}, in 万元, after {before} the time before. Read as 元 it would be "
                "{as_yuan} 万元.",
                "printed": "{cell} is printed as “{raw}”, with its own unit; the form asks for 万元. It is read as "
                "{found} 万元.",
            },
        },
        "zh": {
            "title": "金额单位可能不是万元",
            "message": "「{cell}」填写为 {found}（单位：万元）；如系以元填写，应为 {as_yuan} 万元。",
            "explanation": "表内金额以万元为单位，误以元填写的，数值会扩大一万倍。仅在金额比上年骤增，"
            "或者对这类单位而言过大且为整数时提示。代整个区域收费的单位，金额较大属正常。",
            "next": "请填报单位核实金额的单位。",
            "variants": {
                "large": "「{cell}」填写为 {found}（单位：万元），对这类单位而言过大且为整数；"
                "如系以元填写，应为 {as_yuan} 万元。",
                "leap": "「{cell}」填写为 {found}（单位：万元），此前一次为 {before}；"
                "如系以元填写，应为 {as_yuan} 万元。",
                "printed": "「{cell}」自带单位，填写为“{raw}”，而表格要求以万元为单位；按 {found} 万元读取。",
            },
        },
    },
}
