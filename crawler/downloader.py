"""How requests to one host follow each other."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.http import Response
from twisted.internet.defer import Deferred


class OneAtATime(Downloader):
    """Scrapy's own, with a fault of 2.19 mended: without a delay it began everything that waited for a host at once.

    It counts a request as under way only when the event loop comes to it, and asks the count before that.
    """

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)
