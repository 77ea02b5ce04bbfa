"""From a name to the address it leads to, and whether that lies in a network that is not public."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import Any, cast

from scrapy.utils.defer import maybe_deferred_to_future


async def resolve(host: str) -> str:
    """The address of a name, by the resolver that the connection will ask too, which keeps the answer.

    Raises twisted.internet.error.DNSLookupError.
    """
    from twisted.internet import reactor  # only there once Scrapy has installed it

    found: str = await maybe_deferred_to_future(cast(Any, reactor).resolve(host))
    return found


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet: not private, loopback, link-local, shared (100.64/10), reserved
    or a multicast group, nor such a one wrapped in IPv6."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and (inner := ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]):
        ip = inner
    return ip.is_global and not ip.is_multicast


def private_refusal(host: str, address: str, allowed_hosts: Iterable[str]) -> str | None:
    """Why a name that leads to `address` is not fetched; None where it may be.

    A host that the watch list names in full, without a leading dot, may be anywhere: so the sample portal can be on
    this machine. A name below an allowed domain may not lead into a private network.
    """
    if is_public(address) or host.lower() in {each.lower() for each in allowed_hosts}:
        return None
    return f"{host}: leads to {address}, which is not an address of the public internet"
