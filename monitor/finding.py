"""A finding: one thing wrong or worth knowing about a report, with its evidence. A value; the wording is a
catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from monitor.catalogue import CATALOGUE, Entry, Language, Severity, fill


class Transition(StrEnum):
    """How the state of a finding changed; each change is told once."""

    OPENED = "opened"
    CHANGED = "changed"
    ESCALATED = "escalated"
    """Changed, and graver than before."""
    PERSISTING = "persisting"
    """Still open after the time of a reminder, or when a snooze is over."""
    UNSTABLE = "unstable"
    """Has opened so often of late that its opening and closing is not told any more until it settles."""
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell a finding rests on, with what is printed there and in which report it stands."""

    cell: str
    label: str
    raw: str
    year: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    cell: str
    value: int


@dataclass(frozen=True, slots=True)
class Finding:
    """`holes` fill the catalogue's template; `cells` name the cell at fault first. `subject` tells apart two findings
    of one code about one report that rest on no cell (a document's address, a portal's id)."""

    code: str
    body: str
    """Id of the body in the watch list, or its printed name where a report was checked on its own; for a finding about
    a column, the portal's id."""
    year: int | None
    cells: tuple[str, ...] = ()
    expected: int | str | None = None
    found: int | str | None = None
    holes: Mapping[str, Any] = field(default_factory=dict)
    operands: tuple[Operand, ...] = ()
    suggestion: Suggestion | None = None
    subject: str = ""
    severity_override: Severity | None = None
    variant: str = ""
    """Which of the code's messages is meant; empty for the usual one."""
    keyed_by_cells: bool = True
    """False where there is one finding of its code per report: another set of cells is then a change of the same
    finding."""

    entry: Entry | None = None
    """What the code means, where that is not in the catalogue: a rule of the user's."""

    @property
    def described(self) -> Entry:
        return self.entry or CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        return self.severity_override or self.described.severity

    @property
    def id(self) -> str:
        """Stable over re-runs: the same code, body, year, cells and subject are the same finding."""
        cells = ",".join(sorted(self.cells)) if self.keyed_by_cells else ""
        return _short_hash(self.code, self.body, str(self.year), cells, self.subject)

    @property
    def evidence(self) -> str:
        """Changes when what the finding rests on changes, and not with the days it has been standing."""
        operands = (f"{operand.year}:{operand.cell}={operand.raw}" for operand in self.operands)
        verdict = (str(self.severity), self.variant, str(self.expected), str(self.found), str(self.suggestion))
        return _short_hash(self.code, *self.cells, *operands, *verdict)

    def message(self, language: Language = Language.EN) -> str:
        return fill(self.described, language, self._all_holes(language), self.variant)

    def _all_holes(self, language: Language) -> dict[str, Any]:
        holes = {"year": self.year, "expected": self.expected, "found": self.found, **self.holes}
        return {key: value[language] if isinstance(value, Mapping) else value for key, value in holes.items()}

    def to_json(self) -> dict[str, Any]:
        """As the public contract prints it (section 4), with the figures and the official source it rests on."""
        suggestion = {"cell": self.suggestion.cell, "value": self.suggestion.value} if self.suggestion else None
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message(),
            "cells": list(self.cells),
            "expected": self.expected,
            "found": self.found,
            "suggestion": suggestion,
            "operands": [asdict(operand) for operand in self.operands],
            "source": self.described.source,
        }


def _short_hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
