"""The post that a page of Guangdong's 政府信息公开平台 (gkmlpt) carries as JSON and shows with JavaScript."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

POST = b"_CONFIG"
"""What a page with a post holds; asked first, since most pages have none."""
_DETAIL = re.compile(r"\bDETAIL[\"']?\s*:\s*(?=\{)")
_TRIES = 20
"""A page has one; each that is none may take as long as the rest of the page is."""
_EPOCH = re.compile(r"\d{9,10}")
_BEIJING = dt.timezone(dt.timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Post:
    """`window._CONFIG.DETAIL`: `content` is HTML, `published` is in Beijing time."""

    title: str
    content: str
    published: str | None


def find_post(page: str) -> Post | None:
    """The post inside a page's script, or None. The outer literal is JavaScript, only DETAIL's value is JSON."""
    for found in islice(_DETAIL.finditer(page), _TRIES):
        try:
            detail, _ = json.JSONDecoder().raw_decode(page, found.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(detail, dict):
            return Post(_text(detail, "title"), _text(detail, "content"), _published(detail))
    return None


def _text(detail: Mapping[str, Any], key: str) -> str:
    value = detail.get(key)
    return value.strip() if isinstance(value, str) else ""


def _published(detail: Mapping[str, Any]) -> str | None:
    """First publication if it is told, else what the platform shows as 发布日期; `date` is 成文日期 and not asked."""
    for key in ("first_publish_time", "create_time"):
        seconds = str(detail.get(key) or "")
        if _EPOCH.fullmatch(seconds):
            return dt.datetime.fromtimestamp(int(seconds), _BEIJING).strftime("%Y-%m-%d %H:%M:%S")
    return _text(detail, "created_at") or None
