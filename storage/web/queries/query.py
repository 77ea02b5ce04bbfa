"""A named query, as data.

A body is found by any part of its name, one of its other names, or its id; an empty parameter does not narrow.
`instr` finds Chinese text of any length; full-text search by trigrams does not: two characters are too few for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BODY = "part of a body's name, or empty for all 机关名称的一部分"
YEAR = "year reported on, or empty for all 报告年度"
ONE_YEAR = "year reported on; empty for the latest 报告年度（空白为最近一年）"


@dataclass(frozen=True, slots=True)
class Query:
    """`hints` says for each parameter what may be put in; its order is the order of the form."""

    name: str
    title: str
    description: str
    sql: str
    hints: Mapping[str, str] = field(default_factory=dict)

    def to_metadata(self) -> dict[str, Any]:
        """As Datasette takes it, with the hints for our template."""
        return {
            "title": self.title,
            "description": self.description,
            "sql": self.sql.strip(),
            "params": list(self.hints),
            "hints": dict(self.hints),
            "hide_sql": True,
        }
