"""Headings of a scan in which a few characters were misread: known by the rest of them, by the number they bear, and by
standing between the sections before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from parsers.labels import characters
from parsers.reading import Grid, Paragraph
from parsers.sections import LONGEST_HEADING, Division, divide_at

_PRINTS: tuple[tuple[str, ...], ...] = (
    ("总体情况", "工作总体情况", "工作总体推进情况", "工作基本情况", "基本情况"),
    ("主动公开政府信息情况", "主动公开政府信息的情况"),
    ("收到和处理政府信息公开申请情况", "行政机关收到和处理政府信息公开申请情况"),
    ("政府信息公开行政复议行政诉讼情况", "因政府信息公开工作被申请行政复议提起行政诉讼情况"),
    ("存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况", "存在的主要问题及整改措施"),
    ("其他需要报告的事项", "其他需要报告事项"),
)
"""How headings are mostly printed, section by section."""
_ORDINAL = re.compile(r"^[^\w（(]*第?[（(]?\s*(?P<ordinal>[一二三四五六1-6])\s*(?:部分|[)）、.．:：,，])\s*")
"""A heading's number, behind specks that were read as marks."""
_CHINESE = "一二三四五六"
_LIKE, _LIKE_WITHOUT_NUMBER = 0.75, 0.85
"""How much of a heading has to be there, with its number plainly read and without."""

Block = Paragraph | Grid


def with_damaged_headings(blocks: Sequence[Block], divisions: Sequence[Division]) -> tuple[Division, ...]:
    """The sections of a scan, those too whose heading is the only text in its place that nearly is that heading."""
    starts = [(division.start, division.number) for division in divisions]
    found = list(starts)
    for number in range(1, len(_PRINTS) + 1):
        if any(number == other for _, other in starts):
            continue
        first = max((start + 1 for start, other in found if other < number), default=0)
        last = min((start for start, other in starts if other > number), default=len(blocks))
        places = list(_places(blocks, number, first, last))
        if len(places) == 1:
            found.append((places[0], number))
    return divide_at(blocks, sorted(found)) if len(found) > len(starts) else tuple(divisions)


def _places(blocks: Sequence[Block], number: int, first: int, last: int) -> Iterator[int]:
    """Yield the indices of the paragraphs that nearly are a section's heading."""
    for index in range(first, last):
        block = blocks[index]
        if isinstance(block, Paragraph) and len(block.text) <= LONGEST_HEADING and _is_like(block.text, number):
            yield index


def _is_like(text: str, number: int) -> bool:
    match = _ORDINAL.match(text)
    if match and match["ordinal"] not in (_CHINESE[number - 1], str(number)):
        return False
    words = characters(text[match.end() :] if match else text)
    alike = max(Levenshtein.normalized_similarity(words, printed) for printed in _PRINTS[number - 1])
    return alike >= (_LIKE if match else _LIKE_WITHOUT_NUMBER)
