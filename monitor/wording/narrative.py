"""Words of the findings about figures that the text states."""

from __future__ import annotations

from typing import Any

_SOURCE = "政府信息公开条例 第五十条；国办公开办函〔2019〕60号、〔2021〕30号（正文与表格应当一致）"
_NEXT_EN = "Ask the body which of the two figures is right, and to correct the other."
_NEXT_ZH = "请填报单位核实正文与表格哪一处正确，并更正另一处。"
_SILENT_EN = (
    "Figures of a whole district or system, of other years, of one channel or of another body are not compared, and "
    "nothing is said where it is not sure which figure is meant."
)
_SILENT_ZH = "全区或系统的合计、其他年度、某一渠道或其他单位的数字不作比较；所指不明确的，不作提示。"

ENTRIES: dict[str, dict[str, Any]] = {
    "narrative.applications": {
        "severity": "warning",
        "source": _SOURCE,
        "en": {
            "title": "The text and the table differ on applications",
            "message": "The text says “{quote}”; the table says {stands}.",
            "explanation": "A figure that the text gives for applications should be that of the table. 收到 may mean "
            "newly "
            "received, or that with what was carried in: either agrees. " + _SILENT_EN,
            "next": _NEXT_EN,
            "variants": {
                "growth": "The text says “{quote}”; from {before} in the report on {previous_year} to {now} is "
                "{expected}."
            },
        },
        "zh": {
            "title": "正文与表格的申请数量不一致",
            "message": "正文称“{quote}”，而表格为：{stands}。",
            "explanation": "正文所述申请数量应与表格一致。“收到”可指本年新收，也可指新收加上年结转，与其一相符即可。"
            + _SILENT_ZH,
            "next": _NEXT_ZH,
            "variants": {
                "growth": "正文称“{quote}”；而从 {previous_year} 年度报告的 {before} 件"
                "到本年的 {now} 件，变化为 {expected}。"
            },
        },
    },
    "narrative.disputes": {
        "severity": "warning",
        "source": _SOURCE,
        "en": {
            "title": "The text and the table differ on reviews or lawsuits",
            "message": "The text says “{quote}”; the table gives {stands} as the number of {thing}.",
            "explanation": "Reviews and lawsuits about open government information are counted in the table of "
            "section 四. Cases carried over from last year may be left out in the text. Disputes about other "
            "matters are not compared. " + _SILENT_EN,
            "next": _NEXT_EN,
            "variants": {
                "upheld": "The text says “{quote}”, and that all of them ended upheld; under {thing} the table gives "
                "{stands} as upheld.",
                "outcome": "The text says “{quote}”; under {thing} the table gives {stands} as {outcome}.",
            },
        },
        "zh": {
            "title": "正文与表格的复议、诉讼数量不一致",
            "message": "正文称“{quote}”，而表格中{thing}为 {stands} 件。",
            "explanation": "因政府信息公开引起的行政复议、行政诉讼列在第四部分的表格中。"
            "正文可以不计上年结转的案件；其他事项的复议、诉讼不作比较。" + _SILENT_ZH,
            "next": _NEXT_ZH,
            "variants": {
                "upheld": "正文称“{quote}”且均获维持，而表格中{thing}的结果维持为 {stands} 件。",
                "outcome": "正文称“{quote}”，而表格中{thing}的{outcome}为 {stands} 件。",
            },
        },
    },
    "narrative.documents": {
        "severity": "warning",
        "source": _SOURCE,
        "en": {
            "title": "The text and the table differ on documents or decisions",
            "message": "The text says “{quote}”; the table gives {stands} as the number of {thing}.",
            "explanation": "Documents issued, repealed and in force, and decisions made, are counted in the table of "
            "section 二. What is merely published may be older, or another body's, and is not compared; decisions are "
            "information only, since a text may count those published. " + _SILENT_EN,
            "next": _NEXT_EN,
        },
        "zh": {
            "title": "正文与表格的文件或决定数量不一致",
            "message": "正文称“{quote}”，而表格中{thing}为 {stands} 件。",
            "explanation": "制发、废止、现行有效的文件和作出的决定列在第二部分的表格中。仅称“公开”“发布”的，"
            "可能包括以前的文件或其他单位的文件，不作比较；行政许可等决定可能只计已公开的，仅作参考。" + _SILENT_ZH,
            "next": _NEXT_ZH,
        },
    },
    "narrative.sum": {
        "severity": "warning",
        "source": "nianbao：同一句中各分项与总数应当一致",
        "en": {
            "title": "Parts listed in the text do not make the whole",
            "message": "The text says “{quote}”, but the parts it lists make {found} ({parts}), not {expected}.",
            "explanation": "Said where the parts are more than the whole, or where the list ends in 其他 or says 分别为"
            " and still does not make it. A list after 其中 may leave things out, and one item published on several "
            "channels is counted once in the whole: neither is reported.",
            "next": "Ask the body to check the figures of the sentence.",
        },
        "zh": {
            "title": "正文分项之和与总数不符",
            "message": "正文称“{quote}”，而所列分项之和为 {found}（{parts}），不是 {expected}。",
            "explanation": "仅在分项之和大于总数，或者列举到“其他”、写明“分别为”而仍不等于总数时提示。"
            "“其中”之后可以不列全；同一信息在多个渠道公开的，总数只计一次，均不提示。",
            "next": "请填报单位核对该句中的数字。",
        },
    },
}
