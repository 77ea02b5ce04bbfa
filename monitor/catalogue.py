"""What each finding code means, in English and Chinese: the one place where findings get their words.

The words themselves are literal data, by theme, in `monitor/wording/`; this module gives them their types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from monitor.wording import (
    cells,
    changes,
    comparisons,
    deadlines,
    disclosure,
    narrative,
    service,
    structure,
    text,
    totals,
    years,
)


class Severity(StrEnum):
    """Gravest first. An error is an accusation and rests on plainly read cells only."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Language(StrEnum):
    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Words:
    """`title` in a few words; `message` a template with named holes; `explanation` for one who never met it; `next`
    says what to do about it. `variants` are other messages of the same code, by the name a rule asks for them."""

    title: str
    message: str
    explanation: str
    next: str
    variants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    severity: Severity
    source: str
    """The article or notice the rule rests on."""
    en: Words
    zh: Words

    def words(self, language: Language) -> Words:
        return self.zh if language is Language.ZH else self.en


def _entry(raw: Mapping[str, Any]) -> Entry:
    return Entry(Severity(raw["severity"]), raw["source"], Words(**raw["en"]), Words(**raw["zh"]))


CATALOGUE: dict[str, Entry] = {
    code: _entry(raw)
    for theme in (
        totals,
        cells,
        years,
        comparisons,
        narrative,
        disclosure,
        text,
        structure,
        deadlines,
        changes,
        service,
    )
    for code, raw in theme.ENTRIES.items()
}


def fill(entry: Entry, language: Language, holes: Mapping[str, Any], variant: str = "") -> str:
    """The message of an entry with its holes filled; raises KeyError when a hole has no value."""
    words = entry.words(language)
    template = words.variants[variant] if variant else words.message
    return template.format_map(dict(holes))
