"""Binary Word documents: LibreOffice's against the DOCX they were made of, and hand-made ones for the rest."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.build import build
from parsers.errors import Encrypted, ReadError, Unreadable, Unsupported
from parsers.form import Form
from parsers.readers.doc import read_doc, read_streams
from parsers.readers.doc_container import _decode
from parsers.readers.doc_properties import Properties, read_prls
from parsers.readers.doc_row import read_row_shape
from parsers.readers.doc_stream import Streams, read_fib, table_name
from parsers.readers.docx import read_docx
from parsers.reading import Grid, Paragraph, Reading
from parsers.report import Hint, Report, Source
from tests.parsers.word_binary import (
    DELETED,
    DEPTH,
    HIDDEN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW_END,
    LEFT,
    MERGE,
    SYMBOL,
    TABLE_PROPERTIES,
    Word,
    define,
    insert,
    merge_down,
    number,
    prl,
)
from tests.parsers.word_forms import Making, make_docx

FIXTURES = Path(__file__).parent.parent / "fixtures" / "formats" / "doc"
STRUCK, RAISED = 0x0837, 0x2A48
SAMPLES = Path(__file__).parent.parent.parent / "crawler" / "sample" / "documents"
MADE = {
    "form_2019": Making(101, Form.F2019),
    "numbered_landscape": Making(102, numbered=True, landscape=True, groups="blank", font="仿宋_GB2312"),
    "changed_nested": Making(103, changed=True, nested=True, runs="split"),
    "boxed": Making(104, boxed=True),
}


def source_of(name: str) -> bytes:
    return make_docx(MADE[name]) if name in MADE else (SAMPLES / f"{name}.docx").read_bytes()


def report(reading: Reading) -> Report:
    return build(reading, Hint(), Source("", reading.media_type, "", reading.reader))


def shown(word: Word) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        for block in read_streams(word.streams()).blocks
    ]


def places(word: Word) -> list[tuple[str, int, int, int, int]]:
    (grid,) = [block for block in read_streams(word.streams()).blocks if isinstance(block, Grid)]
    return [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]


@pytest.mark.parametrize("name", [*MADE, "sample_education_2020"])
def test_a_document_reads_as_the_docx_it_was_made_of(name: str) -> None:
    doc, docx = read_doc((FIXTURES / f"{name}.doc").read_bytes()), read_docx(source_of(name))
    assert doc.blocks == docx.blocks
    assert (doc.reader, doc.media_type) == ("doc", "application/msword")
    ours, theirs = report(doc), report(docx)
    assert len(ours.figures) > 170
    for part in ("body", "year", "form", "title", "figures", "doubts", "sections", "sign_off", "notes"):
        assert getattr(ours, part) == getattr(theirs, part)


def test_the_fixtures_hold_what_they_are_for() -> None:
    texts = [str(block) for name in MADE for block in read_doc((FIXTURES / f"{name}.doc").read_bytes()).blocks]
    text = "\n".join(texts)
    assert "共12件，3次。" in text
    assert "一、总体情况" in text
    assert "（二）依申请公开。" in text
    assert "见附件" in text
    assert "附注" in text
    assert "隐" not in text


def test_eight_bit_text_is_windows_1252_as_word_has_it() -> None:
    assert shown(Word("", compressed=True).add("“a” … 1–2—3€\r".replace("€", ""))) == ["“a” … 1–2—3"]


def test_characters_of_two_units_stay_whole() -> None:
    assert shown(Word().add("㐂𠀀甲\r").add("乙\r")) == ["㐂𠀀甲", "乙"]


def test_only_what_is_printed_is_read() -> None:
    word = Word()
    word.add("共11" + "12件隐\r", runs={"11": prl(DELETED), "隐": prl(HIDDEN)})
    word.add("第\x13 PAGE \x143\x15页，\x13 A \x13 B \x14x\x15\x14结果\x15\r")
    word.add("\x13 未完\r").add("断\x0b行\x1e甲\x1f乙\x01\r")
    word.add("上(\r", runs={"(": prl(SYMBOL, 3, 0, 0x31, 0xF0)})
    assert shown(word) == ["共12件", "第3页，结果", "未完", "断", "行-甲乙", "上1"]
    assert read_streams(word.streams()).pictures == 1


@pytest.mark.parametrize("way", [1, 2])
def test_struck_out_text_and_numbers_of_notes_are_no_digits(way: int) -> None:
    """A number is set above the line (1) or below it (2)."""
    word = Word().add("共1299件7\r", runs={"99": prl(STRUCK, 1), "7\r": prl(RAISED, way)})
    word.add("甲\r", runs={"甲\r": prl(STRUCK, 1)}).add("乙\r")
    assert shown(word) == ["共12件⁷", "乙"]


def test_a_deleted_mark_joins_paragraphs_but_not_across_a_table() -> None:
    word = Word().add("甲\r", runs={"\r": prl(DELETED)}).add("乙\r").add("丙\r", runs={"\r": prl(DELETED)})
    assert shown(word.row(["1", "2"], define(0, 500, 900)).add("丁\r")) == ["甲乙", "丙", ["1", "2"], "丁"]


def test_a_deleted_row_is_dropped_and_a_deleted_cell_is_not() -> None:
    word = Word()
    for cell in ("1", "2"):
        word.add(cell + "\x07", prl(IN_TABLE), runs={cell + "\x07": prl(DELETED)})
    word.add("\x07", prl(IN_TABLE), prl(0x2417), define(0, 500, 900), runs={"\x07": prl(DELETED)})
    word.row(["3", "4"], define(0, 500, 900))
    assert shown(word) == [["3", "4"]]


def test_edges_decide_the_columns_and_flags_the_merges() -> None:
    word = Word().row(["a", "b", "c"], define(-108, 1000, 2000, 4000, flags={0: 0x60, 1: 1, 2: 2}))
    word.row(["", "d", "e"], define(-100, 1010, 3000, 4003, flags={0: 0x20, 1: 2, 2: 1}))
    word.row(["f", ""], define(-108, 3000, 4000))
    assert places(word) == [
        ("a", 0, 0, 2, 1), ("b", 0, 1, 1, 3), ("d", 1, 1, 1, 3), ("f", 2, 0, 1, 3), ("", 2, 3, 1, 1),
    ]  # fmt: skip


def test_word_itself_points_to_a_row_of_inserted_cells() -> None:
    """As Word 2003 and later write a row: a pointer to a list that begins with a pointer, and old properties behind."""
    word = Word()
    newer = prl(IN_TABLE) + prl(0x2417) + number(DEPTH, 1) + insert(0, 1, 3000) + insert(1, 2, 500)
    newer += merge_down(0, 3) + prl(LEFT, 0x94, 0xFF)
    first = word.elsewhere(newer, TABLE_PROPERTIES) + prl(IN_TABLE) + prl(0x2417) + define(-108, 9, 10)
    huge = word.elsewhere(first)
    for cell in ("甲", "1", ""):
        word.add(cell + "\x07", prl(IN_TABLE))
    word.add("\x07", huge)
    word.row(["", "3"], insert(0, 1, 3000), insert(1, 1, 1000), merge_down(0, 1), prl(LEFT, 0x94, 0xFF))
    assert places(word) == [("甲", 0, 0, 2, 1), ("1", 0, 1, 1, 1), ("", 0, 2, 1, 1), ("3", 1, 1, 1, 2)]


def test_a_definition_that_does_not_fit_gives_way_to_one_that_does() -> None:
    prls = [*read_prls(insert(0, 2, 700) + define(0, 500, 900, 1200))]
    shape = read_row_shape(Properties(prls), 3)
    assert shape is not None
    assert shape.edges() == [0, 500, 900, 1200]
    shape = read_row_shape(Properties(prls), 2)
    assert shape is not None
    assert shape.edges() == [0, 700, 1400]
    assert read_row_shape(Properties(), 2) is None


def test_rows_without_a_definition_keep_every_cell() -> None:
    assert places(Word().row(["a", ""]).row(["1", "2", ""], prl(MERGE, 0, 2))) == [
        ("a", 0, 0, 1, 1), ("", 0, 1, 1, 1), ("1", 1, 0, 1, 1), ("2", 1, 1, 1, 1), ("", 1, 2, 1, 1),
    ]  # fmt: skip


def test_tables_in_tables() -> None:
    inside = (prl(IN_TABLE), number(DEPTH, 2))
    word = Word().add("x\x07", prl(IN_TABLE)).add("前\r", prl(IN_TABLE))
    for cell in ("1", "2"):
        word.add(cell + "\r", *inside, prl(INNER_CELL))
    word.add("\r", *inside, prl(INNER_CELL), prl(INNER_ROW_END), define(0, 100, 200)).add("后\x07", prl(IN_TABLE))
    word.add("y\x07", prl(IN_TABLE)).add("\x07", prl(IN_TABLE), prl(0x2417), define(0, 500, 900, 1500))
    assert shown(word) == [["x", "前\n后", "y"], ["1", "2"]]
    assert shown(Word().row(["框"], define(0, 900))) == ["框"]


def test_a_fast_saved_piece_lays_its_properties_over_the_text() -> None:
    assert shown(Word(piece_properties=0x5C << 1 | 1 << 8).add("隐\r")) == []
    listed = Word(piece_properties=1, lists=[prl(IN_TABLE)]).add("甲\x07乙\x07")
    listed.add("\x07", prl(0x2417))
    assert shown(listed) == [["甲", "乙"]]


@given(st.data())
def test_a_document_saved_fast_comes_back_whatever_the_order_of_its_pieces(data: st.DataObject) -> None:
    word = (
        Word()
        .add("甲局2021年报\r")
        .row(["申请", "12", ""], define(0, 500, 900, 1400))
        .add("共123件56\r", runs={"3": prl(DELETED)})
    )
    expected = shown(word)
    assert expected == ["甲局2021年报", ["申请", "12", ""], "共12件56"]
    word.cuts = tuple(data.draw(st.sets(st.integers(1, len(word.text) - 1), min_size=1)))
    word.moved = tuple(data.draw(st.permutations(range(len(word.cuts) + 1))))
    assert shown(word) == expected


def test_what_stands_behind_the_main_text_is_left_out() -> None:
    word = Word().add("正文\r").add("脚注\r")
    streams = word.streams()
    shorter = bytearray(streams.word)
    shorter[0x4C:0x50] = (3).to_bytes(4, "little")
    cut = Streams(bytes(shorter), streams.table, b"", read_fib(bytes(shorter)))
    assert [block.text for block in read_streams(cut).blocks if isinstance(block, Paragraph)] == ["正文"]


@given(st.lists(st.lists(st.text("甲乙0123456789-./（）", max_size=6), min_size=2, max_size=6), min_size=1, max_size=6))
def test_any_plain_grid_comes_back(rows: list[list[str]]) -> None:
    word = Word()
    for row in rows:
        word.row(row, define(*range(0, 700 * len(row) + 1, 700)))
    (grid,) = [block for block in read_streams(word.streams()).blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in row] for row in grid.rows()] == rows


def test_locked_and_old_documents_say_so() -> None:
    with pytest.raises(Encrypted, match="password"):
        table_name(Word().add("甲\r").streams(flags=0x0300).word)
    for version, ident in ((0x65, 0xA5DC), (0x68, 0xA5EC)):
        with pytest.raises(Unsupported, match="Word 95"):
            table_name(Word().add("甲\r").streams(version=version, ident=ident).word)
    with pytest.raises(Unreadable, match="header"):
        table_name(Word().add("甲\r").streams(ident=0x1234).word)
    assert table_name(Word().add("甲\r").streams(flags=0).word) == "0Table"


def test_a_document_cut_short_is_refused() -> None:
    whole = (FIXTURES / "form_2019.doc").read_bytes()
    for sixteenth in range(16):
        with pytest.raises(ReadError):
            read_doc(whole[: len(whole) * sixteenth // 16])


def test_damage_ends_in_a_reading_or_a_clear_error() -> None:
    whole = (FIXTURES / "changed_nested.doc").read_bytes()
    chance = random.Random(3)
    for turn in range(500):
        damaged = bytearray(whole)
        reach = (len(whole), 2048)[turn % 2]
        for _ in range(chance.choice((1, 5, 40))):
            damaged[chance.randrange(reach)] = chance.choice((0, 255, chance.randrange(256)))
        began = time.perf_counter()
        with suppress(ReadError):
            read_doc(bytes(damaged))
        assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("title", "code_page", "expected"),
    [
        ("甲局年报".encode(), -535, "甲局年报"),
        ("甲局年报".encode("gbk"), 936, "甲局年报"),
        ("甲局年报".encode("gbk"), 1252, "甲局年报"),
        ("甲局年报".encode("utf-16-le"), 1200, "甲局年报"),
        (b"caf\xe9", 1252, "café"),
        ("甲局", None, "甲局"),
        (None, None, ""),
    ],
)
def test_titles_in_any_code_page(title: object, code_page: object, expected: str) -> None:
    assert _decode(title, code_page) == expected
