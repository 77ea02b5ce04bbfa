"""What each finding code means, in English and Chinese: the one place where findings get their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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
    """`title` in a few words; `message` a template with named holes; `explanation` for one who never met it; `next` says what
    to do about it."""

    title: str
    message: str
    explanation: str
    next: str


@dataclass(frozen=True, slots=True)
class Entry:
    severity: Severity
    source: str
    """The article or notice the rule rests on."""
    en: Words
    zh: Words


CATALOGUE: dict[str, Entry] = {}


def wording(code: str, language: Language, holes: Mapping[str, Any]) -> str:
    """The message of `code` with its holes filled; raises KeyError when a hole has no value."""
    words = CATALOGUE[code].zh if language is Language.ZH else CATALOGUE[code].en
    return words.message.format_map(dict(holes))
