"""A digest in the terminal: what its reader would be told, before or instead of sending it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor.alerts.digest import Digest
from monitor.alerts.outline import digest_to_outline
from monitor.alerts.parts import Group, Item
from monitor.alerts.words import Frame

COLOURS: dict[str, str] = {"error": "red", "warning": "yellow", "info": "blue", "resolved": "green"}
MARKS: dict[str, str] = {"error": "●", "warning": "▲", "info": "○", "resolved": "✓"}


def render_digest(digest: Digest) -> RenderableType:
    """The whole digest; documents' text is never read as markup and cannot move the cursor."""
    outline = digest_to_outline(digest)
    head = Text.assemble((outline.headline, "bold"), "\n", (f"{outline.watchlist} · {outline.moment}", "dim"), "\n")
    rows: list[RenderableType] = [head, *([Text(outline.intro)] if outline.intro else [])]
    for section in outline.sections:
        mark = f"{MARKS[section.kind]} {outline.frame.kinds[section.kind].heading}"
        rows += [Text.assemble((mark, f"bold {COLOURS[section.kind]}"), (f" {section.count}", "dim"))]
        rows += [row for group in section.groups for row in _group(group, outline.frame)]
    return Stack(*rows)


def _group(group: Group, frame: Frame) -> Iterator[RenderableType]:
    yield Text.assemble("  ", (group.body, "bold"), (f"  {group.year}" if group.year else "", "dim"))
    for item in group.items:
        yield Padding(Stack(*_item(item, frame)), (0, 0, 1, 4))


def _item(item: Item, frame: Frame) -> Iterator[RenderableType]:
    if item.title:
        yield Text(item.title, style="bold")
    yield Text(item.message)
    if item.caption:
        yield Text(item.caption, style="dim")
    if item.cells:
        yield _cells(item)
    if item.more_cells:
        yield Text("  " + item.more_cells, style="dim")
    yield from _figures(item, frame)
    yield from _labelled(frame.advice, item.advice, frame)
    yield from _labelled(frame.source, item.source, frame)
    yield from _labelled(item.archive_name, item.archive, frame)
    yield Text(item.code + frame.comma + item.standing, style="dim")


def _cells(item: Item) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(justify="right", overflow="fold")
    for cell in item.cells:
        table.add_row(Text("  " + cell.label), Text(cell.printed, style="bold"))
    return table


def _figures(item: Item, frame: Frame) -> Iterator[Text]:
    pairs = [(frame.expected, item.expected), (frame.found, item.found)]
    runs = [Text.assemble((name + frame.colon, "dim"), (value, "bold")) for name, value in pairs if value]
    if runs:
        yield Text("   ").join(runs)


def _labelled(name: str, value: str | None, frame: Frame) -> Iterator[Text]:
    if value:
        yield Text.assemble((name + frame.colon, "dim"), value, overflow="fold")
