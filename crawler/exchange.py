"""How an answer came about, as evidence: the request, who answered, with which certificate, over which detours."""

from __future__ import annotations

from scrapy.http import Headers, Response

from storage.records import Exchange

_SECRETS = frozenset({"cookie", "authorization", "proxy-authorization", "set-cookie"})
"""Headers that could identify a session; they are not kept."""


def plain_headers(headers: Headers) -> dict[str, str]:
    """Headers by lower-case name, several of one name joined, without what could identify a session."""
    named = {name.decode("latin-1").lower(): b", ".join(values).decode("latin-1") for name, values in headers.items()}
    return {name: value for name, value in named.items() if name not in _SECRETS}


def exchange_of(response: Response) -> Exchange:
    """What is to be kept of how `response` came about; empty where it is not known."""
    request = response.request
    meta = request.meta if request else {}
    return Exchange(
        url=response.url,
        request=plain_headers(request.headers) if request else {},
        protocol=response.protocol or "",
        address=str(response.ip_address or ""),
        certificate=_fingerprint(response),
        redirects=tuple(
            (url, str(reason))
            for url, reason in zip(meta.get("redirect_urls", ()), meta.get("redirect_reasons", ()), strict=False)
        ),
    )


def _fingerprint(response: Response) -> str:
    """SHA-256 of the certificate that was shown, in hexadecimal."""
    if response.certificate is None:
        return ""
    digest = response.certificate.digest("sha256")
    text = digest.decode("ascii") if isinstance(digest, bytes) else str(digest)
    return text.replace(":", "").lower()
