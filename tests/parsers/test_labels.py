"""Labels of real reports to rows of the form: every variant, brackets and numbering of any kind, pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.form import APPLICATION_ROWS, DISCLOSURE_ITEMS
from parsers.labels import match_ending, match_label, words
from tests.bench.wording import LABELS

ROWS = [("applications", row.label.name, row.label.official) for row in APPLICATION_ROWS]
ITEMS = [("disclosure", item.label.name, item.label.official) for item in DISCLOSURE_ITEMS]
VARIANTS = [(kind, name, text) for kind, name, official in ROWS + ITEMS for text in LABELS.get(official, ()) if text]


@pytest.mark.parametrize(("kind", "name", "text"), ROWS + ITEMS + VARIANTS)
def test_every_print_of_a_label_is_known(kind: str, name: str, text: str) -> None:
    match = match_label(kind, (text,))
    assert match is not None
    assert (match.name, match.whole) == (name, True)


@given(st.sampled_from(ROWS + ITEMS), st.data())
def test_brackets_blanks_and_line_ends_change_nothing(row: tuple[str, str, str], data: st.DataObject) -> None:
    kind, name, text = row
    place = data.draw(st.integers(min_value=2, max_value=len(text)))
    space = data.draw(st.sampled_from(["", " ", "\n", "\u3000", "\xa0"]))
    text = (text[:place] + space + text[place:]).replace("（", "(") if data.draw(st.booleans()) else text
    match = match_label(kind, (text,))
    assert match is not None
    assert match.name == name


@given(st.sampled_from(ROWS), st.sampled_from(["三、本年度办理结果", "（三）不予公开", "（五）不予处理", ""]))
def test_group_labels_before_a_label_change_nothing(row: tuple[str, str, str], group: str) -> None:
    kind, name, text = row
    match = match_label(kind, (group, text))
    assert match is not None
    assert match.name == name


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12))
def test_foreign_words_name_no_row(text: str) -> None:
    known = {words(official) for _, _, official in ROWS + ITEMS} | {words(text) for _, _, text in VARIANTS}
    match = match_label("applications", (text,))
    if match and match.whole:
        assert any(text.endswith(print_) for print_ in known)


def test_the_longest_ending_wins() -> None:
    assert match_ending("disclosure", "信息内容本年制发件数行政规范性文件") == "normative_documents"
    assert match_ending("applications", "（七）总计四、结转下年度继续办理") == "carried_over"
