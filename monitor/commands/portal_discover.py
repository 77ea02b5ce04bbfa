"""`nianbao portals discover`: a watch list of the columns that a portal was found to have."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console

from monitor.failures import UNREAD
from monitor.steps.probe import start_discover

Event = dict[str, Any]


def discover_columns(home: Path, urls: list[str], pages: int, contact: str, *, as_json: bool) -> int:
    """Search the portals and print a watch list on stdout, the search on stderr; returns the exit code."""
    console = Console(stderr=True)
    found: list[Event] = []
    with start_discover(home, urls, pages, contact) as search, console.status("Searching …"):
        for event in search:
            if as_json:
                sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
                sys.stdout.flush()
            elif line := _line(event):
                console.print(line, soft_wrap=True, highlight=False)
            if event["event"] == "found":
                found.append(event)
    if found and not as_json:
        sys.stdout.write(build_watchlist(found))
    homes = {event["home"] for event in found}
    missing = [url for url in urls if url not in homes]
    for url in missing:
        console.print(f"{url}: no column of annual reports was found; give the address of a page nearer to it")
    return UNREAD if missing else 0


def _line(event: Event) -> str:
    match event["event"]:
        case "found":
            return f"found   {event['url']}: {event['reports']} reports, {event['family']}"
        case "empty":
            return f"passed  {event['url']}: {event['detail']}"
        case "lost":
            return f"lost    {event['url']}: {event['detail']}"
        case _:
            return ""


def build_watchlist(found: list[Event]) -> str:
    """The text of a watch list that loads as it stands."""
    ids = _ids(found)
    hosts = sorted({_host(event["url"]) for event in found})
    strangers = [host for host in hosts if not host.endswith(".gov.cn")]
    bodies = _bodies(found, ids)
    lines = [
        "# Found by `nianbao portals discover`. Look at each address in a browser, and give ids and names that you",
        "# like; the archive knows bodies and columns by their ids, so these stay as they are after the first crawl.",
        f"name: {_quoted(hosts[0])}",
        "first_year: 2019 # the first year reported on that you want to be told is missing",
        *([f"allowed_hosts: [{', '.join(map(_quoted, ['.gov.cn', *strangers]))}]"] if strangers else []),
        "",
        "bodies:" if bodies else "bodies: []",
        *(line for id_, body in bodies.items() for line in _body(id_, body)),
        "",
        "portals:",
        *(line for id_, event in zip(ids, found, strict=True) for line in _portal(id_, event, bodies)),
    ]
    return "\n".join(lines) + "\n"


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _ids(found: list[Event]) -> list[str]:
    """An id for each column, from its address: `sg_zwgk_xxgknb`."""
    ids: list[str] = []
    for event in found:
        parts = urlsplit(event["url"])
        host = re.sub(r"^www\.|\.gov\.cn$", "", parts.hostname or "")
        path = re.sub(r"(index)?\.\w+$", "", parts.path)
        plain = re.sub(r"[^a-z0-9]+", "_", f"{host}/{path}".lower()).strip("_")
        id_ = plain if plain[:1].isalpha() else f"portal_{plain}"
        ids.append(id_ if id_ not in ids else f"{id_}_{len(ids) + 1}")
    return ids


def _bodies(found: list[Event], ids: list[str]) -> dict[str, dict[str, str]]:
    """The bodies the columns name, each once, by an id after the column that names it first."""
    bodies: dict[str, dict[str, str]] = {}
    known: set[str] = set()
    for id_, event in zip(ids, found, strict=True):
        new = [body for body in event["bodies"] if body["name"] not in known]
        known |= {body["name"] for body in new}
        bodies |= {f"{id_}_body_{number}": body for number, body in enumerate(new, start=1)}
    return bodies


def _body(id_: str, body: dict[str, str]) -> Iterator[str]:
    yield f"  - id: {id_}"
    yield f"    name: {_quoted(body['name'])}"
    yield f"    kind: {body['kind']} # by its name"


def _portal(id_: str, event: Event, bodies: dict[str, dict[str, str]]) -> Iterator[str]:
    named = {body["name"] for body in event["bodies"]}
    mine = [each for each, body in bodies.items() if body["name"] in named]
    yield f"  - id: {id_}"
    yield f"    name: {_quoted(event['name'])}"
    yield f"    url: {_quoted(event['url'])}"
    yield f"    family: {event['family']}"
    if event["browser"] != "never":
        yield f"    browser: {event['browser']}"
    if mine:
        yield f"    bodies: [{', '.join(mine)}]"
    older = ", more on older pages" if event["older"] else ""
    newest = f", the newest of {event['newest']}" if event["newest"] else ""
    note = f"found with {event['reports']} reports on its first page{newest}{older}"
    yield f"    note: {_quoted(note)}"


def _quoted(text: str) -> str:
    """A value as YAML reads it back, whatever is in it: JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)
