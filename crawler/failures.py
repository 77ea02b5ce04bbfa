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
    ResponseDataLossError,
)
from twisted.python.failure import Failure

from crawler.errors import AddressRefused, HostResting, Postponed
from crawler.items import Outcome

_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "the name can't be resolved"),
    (DownloadConnectionRefusedError, "refused the connection"),
    (DownloadTimeoutError, "did not answer in time"),
    (DownloadCancelledError, "sent more than is accepted of one address"),
    (ResponseDataLossError, "broke off in the middle of its answer"),
)
_TLS_WORDS: tuple[tuple[str, str], ...] = (
    ("certificate verify failed", "shows a certificate that can't be verified"),
    ("no appropriate certificate", "shows a certificate that can't be verified"),
    ("SSL", "can't agree with us on TLS; for an old server set `tls: legacy` for it under `hosts` in the watch list"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    outcome: Outcome
    status: int | None
    detail: str


def explain(failure: Failure) -> Reason:
    """What a failed request means for the column or document it was for."""
    error = failure.value
    if isinstance(error, Postponed):
        return Reason("postponed", None, str(error))
    if isinstance(error, HostResting):
        outcome: Outcome = "blocked" if error.refused else "unreachable"
        return Reason(outcome, error.status, str(error))
    if isinstance(error, AddressRefused):
        return Reason("blocked", None, str(error))
    host = urlsplit(cast(Request, failure.request).url).netloc  # type: ignore[attr-defined] # Scrapy puts it there
    if isinstance(error, IgnoreRequest):
        robots = "robots.txt" in str(error)
        return Reason("blocked" if robots else "unreachable", None, f"{host}: {error}")
    return Reason("unreachable", None, f"{host} {in_words(error)}")


def in_words(error: BaseException | None) -> str:
    """What a host did, to follow its name."""
    known = next((words for kind, words in _WORDS if isinstance(error, kind)), None)
    tls = next((words for mark, words in _TLS_WORDS if mark in str(error)), None)
    return known or tls or f"gave no answer ({_first_line(error)})"


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
