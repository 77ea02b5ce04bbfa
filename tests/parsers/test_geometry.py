"""Lines and characters to grids, on plain values; the places are points from the top left."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import TooLarge
from parsers.geometry import Glyph, Ruling, Rulings, find_grids, find_lattices
from parsers.geometry_lattice import Span
from parsers.geometry_paragraphs import PageText, pages_to_blocks
from parsers.geometry_text import Line, glyphs_to_lines
from parsers.reading import Grid, Paragraph
from parsers.unruled_parts import glyphs_to_parts

Tiling = list[Span]


def glyphs(text: str, x: float, y: float, size: float = 10) -> list[Glyph]:
    """Characters on a line that begins at (x, y): Latin ones half as wide as Chinese ones."""
    placed = []
    for character in text:
        width = size / 2 if character.isascii() else size
        placed.append(Glyph(character, x, y, x + width, y + size))
        x += width
    return placed


def ruled(spans: Tiling, width: float = 60, height: float = 20) -> Rulings:
    """Every cell outlined by itself, as Word does it."""
    horizontal, vertical = [], []
    for span in spans:
        x0, x1 = span.column * width, (span.column + span.colspan) * width
        y0, y1 = span.row * height, (span.row + span.rowspan) * height
        horizontal += [Ruling(x0, x1, y0), Ruling(x0, x1, y1)]
        vertical += [Ruling(y0, y1, x0), Ruling(y0, y1, x1)]
    return Rulings(horizontal, vertical)


def full(rows: int, columns: int) -> Tiling:
    return [Span(row, column, 1, 1) for row in range(rows) for column in range(columns)]


def only(rulings: Rulings) -> Tiling:
    (lattice,) = find_lattices(rulings)
    return list(lattice.spans)


@st.composite
def tilings(draw: st.DrawFn) -> Tiling:
    height, width = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    # The first row and column stay whole, so that every line of the lattice is drawn somewhere.
    taken = {(row, column) for row in range(height) for column in range(width) if row == 0 or column == 0}
    spans = [Span(row, column, 1, 1) for row, column in taken]
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            free = 1
            while column + free < width and (row, column + free) not in taken:
                free += 1
            span = Span(row, column, draw(st.integers(1, height - row)), draw(st.integers(1, free)))
            taken |= {(row + r, column + c) for r in range(span.rowspan) for c in range(span.colspan)}
            spans.append(span)
    return sorted(spans)


@given(tilings(), st.randoms())
def test_any_merged_table_comes_back_from_its_lines(spans: Tiling, random: object) -> None:
    rulings = ruled(spans)
    random.shuffle(rulings.horizontal)  # type: ignore[attr-defined]
    assert only(rulings) == spans


def test_fragments_of_a_line_are_joined_first() -> None:
    rulings = ruled(full(2, 2))
    pieces = [
        Ruling(x, x + 9, line.at) for line in rulings.horizontal for x in range(int(line.start), int(line.end), 10)
    ]
    assert only(Rulings(pieces, rulings.vertical)) == full(2, 2)


def test_dots_make_a_line_and_corner_squares_do_not() -> None:
    rulings = ruled(full(2, 2))
    dots = [Ruling(x, x + 1, line.at) for line in rulings.horizontal for x in range(int(line.start), int(line.end), 2)]
    corners = [Ruling(x, x + 1, y) for x in (30, 90) for y in (10, 30)]
    assert only(Rulings(dots + corners, rulings.vertical)) == full(2, 2)


@pytest.mark.parametrize(("dash", "gap"), [(7, 5), (8, 7), (1, 3)])
def test_dashes_with_wide_gaps_make_a_line(dash: float, gap: float) -> None:
    def dashed(lines: list[Ruling]) -> list[Ruling]:
        steps = [(line, line.start + n * (dash + gap)) for line in lines for n in range(int(60 / (dash + gap)) + 1)]
        return [Ruling(at, min(at + dash, line.end), line.at) for line, at in steps if at < line.end]

    rulings = ruled(full(2, 2), height=60)
    assert only(Rulings(dashed(rulings.horizontal), dashed(rulings.vertical))) == full(2, 2)


def test_two_lines_with_a_gap_between_are_two() -> None:
    lines = [Ruling(0, 50, 0), Ruling(56, 100, 0)]
    sides = [Ruling(0, 20, at) for at in (0, 50, 56, 100)]
    below = [line._replace(at=20.0) for line in lines]
    assert len(find_lattices(Rulings(lines + below, [*sides, Ruling(0, 20, 25), Ruling(0, 20, 78)]))) == 2


def test_a_table_ruled_between_its_rows_only_is_no_grid() -> None:
    rulings = ruled([Span(row, 0, 1, 1) for row in range(3)], width=200)
    text = [glyph for row in range(3) for n in range(4) for glyph in glyphs("12", 10 + 45 * n, 20 * row + 5)]
    grids, rest = find_grids(text, rulings, 1)
    assert grids == []
    assert len(rest) == len(text)


def test_a_double_border_is_one() -> None:
    rulings = ruled(full(2, 2))
    doubled = Rulings(
        [Ruling(start, end, at + d) for start, end, at in rulings.horizontal for d in (-1.5, 1.5)],
        [Ruling(start, end, at + d) for start, end, at in rulings.vertical for d in (-1.5, 1.5)],
    )
    assert only(doubled) == full(2, 2)


@pytest.mark.parametrize("open_sides", [{0.0}, {180.0}, {0.0, 180.0}])
def test_open_outer_borders_are_closed(open_sides: set[float]) -> None:
    rulings = ruled(full(4, 3))
    vertical = [line for line in rulings.vertical if line.at not in open_sides]
    assert only(Rulings(rulings.horizontal, vertical)) == full(4, 3)


@pytest.mark.parametrize("columns", [2, 3, 8])
def test_a_row_alone_on_its_page_has_its_outer_cells(columns: int) -> None:
    rulings = ruled(full(1, columns))
    inner = [line for line in rulings.vertical if 0 < line.at < columns * 60]
    assert only(Rulings(rulings.horizontal, inner)) == full(1, columns)


def test_a_table_cut_by_the_end_of_a_page_is_closed_below() -> None:
    rulings = ruled(full(3, 4))
    assert only(Rulings([line for line in rulings.horizontal if line.at < 60], rulings.vertical)) == full(3, 4)


def test_a_missing_bit_of_line_makes_no_crooked_cell() -> None:
    rulings = ruled([Span(0, 0, 3, 1), *(Span(row, 1, 1, 1) for row in range(3))])
    vertical = [line for line in rulings.vertical if line.at != 60] + [Ruling(20, 60, 60)]
    spans = only(Rulings(rulings.horizontal, vertical))
    assert sum(span.rowspan * span.colspan for span in spans) == 6


def test_two_tables_are_two_and_a_frame_is_none() -> None:
    first, second = ruled(full(1, 2)), ruled(full(2, 2))
    moved = Rulings(
        [Ruling(s, e, at + 100) for s, e, at in second.horizontal],
        [Ruling(s + 100, e + 100, at) for s, e, at in second.vertical],
    )
    frame = Rulings([Ruling(-20, 300, -20), Ruling(-20, 300, 300)], [Ruling(-20, 300, -20), Ruling(-20, 300, 300)])
    both = Rulings(
        first.horizontal + moved.horizontal + frame.horizontal, first.vertical + moved.vertical + frame.vertical
    )
    assert [len(lattice.spans) for lattice in find_lattices(both)] == [2, 4]


def test_too_many_lines_are_refused() -> None:
    rulings = Rulings(
        [Ruling(0, 9000, at * 5.0) for at in range(400)], [Ruling(0, 9000, at * 5.0) for at in range(400)]
    )
    with pytest.raises(TooLarge):
        find_lattices(rulings)
    many = [Ruling(0, 5, at * 2.0) for at in range(2500)]
    with pytest.raises(TooLarge):
        find_lattices(Rulings(many, many))


def filled(spans: Tiling, placed: list[Glyph]) -> dict[tuple[int, int], str]:
    (grid,) = [placed.grid for placed in find_grids(placed, ruled(spans), 1)[0]]
    return {(cell.row, cell.column): cell.text for cell in grid.cells}


def test_characters_go_to_the_cell_of_their_centre() -> None:
    table = filled(full(2, 2), [*glyphs("-3.5", 2, 5), *glyphs("乙", 56, 25)])
    assert table == {(0, 0): "-3.5", (0, 1): "", (1, 0): "", (1, 1): "乙"}


def test_a_wrapped_number_is_one_and_two_numbers_are_two() -> None:
    spans = [Span(0, 0, 2, 1), Span(0, 1, 1, 1), Span(1, 1, 1, 1)]
    wide = filled(spans, [*glyphs("123456789", 6, 8), *glyphs("01", 6, 20)])
    assert wide[0, 0] == "12345678901"
    short = filled(spans, [*glyphs("3", 6, 8), *glyphs("5", 6, 20)])
    assert short[0, 0] == "3\n5"


def test_marks_stay_where_they_stand_whatever_their_order() -> None:
    placed = glyphs("-18517.89", 2, 5)
    assert filled(full(1, 2), placed[::-1])[0, 0] == "-18517.89"


def test_overprinted_characters_are_read_once() -> None:
    placed = glyphs("1100", 2, 5)
    bold = [Glyph(g.text, g.x0 + 0.4, g.y0, g.x1 + 0.4, g.y1) for g in placed]
    assert filled(full(1, 2), placed + bold)[0, 0] == "1100"


@given(st.lists(st.text("01.", min_size=1, max_size=40), max_size=9), st.floats(0, 0.9), st.randoms())
def test_overprints_are_found_wherever_they_stand(texts: list[str], offset: float, random: Random) -> None:
    placed = [glyph for number, text in enumerate(texts) for glyph in glyphs(text, 7.3, 12.11 * number)]
    moved = [Glyph(g.text, g.x0 + offset, g.y0 - offset, g.x1 + offset, g.y1 - offset) for g in placed]
    both = placed + moved
    random.shuffle(both)
    assert [line.text for line in glyphs_to_lines(both)] == texts
    assert sorted(part.text for part in glyphs_to_parts(both, 1)) == sorted(texts)


def test_gaps_become_spaces_and_blank_lines_vanish() -> None:
    placed = [*glyphs("甲局", 0, 0), *glyphs("2021年", 60, 1), *glyphs("  ", 0, 40)]
    assert [line.text for line in glyphs_to_lines(placed)] == ["甲局 2021年"]


def line(text: str, y: float, x: float = 72, size: float = 12, width: float | None = None) -> Line:
    return Line(text, x, y, x + (width if width is not None else size * len(text)), y + size)


def blocks(*pages: list[Line]) -> list[str]:
    texts = [PageText(number, 600, 800, lines, []) for number, lines in enumerate(pages, 1)]
    return [block.text for block in pages_to_blocks(texts) if isinstance(block, Paragraph)]


FULL = "文" * 38


def test_full_lines_go_on_and_headings_stand_alone() -> None:
    lines = [
        line("一、总体情况", 120, 96), line("段" * 36, 140, 96), line(FULL, 160), line("末。", 180),
        line("二、主动公开", 200, 96),
        line("段" * 36, 220, 96), line("（一）公开", 240, 96), line("甲局", 260, 300), line("2021年1月8日", 280, 300),
    ]  # fmt: skip
    assert blocks(lines) == [
        "一、总体情况", "段" * 36 + FULL + "末。", "二、主动公开", "段" * 36, "（一）公开", "甲局", "2021年1月8日",
    ]  # fmt: skip


def test_a_heading_of_two_lines_takes_no_paragraph_along() -> None:
    """Where paragraphs are short, most lines are indented: the heading's own second line tells where lines begin."""
    heading = "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况如下各"
    lines = [line(heading, 120, 96, width=430), line("表", 140), line("下表。" * 12, 160, 96), line("段" * 36, 300, 96)]
    assert blocks(lines) == [heading + "表", "下表。" * 12, "段" * 36]


@pytest.mark.parametrize("heading", ["第二部分 主动公开情况", "二. 主动公开情况", "（二）主动公开情况"])
def test_a_numbered_heading_begins_a_paragraph_below_a_full_line(heading: str) -> None:
    lines = [line(FULL, 120), line("段" * 36, 140, 96), line(heading, 160, 96), line("段" * 36, 180, 96)]
    assert blocks(lines) == [FULL, "段" * 36, heading, "段" * 36]


def test_a_sign_off_nearly_as_wide_as_the_text_stands_alone() -> None:
    lines = [line(FULL, 120), line(FULL, 140), line("某" * 36, 160, 82)]
    assert blocks(lines) == [FULL * 2, "某" * 36]


def test_a_title_of_two_lines_is_one() -> None:
    title = [line("某某市某某区某局", 100, 180, 30, 240), line("2020年年报", 150, 210, 30, 180)]
    assert blocks([*title, line(FULL, 300), line(FULL, 320)]) == ["某某市某某区某局2020年年报", FULL + FULL]


def test_a_paragraph_goes_on_over_the_page_and_furniture_is_dropped() -> None:
    pages = [[line("某局年报", 30), line(FULL, 700), line(f"— {number} —", 760, 280)] for number in (1, 2, 3)]
    assert blocks(*pages) == [FULL * 3]


def test_page_numbers_of_pages_printed_smaller_stand_further_in() -> None:
    pages = [[line(FULL, 300), line(f"— {number} —", 670, 280, width=40)] for number in (1, 2)]
    assert blocks(*pages) == [FULL * 2]
    assert blocks([line(FULL, 300), line("— 7 —", 670, 280, width=40)])[1:] == ["— 7 —"]


@pytest.mark.parametrize("folio", ["— 1 —", "-12-", "1", "第 3 页", "第3页 共12页", "3/12", "－ 4 －"])
def test_page_numbers(folio: str) -> None:
    assert blocks([line(folio, 770, 280)]) == []
    assert blocks([line(folio, 400, 280)]) == [folio]


def test_numbers_alone_are_page_numbers_where_they_count() -> None:
    counted = [[line("正文", 400), line(str(number), 770, 280)] for number in (7, 8, 9)]
    assert blocks(*counted) == ["正文"] * 3
    assert blocks([line("正文", 400), line("432", 770, 280)]) == ["正文", "432"]


@pytest.mark.parametrize("row", ["432 22", "0 0 0 0 0 0 0"])
def test_a_row_of_figures_at_the_end_of_pages_is_none(row: str) -> None:
    pages = [[line("正文", 400), line(row, 740, 280), line(f"- {number} -", 790, 280)] for number in (1, 2, 3)]
    assert blocks(*pages).count(row) == 3
    assert not any("-" in text for text in blocks(*pages))


def test_grids_stand_between_their_paragraphs() -> None:
    grids, rest = find_grids([*glyphs("1", 2, 5), *glyphs("甲", 0, 90)], ruled(full(1, 2)), 1)
    found = list(pages_to_blocks([PageText(1, 600, 800, [line(FULL, -30), *glyphs_to_lines(rest)], grids)]))
    assert [type(block) for block in found] == [Paragraph, Grid, Paragraph]
