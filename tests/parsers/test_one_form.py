"""Texts in one form: the quick way gives what Unicode's own normalisation gives, whatever stands beside what."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.one_form import one_form

WIDE = "（），．：；！？％／＜＞＝１Ａ～\u3000\xa0"
COMPOSING = "\u0338\u0301\u20dd\u3099\u0327"
"""Marks that melt into the character before them, or stand around it."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）予以公开", "(一)予以公开"),
        ("3．危及“三安全一稳定”", "3.危及“三安全一稳定”"),
        ("共１２件，其中㈠⼀项", "共12件,其中(一)一项"),
        ("＜\u0338", "≮"),
    ],
)
def test_known_texts(text: str, expected: str) -> None:
    assert one_form(text) == expected


@given(st.text(alphabet=WIDE + COMPOSING + "件公开<=Ae(1㈠⼀ｶﾞ"))
def test_it_is_nfkc(text: str) -> None:
    assert one_form(text) == unicodedata.normalize("NFKC", text)


@given(st.text())
def test_it_is_nfkc_for_any_text(text: str) -> None:
    assert one_form(text) == unicodedata.normalize("NFKC", text)
