"""A report of which everything is known: what it states, how it prints it, and the blocks a layout has to set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from crawler.sample.build.manuscript import Block, Paragraph, Style
from crawler.sample.build.tables import Cell, Table, applications_table, disclosure_table, disputes_table
from parsers.form import Form

from .figures import Value, draw_figures, draw_mistakes
from .narrative import BODIES, Teller
from .printing import draw_habits, print_figures
from .wording import HEADINGS, ORDINALS, Signed, draw_labels, draw_sign_off, draw_title


@dataclass(frozen=True)
class Truth:
    """One generated report. `figures` is what each cell states, None where it states nothing; `blocks` is the report
    from top to bottom; `mistakes` are the cells in which the body itself is wrong."""

    seed: str
    body: str
    year: int
    form: Form
    title: str
    figures: Mapping[str, Value]
    printed: Mapping[str, str]
    mistakes: frozenset[str]
    signed: Signed | None
    signer: str | None
    blocks: tuple[Block, ...]


def draw_truth(seed: str, *, blanks: bool = True, extras: bool = True) -> Truth:
    """The report of a seed: the same seed always gives the same report. `blanks` and `extras` as in `draw_habits`."""
    rng = Random(seed)
    form = rng.choice((Form.F2019, Form.F2021))
    year = rng.choice((2019, 2020)) if form is Form.F2019 else rng.randint(2021, 2025)
    body = rng.choice(BODIES)
    figures = draw_figures(rng, form)
    mistakes = draw_mistakes(rng, figures)
    habits = draw_habits(rng, blanks=blanks, extras=extras)
    printed, stated = print_figures(rng, figures | mistakes, habits)
    title = draw_title(rng, body, year)
    lines, signed, signer = draw_sign_off(rng, body, year)
    label = draw_labels(rng, fee_in_yuan=habits.fee_in_yuan)
    blocks = tuple(_blocks(rng, Teller(rng, body, year), title, lines, _tables(form, printed, label)))
    return Truth(seed, body, year, form, "".join(title), stated, printed, frozenset(mistakes), signed, signer, blocks)


def _tables(form: Form, printed: Mapping[str, str], label: Callable[[str], str]) -> dict[int, Table]:
    """The tables by the number of their section, from 0."""
    return {
        1: _reword(disclosure_table(form, printed, {}), label),
        2: _reword(applications_table(form, printed, {}, {}), label),
        3: disputes_table(printed),
    }


def _reword(table: Table, label: Callable[[str], str]) -> Table:
    rows = tuple(tuple(_reworded(cell, label) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _reworded(cell: Cell, label: Callable[[str], str]) -> Cell:
    return cell if cell.kind == "figure" else replace(cell, text=label(cell.text))


def _blocks(
    rng: Random, teller: Teller, title: tuple[str, ...], sign_off: tuple[str, ...], tables: Mapping[int, Table]
) -> Iterator[Block]:
    yield from (Paragraph(Style.TITLE, line) for line in title)
    yield from (Paragraph(Style.BODY, text) for text in teller.preamble())
    ordinal = rng.choice(ORDINALS)
    for number, texts in enumerate(teller.sections()):
        yield Paragraph(Style.HEADING, ordinal(number) + rng.choice(HEADINGS[number]))
        yield from (Paragraph(Style.BODY, text) for text in texts)
        if number in tables:
            yield tables[number]
    yield from (Paragraph(Style.SIGN_OFF, line) for line in sign_off)
    yield from (Paragraph(Style.BODY, text) for text in teller.closing())
