"""What a column asks for, as text that can be kept and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from crawler.families import Ask


def write_asks(asks: Iterable[Ask]) -> str:
    """JSON; empty for no asks at all."""
    values = [_plain(ask) for ask in asks]
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else ""


def read_asks(text: str) -> tuple[Ask, ...]:
    """What `write_asks` wrote."""
    return tuple(_ask(value) for value in json.loads(text)) if text else ()


def _plain(ask: Ask) -> dict[str, Any]:
    body = None if ask.body is None else ask.body.decode("latin-1")
    return {name: value for name, value in {**asdict(ask), "body": body}.items() if value not in ("", (), 0, False)}


def _ask(value: dict[str, Any]) -> Ask:
    body = value.get("body")
    headers = tuple((name, text) for name, text in value.get("headers", ()))
    return Ask(**{**value, "body": None if body is None else body.encode("latin-1"), "headers": headers})
