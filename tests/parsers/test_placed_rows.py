"""A row of a scan whose label could not be made out is known by its place, where its place leaves one row; else it is
doubted."""

from __future__ import annotations

import pytest

from parsers.form import APPLICATION_COLUMNS, Form, application_rows
from parsers.reading import Cell, Grid
from parsers.rows import SourceGrid
from parsers.tables import Tables, build_tables

ORDER = [row.label for row in application_rows(Form.F2021)]
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
