"""Tables without lines: read where words and places leave one possibility, doubted where they leave more."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from crawler.sample.build.tables import Cell, Table, applications_table, disclosure_table, disputes_table
from parsers import Report, parse
from parsers.form import Form, addresses
from parsers.reading import Box
from parsers.unruled_columns import Interval, column_of, match_columns
from parsers.unruled_parts import Part
from tests.parsers.pdf_figures import Printed, random_report
from tests.parsers.pdf_frames import full_frame, horizontal, no_frame
from tests.parsers.pdf_layouts import LAYOUTS, Layout, Sheet, available, print_pdf
from tests.parsers.pdf_score import score, score_layout

available()
Change = Callable[[Table], Table]
FULL = replace(random_report(0), figures=dict.fromkeys(addresses(Form.F2019), "7"))


@pytest.mark.parametrize("name", available())
def test_every_cell_of_every_layout(name: str) -> None:
    found = score_layout(LAYOUTS[name], [len(name) % 8])
    assert {key: count for key, count in found.items() if key not in ("exact", "doubted")} == {}
    assert found["doubted"] == 0 or name == "ruled, open at the top"


@pytest.mark.parametrize(
    ("name", "seed"),
    [
        ("no lines, rows cut", 2003),  # a group's label stood level with figures that a page's end had moved
        ("long dashes", 2005),  # the sides of a low row alone on a page had two dashes
        ("sparse dots", 4002),  # dots joined down the page and not across it
        ("sparse dots", 4000),  # lines made longer than the table
    ],
)
def test_what_was_once_read_wrong(name: str, seed: int) -> None:
    found = score_layout(LAYOUTS[name], [seed], vary=True)
    assert {key: count for key, count in found.items() if key != "exact"} == {}


def test_two_figures_at_the_end_of_a_page_are_no_page_number() -> None:
    found = score_layout(Layout(cut=True, repeat_heads=False, start=329), [1])
    assert {key: count for key, count in found.items() if key != "exact"} == {}


@pytest.mark.parametrize("start", range(0, 330, 30))
@pytest.mark.parametrize("frame", [full_frame, no_frame])
def test_rows_cut_by_the_end_of_a_page(frame: Callable[..., None], start: int) -> None:
    found = score_layout(Layout(frame, cut=True, start=start, repeat_heads=False, size=10.5), [start // 30 % 8])
    assert {key: count for key, count in found.items() if key != "exact"} == {}


def read(printed: Printed, change: Change, look: Layout | None = None) -> Report:
    """The report with table 三 changed before it is printed without lines."""
    sheet = Sheet(look or Layout())
    sheet.paragraph(f"{printed.body}{printed.year}年政府信息公开工作年度报告", 16, centred=True)
    sheet.paragraph("二、主动公开政府信息情况", 14)
    sheet.table(disclosure_table(printed.form, printed.figures, {}))
    sheet.turn()
    sheet.paragraph("三、收到和处理政府信息公开申请情况", 14)
    sheet.table(change(applications_table(printed.form, printed.figures, {}, {})))
    sheet.paragraph("四、政府信息公开行政复议、行政诉讼情况", 14)
    sheet.table(disputes_table(printed.figures))
    sheet.turn()
    sheet.canvas.save()
    return parse(sheet.buffer.getvalue())


def figures_of(table: Table, change: Callable[[int, int, Cell], Cell]) -> Table:
    """The table with each cell of figures changed, told its row and its column among the seven."""
    rows = []
    for number, row in enumerate(table.rows):
        first = len(row) - 7
        rows.append(
            tuple(
                change(number, column - first, cell) if cell.kind == "figure" else cell
                for column, cell in enumerate(row)
            )
        )
    return Table(table.widths, table.heads, tuple(rows))


def blank_column(column: int) -> Change:
    return lambda table: figures_of(table, lambda _, at, cell: replace(cell, text="") if at == column else cell)


@pytest.mark.parametrize("look", [Layout(), Layout(figures="r"), Layout(figures="l")], ids=["centred", "right", "left"])
@pytest.mark.parametrize("column", range(7))
def test_a_column_left_blank_throughout_is_seen_by_its_heading(column: int, look: Layout) -> None:
    report = read(FULL, blank_column(column), look)
    row = [report.value(f"applications.granted.{name}") for name in COLUMNS]
    assert row == [None if at == column else 7 for at in range(7)]
    assert report.doubts == ()


def test_a_groups_label_that_is_cut_to_a_rows_is_no_row() -> None:
    def cut(table: Table) -> Table:
        rows = (tuple(replace(cell, text=cell.text.replace("其他处理", "其他")) for cell in row) for row in table.rows)
        return Table(table.widths, table.heads, tuple(rows))

    printed = replace(random_report(1), figures=dict.fromkeys(addresses(Form.F2021), "7"))
    report = read(printed, cut)
    assert report.doubts == ()
    assert {report.value(f"applications.other_other.{name}") for name in COLUMNS} == {7}


COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")


def without_headings(table: Table) -> Table:
    return Table(table.widths, 0, table.rows[3:])


def test_a_blank_column_without_headings_is_doubted_row_by_row() -> None:
    report = read(FULL, lambda table: without_headings(blank_column(2)(table)))
    assert report.doubted("applications.granted.natural_person")
    assert report.doubted("applications.granted.total")
    assert not silently_wrong(report, lambda address: address.split(".")[0] == "applications")


def test_full_rows_need_no_headings() -> None:
    report = read(FULL, without_headings)
    assert score(FULL, report)["exact"] == len(addresses(Form.F2019))


def silently_wrong(report: Report, chosen: Callable[[str], bool]) -> list[str]:
    return [
        address
        for address in addresses(Form.F2019)
        if chosen(address) and not report.doubted(address) and report.value(address) not in (7, None)
    ]


def test_a_figure_wider_than_its_column_stands_where_its_middle_is() -> None:
    def widen(row: int, column: int, cell: Cell) -> Cell:
        return replace(cell, text="1234567890123" if (row, column) == (6, 3) else "" if row == 6 else cell.text)

    report = read(FULL, lambda table: figures_of(table, widen))
    assert report.value("applications.granted_partly.nonprofit") == 1234567890123
    assert report.value("applications.granted.nonprofit") == 7


@pytest.mark.parametrize(
    ("x0", "x1", "expected"), [(1, 5, 0), (20, 30, 1), (9, 21, None), (12, 18, None), (10.3, 12, None)]
)
def test_a_figure_belongs_to_the_one_column_it_touches(x0: float, x1: float, expected: int | None) -> None:
    part = Part("7", Box(x0, 0, x1, 10), 1, 5)
    assert column_of(part, [Interval(0, 10), Interval(20, 30)]) == expected


def test_an_unknown_label_leaves_a_note_and_no_row_is_taken_for_another() -> None:
    def misprint(table: Table) -> Table:
        rows = [
            tuple(replace(c, text=c.text.replace("4.保护第三方", "4.某某某某某")) for c in row) for row in table.rows
        ]
        return Table(table.widths, table.heads, tuple(rows))

    report = read(FULL, misprint)
    assert report.value("applications.denied_third_party_rights.total") is None
    assert report.value("applications.denied_internal_affairs.total") == 7
    assert any("nothing of the form claims" in note for note in report.notes)


def test_a_row_of_labels_only_is_blank() -> None:
    report = read(
        FULL, lambda table: figures_of(table, lambda row, _, cell: replace(cell, text="" if row == 8 else "7"))
    )
    named = "applications.denied_forbidden_by_law"
    assert [report.value(f"{named}.{column}") for column in COLUMNS] == [None] * 7
    assert report.value("applications.denied_state_secret.total") == 7


@pytest.mark.parametrize("look", [Layout(size=10.5), Layout(size=10.5, figures="r"), Layout(horizontal)])
@pytest.mark.parametrize(
    ("text", "value"),
    [("１２３４５６７", 1234567), ("234,567", 234567), ("２３,４５６", 23456), ("－１２３４５", -12345)],
)
def test_a_number_broken_into_lines_is_one(text: str, value: int, look: Layout) -> None:
    def widen(row: int, column: int, cell: Cell) -> Cell:
        return replace(cell, text=text if (row, column) in ((6, 3), (6, 6), (20, 0)) else cell.text)

    report = read(FULL, lambda table: figures_of(table, widen), look)
    cells = ("granted_partly.nonprofit", "granted_partly.total", "rejected_public_publication.natural_person")
    assert [report.value(f"applications.{cell}") for cell in cells] == [value] * 3
    assert report.value("applications.granted.nonprofit") == 7
    assert report.doubts == ()


@pytest.mark.parametrize("text", ["１２３４５６７", "1,234,567", "２３,４５６", "－１２３４５"])
def test_a_number_that_hangs_below_its_row_is_one_or_doubted(text: str) -> None:
    def widen(row: int, column: int, cell: Cell) -> Cell:
        return replace(cell, text=text if (row, column) in ((6, 3), (20, 0)) else cell.text)

    report = read(FULL, lambda table: figures_of(table, widen), Layout(size=10.5, top=True, figures="r"))
    value = int(unicodedata.normalize("NFKC", text).replace(",", ""))
    assert report.value("applications.rejected_public_publication.natural_person") == value
    beside_a_group = "applications.granted_partly.nonprofit"
    assert report.value(beside_a_group) == value or report.doubted(beside_a_group)


def test_two_figures_that_touch_are_doubted() -> None:
    def widen(row: int, column: int, cell: Cell) -> Cell:
        return replace(cell, text="1,234,567" if (row, column) == (6, 3) else cell.text)

    report = read(FULL, lambda table: figures_of(table, widen), Layout(size=10.5, figures="r"))
    assert report.doubted("applications.granted_partly.nonprofit")
    assert report.value("applications.granted.nonprofit") == 7


def test_digits_among_the_figures_that_make_no_number_are_doubted() -> None:
    def cut(row: int, column: int, cell: Cell) -> Cell:
        return replace(cell, text="2,12" if (row, column) == (6, 3) else cell.text)

    report = read(FULL, lambda table: figures_of(table, cut))
    assert report.doubted("applications.granted_partly.nonprofit")
    assert report.value("applications.granted.nonprofit") == 7


@pytest.mark.parametrize("look", [Layout(), Layout(size=10.5, top=True), Layout(horizontal, figures="r")])
def test_remarks_and_units_below_a_figure_belong_to_it(look: Layout) -> None:
    remarked = FULL.figures | {
        "disclosure.regulations.made": "123456（其中修订1000件、废止20件）",
        "disclosure.normative_documents.made": "12（其中修订1件，包括本机关与其他机关联合印发的）",
    }
    report = read(replace(FULL, figures=remarked), lambda table: table, look)
    assert report.value("disclosure.regulations.made") == 123456
    assert report.value("disclosure.normative_documents.made") == 12
    assert report.value("disclosure.licensing.decisions") == 7
    assert report.doubts == ()


@pytest.mark.parametrize("look", [Layout(), Layout(horizontal), Layout(cut=True, repeat_heads=False, start=140)])
def test_tables_without_a_single_figure_are_there_and_blank(look: Layout) -> None:
    blank = replace(FULL, figures=FULL.figures | dict.fromkeys(FULL.figures, ""))
    report = read(
        replace(blank, figures=blank.figures | {"disclosure.licensing.decisions": "7"}), lambda table: table, look
    )
    assert set(report.figures) == set(addresses(Form.F2019))
    assert report.value("disclosure.licensing.decisions") == 7
    assert report.doubts == ()


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([(8, 12), (108, 112)], [0, 2]),  # centred
        ([(30, 38), (80, 88), (130, 138)], [0, 1, 2]),  # as many as headings
        ([(24, 32), (124, 132)], [0, 2]),  # right, all alike
        ([(30, 34), (90, 94)], None),  # neither here nor there, and not alike
        ([(8, 62), (108, 112)], None),  # over two headings
        ([(8, 12), (13, 14), (58, 60), (108, 110)], None),  # more than headings
        ([], None),
    ],
)
def test_columns_by_their_headings(found: list[tuple[float, float]], expected: list[int] | None) -> None:
    headings = [Interval(0, 20), Interval(50, 70), Interval(100, 120)]
    assert match_columns([Interval(*each) for each in found], headings) == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ((37, 45), [0]),  # under a part of its heading and of no other
        ((47, 55), [1]),
        ((36, 52), None),  # under parts of two
        ((41, 49), None),  # between two
    ],
)
def test_a_figure_alone_is_told_by_the_heading_above_a_part_of_it(
    figure: tuple[float, float], expected: list[int] | None
) -> None:
    headings = [Interval(0, 40), Interval(50, 90), Interval(100, 140)]
    assert match_columns([Interval(*figure)], headings) == expected


def test_boxes_of_a_sideways_page_are_where_it_shows_them() -> None:
    printed = random_report(3)
    upright = parse(print_pdf(printed, replace(LAYOUTS["sideways, ruled"], sideways=0)))
    for sideways in (90, 270):
        turned = parse(print_pdf(printed, replace(LAYOUTS["sideways, ruled"], sideways=sideways)))
        one, other = (report.figures["applications.granted.total"].box for report in (upright, turned))
        assert one
        assert other
        width, height = LAYOUTS["sideways, ruled"].page
        expected = (
            (height - one.y1, one.x0, height - one.y0, one.x1)
            if sideways == 270
            else (one.y0, width - one.x1, one.y1, width - one.x0)
        )
        assert (other.x0, other.y0, other.x1, other.y1) == pytest.approx(expected, abs=2)
