"""Why a request was not sent; raised in the middlewares, explained in `failures`."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class AddressRefused(IgnoreRequest):
    """Raised for an address that the watch list does not allow or that is not public, by AllowedAddresses."""


class HostResting(IgnoreRequest):
    """Raised for a host that has failed too often in this run, or refused us, by ConsiderateHosts."""

    def __init__(self, reason: str, status: int | None, *, refused: bool) -> None:
        super().__init__(reason)
        self.status = status
        self.refused = refused


class Postponed(IgnoreRequest):
    """Raised for a host that is to be left alone from an earlier run on, by ConsiderateHosts: nobody has looked, and
    nothing is known of it."""


class BudgetSpent(Postponed):
    """Raised when a host has been sent as many requests today as it may be, by ConsiderateHosts."""
