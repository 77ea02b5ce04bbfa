"""Numbers that narrow cells break into lines, in tables without lines, where labels of groups stand near the pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.sample.build.tables import Cell
from parsers.reading import Box
from parsers.unruled_parts import Part
from parsers.unruled_tables import DISPUTE_CELLS, read_applications, read_disputes
from tests.parsers.pdf_layouts import Layout
from tests.parsers.test_unruled import FULL, figures_of, read

SIZE, LEADING = 10.0, 13.0


def part(text: str, x: float, y: float) -> Part:
    """A piece of text that begins at `x` and whose middle is at `y`."""
    return Part(text, Box(x, y - SIZE / 2, x + SIZE * len(text), y + SIZE / 2), 1, y)


def lines(texts: list[str], x: float, middle: float) -> list[Part]:
    """The lines of a cell, around its middle."""
    top = middle - LEADING * (len(texts) - 1) / 2
    return [part(text, x, top + LEADING * number) for number, text in enumerate(texts)]


FEE = ["2.申请人逾期未按收费通知", "要求缴纳费用、行政机关不", "再处理其政府信息公开申请"]
CORRECTION = ["1.申请人无正当理由逾期不", "补正、行政机关不再处理其", "政府信息公开申请"]


@pytest.mark.parametrize("of_group", [100.0, 135.0, 140.0 - LEADING / 2, 140.0, 140.0 + LEADING / 2, 147.0, 200.0])
def test_a_broken_number_is_not_that_of_the_group_its_pieces_are_level_with(of_group: float) -> None:
    parts = [part("(六)其他处理", 60, of_group), *lines(CORRECTION, 140, 95), *lines(FEE, 140, 140)]
    parts += [part("3.其他", 140, 175)]
    for column in range(7):
        x = 300.0 + 40 * column
        parts += [part("０", x, 95), part("０", x, 175)]
        parts += lines(["１５０", "２"], x, 140) if column in (2, 6) else [part("０", x, 140)]
    rows = [[field.text for field in line.fields] for line in read_applications(parts) if line.fields]
    assert rows == [["０"] * 7, ["０", "０", "１５０２", "０", "０", "０", "１５０２"], ["０"] * 7]
    assert not any(field.doubt for line in read_applications(parts) for field in line.fields)


@pytest.mark.parametrize("size", [9.0, 10.5])
@pytest.mark.parametrize("figures", ["c", "r"])
def test_a_number_that_hangs_beside_the_second_line_of_its_label_and_of_its_group(size: float, figures: str) -> None:
    def widen(row: int, column: int, cell: Cell) -> Cell:
        return replace(cell, text="１２３４５６７" if row == 15 and column in (3, 6) else cell.text)

    report = read(FULL, lambda table: figures_of(table, widen), Layout(size=size, top=True, figures=figures))
    row = [report.value(f"applications.unable_not_held.{column}") for column in ("nonprofit", "other", "total")]
    assert row == [1234567, 7, 1234567]
    assert report.doubts == ()


def test_figures_beside_an_unknown_label_further_out_are_nobody_elses() -> None:
    parts = [*lines(["1.本机关不掌握相", "关政府信息"], 140, 100), part("(五)某某某某", 60, 107)]
    parts += [part("2.没有现成信息需要另行制作", 140, 133)]
    for column in range(7):
        parts += [part("０", 300.0 + 40 * column, y) for y in (93.5, 133)]
    parts += [part("７", 340, 119), part("(七)某某", 60, 119)]
    first = next(line for line in read_applications(parts) if line.label.startswith("1."))
    assert all(field.doubt or field.text == "０" for field in first.fields)


def test_the_beginning_of_a_broken_number_is_no_part_of_the_heading_above_it() -> None:
    headings = [["结果", "维持"], ["结果", "纠正"], ["其他", "结果"], ["尚未", "审结"], ["总计"]] * 3
    parts = [each for at, texts in enumerate(headings) for each in lines(texts, 60 + 45 * at, 100)]
    parts += [part("０", 65 + 45 * at, 128) for at in range(DISPUTE_CELLS - 1)]
    parts += lines(["１,２", "００"], 60 + 45 * (DISPUTE_CELLS - 1), 128)
    _, row = read_disputes(parts)
    assert [field.text for field in row.fields] == ["０"] * (DISPUTE_CELLS - 1) + ["１,２００"]
    assert not any(field.doubt for field in row.fields)
