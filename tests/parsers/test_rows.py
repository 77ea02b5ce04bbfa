"""Rows of sources to rows of the form: blank tables, glued labels, tab stops, spare rows. Each case was a bug once."""

from __future__ import annotations

import pytest

from parsers.reading import Cell, Grid, Layout
from parsers.report import Doubt
from parsers.rows import find_rows
from parsers.source_grid import SourceGrid, grid_kinds
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


def test_a_dispute_table_without_its_row_states_nothing_unless_it_holds_figures() -> None:
    assert values(tables(f"{HEADER_2021}\n{OUTCOMES.strip()}"), "disputes.") == [None] * 15
    assert values(tables(f"{HEADER_2021}\n{OUTCOMES.strip()}\n" + "\t".join("12345678901")), "disputes.") == []


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


FEES, PURCHASES = "disclosure.fees.amount", "disclosure.procurement.amount"
HEADER_2019 = "信息内容\t上一年项目数量\t本年增/减\t处理决定数量"
SEVEN = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"


@pytest.mark.parametrize(
    ("heads", "row", "address", "value"),
    [
        ("信息内容\t本年收费金额（单位：元）", "行政事业性收费\t2277820", FEES, "227.782"),
        ("信息内容\t本年收费金额（元）", "行政事业性收费\t2277820", FEES, "227.782"),
        ("信息内容\t本年收费金额(单位: 人民币元)", "行政事业性收费\t2277820", FEES, "227.782"),
        ("信息内容\t本年收费金额（单位：万元）", "行政事业性收费\t227.782", FEES, "227.782"),
        ("信息内容\t本年收费金额", "行政事业性收费（单位：元）\t2277820", FEES, "227.782"),
        ("信息内容\t采购项目数量\t采购总金额", "政府集中采购\t3\t25.1", PURCHASES, "25.1"),
        (
            "信息内容\t采购项目数量\t采购总金额（元）",
            "政府集中采购\t3\t251000",
            "disclosure.procurement.amount",
            "25.1",
        ),
        (
            "信息内容\t采购项目数量\t采购金额（单位：元）",
            "政府集中采购\t3\t251000",
            "disclosure.procurement.amount",
            "25.1",
        ),
        (
            "信息内容\t采购项目数量\t采购总金额（元）",
            "政府集中采购\t3\t25.1万元",
            "disclosure.procurement.amount",
            "25.1",
        ),
    ],
)
def test_an_amount_has_the_unit_its_heading_prints(heads: str, row: str, address: str, value: str) -> None:
    form = HEADER_2021 if "收费" in heads else HEADER_2019
    found = tables(f"第二十条第（一）项\n{form}\n第二十条第（八）项\n{heads}\n{row}")
    assert str(found.figures[address].value) == value
    assert not misread(found)


def test_the_sixth_group_is_one_row_in_the_form_of_2019() -> None:
    row = "（六）其他\t1\t0\t0\t0\t0\t0\t1"
    found = tables(f"{HEADER_2019}\n{SEVEN}\n一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n{row}")
    assert values(found, "applications.other.") == [1, 0, 0, 0, 0, 0, 1]


def test_a_row_that_only_the_other_form_has_is_told_and_the_rows_it_may_be_are_doubted() -> None:
    received = "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1"
    found = tables(f"{HEADER_2021}\n{SEVEN}\n{received}\n（六）其他处理\t1\t0\t0\t0\t0\t0\t1")
    assert any("（六）其他处理" in note for note in found.notes)
    doubted = {doubt.cell.split(".")[1] for doubt in found.doubts if doubt.reason == "row_lost"}
    assert {"other_not_corrected", "other_fee_unpaid", "other_other"} <= doubted


@pytest.mark.parametrize(
    ("cells", "reason"),
    [("1\t0\t0\t0\t0\t0\t0\t1", "row_too_long"), ("1\t0\t0\t0\t0\t1", "row_too_short"), ("1", "row_too_short")],
)
def test_a_row_that_cannot_be_counted_out_is_doubted_whole(cells: str, reason: str) -> None:
    found = tables(f"{HEADER_2021}\n{SEVEN}\n一、本年新收政府信息公开申请数量\t{cells}")
    reasons = [doubt.reason for doubt in found.doubts if ".received_new." in doubt.cell]
    assert reasons == [reason] * 7


def test_blank_stroke_dash_and_nought_stay_apart() -> None:
    found = tables(f"{HEADER_2021}\n{SEVEN}\n一、本年新收政府信息公开申请数量\t\t/\t—\t0\t０\t1,204\t+373")
    row = [figure for address, figure in found.figures.items() if ".received_new." in address]
    assert [figure.value for figure in row] == [None, None, None, 0, 0, 1204, 373]
    assert [figure.raw for figure in row] == ["", "/", "—", "0", "０", "1,204", "+373"]
    assert not misread(found)


@pytest.mark.parametrize(
    ("heads", "form"),
    [
        ("信息内容\t本年新 制作数量\t本年新公开数量\t对外公开总数", "2019"),
        ("信息内容\t本年度制发数\t本年废止数\t现行有效件", "2021"),
        ("信息内容\t采购项目数\t采购总金额", "2019"),
        ("第二十條第（一）項\n信息内容\t本年制發件數\t本年廢止件數\t現行有效件數", "2021"),
    ],
)
def test_the_form_is_told_from_the_columns(heads: str, form: str) -> None:
    found = tables(f"第二十条第（一）项\n{heads}\n规章\t0\t0\t0")
    assert found.form == form


def test_items_of_procurement_on_rows_of_their_own_are_doubted() -> None:
    rows = "政府集中采购\t办公设备\t1\t251000元\n政府集中采购\t车辆\t2\t3万元"
    found = tables(f"{HEADER_2019}\n信息内容\t采购项目数量\t采购总金额\n{rows}")
    assert {doubt.cell for doubt in found.doubts} == {
        "disclosure.procurement.projects",
        "disclosure.procurement.amount",
    }


def test_headings_of_columns_cut_by_a_page_are_no_row() -> None:
    heads = "\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t"
    found = tables(f"{APPLICANTS}\n{heads}\n3.其他\t0\t1\t0\t0\t0\t0\t1")
    assert values(found, "applications.other_other.") == [0, 1, 0, 0, 0, 0, 1]
    assert not misread(found)


def test_figures_of_several_rows_in_one_cell_leave_rows_doubted_and_not_unstated() -> None:
    whole = grid(f"{HEADER_2021}\n{APPLICANTS}\n一、本年新收政府信息公开申请数量" + "\t0" * 7, Layout.CELLS)
    several = Cell("-\n777\n-\n-", 3, 1)
    page = Grid((*whole.cells, Cell("（二）部分公开\n1.属于国家秘密", 3, 0), several), Layout.CELLS, page=2)
    found = build_tables([SourceGrid(1, page, grid_kinds(page, None))])
    assert "applications.denied_state_secret.total" in {doubt.cell for doubt in found.doubts}
