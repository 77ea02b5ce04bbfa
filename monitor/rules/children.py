"""A government's figures against those of the bodies they are made up of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.case import Case
from monitor.finding import Finding
from monitor.rules.evidence import label, operands, plain
from monitor.wording.phrases import listed, phrase
from parsers.prose import sentences

MEMBER_CELLS: tuple[str, ...] = (
    "applications.received_new.total",
    "applications.carried_in.total",
    "applications.results_total.total",
    "applications.carried_over.total",
    "disputes.review.total",
    "disputes.litigation_direct.total",
    "disputes.litigation_after_review.total",
)

_COVERS = re.compile(
    r"(?:数据|统计|报告|汇总)[^。；]{0,24}(?:涵盖|包含|包括|汇总|覆盖|范围)[^。；]{0,40}(?:部门|镇|街道|乡|单位)"
    r"|(?:汇总|合并)(?:了)?[^。；]{0,30}(?:各|所有|全部)[^。；]{0,20}(?:部门|镇|街道|乡|单位)[^。；]{0,10}数据"
)
"""How a report says that its figures are those of the whole territory."""


def check_members(case: Case) -> Iterator[Finding]:
    """Where a report says that it covers its departments and towns, and the watch list names all of them (`covers`),
    its figures are the sum of theirs.

    Information only: an application handed from one body to another is counted by both. Nothing is said where one of
    them has no report, or states no figure in a cell, or where the report doesn't say that it covers them.
    """
    figures = [member.figures for member in case.members]
    known = [each for each in figures if each is not None]
    if not known or len(known) < len(figures) or not _covers_others(case):
        return
    sums = {
        cell: sum(int(each[cell]) for each in known)
        for cell in MEMBER_CELLS
        if plain(case.report, cell) and all(cell in each for each in known)
    }
    differing = [cell for cell, total in sums.items() if total != case.report.value(cell)]
    if differing:
        pairs = [(label(case.report, cell), case.report.value(cell), sums[cell]) for cell in differing]
        yield Finding(
            "members.sum",
            case.body_id,
            case.report.year,
            cells=tuple(differing),
            expected=sums[differing[0]],
            found=int(case.report.value(differing[0]) or 0),
            holes={
                "count": len(known),
                "cells": listed(
                    [
                        phrase(f"{name} {own} (together {total})", f"「{name}」{own}（合计 {total}）")
                        for name, own, total in pairs
                    ]
                ),
            },
            operands=operands(case.report, differing),
            keyed_by_cells=False,
        )


def _covers_others(case: Case) -> bool:
    texts = (case.report.preamble, *(section.text for section in case.report.sections))
    return any(_COVERS.search(sentence) for text in texts for sentence in sentences(text))
