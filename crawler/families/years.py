"""Child columns named after a year: a new one appears each January, so they are found anew on each visit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

_NAME = re.compile(r"^(20\d{2})\s*年?\s*度?\s*(政府信息公开)?(工作)?(年度报告|年报|报告)?$")
NEWEST = 2
"""So many year folders are looked into on each visit: in January last year's is still being filled."""

Folder = TypeVar("Folder")


def year_of(name: str) -> int | None:
    """The year a column is named after; None for any other column."""
    named = _NAME.match(name.strip())
    return int(named.group(1)) if named else None


def newest_first(folders: Iterable[tuple[int, Folder]]) -> tuple[tuple[Folder, ...], tuple[Folder, ...]]:
    """Year folders, each once: those to look into on each visit, and those of years gone by."""
    ordered = tuple(dict.fromkeys(folder for _, folder in sorted(folders, key=lambda each: each[0], reverse=True)))
    return ordered[:NEWEST], ordered[NEWEST:]
