"""What other programs subscribe to: /findings.atom and /deadlines.ics; read-only like the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from datasette.utils.asgi import Response

from storage.web.deadline_calendar import bodies, build_calendar
from storage.web.feed import FILTERS, build_feed, changes
from storage.web.plugins.hook import hook

_ZONE = ZoneInfo("Asia/Shanghai")
_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=300"}


@hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    return [(r"^/findings\.atom$", send_feed), (r"^/deadlines\.ics$", send_calendar)]


async def send_feed(request: Any, datasette: Any) -> Any:
    wanted = {name: request.args.get(name) or "" for name in FILTERS}
    feed = build_feed(await changes(datasette, wanted), _site(request, datasette), request.url)
    return Response(feed, content_type="application/atom+xml; charset=utf-8", headers=_HEADERS)


async def send_calendar(request: Any, datasette: Any) -> Any:
    found = await bodies(datasette, request.args.get("body") or "", request.args.get("region") or "")
    calendar = build_calendar(found, _site(request, datasette), dt.datetime.now(_ZONE))
    return Response(calendar, content_type="text/calendar; charset=utf-8", headers=_HEADERS)


def _site(request: Any, datasette: Any) -> str:
    """The address of the archive's front page, as whoever asks has it."""
    parts = urlsplit(request.url)
    return f"{parts.scheme}://{parts.netloc}{datasette.urls.instance()}"
