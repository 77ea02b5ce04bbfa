"""Why a request brought no answer, in words for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from twisted.python.failure import Failure

from crawler.errors import AddressRefused, HostResting
from crawler.items import Outcome

_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "the name can't be resolved"),
    (DownloadConnectionRefusedError, "refused the connection"),
    (DownloadTimeoutError, "did not answer in time"),
    (DownloadCancelledError, "sent more than is accepted of one address"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    outcome: Outcome
    status: int | None
    detail: str


def explain(failure: Failure) -> Reason:
    """What a failed request means for the column or document it was for."""
    error = failure.value
    if isinstance(error, HostResting):
        outcome: Outcome = "blocked" if error.status in (403, 412, 429, 512, 521) else "unreachable"
        return Reason(outcome, error.status, str(error))
    if isinstance(error, AddressRefused):
        return Reason("blocked", None, str(error))
    host = urlsplit(cast(Request, failure.request).url).netloc  # type: ignore[attr-defined] # Scrapy puts it there
    if isinstance(error, IgnoreRequest):
        robots = "robots.txt" in str(error)
        return Reason("blocked" if robots else "unreachable", None, f"{host}: {error}")
    words = next((words for kind, words in _WORDS if isinstance(error, kind)), None)
    return Reason("unreachable", None, f"{host} {words or f'gave no answer ({_first_line(error)})'}")


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
