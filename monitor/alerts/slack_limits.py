"""Slack's limits on a message as data, and what of a message breaks them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# https://docs.slack.dev/reference/block-kit/blocks and .../composition-objects/text-object
MOST_BLOCKS = 50
LONGEST_TEXT = 3000
LONGEST_HEADER = 150
LONGEST_ID = 255
LONGEST_MESSAGE = 12_000
"""Not documented; chat.postMessage answers msg_blocks_too_long near it (slackapi/bolt-js issues 2509 and 2867)."""


def text_length(value: Any) -> int:
    """How many characters a block, or a list of blocks, carries: its texts and the addresses of its links."""
    if isinstance(value, dict):
        own = sum(len(value[key]) for key in ("text", "url") if isinstance(value.get(key), str))
        return own + sum(text_length(inner) for inner in value.values() if isinstance(inner, list | dict))
    return sum(text_length(inner) for inner in value)


def broken_limits(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """What Slack would refuse these blocks for."""
    if not 0 < len(blocks) <= MOST_BLOCKS:
        yield f"{len(blocks)} blocks"
    if text_length(blocks) > LONGEST_MESSAGE:
        yield "message too long"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)) or any(not 0 < len(one) <= LONGEST_ID for one in ids):
        yield "block_id repeated, empty or too long"
    for block in blocks:
        longest = LONGEST_HEADER if block["type"] == "header" else LONGEST_TEXT
        yield from (f"{block['type']}: text of {len(text)}" for text in texts(block) if not 0 < len(text) <= longest)


def texts(value: Any) -> Iterator[str]:
    """Every text in a block or a list of blocks, in reading order."""
    if isinstance(value, str):
        return
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        value = [inner for inner in value.values() if isinstance(inner, list | dict)]
    for inner in value:
        yield from texts(inner)
