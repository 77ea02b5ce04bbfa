"""The bytes are believed before the labels."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.encoding import decode

TEXT = "三、收到和处理政府信息公开申请情况，共 12 件。"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
)
def test_every_usual_encoding_is_recognised(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "gb2312", "no-such-charset", "base64"])
def test_a_wrong_label_does_no_harm(label: str) -> None:
    meta = f'<meta charset="{label}">'.encode()
    assert decode(meta + TEXT.encode("gb18030")).endswith(TEXT)
    assert decode(meta + TEXT.encode()).endswith(TEXT)


def test_one_bad_byte_costs_one_character_not_the_page() -> None:
    assert decode(TEXT.encode("gb18030") + b"\xff<p>").startswith(TEXT)
    assert decode(b"<meta charset=utf-8>" + TEXT.encode() + b"\xff<p>").count("\ufffd") == 1


def test_a_declared_charset_is_asked_when_the_bytes_fit_neither() -> None:
    data = b"<meta charset=koi8-r>\xff<p>\x80<p>" + "отчёт".encode("koi8-r") + b"\xff<"
    assert "отчёт" in decode(data)


@given(st.text())
def test_utf8_comes_back_whole(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_gb18030_comes_back_whole(text: str) -> None:
    # A few words are valid UTF-8 by chance; 年 never is, and no report does without it.
    assert decode(f"{text}年".encode("gb18030")) == f"{text}年"


@given(st.binary())
def test_no_bytes_are_refused(data: bytes) -> None:
    assert isinstance(decode(data), str)
