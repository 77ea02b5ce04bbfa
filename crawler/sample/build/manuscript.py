"""What a report says, before it has any file format: the words, the figures as printed, and the order they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from crawler.sample.build.tables import Table, applications_table, disclosure_table, disputes_table
from parsers.form import SECTION_HEADINGS, Form

MARKER = "（示例文件：本报告系为演示而编造，并非真实的政府文件。）"
_NUMERALS = "一二三四五六"

Paragraphs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One report, real or made up.

    `sections` holds the narrative of the six sections in order, tables apart. `figures` maps the address of every cell
    of the form to what is printed in it, "" for a blank one. `overfull` names rows of the applications table that are
    printed with a cell too many, and gives their cells. `labels` maps an official label to the way this body prints
    it.
    """

    body: str
    year: int
    form: Form
    sections: tuple[Paragraphs, ...]
    figures: Mapping[str, str]
    marker: str | None = None
    letterhead: str = ""
    preamble: Paragraphs = ()
    sign_off: Paragraphs = ()
    closing: Paragraphs = ()
    overfull: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.body}{self.year}年政府信息公开工作年度报告"


class Style(Enum):
    """The part a paragraph plays on the page; each format has its own look for it."""

    MARKER = auto()
    LETTERHEAD = auto()
    TITLE = auto()
    HEADING = auto()
    BODY = auto()
    SIGN_OFF = auto()
    CLOSING = auto()


@dataclass(frozen=True, slots=True)
class Paragraph:
    style: Style
    text: str


Block = Paragraph | Table


def blocks(manuscript: Manuscript) -> Iterator[Block]:
    """The report from top to bottom; a made-up one says so before anything else."""
    if manuscript.marker:
        yield Paragraph(Style.MARKER, manuscript.marker)
    if manuscript.letterhead:
        yield Paragraph(Style.LETTERHEAD, manuscript.letterhead)
    yield Paragraph(Style.TITLE, manuscript.title)
    yield from _styled(Style.BODY, manuscript.preamble)
    for number in range(len(SECTION_HEADINGS)):
        yield from _section(manuscript, number)
    yield from _styled(Style.SIGN_OFF, manuscript.sign_off)
    yield from _styled(Style.CLOSING, manuscript.closing)


def _section(manuscript: Manuscript, number: int) -> Iterator[Block]:
    yield Paragraph(Style.HEADING, f"{_NUMERALS[number]}、{SECTION_HEADINGS[number]}")
    yield from _styled(Style.BODY, manuscript.sections[number])
    if number == 1:
        yield disclosure_table(manuscript.form, manuscript.figures, manuscript.labels)
    elif number == 2:
        yield applications_table(manuscript.form, manuscript.figures, manuscript.overfull, manuscript.labels)
    elif number == 3:
        yield disputes_table(manuscript.figures)


def _styled(style: Style, paragraphs: Paragraphs) -> Iterator[Paragraph]:
    return (Paragraph(style, text) for text in paragraphs)
