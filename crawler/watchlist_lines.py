"""What is wrong with a watch list, in its user's words, and in which line."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError


def first_problem(path: Path, node: yaml.Node | None, error: ValidationError) -> str:
    """The first complaint of pydantic in a user's words, with the line of the key it is about."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the list as a whole"
    reason = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        reason = "is not a known key; check its spelling or remove it"
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{path}, line {_line_of(node, first['loc'])}: {where}: {reason}{more}"


def _line_of(node: yaml.Node | None, location: tuple[str | int, ...]) -> int:
    """The line, from 1, of the deepest key of `location` that the file really has."""
    line = 1
    for part in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
            continue
        else:
            break
        line = node.start_mark.line + 1
    return line
