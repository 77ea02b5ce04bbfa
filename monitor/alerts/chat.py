"""A digest as plain text for chats that know nothing else, in as few messages as the service's limit allows."""

from __future__ import annotations

from monitor.alerts.digest import Digest
from monitor.alerts.outline import digest_to_outline

_MARK = 24
"""Bytes kept for the number of a part."""


def digest_to_texts(digest: Digest, longest: int) -> tuple[str, ...]:
    """The whole digest in messages of at most `longest` bytes, cut between paragraphs where that is possible."""
    outline = digest_to_outline(digest)
    pages = text_to_pages(digest.templates.render("chat.txt", outline), longest - _MARK)
    if len(pages) == 1:
        return (pages[0],)
    return tuple(f"{page}\n({number}/{len(pages)})" for number, page in enumerate(pages, 1))


def text_to_pages(text: str, most: int) -> list[str]:
    """The text in pieces of at most `most` bytes, cut between paragraphs, or lines, where that is possible."""
    pages = [""]
    blocks = [block.strip("\n") for block in text.split("\n\n") if block.strip()]
    for block in (piece for whole in blocks for piece in _cut(whole, most)):
        joined = f"{pages[-1]}\n\n{block}" if pages[-1] else block
        if len(joined.encode()) <= most:
            pages[-1] = joined
        else:
            pages.append(block)
    return pages


def _cut(block: str, most: int) -> list[str]:
    """The block, or pieces of it that fit; never cut inside a letter."""
    pieces = []
    while len(block.encode()) > most:
        head = block.encode()[:most].decode("utf-8", "ignore")
        at = head.rfind("\n") if "\n" in head[1:] else len(head)
        pieces.append(block[:at])
        block = block[at:].lstrip("\n")
    return [*pieces, block]
