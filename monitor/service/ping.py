"""A dead man's switch: an address somewhere else that is asked while all is well, and raises the alarm when it is not
(healthchecks.io and its like). The address is a secret."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from urllib.parse import urlsplit

TIMEOUT = 10.0


def ping(url: str, *, healthy: bool) -> str:
    """Ask the address, or `/fail` below it where something is wrong; returns what went wrong, without the address."""
    target = url if healthy else f"{url.rstrip('/')}/fail"
    try:
        with urllib.request.urlopen(target, timeout=TIMEOUT) as answer:  # noqa: S310 - http and https by the configuration
            answer.read(1)
    except urllib.error.HTTPError as error:
        return f"{urlsplit(url).hostname} answered {error.code}"
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        return f"{urlsplit(url).hostname} could not be reached ({type(reason).__name__})"
    return ""
