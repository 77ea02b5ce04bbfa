"""Also fetches known documents again, to see what was changed quietly and what was taken away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from crawler.items import Role, Target
from crawler.spiders.documents import validators
from crawler.spiders.watch import WatchSpider
from storage.addresses import address_key
from storage.records import DueDocument


class RevisitSpider(WatchSpider):
    """A watch that goes on to the documents the archive says are due; one crawl, so that a host sees one visitor."""

    name = "revisit"

    async def start(self) -> AsyncIterator[Any]:
        self.asked |= {address_key(due.url) for due in self.session.due}
        async for request in super().start():
            yield request
        for due in self.session.due:
            yield self.document_request(_target(due), validators(due.etag, due.last_modified))


def _target(due: DueDocument) -> Target:
    role: Role = "page" if due.role == "page" else "attachment"
    return Target(due.portal, due.url, role, due.entry, document=due.id)
