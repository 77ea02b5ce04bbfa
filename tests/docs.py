"""The generated pages of docs/: `python -m tests.docs` writes them, and test_docs.py fails when one is out of date."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import typer.main

from monitor.catalogue import CATALOGUE, Entry, Words
from monitor.cli import app
from storage.described import COLUMNS, TABLES
from storage.schema import MIGRATIONS, read_migration
from storage.views import VIEWS
from tests.docs_markdown import anchor, link_to, page, table
from tests.docs_portals import PORTAL_PAGES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

FINDINGS_INTRO = """
A finding is one thing wrong or worth knowing, with the cells it rests on. An **error** is an accusation: it is raised
only where every cell it rests on was plainly read. A **warning** wants a look; an **info** is worth knowing. The
severity below is the usual one. A rule lowers it where its evidence is weaker, for example where a report's date comes
from the watch list and not from the statute, or where only one kind of applicant, and not the total, was carried over
differently.

Names in braces are filled in: `{found}` is what stands in the document.
"""
SCHEMA_INTRO = """
The archive is one SQLite file, `nianbao.db`, with the bytes of all documents beside it in `blobs/`. Everything below
can be read with any SQLite program, or with `nianbao serve`. Empty (NULL) means not stated or not known; it never means
nought. Moments are ISO 8601 with their offset from UTC, dates are `YYYY-MM-DD`. A table whose name begins with `_` or
`sqlite_` is housekeeping.
"""
CLI_INTRO = """
`--home` and `--config` may stand before the command or after it. Where no configuration is named, `nianbao.toml` in the
current directory is read if there is one. Exit codes are listed in the [README](../README.md#exit-codes).
"""


# findings.md


def findings_page() -> str:
    """Every finding code with its words in both languages."""
    rows = ((link_to(code), str(each.severity), each.en.title, each.zh.title) for code, each in CATALOGUE.items())
    summary = table(("code", "severity", "English", "中文"), rows)
    return page("Findings 问题", FINDINGS_INTRO, summary, *(finding_section(*item) for item in CATALOGUE.items()))


def finding_section(code: str, entry: Entry) -> str:
    facts = f"**{entry.severity}** · Source 依据: {entry.source}"
    return "\n\n".join([f"## {code}", facts, *words_in(entry.en, ENGLISH), *words_in(entry.zh, CHINESE)])


ENGLISH = ("Message", "Or", "Explanation", "What to do", ": ")
CHINESE = ("提示", "或", "说明", "建议", "：")


def words_in(words: Words, names: tuple[str, ...]) -> Iterator[str]:
    """The words of one language as paragraphs: title, messages, explanation, what to do."""
    message, other, explanation, todo, colon = names
    yield f"### {words.title}"
    messages = [f"- {message}{colon}{words.message}", *(f"- {other}{colon}{text}" for text in words.variants.values())]
    yield "\n".join(messages)
    yield f"{explanation}{colon}{words.explanation}"
    yield f"{todo}{colon}{words.next}"


# schema.md


def schema_page() -> str:
    """Every table and view of the archive, column by column."""
    with closing(sqlite3.connect(":memory:")) as db:
        for name in MIGRATIONS:
            db.executescript(read_migration(name))
        for name, sql in VIEWS.items():
            db.execute(f"CREATE VIEW {name} AS {sql}")
        tables = [table_section(db, name, about) for name, about in TABLES.items()]
        views = "\n".join(f"- `{name}`: {', '.join(columns_of(db, name))}" for name in VIEWS)
    summary = table(("table", "what it holds"), ((link_to(name), about) for name, about in TABLES.items()))
    intro = "Made for querying; laid anew by each version, so they may change more freely than the tables."
    return page("The archive", SCHEMA_INTRO, summary, *tables, "## Views", intro, views)


def table_section(db: sqlite3.Connection, name: str, about: str) -> str:
    points_to = {row[3]: f"{row[2]}.{row[4]}" for row in db.execute(f"PRAGMA foreign_key_list({name})")}
    rows = (
        (f"`{column}`", kind, key_of(column, key, points_to), COLUMNS[name][column])
        for _, column, kind, _, _, key in db.execute(f"PRAGMA table_info({name})")
    )
    return f"## {name}\n\n{about}\n\n" + table(("column", "type", "key", "what it holds"), rows)


def key_of(column: str, key: int, points_to: dict[str, str]) -> str:
    return ", ".join(filter(None, ("primary" if key else "", f"→ {points_to[column]}" if column in points_to else "")))


def columns_of(db: sqlite3.Connection, name: str) -> list[str]:
    return [f"`{row[1]}`" for row in db.execute(f"PRAGMA table_info({name})")]


# cli.md


def commands() -> dict[str, Any]:
    """The commands of the command line, by name, those of a group as `group command`; typed loosely, as they are
    Typer's own."""
    found: dict[str, Any] = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        found[name] = command
        found |= {f"{name} {below}": each for below, each in getattr(command, "commands", {}).items()}
    return found


def common_parameters() -> list[Any]:
    return list(typer.main.get_command(app).params)


def cli_page() -> str:
    """Every command with its arguments and options, in the words of `--help`."""
    rows = ((link_to(f"nianbao {name}"), first_line(each)) for name, each in commands().items())
    sections = (command_section(name, command) for name, command in commands().items())
    common = "## Before the command\n\n" + parameters_table(common_parameters())
    return page("Command line", CLI_INTRO, table(("command", "what it does"), rows), common, *sections)


def first_line(command: Any) -> str:
    return str(command.help).splitlines()[0]


def command_section(name: str, command: Any) -> str:
    arguments = [f"[{p.metavar}]" if not p.required else p.metavar for p in command.params if is_argument(p)]
    usage = " ".join(["nianbao", name, "[OPTIONS]", *arguments])
    return f"## nianbao {name}\n\n{command.help}\n\n```\n{usage}\n```\n\n{parameters_table(command.params)}"


def is_argument(parameter: Any) -> bool:
    return str(parameter.param_type_name) == "argument"


def parameters_table(parameters: Iterable[Any]) -> str:
    rows = ((name_of(each), str(each.help), default_of(each), variable_of(each)) for each in parameters)
    return table(("", "what it is", "default", "or by environment"), rows)


def name_of(parameter: Any) -> str:
    """How a parameter is written: `FILE...`, `--json`, `--cells/--no-cells`, `--port INTEGER`."""
    if is_argument(parameter):
        return f"`{parameter.metavar}`"
    written = "/".join(filter(None, (", ".join(parameter.opts), *parameter.secondary_opts)))
    return f"`{written}`" if parameter.is_flag else f"`{written} {value_of(parameter)}`"


VALUES: dict[type, str] = {int: "NUMBER", dt.datetime: "YYYY-MM-DD"}


def value_of(parameter: Any) -> str:
    return str(parameter.metavar or VALUES.get(parameter.type_descriptor.annotation, "TEXT"))


def default_of(parameter: Any) -> str:
    shown, default = parameter.show_default, parameter.default
    if isinstance(shown, str):
        return shown
    if isinstance(default, bool):
        return "yes" if default else ""
    if isinstance(default, dt.datetime):
        return default.date().isoformat()
    return "" if default is None else str(default)


def variable_of(parameter: Any) -> str:
    return f"`{parameter.envvar}`" if parameter.envvar else ""


PAGES: dict[str, Callable[[], str]] = {
    "findings.md": findings_page,
    "schema.md": schema_page,
    "cli.md": cli_page,
    **PORTAL_PAGES,
}
"""By their place below docs/."""
__all__ = ["DOCS", "PAGES", "ROOT", "anchor"]


def write_pages(folder: Path = DOCS) -> None:
    for name, build in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(build(), encoding="utf-8")


if __name__ == "__main__":
    write_pages()
