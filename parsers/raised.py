"""Signs that lead to a note, such as ¹ and ①: they stand behind a figure and are no digits of it.

Unicode's compatibility forms make plain digits of them, and 「12①」 would be read as 121.
"""

from __future__ import annotations

import re

_SIGNS = re.compile("[⁰¹²³⁴-⁹₀-₉①-⑳⓪❶-❿➀-➓㉑-㉟㊱-㊿]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """A text that the source sets as a superscript, its digits as what they are; no character is added or lost."""
    return text.translate(_RAISED)


def notes_apart(text: str) -> str:
    """The text with signs of notes in brackets, as a remark is."""
    return _SIGNS.sub(r"(\g<0>)", text)
