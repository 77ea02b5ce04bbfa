"""Sections, tables, form, template."""

from __future__ import annotations

from parsers.report import Section
from tests.monitor.rule_cases.build import EXCEPTION, F21, FAULT, IN_ORDER, RuleCase, check, sections

CASES: tuple[RuleCase, ...] = (
    RuleCase("section.missing", IN_ORDER, "all six", check()),
    RuleCase("section.missing", FAULT, "五 is left out", check(sections=sections(1, 2, 3, 4, 6))),
    RuleCase(
        "section.missing",
        EXCEPTION,
        "two under one heading",
        check(sections=(*sections(1, 2, 3, 4), Section(5, "存在的主要问题及改进情况、其他需要报告的事项", ""))),
    ),
    RuleCase(
        "section.missing",
        EXCEPTION,
        "the heading was lost, its sub-headings are there",
        check(
            sections=(*sections(1, 2, 3, 6), Section(4, "行政复议、行政诉讼情况", "（一）2020年存在的主要问题\n略。"))
        ),
    ),
    RuleCase(
        "section.missing",
        EXCEPTION,
        "the heading of a table that is there",
        check(sections=sections(1, 2, 4, 5, 6)),
        "warning",
    ),
    RuleCase("table.missing", IN_ORDER, "all three", check()),
    RuleCase("table.missing", FAULT, "none of disputes", check(absent=["disputes"])),
    RuleCase("table.missing", EXCEPTION, "规章 left out", check(absent=["disclosure.regulations"])),
    RuleCase("table.picture", IN_ORDER, "tables are text", check()),
    RuleCase("table.picture", FAULT, "a table is a picture", check(pictured=("applications",))),
    RuleCase("table.picture", EXCEPTION, "pictures beside the tables", check(pictures=3)),
    RuleCase("form.outdated", IN_ORDER, "the form in force", check()),
    RuleCase("form.outdated", FAULT, "the old form for 2022", check(year=2022)),
    RuleCase(
        "form.outdated",
        EXCEPTION,
        "the old notice cited, the new form used",
        check(preamble="根据国办公开办函〔2019〕60号要求，编制本报告。", **F21),
    ),
    RuleCase("text.template_left", IN_ORDER, "filled in", check(text="主动公开信息12条。")),
    RuleCase("text.template_left", FAULT, "××", check(text="主动公开信息××条。")),
    RuleCase("text.template_left", FAULT, "a gap before a measure word", check(text="全年收到申请  件，答复  件。")),
    RuleCase(
        "text.template_left",
        FAULT,
        "figures in the template's brackets",
        check(text="发布信息(1386)条，动态(1335)条。"),
    ),
    RuleCase("text.template_left", FAULT, "an instruction", check(text="（单位名称）高度重视，请根据实际情况填写。")),
    RuleCase(
        "text.template_left",
        EXCEPTION,
        "a figure lost by a PDF",
        check(text="全年收到申请  件，答复  件。", reader="pdf"),
    ),
    RuleCase("text.template_left", EXCEPTION, "ordinals", check(text="落实条例第(5)项、第(6)项要求，王××获评先进。")),
    RuleCase(
        "form.stale_basis",
        IN_ORDER,
        "the notice in force",
        check(preamble="根据国办公开办函〔2021〕30号要求，编制本报告。", **F21),
    ),
    RuleCase(
        "form.stale_basis",
        FAULT,
        "the one before",
        check(preamble="根据国办公开办函〔2019〕60号要求，编制本报告。", **F21),
    ),
    RuleCase(
        "form.stale_basis",
        EXCEPTION,
        "both",
        check(preamble="根据国办公开办函〔2019〕60号、国办公开办函〔2021〕30号要求，编制本报告。", **F21),
    ),
)
