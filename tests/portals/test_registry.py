"""The registry tests itself: whoever adds a family adds a portal that plays it, a page about it, and a sign."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from crawler.families import FAMILIES
from crawler.families.sniff import SIGNS
from tests.docs import DOCS
from tests.docs_portals import BY_HAND, WRONG, family_page, paragraphs_of
from tests.portals.registry import SIMULATORS, build

PLATFORMS = [name for name in FAMILIES if name != "auto"]


def test_every_family_has_a_simulator() -> None:
    assert list(SIMULATORS) == PLATFORMS


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_has_a_module_of_its_name_and_a_page(name: str) -> None:
    module = importlib.import_module(f"crawler.families.{name.replace('-', '_')}")
    assert name == "auto" or module.FAMILY.read_column is not None
    assert any(text.startswith(WRONG) for text in paragraphs_of(name))
    page = (DOCS / "portals" / f"{name}.md").read_text(encoding="utf-8")
    for heading in ("How it is recognised", "What can go wrong", "In the shipped lists"):
        assert f"## {heading}" in page


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_family_is_told_by_a_sign_or_says_how_it_is_recognised(name: str) -> None:
    told = name in {sign.family for sign in SIGNS} or any(text.startswith("Recognised") for text in paragraphs_of(name))
    assert told != (BY_HAND in family_page(name))
    assert told == SIMULATORS[name].sniffed


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_simulator_builds_with_each_quirk_and_says_what_it_does(name: str) -> None:
    for quirk, words in {"plain": "nothing", **SIMULATORS[name].quirks}.items():
        site = build(name, quirk)
        assert site.family == name
        assert site.column.startswith("/")
        assert words
        assert not words.endswith(".")


def test_no_file_of_a_family_is_left_out() -> None:
    folder = Path(importlib.import_module("crawler.families").__file__ or "").parent
    files = {path.stem for path in folder.glob("*.py") if "FAMILY = Family(" in path.read_text(encoding="utf-8")}
    assert files == {name.replace("-", "_") for name in PLATFORMS}
