"""What it is to plant a trap: something in order that looks like a fault."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .bodies import Nature
from .draft import Draft, History, Line

Trap = Callable[[Random, Nature, History, int], bool]
"""Change the reports of a body; False where this body and year do not lend themselves to it, and nothing is changed."""


def say(draft: Draft, role: str, template: str, section: int = 1, **facts: int | str) -> None:
    """Put a sentence in place of what the report says on the matter."""
    for number, lines in draft.lines.items():
        draft.lines[number] = [line for line in lines if line.role != role]
    draft.lines[section].append(Line(role, template, dict(facts)))


def tell(draft: Draft, template: str, section: int = 1, **facts: int | str) -> None:
    """Add a sentence to what the report says."""
    draft.lines[section].append(Line("trap", template, dict(facts)))
