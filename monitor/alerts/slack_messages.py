"""A digest as Slack messages: split where Slack's limits want it, what follows on something in its thread."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from monitor.alerts.digest import Digest, Notice
from monitor.alerts.outline import digest_to_outline
from monitor.alerts.parts import Outline
from monitor.alerts.settings import SlackSettings
from monitor.alerts.slack_blocks import Block, inert, outline_to_pages, plain_text, text_to_blocks
from monitor.alerts.slack_limits import LONGEST_HEADER, LONGEST_TEXT
from monitor.finding import Transition

_MOST_THREADS = 5
"""A digest that follows on more threads than this is one message instead of many answers."""


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """One message. `text` is what a notification shows; `blocks` hold everything."""

    text: str
    blocks: tuple[Block, ...]
    digest: str
    part: int
    parts: int

    def to_json(self) -> dict[str, Any]:
        payload = {"digest": self.digest, "part": self.part, "parts": self.parts}
        return {
            "text": self.text,
            "blocks": list(self.blocks),
            "mrkdwn": False,
            "unfurl_links": False,
            "unfurl_media": False,
            "metadata": {"event_type": "nianbao_digest", "event_payload": payload},
        }


@dataclass(frozen=True, slots=True)
class Post:
    """A message, and the thread it is an answer in; `is_shown` shows the answer in the channel too."""

    message: SlackMessage
    thread: str = ""
    is_shown: bool = False

    @property
    def mark(self) -> str:
        """The same for the same words in the same place: tells on a retry what was posted."""
        words = json.dumps([self.thread, self.message.blocks], ensure_ascii=False, sort_keys=True)
        return sha256(words.encode()).hexdigest()[:16]

    @property
    def keys(self) -> set[str]:
        """The keys of the notices in it."""
        return {str(block["block_id"]).partition("#")[0] for block in self.message.blocks if "block_id" in block}


def digest_to_messages(digest: Digest) -> tuple[SlackMessage, ...]:
    """The whole digest in as few messages as Slack's limits allow; nothing is left out."""
    outline = digest_to_outline(digest)
    own = digest.templates.render_own("slack.txt", outline)
    pages = outline_to_pages(outline) if own is None else text_to_blocks(own)
    return tuple(_message(outline, page, number, len(pages)) for number, page in enumerate(pages, start=1))


def _message(outline: Outline, page: list[Block], part: int, parts: int) -> SlackMessage:
    frame = outline.frame
    which = frame.part.format(part=part, parts=parts) if parts > 1 else ""
    context = [outline.watchlist, outline.moment, which]
    blocks = [
        {"type": "header", "text": plain_text(outline.headline, LONGEST_HEADER)},
        _context("  ·  ".join(word for word in context if word)),
        *page,
        *([{"type": "divider"}, _context(frame.footer)] if part == parts else []),
    ]
    summary = [outline.headline, frame.names(outline.bodies), which]
    text = " · ".join(word for word in summary if word)
    return SlackMessage(_escaped(f"[nianbao] {text}"), tuple(blocks), outline.id, part, parts)


def _context(text: str) -> Block:
    return {"type": "context", "elements": [plain_text(text, LONGEST_TEXT)]}


def _escaped(text: str) -> str:
    """For the one field Slack reads as markup: control characters as entities, its formatting switched off."""
    return inert(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def digest_to_posts(digest: Digest, settings: SlackSettings) -> tuple[Post, ...]:
    """What is posted: what is new as messages of their own, what follows on something as answers in its thread, unless
    that would be many threads."""
    follow: dict[str, list[Notice]] = {}
    for notice in digest.notices:
        if notice.is_follow_up and notice.thread and settings.token and not digest.is_summary:
            follow.setdefault(notice.thread, []).append(notice)
    if len(follow) > _MOST_THREADS:
        follow = {}
    threaded = {notice.key for notices in follow.values() for notice in notices}
    rest = tuple(notice for notice in digest.notices if notice.key not in threaded)
    posts = [Post(each) for each in digest_to_messages(replace(digest, notices=rest))] if rest or not follow else []
    for thread, notices in follow.items():
        messages = digest_to_messages(replace(digest, notices=tuple(notices)))
        is_shown = any(notice.transition is not Transition.RESOLVED for notice in notices)
        posts += [Post(each, thread, is_shown) for each in messages]
    return tuple(posts)
