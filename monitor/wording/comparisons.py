"""Words of the findings that compare figures with other years and other bodies, where no equation ties them."""

from __future__ import annotations

from typing import Any

ENTRIES: dict[str, dict[str, Any]] = {
    "year.swing": {
        "severity": "info",
        "source": "nianbao：与本单位历年和同类单位的变化比较",
        "en": {
            "title": "A large figure moved more than fivefold",
            "message": "{cell} moved from {expected} to {found} against {previous_year}.",
            "explanation": "Said of figures of fifty and more that moved more than fivefold, unless the body's earlier "
            "years are like this one, its figures have always jumped, or bodies of the same kind moved as much. A "
            "reform, a transfer of tasks or a large project may be the reason.",
            "next": "Nothing is wrong as such; ask the body for the reason if the text gives none.",
            "variants": {
                "up": "{cell} went up from {expected} to {found}, more than five times the figure of {previous_year}.",
                "down": "{cell} went down from {expected} to {found}, less than a fifth of the figure of "
                "{previous_year}.",
            },
        },
        "zh": {
            "title": "较大数字变化超过五倍",
            "message": "「{cell}」与 {previous_year} 年度相比由 {expected} 变为 {found}。",
            "explanation": "仅对五十以上、变化超过五倍的数字提示；本单位以往年度与本年相近、历年一贯起伏较大，"
            "或同类单位变化相当的，不提示。改革、事权划转或大型项目都可能是原因。",
            "next": "本身并非差错；正文未说明原因的，可向填报单位了解。",
            "variants": {
                "up": "「{cell}」由 {expected} 增至 {found}，超过 {previous_year} 年度的五倍。",
                "down": "「{cell}」由 {expected} 减至 {found}，不到 {previous_year} 年度的五分之一。",
            },
        },
    },
    "year.copied_figures": {
        "severity": "warning",
        "source": "nianbao：逐年重新统计的数字多与上年相同",
        "en": {
            "title": "Last year's figures seem to have been copied",
            "message": "Of {all} larger figures that are counted anew each year, {count} are exactly those of "
            "{previous_year}: {cells}.",
            "explanation": "Applications, decisions, fees and reviews are counted anew each year and don't follow from "
            "one another. That three "
            "or more of ten and above agree with last year's, and most of them, is hardly chance. Figures of "
            "what stands at the end of a year, like documents in force, may well stay and are left out.",
            "next": "Ask the body whether the tables are this year's.",
            "variants": {
                "all": "All {count} larger figures that are counted anew each year are exactly those of "
                "{previous_year}: {cells}."
            },
        },
        "zh": {
            "title": "疑沿用上年度数字",
            "message": "逐年重新统计的 {all} 个较大数字中，有 {count} 个与 {previous_year} 年度完全相同：{cells}。",
            "explanation": "申请、决定、收费、复议的数量逐年重新统计，相互独立；"
            "不小于十的数字中有三个以上且多数与上年相同，"
            "难以用巧合解释。现行有效件数等年末存量可以不变，不在此列。",
            "next": "请填报单位核实表格是否为本年度数据。",
            "variants": {"all": "逐年重新统计的 {count} 个较大数字与 {previous_year} 年度完全相同：{cells}。"},
        },
    },
    "members.sum": {
        "severity": "info",
        "source": "nianbao：监测清单 covers 所列单位的合计",
        "en": {
            "title": "A government's figures are not the sum of its bodies'",
            "message": "The report says that it covers other bodies, but differs from the sum of the {count} reports "
            "that the watch list names for it: {cells}.",
            "explanation": "Said only where the report says so itself, and all bodies that the watch list names under "
            "covers have a report that states these figures. An application that was handed on is counted by both, and "
            "the list may leave a body out: information only.",
            "next": "Ask the government's office how the figures were put together; check the list.",
        },
        "zh": {
            "title": "政府报告的数字与所属单位合计不符",
            "message": "报告称其数据涵盖所属单位，而与监测清单所列 {count} 家单位报告的合计不同：{cells}。",
            "explanation": "仅在报告自称涵盖所属单位，且监测清单 covers 所列单位均有报告并填写了这些数字时提示。"
            "转办的申请可能重复计算，清单也可能有遗漏，仅供参考。",
            "next": "请向政府办公室了解汇总口径，并核对监测清单。",
        },
    },
}
