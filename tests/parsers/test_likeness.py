"""Texts that are one text in other clothes, and texts that only look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.likeness import ALIKE, BANDS, LEAST, prose_of, similarity, sketch
from parsers.prose import flatten, sentences
from tests.monitor.rule_cases.build import NEW_PROSE, PROSE

BODY = "示例市示例区民政局"
CHARACTERS = st.text(alphabet="公开信息政府申请办理群众服务审查发布条例监督，。；0123456789 年月日（）", max_size=300)


def test_years_names_laws_and_figures_are_left_out() -> None:
    one = f"2021年，{BODY}按照《中华人民共和国政府信息公开条例》，公开信息120条。{PROSE}"
    other = f"2022年，示例区民政局依照《政府信息公开条例》，公开信息98条。{PROSE}"
    assert similarity(prose_of(one, BODY), prose_of(other, BODY)) > 0.95


def test_other_words_are_another_text() -> None:
    assert similarity(prose_of(PROSE, BODY), prose_of(NEW_PROSE, BODY)) < ALIKE


@pytest.mark.parametrize("share", [0.0, 0.05])
def test_copies_meet_in_a_band(share: float) -> None:
    """A text and its copy, a twentieth of it reworded, share a band of their sketches."""
    prose = prose_of(PROSE * 2 + NEW_PROSE * 2, BODY)
    start = len(prose) // 3
    copy = prose[:start] + "另" * int(share * len(prose)) + prose[start + int(share * len(prose)) :]
    assert set(sketch(prose)) & set(sketch(copy))
    assert len(sketch(prose)) == BANDS


def test_other_texts_meet_in_none() -> None:
    assert not set(sketch(prose_of(PROSE, BODY))) & set(sketch(prose_of(NEW_PROSE, BODY)))


def test_a_short_text_has_no_sketch() -> None:
    assert sketch("略" * (LEAST - 1)) == ()


@given(CHARACTERS, CHARACTERS)
def test_likeness_is_mutual_and_whole_with_itself(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 1.0


@given(CHARACTERS)
def test_flattening_once_is_enough(text: str) -> None:
    flat = flatten(text)
    assert flatten(flat) == flat
    assert not any(character.isspace() for character in flat.replace("\n", ""))
    assert "".join(sentences(text)) == flat.replace("\n", "").replace("。", "")
