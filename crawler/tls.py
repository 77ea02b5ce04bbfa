"""TLS as hosts need it: verified always, and with old options where the watch list says that a host needs them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from twisted.internet.ssl import TLSVersion, optionsForClientTLS
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

LEGACY_HOSTS = "NIANBAO_LEGACY_TLS"
"""The setting that names the hosts; on this machine with their port."""
_OLD_CIPHERS = b"kRSA+AES:ALL:@SECLEVEL=0"
"""RSA key exchange first: of some old servers the points on elliptic curves can't be used (BAD_ECPOINT)."""
_LEGACY_SERVER_CONNECT, _UNSAFE_RENEGOTIATION = 0x4, 0x40000


@implementer(IPolicyForHTTPS)
class TlsByHost:
    """For most hosts what Scrapy does, which is to verify and to ask for TLS 1.2; for some what old servers need.

    The standard options come first, always: some servers hang when they are offered too much.
    """

    def __init__(self, usual: Any, legacy: Collection[str]) -> None:
        self._usual = usual
        self._legacy = frozenset(legacy)

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802 - Twisted's name
        name = hostname.decode("ascii").lower()
        if name in self._legacy or f"{name}:{port}" in self._legacy:
            return _legacy_creator(name)
        return self._usual.creatorForNetloc(hostname, port)


def _legacy_creator(hostname: str) -> Any:
    """What makes connections to an old server; its certificate is verified like any other."""
    creator = optionsForClientTLS(hostname, extraCertificateOptions={"insecurelyLowerMinimumTo": TLSVersion.TLSv1_0})
    context: SSL.Context = cast(Any, creator)._createConnection.__self__.getContext()
    context.set_cipher_list(_OLD_CIPHERS)
    context.set_min_proto_version(SSL.TLS1_VERSION)
    context.set_max_proto_version(SSL.TLS1_2_VERSION)
    context.set_options(_LEGACY_SERVER_CONNECT | _UNSAFE_RENEGOTIATION)
    return creator


def connect_by_host(handler: Any, crawler: Crawler) -> None:
    """Let a download handler of Scrapy's make its connections as each host needs them."""
    handler._contextFactory = TlsByHost(handler._contextFactory, crawler.settings.getlist(LEGACY_HOSTS))


class Handler(HTTP11DownloadHandler):
    """Scrapy's own for http and https, with TLS by host."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        connect_by_host(self, crawler)
