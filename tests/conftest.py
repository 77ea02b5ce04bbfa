"""How the whole suite runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("nianbao", deadline=None)
settings.load_profile("nianbao")

LONGEST_FIRST = (
    "tests/test_season.py",
    "tests/portals/test_trouble.py",
    "tests/test_two_hundred_kills.py",
    "tests/parsers/test_scan_signs.py",
    "tests/crawler/test_browser.py",
    "tests/crawler/test_considerate.py",
)
"""The files that take half a minute and more: begun last, one of them would run on while the other cores have nothing
left to do."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the longest files first; the order inside a file stays."""
    first = {config.rootpath / name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: first.get(Path(item.path), len(first)))
