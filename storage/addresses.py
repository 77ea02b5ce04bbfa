"""Addresses that lead to the same thing: http and https, the page for desktops and the page for telephones."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

_POST = re.compile(r"/m?post_(?=\d+\.html?$)")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=4096)  # each is asked for several times while a document is fetched and kept
def tidy_address(url: str) -> str:
    """`url` without a fragment, with its host in lower case and without a port that goes without saying."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".").lower()
    if not host:
        return url.strip()
    name = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port and parts.port != _DEFAULT_PORTS.get(parts.scheme) else ""
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    return urlunsplit(parts._replace(netloc=f"{user}{name}{port}", path=parts.path or "/", fragment=""))


@lru_cache(maxsize=4096)
def address_key(url: str) -> str:
    """The same for all twins of an address."""
    tidy = _POST.sub("/post_", tidy_address(url))
    return tidy.partition("://")[2] or tidy


def twins(url: str) -> tuple[str, ...]:
    """Every address under which the same thing may have been seen; `url` as it is comes first."""
    key = address_key(url)
    mobile = _POST.sub("/mpost_", key)
    found = [f"{scheme}://{each}" for each in (key, mobile) for scheme in ("http", "https")]
    return tuple(dict.fromkeys((url, tidy_address(url), *found)))
