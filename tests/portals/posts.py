"""The posts of a simulated portal: their pages and files, by the shape of their addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.portals.pages import document
from tests.portals.reports import Row, find
from tests.portals.site import Answer, not_found


@dataclass(frozen=True)
class Posts:
    """What answers to any address that is no list: the last group of each pattern is the post's number."""

    page: re.Pattern[str]
    file: re.Pattern[str]
    rows: Iterable[Row]
    build: Callable[[Row], Answer]

    def answer(self, path: str) -> Answer:
        if row := self._row(self.page, path):
            return self.build(row)
        row = self._row(self.file, path)
        return document(row) if row and row.form == "attachment" else not_found()

    def _row(self, pattern: re.Pattern[str], path: str) -> Row | None:
        found = pattern.search(path)
        return find(self.rows, int(found.groups()[-1])) if found else None


def link_to_file(row: Row, address: str) -> str:
    """The link to a post's file, named as the file; nothing for a post that has none."""
    return f'<p><a href="{address}">{row.file_name}</a></p>' if row.form == "attachment" else ""
