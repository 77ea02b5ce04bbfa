"""The five real reports: words from the extracted text, figures from its reviewed transcription.

The extracted text is damaged in known ways: sentences cut by page breaks and line ends, list markers and stray spaces
left by character recognition. Only that is mended; no word is added and none corrected. The five have no narrative in
sections 二 to 四, so whatever stands there is a table and is taken from the transcription instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from pathlib import Path

from crawler.sample.build.manuscript import Manuscript, Paragraphs
from crawler.sample.build.tables import BALANCE_NOTE
from parsers.form import SECTION_HEADINGS, Form, addresses, application_rows

_SHORTER_NEED = {"2.没有现成信息需要另行制作": "2.没有现成信息需另行制作"}


def _narrow(label: str) -> str:
    """A label typed with half-width marks and a space after each: （一）予以公开 as (一) 予以公开."""
    for wide, narrow in (("（", "("), ("）", ") "), ("，", ", "), ("：", ": "), (".", ". ")):
        label = label.replace(wide, narrow)
    return label.strip()


def _narrow_labels() -> dict[str, str]:
    rows = application_rows(Form.F2019)
    officials = [BALANCE_NOTE, *(row.group for row in rows), *(row.label.official for row in rows)]
    return {official: _narrow(_SHORTER_NEED.get(official, official)) for official in officials if official}


@dataclass(frozen=True, slots=True)
class Source:
    """How one fixture is to be read.

    `full_line` is the length of a full line where every printed line was extracted apart; `labels` are those this body
    prints otherwise than the notice does.
    """

    full_line: int = 0
    labels: Mapping[str, str] = field(default_factory=lambda: _SHORTER_NEED)


SOURCES: dict[str, Source] = {
    "zengcheng_government_services_2020": Source(labels=_narrow_labels()),
    "jiahe_subdistrict_2020": Source(),
    "liwan_government_services_2020": Source(full_line=27),
    "huangge_town_2020": Source(),
    "wujiang_district_2020": Source(
        labels={"本年新制作数量": "本年新\n制作数量", "本年新公开数量": "本年新\n公开数量"},
    ),
}


def read_source(folder: Path) -> Manuscript:
    """The manuscript of the fixture in `folder`, whose name is one of `SOURCES`."""
    source = SOURCES[folder.name]
    text = (folder / "input.txt").read_text(encoding="utf-8")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    body, form = expected["body"], Form(expected["form"])
    opening, *sections = _sections(text)
    letterhead, preamble = _opening(opening, body)
    last, ending = _ending(sections[-1], body)
    return Manuscript(
        body=body,
        year=expected["year"],
        form=form,
        sections=(_mend(sections[0], source), (), (), (), _mend(sections[4], source), _mend(last, source)),
        figures=_figures(expected["tables"], form),
        letterhead=letterhead,
        preamble=preamble,
        sign_off=ending[:2],
        closing=ending[2:],
        overfull=_overfull(text, form),
        labels=source.labels,
    )


def _sections(text: str) -> list[list[str]]:
    """The lines before the first heading, then the lines under each of the six."""
    parts: list[list[str]] = [[]]
    for line in filter(None, map(str.strip, text.splitlines())):
        if len(parts) <= len(SECTION_HEADINGS) and line.endswith("、" + SECTION_HEADINGS[len(parts) - 1]):
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _opening(lines: list[str], body: str) -> tuple[str, Paragraphs]:
    """The letterhead, if any, and the paragraphs between the title, which is known, and the first section."""
    letterhead = body if lines[0] == body else ""
    below = list(dropwhile(lambda line: not line.endswith("年度报告"), lines))
    return letterhead, tuple(below[1:])


def _ending(lines: list[str], body: str) -> tuple[list[str], Paragraphs]:
    """Section 六 and what follows it: the signing body, the date, any notes below."""
    section = list(takewhile(lambda line: line != body, lines))
    return section, tuple(lines[len(section) :])


_LIST_MARKER = re.compile(r"^- ")
_SPACE_IN_WORD = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_SUBHEADING = re.compile(r"^（[一二三四五六七八九十]）[^，。：；]{2,12}$")
_STOPS = ("。", "：", "；", "！", "？")


def _mend(lines: list[str], source: Source) -> Paragraphs:
    """The paragraphs that page breaks and line ends had cut up."""
    paragraphs: list[str] = []
    open_end = False
    for line in lines:
        clean = _SPACE_IN_WORD.sub("", _LIST_MARKER.sub("", line))
        if open_end:
            paragraphs[-1] = _join(paragraphs[-1], clean)
        else:
            paragraphs.append(clean)
        open_end = _goes_on(clean, source.full_line)
    return tuple(paragraphs)


def _goes_on(line: str, full_line: int) -> bool:
    """A paragraph goes on after a line without a stop, and after a full line of a text extracted line by line."""
    if full_line and len(line) >= full_line:
        return True
    return not line.endswith(_STOPS) and not _SUBHEADING.match(line)


def _join(before: str, after: str) -> str:
    """Two halves of a sentence as one; a character printed on both sides of the break stands once."""
    return before + after.removeprefix(before[-1])


def _figures(tables: Mapping[str, Mapping[str, Mapping[str, object]]], form: Form) -> dict[str, str]:
    """What is printed in every cell; a cell transcribed as null is blank."""
    printed = {}
    for address in addresses(form):
        table, row, column = address.split(".")
        value = tables[table][row][column]
        printed[address] = "" if value is None else str(value)
    return printed


_OVERFULL_ROW = re.compile(r"^\t*([^\t]+)((?:\t\d+){8})$", re.MULTILINE)


def _overfull(text: str, form: Form) -> dict[str, tuple[str, ...]]:
    """The rows of table 三 that the text shows with eight figures for seven columns, and those figures."""
    names = {_narrow(row.label.official): row.label.name for row in application_rows(form)}
    return {names[label]: tuple(figures.split()) for label, figures in _OVERFULL_ROW.findall(text) if label in names}
