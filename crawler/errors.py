"""Why a request was not sent; raised in the middlewares, explained in `failures`."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class AddressRefused(IgnoreRequest):
    """Raised for an address that the watch list does not allow, by AllowedAddresses."""


class HostResting(IgnoreRequest):
    """Raised for a host that has failed too often in this run, by RestingHosts."""

    def __init__(self, reason: str, status: int | None) -> None:
        super().__init__(reason)
        self.status = status
