"""The six sections of Article 50: where they begin, and their text without the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.one_form import one_form
from parsers.reading import Grid, Paragraph
from parsers.report import Section

_ORDINAL = r"(?:第?[（(]?(?P<ordinal>[一二三四五六1-6])[)）]?(?:部分)?[、.．:：,，]?)?"
HEADINGS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(f"{_ORDINAL}(?:{pattern})")
    for pattern in (
        r"(?:工作)?(?:总体|基本)(?:工作)?(?:推进)?情况|工作(?:基本|总体|总体推进)情况|概述",
        r"主动公开(?:政府)?信息(?:的)?(?:工作)?情况",
        r"(?:行政机关)?(?:收到和处理|收到与处理|受理和处理|处理)?(?:政府)?信息公开申请(?:的)?(?:处理)?情况|依申请公开(?:政府信息)?(?:工作)?情况",
        r"(?:因)?(?:政府)?信息公开(?:工作)?(?:被申请)?(?:的|引起的|引发的)?行政复议[、,，和及]?(?:提起)?(?:和)?(?:被)?(?:提起)?行政诉讼(?:的)?情况",
        r"(?:政府)?(?:信息)?(?:公开)?(?:工作)?存在的?(?:主要)?问题(?:和不足)?[及和与、](?:改进|整改|下一步)(?:情况|措施|举措|打算|工作)?.{0,8}",
        r"其他(?:需要|需)报告(?:的)?(?:事项|情况|内容)?",
    )
)
"""What each heading looks like once white space is gone; variants of form.md, section 1.2."""

_HEADING_WORD = re.compile(r"情况|概述|问题|其他需")
"""What every heading holds; asked first, since most lines hold none of it."""
_CHINESE = "一二三四五六"

LONGEST_HEADING = 40
_RUNNING_ON = re.compile(r"(?P<heading>.{6,40}?(?:情况|措施))(?=[（(]|20[0-3]\d年)")
"""A heading with something behind it that is none of it: a remark in brackets, or what was done in the year."""
_SENTENCE_END = ("。", "！", "？", "；", "：", "!", "?", ";", ":")
_STANDS_ALONE = re.compile(r"^(?:[（(][一二三四五六七八九十]{1,2}[)）]|-\s|[一二三四五六七八九十]{1,2}、)")


@dataclass(frozen=True, slots=True)
class Division:
    """Where a section begins: `start` is the index of its heading among the blocks, `end` of the block after its
    last."""

    number: int
    heading: str
    start: int
    end: int


def compact(text: str) -> str:
    """Text without white space, in one form of digits and brackets."""
    return "".join(one_form(text).split())


def heading_number(text: str) -> int | None:
    """Which section's heading a paragraph is; None for anything else.

    An ordinal, where one is printed, has to be the section's own: 「（一）主动公开政府信息情况」 is a sub-heading of
    section 一.
    """
    short = "".join(text.split())
    if not 2 <= len(short) <= LONGEST_HEADING or not _HEADING_WORD.search(short):
        return None
    short = compact(short).rstrip("。.:：")
    for number, pattern in enumerate(HEADINGS, 1):
        match = pattern.fullmatch(short)
        if match and match["ordinal"] in (None, _CHINESE[number - 1], str(number)):
            return number
    return None


def part_headings(blocks: Sequence[Paragraph | Grid]) -> tuple[Paragraph | Grid, ...]:
    """The blocks, each heading of a page parted from a remark that runs on behind it: a line that fills the page's
    width says nothing of whether its paragraph goes on."""
    return tuple(
        part
        for block in blocks
        for part in (_part_heading(block) if isinstance(block, Paragraph) and block.page else (block,))
    )


def _part_heading(block: Paragraph) -> Iterator[Paragraph]:
    match = _RUNNING_ON.match(block.text) if _HEADING_WORD.search(block.text[:LONGEST_HEADING]) else None
    if match and heading_number(match["heading"]) and not heading_number(block.text):
        yield replace(block, text=match["heading"])
        yield replace(block, text=block.text[match.end("heading") :])
    else:
        yield block


def divide(blocks: Sequence[Paragraph | Grid]) -> tuple[Division, ...]:
    """The sections in the order of the document; a heading that goes back in number is taken for text."""
    starts: list[tuple[int, int]] = []
    for index, block in enumerate(blocks):
        number = heading_number(block.text) if isinstance(block, Paragraph) else None
        if number and (not starts or number > starts[-1][1]):
            starts.append((index, number))
    return divide_at(blocks, starts)


def divide_at(blocks: Sequence[Paragraph | Grid], starts: Sequence[tuple[int, int]]) -> tuple[Division, ...]:
    """The sections whose headings are known: the index of each among the blocks, and its number."""
    ends = [*(index for index, _ in starts[1:]), len(blocks)][: len(starts)]
    return tuple(
        Division(number, _heading(blocks[start]), start, end) for (start, number), end in zip(starts, ends, strict=True)
    )


def _heading(block: Paragraph | Grid) -> str:
    """The heading as printed, without its ordinal and the specks of a scan before it."""
    text = compact(block.text) if isinstance(block, Paragraph) else ""
    return re.sub(rf"^[^\w（(]*{_ORDINAL}", "", text)


def build_sections(
    blocks: Sequence[Paragraph | Grid], divisions: Sequence[Division], used: frozenset[int]
) -> tuple[Section, ...]:
    """The sections' texts; `used` are the paragraphs that turned out to be parts of a table."""
    return tuple(Section(division.number, division.heading, _text(blocks, division, used)) for division in divisions)


def _text(blocks: Sequence[Paragraph | Grid], division: Division, used: frozenset[int]) -> str:
    lines = [
        block.text.strip()
        for index, block in enumerate(blocks[division.start + 1 : division.end], division.start + 1)
        if isinstance(block, Paragraph) and index not in used and block.text.strip()
    ]
    return join_lines(lines)


_OPENING = re.compile(
    r"^(?:引言|前言|根据|按照|依据|依照|为(?!了?便)|现将|现公布|本报告|本年度报告|本年报|《|.{0,24}(?:根据|按照|依据)《)"
)
_COUNTER = re.compile(r"浏览|点击|阅读|字体|字号|来源[:：]|时间[:：]|打印|分享|索引号|首页")
PREAMBLE_PARAGRAPHS = 12
"""How many paragraphs above the first section may be the report's own opening."""


def build_preamble(blocks: Sequence[Paragraph | Grid], divisions: Sequence[Division]) -> str:
    """What a report says of itself above its first section, from the first line that opens like that; the title, and
    what a portal prints there (a counter of visits), are left out."""
    above = blocks[: divisions[0].start if divisions else 0][-PREAMBLE_PARAGRAPHS:]
    lines = [block.text.strip() for block in above if isinstance(block, Paragraph) and block.text.strip()]
    first = next((place for place, line in enumerate(lines) if _OPENING.match(compact(line))), len(lines))
    return join_lines([line for line in lines[first:] if not _COUNTER.search(line)])


def join_lines(lines: Sequence[str]) -> str:
    """Lines to paragraphs: one that breaks off in mid-sentence goes on in the next."""
    paragraphs: list[str] = []
    for line in lines:
        broken_off = paragraphs and not paragraphs[-1].endswith((*_SENTENCE_END, "”", "）", ")"))
        if broken_off and not _STANDS_ALONE.match(line) and len(paragraphs[-1]) > LONGEST_HEADING // 2:
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
    return "\n".join(paragraphs)
