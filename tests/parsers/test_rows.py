"""Rows of sources to rows of the form: blank tables, glued labels, tab stops, spare rows. Each case was a bug once."""

from __future__ import annotations

import pytest

from parsers.reading import Cell, Grid, Layout
from parsers.report import Doubt
from parsers.rows import SourceGrid, find_rows, grid_kinds
from parsers.tables import Tables, build_tables

HEADER_2021 = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"
APPLICANTS = "不再处理其政府信息公开申请\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
OUTCOMES = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t" * 3


def grid(text: str, layout: Layout) -> Grid:
    rows = enumerate(text.split("\n"))
    cells = (Cell(cell, row, column) for row, line in rows for column, cell in enumerate(line.split("\t")))
    return Grid(tuple(cells), layout)


def tables(text: str, layout: Layout = Layout.CELLS, section: int | None = None) -> Tables:
    whole = grid(text, layout)
    return build_tables([SourceGrid(1, whole, grid_kinds(whole, section))])


def values(found: Tables, prefix: str) -> list[object]:
    return [figure.value for address, figure in found.figures.items() if address.startswith(prefix)]


def misread(found: Tables) -> list[Doubt]:
    """The doubts about rows that are there; these tables have only a few of the form's rows."""
    return [doubt for doubt in found.doubts if doubt.reason != "row_unseen"]


def test_a_dispute_table_left_blank_is_there_and_states_nothing() -> None:
    found = tables(f"{HEADER_2021}\n{OUTCOMES.strip()}\n" + "\t" * 14)
    assert values(found, "disputes.") == [None] * 15
    assert not misread(found)


@pytest.mark.parametrize("mark", ["/", "—", "-"])
def test_a_dispute_table_of_strokes_is_there(mark: str) -> None:
    found = tables(f"{HEADER_2021}\n{OUTCOMES.strip()}\n" + "\t".join([mark] * 15))
    assert values(found, "disputes.") == [None] * 15
    assert not misread(found)


def test_a_blank_row_beside_the_disputes_is_a_spare_one() -> None:
    figures = "\t".join(map(str, range(15)))
    found = tables(f"{HEADER_2021}\n{OUTCOMES.strip()}\n" + "\t" * 14 + f"\n{figures}\n" + "\t" * 14)
    assert values(found, "disputes.") == list(range(15))
    assert not misread(found)


@pytest.mark.parametrize("layout", list(Layout)[:2])
def test_digits_glued_to_a_label(layout: Layout) -> None:
    found = tables(f"{HEADER_2021}\n规章102", layout)
    assert values(found, "disclosure.regulations") == [1, 0, 2]
    assert not misread(found)


def test_glued_digits_that_cannot_be_counted_out_are_doubted() -> None:
    found = tables(f"{HEADER_2021}\n规章1020")
    assert values(found, "disclosure.regulations") == [None] * 3
    assert {doubt.reason for doubt in misread(found)} == {"row_too_short"}


def test_blank_stops_are_blank_cells_where_a_text_keeps_to_its_stops() -> None:
    rows = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "四、结转下年度继续办理",
    ]
    text = APPLICANTS + "\n" + "\n".join(f"{label}\t3\t\t\t\t\t\t3" for label in rows)
    found = tables(text, Layout.TABS)
    assert values(found, "applications.received_new") == [3, None, None, None, None, None, 3]
    assert not misread(found)


def test_one_blank_stop_among_many_figures_is_a_lost_cell() -> None:
    rows = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开"]
    text = APPLICANTS + "\n" + "\n".join(f"{label}\t3\t0\t0\t0\t0\t0\t3" for label in rows)
    found = tables(text + "\n四、结转下年度继续办理\t0\t\t0\t0\t0\t0\t0", Layout.TABS)
    assert [doubt.cell for doubt in misread(found)] == ["applications.carried_over.business"]


def test_a_table_of_another_page_part_leaves_no_note() -> None:
    calendar = grid("1\t2\t3\n4\t5\t6", Layout.CELLS)
    assert find_rows([SourceGrid(1, calendar, grid_kinds(calendar, None))]) == ([], [])
