"""A table of a picture that is for the most part unreadable vouches for none of its figures."""

from __future__ import annotations

import pytest

from parsers.form import APPLICATION_COLUMNS, Form, application_rows
from parsers.reading import Cell, Grid
from parsers.source_grid import SourceGrid
from parsers.tables import Tables, build_tables

ROWS = application_rows(Form.F2021)
COLUMNS = len(APPLICATION_COLUMNS)


def table(doubted: int, *, picture: bool = True) -> Tables:
    """Table 三 of noughts, with specks in the cells of so many rows; table 二 beside it, plainly read."""
    cells = [
        Cell(text, row, column)
        for row, each in enumerate(ROWS)
        for column, text in enumerate([each.label.official, *["0\n—" if row < doubted else "0"] * COLUMNS])
    ]
    head = [["第二十条"], ["信息内容", "本年制发件数"], ["规章", "1", "2", "3"]]
    beside = tuple(Cell(text, row, column) for row, texts in enumerate(head) for column, text in enumerate(texts))
    grids = Grid(beside, picture=picture), Grid(tuple(cells), picture=picture)
    return build_tables([SourceGrid(1, grids[0], ("disclosure",)), SourceGrid(2, grids[1], ("applications",))])


def reasons(tables: Tables) -> set[str]:
    return {doubt.reason for doubt in tables.doubts if doubt.cell.startswith("applications.")}


@pytest.mark.parametrize(("doubted", "is_spoilt"), [(len(ROWS) // 3, False), (len(ROWS) // 3 + 1, True)])
def test_where_more_than_a_third_is_doubted_all_of_it_is(doubted: int, is_spoilt: bool) -> None:
    tables = table(doubted)
    in_doubt = {doubt.cell for doubt in tables.doubts}
    assert ("applications.carried_over.total" in in_doubt) is is_spoilt
    assert "disclosure.regulations.issued" not in in_doubt
    assert all(doubt.inferred is None for doubt in tables.doubts if is_spoilt)


def test_a_table_that_is_text_is_not_spoilt_by_its_blanks() -> None:
    assert "table_spoilt" not in reasons(table(len(ROWS) // 3 + 1, picture=False))
