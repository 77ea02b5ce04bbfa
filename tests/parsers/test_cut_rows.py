"""Rows that a page's end cut in two, on plain grids: what is joined, and what is left as it is."""

from __future__ import annotations

import pytest

from parsers.cut_rows import join_cut_rows
from parsers.reading import Cell, Grid, Layout
from parsers.rows import find_rows
from parsers.source_grid import SourceGrid

BLANK = ("",) * 7
SEVEN = ("1", "2", "3", "4", "5", "6", "21")
OTHER = ("0",) * 7
HEAD = ("申请人情况", "自然人", "商业企业")


def source(number: int, *rows: tuple[str, ...], page: int | None = None, layout: Layout = Layout.CELLS) -> SourceGrid:
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    return SourceGrid(number, Grid(cells, layout, number if page is None else page), ("applications",))


def texts(found: SourceGrid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in found.grid.rows()]


FIRST = ("一、本年新收政府信息公开申请数量", *OTHER)
LABEL = "2.没有现成信息需要另行制作"


@pytest.mark.parametrize(
    ("upper", "lower", "page"),
    [
        (("2.没有现成信息", *SEVEN), ("需要另行制作", *BLANK), 1),  # label cut, figures above
        (("2.没有现成信息", *BLANK), ("需要另行制作", *SEVEN), 2),  # label cut, figures below
        ((LABEL, *BLANK), ("", *SEVEN), 2),  # label above, figures below
        ((LABEL, *SEVEN), ("", *BLANK), 1),  # nothing left for below
        (("", *SEVEN), (LABEL, *BLANK), 1),  # figures above, label below
        (("2.没有现成信息", *BLANK), ("需要另行制作", *BLANK), 1),  # no figures at all
        (
            ("（四）无", "2.没有现成信息", *SEVEN),
            ("法提供", "需要另行制作", *BLANK),
            1,
        ),  # the group's label cut as well
    ],
)
@pytest.mark.parametrize("repeated", [False, True])
def test_halves_become_a_row_on_the_page_of_its_figures(
    upper: tuple[str, ...], lower: tuple[str, ...], page: int, repeated: bool
) -> None:
    below = (
        (HEAD, lower, ("3.补正后申请内容仍不明确", *OTHER))
        if repeated
        else (lower, ("3.补正后申请内容仍不明确", *OTHER))
    )
    found = join_cut_rows([source(1, HEAD, FIRST, upper), source(2, *below)])
    values = SEVEN if SEVEN[0] in (*upper, *lower) else BLANK
    held = [row for row in texts(found[page - 1]) if row[-8:] == (LABEL, *values)]
    assert len(held) == 1
    rows, leftovers = find_rows(found)
    assert [row.name for row in rows] == ["received_new", "unable_needs_creation", "unable_still_unclear"]
    assert [cell.text for cell in rows[1].lines[0]] == list(values)
    assert leftovers == []


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ((LABEL, *OTHER), ("3.补正后申请内容仍不明确", *SEVEN)),  # two whole rows
        ((LABEL, *BLANK), ("3.补正后申请内容仍不明确", *SEVEN)),  # the first of them blank
        (("2.没有现成信息", *OTHER), ("需要另行制作", *SEVEN)),  # figures on both sides
        (("某某某某", *SEVEN), ("需要另行制作", *BLANK)),  # no label of the form
        (("（二）部分公开", *OTHER), ("1.属于国家秘密", *BLANK)),
        (("3.其他", "6", "6", "9", *BLANK[:4]), ("（七）总计", "73", "796", "88")),  # fewer cells below: no half of it
    ],
)
def test_rows_of_their_own_stay(upper: tuple[str, ...], lower: tuple[str, ...]) -> None:
    sources = [source(1, HEAD, FIRST, upper), source(2, lower)]
    assert join_cut_rows(sources) == sources


@pytest.mark.parametrize("pages", [(1, 3), (2, 1), (1, 1)])
def test_only_the_next_page_goes_on(pages: tuple[int, int]) -> None:
    upper = source(1, FIRST, ("2.没有现成信息", *SEVEN), page=pages[0])
    lower = source(2, ("需要另行制作", *BLANK), page=pages[1])
    assert join_cut_rows([upper, lower]) == [upper, lower]


def test_texts_whose_cells_are_not_all_to_be_seen_are_left_alone() -> None:
    sources = [source(1, ("2.没有现成信息", *SEVEN), layout=Layout.TABS), source(2, ("需要另行制作", *BLANK))]
    assert join_cut_rows(sources) == sources


WIDE = ("8", "73", "9", "35", "/", "1275", "1400")
AS_PRINTED = ("8", "73", "9", "35", "/", "12", "14")
REST = ("", "", "", "", "", "75", "00")


def test_figures_cut_by_the_end_of_a_page_are_whole_again() -> None:
    found = join_cut_rows([source(1, HEAD, (LABEL, *AS_PRINTED)), source(2, ("", *REST), FIRST)])
    assert texts(found[0])[-1] == (LABEL, *WIDE)
    assert texts(found[1]) == [FIRST]


@pytest.mark.parametrize(
    ("above", "below", "doubted"),
    [
        (("1", "0", "0", "0", "0", "0", "1"), ("5", "", "", "", "", "", "5"), {"1", "7"}),  # adds up both ways
        (("1", "0", "0", "0", "0", "0", "7"), ("5", "", "", "", "", "", ""), {"1"}),  # adds up neither way
        (SEVEN, ("5", "", "", "", "", "", ""), set()),  # adds up without what stands below
    ],
)
def test_digits_below_the_end_of_a_page_are_doubted_where_no_sum_tells(
    above: tuple[str, ...], below: tuple[str, ...], doubted: set[str]
) -> None:
    found = join_cut_rows([source(1, HEAD, (LABEL, *above)), source(2, ("", *below), FIRST)])
    last = list(found[0].grid.rows())[-1]
    assert [cell.text for cell in last] == [LABEL, *above]
    assert {str(cell.column) for cell in last if cell.doubt} == doubted
    assert all(cell.doubt in ("", "figure_cut") for cell in last)
    assert texts(found[1]) == [("", *below), FIRST], "what could not be told apart stays to be seen"
