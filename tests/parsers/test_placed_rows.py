"""A row of a scan whose label was misread is known by what is left of it and by its place among the form's rows, or by
a place that leaves one row; else it is doubted."""

from __future__ import annotations

import pytest

from parsers.form import APPLICATION_COLUMNS, Form, Label, application_rows
from parsers.reading import Cell, Grid
from parsers.rows import SourceGrid
from parsers.tables import Tables, build_tables


def application_rows_of(form: Form) -> list[Label]:
    return [row.label for row in application_rows(form)]


ORDER = application_rows_of(Form.F2021)
LOST = next(at for at, label in enumerate(ORDER) if label.name == "rejected_duplicate")


def table(labels: list[str], *, picture: bool = True, figures: int = 7) -> Tables:
    """Table 三 with the row numbers as figures, in the order of the labels."""
    cells = [
        Cell(text, row, column)
        for row, label in enumerate(labels)
        for column, text in enumerate(
            [label, *(str(row + column) for column in range(7 if label.strip() else figures))]
        )
    ]
    head = Grid((Cell("第二十条", 0, 0), Cell("本年制发件数", 0, 1)))
    grid = Grid(tuple(cells), picture=picture)
    return build_tables([SourceGrid(1, head, ("disclosure",)), SourceGrid(2, grid, ("applications",))])


def picture(rows: list[list[str]], kind: str, page: int | None = None) -> SourceGrid:
    """A table of a scan."""
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    return SourceGrid(page or 1, Grid(cells, page=page, picture=True), (kind,))


def build(rows: list[list[str]], heading: str) -> Tables:
    """Table 三 of a scan, in the form that a heading of table 二 tells."""
    return build_tables([picture([["第二十条", heading]], "disclosure"), picture(rows, "applications", 2)])


def printed(*replaced: tuple[int, str]) -> list[str]:
    labels = [label.official for label in ORDER]
    for at, text in replaced:
        labels[at] = text
    return labels


@pytest.mark.parametrize("garbled", [" ", "重夏中清"])
def test_between_its_neighbours(garbled: str) -> None:
    tables = table(printed((LOST, garbled)))
    read = [tables.figures[f"applications.rejected_duplicate.{column.name}"].value for column in APPLICATION_COLUMNS]
    assert read == [LOST + column for column in range(7)]
    assert tables.notes == []
    assert not [doubt for doubt in tables.doubts if doubt.reason.startswith("row_")]


@pytest.mark.parametrize(
    ("labels", "picture", "figures"),
    [
        (printed((LOST, " ")), False, 7),
        (printed((LOST, " ")), True, 6),
        (printed((LOST, " "), (LOST + 1, " ")), True, 7),
        (printed((LOST, " "))[: LOST + 1], True, 7),
        ([*printed((LOST, " "))[:LOST], " ", *printed((LOST, " "))[LOST:]], True, 7),
    ],
)
def test_doubted_where_the_place_leaves_more(labels: list[str], picture: bool, figures: int) -> None:
    tables = table(labels, picture=picture, figures=figures)
    reasons = {doubt.reason for doubt in tables.doubts if ".rejected_duplicate." in doubt.cell}
    assert reasons == {"row_lost"}


def at(name: str) -> int:
    return next(index for index, label in enumerate(ORDER) if label.name == name)


def lost(tables: Tables) -> set[str]:
    """The rows that are doubted as such."""
    return {doubt.cell.split(".")[1] for doubt in tables.doubts if doubt.reason.startswith("row_")} - {"regulations"}


def states(tables: Tables, name: str, row: int) -> bool:
    """Whether a row of the form holds the figures that stand in a row of the table."""
    read = [tables.figures[f"applications.{name}.{column.name}"].value for column in APPLICATION_COLUMNS]
    return read == [row + column for column in range(7)]


@pytest.mark.parametrize(
    "misread",
    [
        {"rejected_excessive_repeat": "4尤正当理由大量反复申请",
         "rejected_reconfirmation": "5求行政机关确认或重新出具已获取信息",
         "other_not_corrected": "1.申请人无当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
        {"granted": "（一）子以公开", "denied_state_secret": "1.属千国家秘蜜"},
        {"rejected_duplicate": "2重复中请", "rejected_reconfirmation": "5.要求行政机关确或重",
         "other_not_corrected": "无正当理由逾期"},
        {"received_new": "一、本年新收政府信息公开串请数量", "carried_over": "四、结转卜年度继续办理"},
    ],
)  # fmt: skip
def test_misread_labels_in_their_places(misread: dict[str, str]) -> None:
    tables = table(printed(*((at(name), text) for name, text in misread.items())))
    assert lost(tables) == set()
    assert all(states(tables, label.name, row) for row, label in enumerate(ORDER))


@pytest.mark.parametrize(
    ("misread", "doubted"),
    [
        ({"denied_internal_affairs": "属于", "denied_process_information": "属于信息"},
         {"denied_internal_affairs", "denied_process_information"}),
        ({"rejected_duplicate": "3.要求提供公开出物", "rejected_public_publication": "2.重复申诗"},
         {"rejected_duplicate", "rejected_public_publication"}),
        ({"other_other": "总汁", "results_total": "3.其地"}, {"other_other", "results_total"}),
    ],
)  # fmt: skip
def test_labels_that_do_not_fit_their_places_are_doubted(misread: dict[str, str], doubted: set[str]) -> None:
    assert lost(table(printed(*((at(name), text) for name, text in misread.items())))) == doubted


def test_misread_labels_of_a_source_that_is_text_are_doubted() -> None:
    assert lost(table(printed((LOST, "2.重复中请")), picture=False)) == {"rejected_duplicate"}


def test_nothing_is_placed_in_a_table_out_of_order() -> None:
    labels = printed((at("granted"), "（一）子以公开"))
    labels[at("rejected_petition")], labels[LOST] = labels[LOST], labels[at("rejected_petition")]
    assert lost(table(labels)) == {"granted"}


def test_a_label_that_a_false_line_parts() -> None:
    rows = [[label.official, *map(str, range(7))] for label in application_rows_of(Form.F2019)]
    rows[-3] = ["（六）其他", "理", *map(str, range(7))]
    tables = build(rows, "本年新制作数量")
    assert lost(tables) == set()
    assert [tables.figures[f"applications.other.{column.name}"].value for column in APPLICATION_COLUMNS] == [*range(7)]


@pytest.mark.parametrize("spoilt", ["2\n—", "—\n/", "·|"])
def test_a_figure_with_a_speck_below_it_costs_its_own_cell_only(spoilt: str) -> None:
    rows = [[label.official, *map(str, range(7))] for label in ORDER]
    rows[LOST][3] = spoilt
    tables = build(rows, "本年制发件数")
    assert [doubt.cell for doubt in tables.doubts if "applications" in doubt.cell] == [
        "applications.rejected_duplicate.research"
    ]


def test_labels_without_cells_beside_them_state_nothing_and_are_doubted() -> None:
    rows = [[label.official, *map(str, range(7))] for label in ORDER]
    rows[LOST + 1] = ["3.要求提供公开 - 39 - - 39"]
    tables = build(rows, "本年制发件数")
    assert lost(tables) == {"rejected_public_publication"}


@pytest.mark.parametrize(
    ("rows", "doubted"),
    [
        ([["规童", "3108", "5", "12950"], ["规范性文件", "1", "2", "3"], ["政府集中米购", "99", "9474.3万元"]], set()),
        ([["规童", "3108", "5", "12950"], ["规范性文仵", "1", "2", "3"], ["政府集中米购", "99", "9474.3万元"]], set()),
        ([["规童", "3108", "5"], ["规范性文件", "1", "2", "3"], ["政府集中采购", "99", "1"]], {"regulations"}),
        ([["信息", "3108", "5", "7"], ["规范性文件", "1", "2", "3"], ["政府集中采购", "99", "1"]], {"regulations"}),
        ([["规范性文件", "1", "2", "3"], ["规童", "3108", "5", "12950"], ["政府集中采购", "99", "1"]], {"regulations"}),
    ],
)
def test_misread_labels_of_the_disclosure_table(rows: list[list[str]], doubted: set[str]) -> None:
    middle = [
        ["行政许可", "1", "2", "3"], ["其他对外管理服务事项", "1", "2", "3"], ["行政处罚", "1", "2", "3"],
        ["行政强制", "1", "2", "3"], ["信息内容", "上一年项目数量", "本年增/减"], ["行政事业性收费", "1", "2"],
        ["信息内容", "采购项目数量", "采购总金额"],
    ]  # fmt: skip
    tables = build_tables([picture([["第二十条", "本年新制作数量"], *rows[:2], *middle, *rows[2:]], "disclosure")])
    read = {doubt.cell.split(".")[1] for doubt in tables.doubts}
    assert read == doubted
    if not doubted:
        assert tables.figures["disclosure.regulations.made"].value == 3108
        assert tables.figures["disclosure.procurement.projects"].value == 99


CUT = {"rejected_excessive_repeat", "rejected_reconfirmation"}


@pytest.mark.parametrize(
    ("upper", "lower", "doubted"),
    [
        (["4.无正当理由大量反复中请", *"1234567"], ["5.要求行政机关确或重", *"7654321"], set()),
        (["", *[""] * 7], ["5.要求行政机关确或重", *"7654321"], CUT),
        (["4.无正当理由大量反复中请", *[""] * 7], ["", *"1234567"], CUT),
        (["4.无正当理由大量反复中请", *"1234567"], ["", *[""] * 7], {"rejected_reconfirmation"}),
        (["4.无正当理由大", *[""] * 7], ["量返复中请", *"1234567"], CUT),
    ],
)
def test_rows_that_the_end_of_a_page_may_have_cut(upper: list[str], lower: list[str], doubted: set[str]) -> None:
    cut = at("rejected_excessive_repeat")
    rows = [[label.official, *map(str, range(7))] for label in ORDER]
    first = picture([*rows[:cut], upper], "applications", 1)
    second = picture([lower, *rows[cut + 2 :]], "applications", 2)
    tables = build_tables([picture([["第二十条", "本年制发件数"]], "disclosure"), first, second])
    assert lost(tables) == doubted


def test_figures_without_a_label_are_not_those_of_the_row_above_whose_label_is_cut_off() -> None:
    rows = [[label.official, *map(str, range(7))] for label in ORDER]
    above = at("rejected_excessive_repeat")
    rows[above] = ["4.无正当理由大量", "1", "", "", "", "", "", "1"]
    rows[above + 1] = ["", "0", "2", "0", "0", "0", "0", "2"]
    tables = build(rows, "本年制发件数")
    assert tables.figures["applications.rejected_excessive_repeat.business"].value is None
    assert lost(tables) == {"rejected_reconfirmation"}


MERGED = (("rejected_petition", "rejected_duplicate"), ("rejected_duplicate", "rejected_public_publication"),
          ("denied_state_secret", "denied_forbidden_by_law"), ("results_total", "carried_over"))  # fmt: skip


@pytest.mark.parametrize("pair", MERGED)
@pytest.mark.parametrize("misread", [False, True])
@pytest.mark.parametrize("lines_seen", ["all but the one between the labels", "none between the rows"])
def test_labels_of_two_rows_in_one_cell_claim_no_figures(pair: tuple[str, str], misread: bool, lines_seen: str) -> None:
    upper, lower = map(at, pair)
    label = ORDER[upper].official + ORDER[lower].official
    label = label.replace("申", "由").replace("国家", "国冢").replace("总计", "总汁") if misread else label
    rows = [[each.official, *map(str, range(row, row + 7))] for row, each in enumerate(ORDER)]
    cells = [Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    kept = [cell for cell in cells if (cell.row, cell.column) not in ((upper, 0), (lower, 0))]
    if lines_seen.startswith("all"):
        kept.append(Cell(label, upper, 0, rowspan=2))
    else:
        kept = [*(cell for cell in kept if cell.row != lower), Cell(label, upper, 0)]
    grid = Grid(tuple(sorted(kept, key=lambda cell: (cell.row, cell.column))), picture=True)
    heading = picture([["第二十条", "本年制发件数"]], "disclosure")
    assert lost(build_tables([heading, SourceGrid(2, grid, ("applications",))])) == set(pair)


@pytest.mark.parametrize("name", ["rejected_duplicate", "denied_forbidden_by_law"])
def test_a_label_that_stands_beside_two_rows_claims_the_figures_of_neither(name: str) -> None:
    row = at(name)
    cells = [Cell(label.official, at, 0) for at, label in enumerate(ORDER) if at not in (row - 1, row)]
    cells += [Cell(str(at + column), at, column + 1) for at in range(len(ORDER)) for column in range(7)]
    cells.append(Cell(ORDER[row].official, row - 1, 0, rowspan=2))
    grid = Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), picture=True)
    heading = picture([["第二十条", "本年制发件数"]], "disclosure")
    tables = build_tables([heading, SourceGrid(2, grid, ("applications",))])
    assert lost(tables) == {name, ORDER[row - 1].name}


@pytest.mark.parametrize("label", ["规章规范性文件", "规章行政规范性文件", "规童规范性文件"])
def test_labels_of_two_rows_of_the_disclosure_table_in_one_cell_claim_no_figures(label: str) -> None:
    rows = [["第二十条", "本年制发件数"], [label, "7", "8", "9"], ["行政许可", "1"]]
    tables = build_tables([picture(rows, "disclosure")])
    assert "7" not in {figure.raw for figure in tables.figures.values()}


@pytest.mark.parametrize(
    ("spoilt", "is_placed"),
    [
        (["", "2.重复", "—", *"1234567"], True), (["", "", "1", *"1234567"], True),
        (["", "2.重复由", "", *"1234567", "—"], False), (["2.重复由", *"12345678"], False),
    ],
)  # fmt: skip
def test_a_stroke_of_a_label_is_no_figure_where_the_figures_stand_below_others(
    spoilt: list[str], is_placed: bool
) -> None:
    rows = [["", "", label.official, *map(str, range(7))] for label in ORDER]
    rows[LOST] = spoilt
    tables = build(rows, "本年制发件数")
    assert lost(tables) == (set() if is_placed else {"rejected_duplicate"})
    if is_placed:
        assert tables.figures["applications.rejected_duplicate.natural_person"].value == 1


@pytest.mark.parametrize("name", ["rejected_duplicate", "other_not_corrected", "received_new", "carried_over"])
@pytest.mark.parametrize("figures_below", [True, False])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_row_through_which_a_fold_was_taken_for_a_line_states_no_blanks(
    name: str, figures_below: bool, share: float
) -> None:
    rows = [[label.official, *map(str, range(7))] for label in ORDER]
    label, *figures = rows[at(name)]
    cut = round(share * len(label))
    blank = [""] * 7
    halves = [
        [label[:cut], *(blank if figures_below else figures)],
        [label[cut:], *(figures if figures_below else blank)],
    ]
    rows[at(name) : at(name) + 1] = halves
    tables = build(rows, "本年制发件数")
    doubted = {doubt.cell for doubt in tables.doubts}
    for column, figure in zip(APPLICATION_COLUMNS, figures, strict=True):
        cell = f"applications.{name}.{column.name}"
        assert cell in doubted or tables.figures[cell].raw == figure


def test_where_two_cells_of_a_row_hold_two_figures_the_others_may_be_of_either_row() -> None:
    rows = [[label.official, *map(str, range(7))] for label in ORDER]
    rows[LOST][2:5] = ["1\n8", "2", "3\n9"]
    doubted = {
        doubt.cell.split(".")[2] for doubt in build(rows, "本年制发件数").doubts if ".rejected_dup" in doubt.cell
    }
    assert doubted == {column.name for column in APPLICATION_COLUMNS}


def test_a_long_label_of_which_only_a_short_one_is_left_is_not_that_row() -> None:
    tables = table(printed((at("denied_forbidden_by_law"), "2.其他"), (at("results_total"), "（七）忌汁")))
    assert states(tables, "other_other", at("other_other"))
    assert not [doubt for doubt in tables.doubts if doubt.reason == "two_readings"]


def test_a_blank_row_without_a_label_is_placed_only_where_rows_are_blank() -> None:
    for others, doubted in (("1", {"rejected_duplicate"}), ("", set())):
        rows = [[label.official, *[others] * 7] for label in ORDER]
        rows[LOST] = ["", *[""] * 7]
        assert lost(build(rows, "本年制发件数")) == doubted
