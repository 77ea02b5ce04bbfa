"""A reading to a report: the only place that knows what such a report says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from parsers.damaged_headings import with_damaged_headings
from parsers.damaged_titles import find_damaged_title
from parsers.errors import NotAReport
from parsers.form import Form
from parsers.identity import find_sign_off, parse_published
from parsers.legacy import LAST_YEAR, LEAST_HEADINGS, LEAST_INDICATORS, divide_freely, find_indicators
from parsers.lone_rows import lift_text
from parsers.loose_lines import find_loose_grids
from parsers.particulars import find_document_number, find_period
from parsers.reading import Grid, Reading
from parsers.report import Doubt, Figure, Hint, Period, Report, Section, Source
from parsers.sections import Division, build_preamble, build_sections, divide, part_headings
from parsers.source_grid import ANCHORS, SourceGrid, kinds_of, words_of
from parsers.speck_lines import without_speck_lines, without_specks
from parsers.spoilt_tables import doubt_spoilt_tables, doubt_unseen_tables
from parsers.tables import Tables, build_tables
from parsers.titles import PLACEHOLDER, Title, find_title
from parsers.unread_tables import doubt_unread_tables

LEAST_SECTIONS = 3
"""Sections a text without any of the three tables has at least before it is taken for a report."""
LEAST_SECTIONS_OF_OTHERS = 5
"""The same for a title that doesn't say that it's the government's information: schools and hospitals report too, with
some of the same headings."""
LEAST_WORDS = 60
"""Characters that the sections of a report without a single figure hold at least: less is a form not filled in."""
LAST_LEGACY_YEAR = 2018
RECOGNISED = "scan"
"""The reader whose text is recognised, so that any character of it may be another."""
NOTHING_OF_IT = "the page names a report, but holds neither its sections nor its tables; look in its attachment"


def build(reading: Reading, hint: Hint, source: Source) -> Report:
    """Fill the form in from what a reader found; raises NotAReport, with what is missing, for anything else."""
    reading = replace(reading, blocks=part_headings(lift_text(without_speck_lines(reading.blocks))))
    divisions = divide(reading.blocks)
    if reading.reader == RECOGNISED:
        divisions = with_damaged_headings(reading.blocks, divisions)
    title = _title_of(reading, hint, divisions)
    if title.year <= LAST_YEAR and (report := build_legacy(reading, title, hint, source)):
        return report
    return build_form(reading, divisions, title, hint, source)


def build_form(reading: Reading, divisions: Sequence[Division], title: Title, hint: Hint, source: Source) -> Report:
    """A report on one of the fixed forms; raises NotAReport where there is too little of one, or nothing filled in."""
    sources, used = _sources(reading, divisions)
    tables = build_tables(sources)
    form = tables.form or _form_without_tables(title.year)
    if not tables.kinds and len(divisions) < (LEAST_SECTIONS if _is_governments(title) else LEAST_SECTIONS_OF_OTHERS):
        raise NotAReport(NOTHING_OF_IT)
    sign_off, closing = find_sign_off(reading.blocks, divisions)
    sections = build_sections(reading.blocks, divisions, used | closing)
    period = find_period(reading.blocks)
    if not any(figure.raw.strip() for figure in tables.figures.values()) and _is_blank_form(title, sections):
        raise NotAReport("a blank form: it states no figure, and nothing in words")
    figures, doubts = _with_unread_tables(reading, divisions, tables, used, form)
    return Report(
        source=source,
        body=title.body or (sign_off.body if sign_off and sign_off.body else ""),
        year=title.year,
        form=form,
        title=title.text,
        published_on=parse_published(reading.published) or hint.published_on,
        sign_off=sign_off,
        figures=figures,
        doubts=tuple(doubt_spoilt_tables(figures, doubts, _pictured(reading, tables))),
        sections=sections,
        notes=(*tables.notes, *_notes(reading, title, period, tables)),
        pictured=tuple(sorted(tables.pictured)),
        pictures=reading.pictures,
        preamble=build_preamble(reading.blocks, divisions),
        period=period,
        document_number=find_document_number(reading.blocks, divisions),
    )


def _with_unread_tables(
    reading: Reading, divisions: Sequence[Division], tables: Tables, used: frozenset[int], form: Form
) -> tuple[Mapping[str, Figure], Sequence[Doubt]]:
    """The figures and the doubts, with those of tables that were there and could not be read, or not be seen."""
    read = _read_from(reading, tables) | used
    unread = list(doubt_unread_tables(reading.blocks, divisions, tables.kinds, read, form))
    figures, doubts = _with(unread, tables.figures, tables.doubts)
    if reading.reader == RECOGNISED:
        return _with(list(doubt_unseen_tables(figures, doubts, form)), figures, doubts)
    return figures, doubts


def _with(
    doubted: Sequence[tuple[Figure, Doubt]], figures: Mapping[str, Figure], doubts: Sequence[Doubt]
) -> tuple[Mapping[str, Figure], Sequence[Doubt]]:
    """The figures and the doubts, with some more that stand in doubt."""
    return {**figures, **{figure.address: figure for figure, _ in doubted}}, (*doubts, *(doubt for _, doubt in doubted))


def _pictured(reading: Reading, tables: Tables) -> Collection[str]:
    """The tables that had to be recognised: all those of a scan, also of one whose tables could not be read."""
    return tuple(ANCHORS) if reading.reader == RECOGNISED else tables.pictured


def _title_of(reading: Reading, hint: Hint, divisions: Sequence[Division]) -> Title:
    """The report's title, also one of which a scan lost characters; raises NotAReport where there is none."""
    title = find_title(reading, hint, divisions)
    if title is None and reading.reader == RECOGNISED:
        title = find_damaged_title(reading, divisions)
    if title is None:
        raise NotAReport("no title of an annual report on government information disclosure was found")
    if reading.reader == RECOGNISED:
        return replace(title, text=without_specks(title.text), body=without_specks(title.body))
    return title


def _is_governments(title: Title) -> bool:
    """Whether a title says that it's the government's information that is disclosed."""
    return "政府信息公开" in title.text or "政务公开" in title.text


def _is_blank_form(title: Title, sections: Sequence[Section]) -> bool:
    """Whether a report without figures is the form itself: a placeholder for the body, or hardly a word filled in."""
    told = sum(len(section.text) for section in sections)
    return bool(PLACEHOLDER.search(title.body)) or told < LEAST_WORDS


def build_legacy(reading: Reading, title: Title, hint: Hint, source: Source) -> Report | None:
    """A report of the years without a fixed form: the indicators of its table, its own sections; None where it has
    neither."""
    grids = [block for block in reading.blocks if isinstance(block, Grid)]
    legacy = find_indicators(list(enumerate(grids, 1)))
    divisions = divide_freely(reading.blocks)
    if len(legacy.figures) < LEAST_INDICATORS and (len(divisions) < LEAST_HEADINGS or not _is_governments(title)):
        return None
    sign_off, closing = find_sign_off(reading.blocks, divisions)
    return Report(
        source=source,
        body=title.body or (sign_off.body if sign_off and sign_off.body else ""),
        year=title.year,
        form=Form.LEGACY,
        title=title.text,
        published_on=parse_published(reading.published) or hint.published_on,
        sign_off=sign_off,
        figures=legacy.figures,
        doubts=legacy.doubts,
        sections=build_sections(reading.blocks, divisions, closing),
        notes=legacy.notes,
        preamble=build_preamble(reading.blocks, divisions),
        period=find_period(reading.blocks),
        document_number=find_document_number(reading.blocks, divisions),
    )


def _sources(reading: Reading, divisions: Sequence[Division]) -> tuple[list[SourceGrid], frozenset[int]]:
    """Every grid with the tables it may hold, then the tables that stand in bare lines."""
    sources: list[SourceGrid] = []
    for index, block in enumerate(reading.blocks):
        if isinstance(block, Grid):
            section = next((each.number for each in divisions if each.start < index < each.end), None)
            words = words_of(block)
            sources.append(SourceGrid(len(sources) + 1, block, kinds_of(words, section), words))
    loose, used = find_loose_grids(reading.blocks, divisions, len(sources) + 1)
    return sources + loose, used


def _read_from(reading: Reading, tables: Tables) -> frozenset[int]:
    """The indices of the grids that figures were read from."""
    grids = (index for index, block in enumerate(reading.blocks) if isinstance(block, Grid))
    numbers = {figure.grid for figure in tables.figures.values()}
    return frozenset(index for number, index in enumerate(grids, 1) if number in numbers)


def _form_without_tables(year: int) -> Form:
    """A report whose tables can't be seen still has to be called something: by its year, as nothing else is left."""
    if year <= LAST_LEGACY_YEAR:
        return Form.LEGACY
    return Form.F2019 if year <= 2020 else Form.F2021


def _notes(reading: Reading, title: Title, period: Period | None, tables: Tables) -> list[str]:
    notes = [title.doubt] if title.doubt else []
    if period and period.begins.year != title.year:
        notes.append(f"the title speaks of {title.year}, the statistical period of {period.begins.year}")
    if not tables.kinds and reading.pictures:
        notes.append(f"no table is there as text; the document holds {reading.pictures} pictures")
    return notes
