"""Outline -> Slack's blocks. Words stand in rich text and plain text only, which Slack shows as they are: what a
document says cannot become a link, a mention or markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from monitor.alerts.chat import text_to_pages
from monitor.alerts.parts import CellLine, Group, Item, Outline, Section
from monitor.alerts.slack_limits import LONGEST_ID, LONGEST_MESSAGE, LONGEST_TEXT, MOST_BLOCKS, text_length
from monitor.alerts.words import Frame

Block = dict[str, Any]

_PAGE_BLOCKS = MOST_BLOCKS - 4
"""Room is left for the header, the line under it, and the footer."""
_PAGE_TEXT = LONGEST_MESSAGE // 2
"""Slack counts the containers of the texts too, and does not say how; half of what it takes is safe."""
_PIECE = 2500
"""A paragraph longer than this is continued in a second one, never cut off."""

EMOJI: dict[str, str] = {
    "error": "red_circle",
    "warning": "large_orange_circle",
    "info": "large_blue_circle",
    "resolved": "white_check_mark",
}


def outline_to_pages(outline: Outline) -> list[list[Block]]:
    """The blocks of all notices, a list for each message they need; a group that goes on repeats its heading."""
    pages: list[list[Block]] = [[_rich_text([_line([_text(outline.intro)])])]] if outline.intro else [[]]
    for section in outline.sections:
        for group in section.groups:
            _add_group(pages, section, group, outline.frame)
    return pages


def text_to_blocks(text: str) -> list[list[Block]]:
    """Plain text, as a user's own template gives it, as blocks, a list for each message they need."""
    pages: list[list[Block]] = [[]]
    for paragraph in text_to_pages(text, _PIECE):
        block = _rich_text([_line([_text(paragraph)])])
        if not _fits(pages[-1], [block]):
            pages.append([])
        pages[-1].append(block)
    return pages


def _add_group(pages: list[list[Block]], section: Section, group: Group, frame: Frame) -> None:
    heading = _heading(section, group, frame)
    for item in group.items:
        for block in item_to_blocks(item, frame):
            if not _fits(pages[-1], [*heading, block]):
                pages.append([])
                heading = heading or _heading(section, group, frame, continued=True)
            pages[-1] += [*heading, block]
            heading = []


def _fits(page: list[Block], more: list[Block]) -> bool:
    return not page or (len(page) + len(more) <= _PAGE_BLOCKS and text_length([*page, *more]) <= _PAGE_TEXT)


def _heading(section: Section, group: Group, frame: Frame, continued: bool = False) -> list[Block]:
    words = [group.year, frame.kinds[section.kind].word, frame.continued if continued else ""]
    line = [
        {"type": "emoji", "name": EMOJI[section.kind]},
        _text("  " + group.body, bold=True),
        _text("".join(f"  ·  {word}" for word in words if word)),
    ]
    return [{"type": "divider"}, _rich_text([_line(line)])]


def item_to_blocks(item: Item, frame: Frame) -> list[Block]:
    """One block for a notice; more only where its text is too long for one."""
    blocks = [_rich_text(elements) for elements in _packed(_elements(item, frame), text_length, LONGEST_TEXT)]
    for number, block in enumerate(blocks):
        ending = f"#{number + 1}" if number else ""
        block["block_id"] = item.key[: LONGEST_ID - len(ending)] + ending
    return blocks


def _elements(item: Item, frame: Frame) -> Iterator[Block]:
    yield _line([*([_text(item.title, bold=True), _text("  ·  ")] if item.title else []), *_state(item)])
    yield from (_line([_text(piece)]) for piece in _pieces(item.message))
    yield from _figures(item, frame)
    if item.caption:
        yield from (_line([_text(piece)]) for piece in _pieces(item.caption + frame.colon.strip()))
    yield from _cell_lists(item.cells)
    if item.more_cells:
        yield _line([_text(item.more_cells)])
    if item.advice:
        yield from (_quote([_text(piece)]) for piece in _pieces(frame.advice + frame.colon + item.advice))
    yield _line(_last_line(item, frame))


def _cell_lists(cells: Iterable[CellLine]) -> Iterator[Block]:
    lines = [line for cell in cells for line in _cell_lines(cell)]
    for some in _packed(lines, text_length, _PIECE):
        yield {"type": "rich_text_list", "style": "bullet", "elements": some}


def _cell_lines(cell: CellLine) -> Iterator[Block]:
    if len(cell.label) + len(cell.printed) <= _PIECE - 10:
        yield _line([_text(cell.label + "  "), _text(cell.printed, bold=True)])
        return
    yield from (_line([_text(piece)]) for piece in _pieces(cell.label))
    yield from (_line([_text(piece, bold=True)]) for piece in _pieces(cell.printed))


def _figures(item: Item, frame: Frame) -> Iterator[Block]:
    """「Expected 14 · Found 12」, on one line where they are figures, on two where they are sentences."""
    pairs = [(frame.expected, item.expected), (frame.found, item.found)]
    runs = [[_text(name + frame.colon), _text(value, bold=True)] for name, value in pairs if value and len(value) <= 60]
    if runs:
        yield _line([run for index, pair in enumerate(runs) for run in ([_text("   ")] if index else []) + pair])
    for name, value in pairs:
        if len(value) > 60:
            yield from (_line([_text(piece)]) for piece in _pieces(name + frame.colon + value))


def _last_line(item: Item, frame: Frame) -> list[Block]:
    links = [(item.archive_name, item.archive), (frame.source, item.source)]
    runs = [{"type": "link", "url": url, "text": name} for name, url in links if url and len(url) <= LONGEST_TEXT]
    spaced = [run for link in runs for run in (link, _text("  ·  "))]
    return [*spaced, _text(item.code, code=True)]


def _state(item: Item) -> list[Block]:
    return [_text(item.standing)]


def _quote(runs: list[Block]) -> Block:
    return {"type": "rich_text_quote", "elements": runs}


def _rich_text(elements: list[Block]) -> Block:
    return {"type": "rich_text", "elements": elements}


def _line(runs: list[Block]) -> Block:
    return {"type": "rich_text_section", "elements": runs}


def _text(text: str, **style: bool) -> Block:
    run: Block = {"type": "text", "text": inert(text)}
    return {**run, "style": style} if style else run


def plain_text(text: str, longest: int) -> Block:
    return {"type": "plain_text", "text": inert(text)[:longest], "emoji": False}


def inert(text: str) -> str:
    """The same words with an invisible joiner in what Slack would take for a mention, wherever the text ends up."""
    text = re.sub(r"<(?=[!@#\w])", "<\u2060", text)
    return re.sub(r"@(?=channel|here|everyone)", "@\u2060", text, flags=re.IGNORECASE)


def _pieces(text: str) -> list[str]:
    return [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]


def _packed(parts: Iterable[Block], size: Callable[[Block], int], most: int) -> list[list[Block]]:
    """The parts in order, as few lists as keep each below `most`."""
    lists: list[list[Block]] = []
    room = 0
    for part in parts:
        if not lists or size(part) > room:
            lists.append([])
            room = most
        lists[-1].append(part)
        room -= size(part)
    return lists
