"""How requests to one host follow each other."""

from __future__ import annotations

from collections.abc import Coroutine
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.http import Response
from twisted.internet.defer import Deferred


class OneAtATime(Downloader):
    """Scrapy's own, with a fault of 2.19 mended: without a delay it began everything that waited for a host at once.

    It counts a request as under way only when the event loop comes to it, and asks the count before that.
    """

    def begin_pause(self, request: Request) -> None:
        """Let the pause before the next request to the host of `request` begin now instead of when that was sent."""
        if slot := self.slots.get(self.get_slot_key(request)):
            slot.lastseen = monotonic()

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)
