"""A report in the making: everything a fault or a trap may change before it becomes a Report."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal

from crawler.watchlist import Body
from parsers.form import APPLICANTS, SECTION_HEADINGS, Form
from parsers.report import Doubt, Figure, Report, Section, SignOff, Source

from ..figures import Value
from .facts import draw_facts

Facts = Mapping[str, int | str]


@dataclass
class Line:
    """A sentence with holes. `role` says what it is about; `facts` are figures of its own, or false ones that stand
    in for what the tables say."""

    role: str
    template: str
    facts: dict[str, int | str] = field(default_factory=dict)

    def text(self, facts: Facts) -> str:
        return self.template.format(**{**facts, **self.facts})


@dataclass
class Draft:
    """One body's report on one year. `lines` are the sentences by section; `traps` what was planted that only looks
    like a fault."""

    body: Body
    year: int
    form: Form
    figures: dict[str, Value]
    lines: dict[int, list[Line]]
    title: str
    sign_off: SignOff | None
    published_on: dt.date | None
    raws: dict[str, str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=lambda: dict(enumerate(SECTION_HEADINGS, 1)))
    absent: set[str] = field(default_factory=set)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    pictured: tuple[str, ...] = ()
    traps: list[str] = field(default_factory=list)
    """Names of the traps in it."""
    allowed: set[str] = field(default_factory=set)
    """Codes that rightly come of a trap: a blank is a blank, whatever the reason."""
    alike: list[tuple[Body, int, str]] = field(default_factory=list)
    """Sections of other bodies that read alike: body, section, text."""
    last_facts: Mapping[str, int | str] = field(default_factory=dict)
    """What the year before said, for sentences that compare."""

    def copied(self) -> Draft:
        """A copy that may be changed without changing this one."""
        twin = copy(self)
        twin.figures, twin.raws, twin.headings = dict(self.figures), dict(self.raws), dict(self.headings)
        twin.lines = {number: [copy(line) for line in lines] for number, lines in self.lines.items()}
        for line in (line for lines in twin.lines.values() for line in lines):
            line.facts = dict(line.facts)
        twin.absent, twin.doubts, twin.traps = set(self.absent), dict(self.doubts), list(self.traps)
        twin.allowed, twin.alike = set(self.allowed), list(self.alike)
        return twin

    def count(self, cell: str) -> int:
        return int(self.figures.get(cell) or 0)

    def add(self, cell: str, more: int) -> None:
        self.figures[cell] = self.count(cell) + more

    def find(self, role: str) -> list[Line]:
        return [line for lines in self.lines.values() for line in lines if line.role == role]

    def facts(self) -> Facts:
        own = draw_facts(self.figures, self.form)
        before = {f"last_{name}": value for name, value in self.last_facts.items()}
        return {
            **before,
            **own,
            "year": self.year,
            "next": self.year + 1,
            "last": self.year - 1,
            "body": self.body.name,
        }

    def text(self, number: int) -> str:
        facts = self.facts()
        return "\n".join(line.text(facts) for line in self.lines.get(number, ()))

    def freeze(self) -> None:
        """Let the text stay as it is, whatever becomes of the figures: a scan misreads a table and not the body."""
        facts = self.facts()
        for lines in self.lines.values():
            lines[:] = [Line(line.role, line.text(facts)) for line in lines]

    def build(self) -> Report:
        name = f"{self.body.id}-{self.year}"
        figures = {
            cell: Figure(cell, value, self.raws.get(cell, _printed(value)), page=1, grid=1)
            for cell, value in self.figures.items()
            if cell not in self.absent
        }
        return Report(
            source=Source(f"{name}.html", "text/html", hashlib.sha256(name.encode()).hexdigest(), "html"),
            body=self.body.name,
            year=self.year,
            form=self.form,
            title=self.title,
            published_on=self.published_on,
            sign_off=self.sign_off,
            figures=figures,
            doubts=tuple(self.doubts.values()),
            sections=tuple(
                Section(number, heading, self.text(number)) for number, heading in sorted(self.headings.items())
            ),
            pictured=self.pictured,
        )


def _printed(value: Value) -> str:
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


KINDS: tuple[str, ...] = tuple(kind.name for kind in APPLICANTS)
"""The six kinds of applicant."""

History = dict[int, Draft]
"""One body's drafts by year."""


def copied(history: History) -> History:
    return {year: draft.copied() for year, draft in history.items()}
