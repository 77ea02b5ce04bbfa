"""docs/portals/: a page per family, from its module's docstring, the signs it is told by, what its simulator plays."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache, partial

from crawler.families import FAMILIES
from crawler.families.sniff import SIGNS
from crawler.watchlist import SHIPPED, Portal, load_watchlist
from tests.docs_markdown import page, table
from tests.portals.registry import SIMULATORS

INDEX_INTRO = """
A column of a website is read by the family of its platform, which a watch list names as `family`; `auto` finds it out
from the column's own page. Each family is one file of pure functions, and each is tried, with every quirk listed on its
page, on a portal that plays it on this machine. `nianbao portals check` tells what the columns of a watch list look
like now, and `nianbao portals discover http://www.example.gov.cn/` finds the columns of a portal.

The recipe for a new family is in [CONTRIBUTING](../../CONTRIBUTING.md#portal-family).
"""
TABLE_INTRO = """
`family: auto` goes through this table from the top; the first line that fits counts. Whatever the family, a page
without a list is also looked at as a shell that points to one, and as a report itself.
"""
BY_HAND = "It is not told from its looks: name it in the watch list."
NO_COLUMN = "No shipped list has a column of this family yet."
WRONG, RECOGNISED = "What can go wrong: ", "Recognised"


def index_page() -> str:
    """The families in one table, and the table by which they are told."""
    rows = ((f"[`{name}`]({name}.md)", paragraphs_of(name)[0]) for name in FAMILIES)
    signs = ((str(n), f"[`{sign.family}`]({sign.family}.md)", sign.words) for n, sign in enumerate(SIGNS, start=1))
    return page(
        "Portal families",
        INDEX_INTRO,
        table(("family", "how it publishes"), rows),
        "## How they are told",
        TABLE_INTRO,
        table(("", "family", "by"), signs),
    )


def family_page(name: str) -> str:
    """How a platform publishes, how it is recognised, what can go wrong, and which real columns are on it."""
    texts = paragraphs_of(name)
    wrong = [text.removeprefix(WRONG) for text in texts if text.startswith(WRONG)]
    told = [text for text in texts if text.startswith(RECOGNISED)]
    how = [text for text in texts if not text.startswith((WRONG, RECOGNISED))]
    return page(
        name,
        *how,
        "## How it is recognised",
        *(told or [recognised_by(name)]),
        "## What can go wrong",
        *(text[:1].upper() + text[1:] for text in wrong),
        *quirks_of(name),
        "## In the shipped lists",
        columns_of(name),
    )


def paragraphs_of(name: str) -> list[str]:
    """The docstring of a family's module, a paragraph each on one line; numbered steps stay as they are."""
    module = importlib.import_module(f"crawler.families.{name.replace('-', '_')}")
    return [text if text.startswith("1. ") else " ".join(text.split()) for text in str(module.__doc__).split("\n\n")]


def recognised_by(name: str) -> str:
    words = next((sign.words for sign in SIGNS if sign.family == name), "")
    return f"By its looks: {words}." if words else BY_HAND


def quirks_of(name: str) -> Iterator[str]:
    """What the family's simulator can be told to do."""
    quirks = SIMULATORS[name].quirks if name in SIMULATORS else {}
    if quirks:
        yield "Met on real portals, and played in the tests:"
        yield "\n".join(f"- {words[:1].upper()}{words[1:]}." for words in quirks.values())


def columns_of(name: str) -> str:
    """The columns of the shipped lists that are on this platform."""
    found = [(list_, portal) for list_, portal in shipped_portals() if portal.family == name and list_ != "sample"]
    if not found:
        return NO_COLUMN
    on = sum(portal.enabled for _, portal in found)
    shown = sorted(found, key=lambda each: not each[1].enabled)[:LONGEST]
    rows = ((portal.name, f"`{portal.url}`", list_, "on" if portal.enabled else "off") for list_, portal in shown)
    more = f" The first {LONGEST}:" if len(found) > LONGEST else ""
    return f"Columns: {len(found)}, switched on: {on}.{more}\n\n" + table(("column", "address", "list", ""), rows)


LONGEST = 12


@cache
def shipped_portals() -> list[tuple[str, Portal]]:
    """Every column of every shipped list, with the list's name."""
    files = sorted(SHIPPED.glob("*.yml"))
    return [(file.stem, portal) for file in files for portal in load_watchlist(file).portals]


PORTAL_PAGES: dict[str, Callable[[], str]] = {
    "portals/index.md": index_page,
    **{f"portals/{name}.md": partial(family_page, name) for name in FAMILIES},
}
