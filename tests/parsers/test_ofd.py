"""OFD files as several programs write them, made by a small writer: characters by distances, lines, slivers, blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers import Hint, parse
from parsers.errors import Encrypted, ReadError, TooLarge, Unreadable, Unsupported
from parsers.readers.docx import read_docx
from parsers.readers.ofd import read_ofd
from parsers.reading import Cell, Grid, Paragraph, Reading
from tests.parsers.ofd_files import (
    NS,
    document,
    ofd,
    outline,
    package,
    page,
    path,
    repeated,
    sides,
    singly,
    slivers,
    table,
    text,
)

SAMPLES = Path(__file__).parents[2] / "crawler" / "sample" / "documents"
CELLS = [
    ("三、结果", 0, 0, 2, 1), ("申请人情况", 0, 1, 1, 2), ("总计", 0, 3, 1, 1), ("-35", 1, 1, 1, 1),
    ("18517.89", 1, 2, 1, 1), ("", 1, 3, 1, 1), ("四、结转", 2, 0, 1, 1), ("0", 2, 1, 1, 1), ("", 2, 2, 1, 1),
    ("/", 2, 3, 1, 1),
]  # fmt: skip


def grids(reading: Reading) -> list[Grid]:
    return [block for block in reading.blocks if isinstance(block, Grid)]


def places(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]


def lines(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("delta", [singly, repeated, None])
@pytest.mark.parametrize("draw", [outline, sides, slivers])
def test_a_table_is_read_however_it_is_drawn(draw: object, delta: object) -> None:
    reading = read_ofd(ofd(page(text(20, 20, "一、总体情况", 6, delta) + table(CELLS, draw, delta))))
    assert lines(reading) == ["一、总体情况"]
    (grid,) = grids(reading)
    assert places(grid) == CELLS
    assert (grid.page, reading.titles, reading.reader) == (1, ("甲局年报",), "ofd")


def test_the_box_of_a_cell_is_in_points_from_the_corner_of_the_page() -> None:
    area = "<ofd:Area><ofd:PhysicalBox>10 20 300 200</ofd:PhysicalBox></ofd:Area>"
    for content, left, top in ((page(table(CELLS)), 20, 40), (page(table(CELLS), area), 10, 20)):
        (grid,) = grids(read_ofd(ofd(content)))
        box = grid.cells[0].box
        assert box
        inches = [side / 72 * 25.4 for side in (box.x0, box.y0, box.x1, box.y1)]
        assert inches == pytest.approx([left, top, left + 30, top + 20], abs=0.3)


def test_a_matrix_scales_and_moves_and_turns() -> None:
    scaled = text(20, 20, "总体情况", 1, None, ctm="6 0 0 6 10 0")
    slanted = text(20, 60, "样张水印", 6, None, ctm="0.7 0.7 -0.7 0.7 0 0")
    sheared = text(20, 90, "斜体", 6, None, ctm="1 0 0.2 1 0 0")
    assert lines(read_ofd(ofd(page(scaled + slanted + sheared)))) == ["总体情况", "斜体"]


def test_text_printed_twice_counts_once_and_what_is_hidden_not_at_all() -> None:
    hidden = text(20, 60, "无", 4).replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    bold = text(20, 20, "总计11件", 4) + text(20.1, 20, "总计11件", 4)
    assert lines(read_ofd(ofd(page(bold + hidden)))) == ["总计11件"]


def test_codes_go_on_where_the_last_began_and_letters_may_go_down() -> None:
    down = text(50, 50, "甲乙", 4).replace('DeltaX="4.0"', 'DeltaY="9"')
    assert lines(read_ofd(ofd(page(down)))) == ["甲", "乙"]
    two = text(50, 50, "甲", 4).replace("</ofd:TextObject>", '<ofd:TextCode X="4">乙</ofd:TextCode></ofd:TextObject>')
    assert lines(read_ofd(ofd(page(two)))) == ["甲乙"]


def test_templates_lie_below_the_page() -> None:
    listed = '<ofd:TemplatePage ID="77" BaseLoc="Tpls/T.xml"/>'
    parts = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": document(2, listed),
        "Doc_0/Tpls/t.xml": page(table([("", *cell[1:]) for cell in CELLS])),
        "Doc_0/Pages/Page_0/Content.xml": page(table(CELLS, lambda *_: ""), '<ofd:Template TemplateID="77"/>'),
        "Doc_0/Pages/Page_1/Content.xml": page(table(CELLS, lambda *_: ""), '<ofd:Template TemplateID="77"/>'),
    }
    one, two = grids(read_ofd(package(parts)))
    assert (places(one), places(two), one.page, two.page) == (CELLS, CELLS, 1, 2)


def test_several_documents_follow_one_another() -> None:
    roots = "".join(f"<DocBody><DocRoot>D{n}/D.xml</DocRoot></DocBody>" for n in (0, 1))
    parts = {"OFD.xml": f'<OFD xmlns="http://www.ofdspec.org/2016">{roots}</OFD>'}
    for n in (0, 1):
        parts[f"D{n}/D.xml"] = document(1)
        parts[f"D{n}/Pages/Page_0/Content.xml"] = page(text(20, 100, "甲乙"[n]))
    reading = read_ofd(package(parts))
    assert [(block.text, block.page) for block in reading.blocks if isinstance(block, Paragraph)] == [
        ("甲", 1),
        ("乙", 2),
    ]


def test_annotations_and_seals_are_left_out() -> None:
    parts = {"Doc_0__Annots__Annotation": page(text(20, 80, "公章")), "Doc_0__Signs__Sign_0": page(text(20, 90, "印"))}
    assert lines(read_ofd(ofd(page(text(20, 20, "甲")), **parts))) == ["甲"]


def test_pictures_and_outlines_are_no_text() -> None:
    picture = '<ofd:ImageObject ID="3" Boundary="0 0 200 280" ResourceID="4"/>'
    with pytest.raises(Unsupported, match="scan"):
        read_ofd(ofd(page(picture)))
    drawn = page(outline(10, 10, 5, 5) * 60)
    with pytest.raises(Unsupported, match="outlines"):
        read_ofd(ofd(drawn))
    assert read_ofd(ofd(page(picture + text(20, 20, "甲")), drawn)).pictures == 2


def test_all_cells_of_a_whole_report_come_back() -> None:
    data = (SAMPLES / "huangge_town_2020.docx").read_bytes()
    pages, y, content = [], 20.0, ""
    for block in read_docx(data).blocks:
        if isinstance(block, Paragraph):
            content += text(20, y, block.text[:300], 3, repeated)
            y += 12
        else:
            pages.append(page(content))
            xs = [20 + 90 * column for column in range(17)]
            content, y = "".join(_wide_cell(cell, xs) for cell in block.cells), 800.0
    made = ofd(*pages, page(content), box="0 0 2000 900")
    one, other = parse(made, Hint("a.ofd")), parse(data, Hint("a.docx"))
    assert {address: (figure.value, figure.raw) for address, figure in one.figures.items()} == {
        address: (figure.value, figure.raw) for address, figure in other.figures.items()
    }
    assert (len(one.figures), one.doubts, one.source.reader) == (198, (), "ofd")
    assert all(figure.box for figure in one.figures.values())


def _wide_cell(cell: Cell, xs: list[int]) -> str:
    left, right = xs[cell.column], xs[cell.column + cell.colspan]
    top, bottom = 30 + 8 * cell.row, 30 + 8 * (cell.row + cell.rowspan)
    drawn = "".join(
        text(left + 1, top + 3 + 2.6 * number, line, 2.4, repeated)
        for number, line in enumerate(cell.text.split("\n")[:2])
    )
    return outline(left, top, right - left, bottom - top) + drawn


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (package({"OFD.xml": "<x/>"}), Unreadable, "without any page"),
        (package({"OFD.xml": "<x><DocBody><DocRoot>a.xml</DocRoot></DocBody></x>"}), Unreadable, "without its part"),
        (package({"OFD.xml": "<x"}), Unreadable, "well-formed"),
        (package({"OFD.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), Unreadable, "entities"),
        (package({"OFD.xml": "<x/>", "Encryptions.xml": "<x/>"}), Encrypted, "password"),
        (package({"OFD.xml": b" " * (65 << 20)}), TooLarge, "unpacks"),
        (ofd(page(text(20, 20, "x" * 200_001))), TooLarge, "page 1: .*characters"),
        (ofd(*["<x/>"] * 301), TooLarge, "300 pages"),
        (ofd(page(text(20, 20, "甲", delta=lambda *_: "g x 1"))), Unreadable, "broken"),
        (ofd(page(text(20, 20, "甲")))[:-40], Unreadable, "cut short"),
    ],
)
def test_hostile_and_broken_files_are_refused(data: bytes, error: type[ReadError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_ofd(data)


def test_absurd_numbers_do_no_harm() -> None:
    far = text(20, 20, "远", ctm="1e300 0 0 1e300 1e308 1e308") + text(
        20, 20, "甲乙", delta=lambda *_: "g 999999999999 3"
    )
    odd = path(0, 0, "M 0 0 L 1e400 0 B 1 2 3 4 5 6 C M L") + path(0, 0, "7 7") + path(0, 0, "M 0 0" * 50_000)
    assert lines(read_ofd(ofd(page(far + odd)))) == ["甲乙"]
