"""Where in a TOML file a key stands, so that a complaint about it can name the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")


def line_of(text: str, location: Path) -> int:
    """The line, from 1, where a key stands, or where its section begins; 1 where the file has neither.

    Parts of the location that the file does not have (the name of a kind, the index in a list) are passed over.
    """
    lines = dict(reversed(list(_lines(text))))
    path: Path = ()
    for part in location:
        if (*path, part) in lines:
            path = (*path, part)
    return lines.get(path, 1)


def _lines(text: str) -> Iterator[tuple[Path, int]]:
    """Every key and section with its line; the n-th `[[x]]` is `x` and n, from 0."""
    section: Path = ()
    counted: dict[Path, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            section = _parts(header[2])
            if header[1] == "[[":
                counted[section] = counted.get(section, -1) + 1
                yield section, number
                section = (*section, counted[section])
            yield from ((section[:length], number) for length in range(1, len(section) + 1))
        elif key := _KEY.match(line):
            yield (*section, *_parts(key[1])), number


def _parts(text: str) -> Path:
    return tuple(next(part for part in found if part is not None) for found in _groups(text))


def _groups(text: str) -> Iterator[tuple[str | None, ...]]:
    yield from (match.groups() for match in _PART.finditer(text))
