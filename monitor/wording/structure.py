"""Words of the findings about sections, tables and the form used."""

from __future__ import annotations

from typing import Any

ENTRIES: dict[str, dict[str, Any]] = {
    "section.missing": {
        "severity": "error",
        "source": "政府信息公开条例 第五十条；国办公开办函〔2021〕30号",
        "en": {
            "title": "A section is missing",
            "message": "No section {numeral}、{heading} was found in the document.",
            "explanation": "A report has six sections, laid down by Article 50 and the official format. Other "
            "wordings of a "
            "heading are accepted, and so are two sections under one heading.",
            "next": "Compare with the published document; ask the body to add the section.",
            "variants": {
                "table_only": "The heading {numeral}、{heading} was not found; the table that belongs under it is "
                "there.",
                "none": "None of the six section headings was found in the document.",
            },
        },
        "zh": {
            "title": "缺少部分内容",
            "message": "文件中未见“{numeral}、{heading}”部分。",
            "explanation": "按照《条例》第五十条和统一格式，年度报告由六部分组成。"
            "标题表述不同、两部分合并为一个标题的，不在此列。",
            "next": "对照已公布的原文核对；确有缺漏的，请填报单位补充。",
            "variants": {
                "table_only": "未见“{numeral}、{heading}”标题，但该部分的表格在文件中。",
                "none": "文件中未见六个部分的任何一个标题。",
            },
        },
    },
    "table.picture": {
        "severity": "warning",
        "source": "政府信息公开条例 第五十条",
        "en": {
            "title": "A statutory table is a picture",
            "message": "The table of section {numeral}、{heading} is published as a picture and not as text. What is "
            "said of its figures rests on recognising the picture.",
            "explanation": "A picture can't be searched, copied or read by programs, nor by people who can't see it.",
            "next": "Ask the body to publish the table as text; compare figures with the picture before you rely on "
            "them.",
            "variants": {
                "unread": "The table of section {numeral}、{heading} was not found as text. The document holds "
                "pictures, and the table may be one of them."
            },
        },
        "zh": {
            "title": "法定表格为图片",
            "message": "第{numeral}部分“{heading}”的表格以图片形式发布，并非文字。对其数字的核对以图像识别为准。",
            "explanation": "图片无法检索、复制，也无法由程序或读屏软件读取。",
            "next": "请该单位以文字形式发布表格；引用数字前请与图片核对。",
            "variants": {
                "unread": "未以文字形式找到第{numeral}部分“{heading}”的表格；文件中有图片，表格可能是其中之一。"
            },
        },
    },
    "table.missing": {
        "severity": "error",
        "source": "政府信息公开条例 第五十条；国办公开办函〔2019〕60号、〔2021〕30号",
        "en": {
            "title": "A statutory table is missing",
            "message": "The table of section {numeral}、{heading} is not in the document as text.",
            "explanation": "The report has three statutory tables. The document was read and this one, or some of its "
            "rows, is not "
            "there in a form that can be read: it was left out, or put in as a picture.",
            "next": "Look at the published document; ask the body to publish the table as text.",
            "variants": {
                "rows": "In the table of section {numeral}、{heading}, {count} of the official form {state} not "
                "found: {rows}."
            },
        },
        "zh": {
            "title": "缺少法定表格",
            "message": "文件中未见“{numeral}、{heading}”部分的文字表格。",
            "explanation": "年度报告有三张法定表格。文件已读取，但该表或其中若干行没有可读取的文字："
            "可能缺漏，也可能以图片形式插入。",
            "next": "对照已公布的原文查看；请填报单位以文字形式公布该表。",
            "variants": {"rows": "“{numeral}、{heading}”部分的表格中，统一格式规定的 {count}未见：{rows}。"},
        },
    },
    "form.outdated": {
        "severity": "error",
        "source": "国办公开办函〔2021〕30号；国办公开办函〔2019〕60号",
        "en": {
            "title": "Not the form in force",
            "message": "The tables are those of the {found} form; reports on {year} have to use the {expected} form "
            "({notice}).",
            "explanation": "Reports on 2019 and 2020 use the form of 2019, reports on 2021 and later that of 2021. "
            "The tables "
            "themselves decide which form was used, not the notice that the text cites.",
            "next": "Ask the body to publish the tables in the form in force.",
        },
        "zh": {
            "title": "未使用现行格式",
            "message": "表格为 {found} 年格式；{year} 年度报告应使用 {expected} 年格式（{notice}）。",
            "explanation": "2019、2020 年度报告使用 2019 年格式，2021 年度及以后使用 2021 年格式。"
            "以表格栏目为准，不以正文引用的文号为准。",
            "next": "请填报单位按现行格式公布表格。",
        },
    },
}
