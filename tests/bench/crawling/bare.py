"""`python -m tests.bench.crawling.bare URL COLUMNS FOLDER`: the floor. A Scrapy spider that makes the same requests and
stores the bodies as files; it knows nothing else. Prints its peak memory in MiB."""

from __future__ import annotations

import hashlib
import re
import resource
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class Bare(scrapy.Spider):
    name = "bare"
    url: str
    columns: int
    folder: Path

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for column in range(self.columns):
            yield scrapy.Request(f"{self.url}/nb/{column}/", callback=self.column)

    def column(self, response: Response) -> Iterator[scrapy.Request]:
        for link in re.findall(rb"href='(content/post_\d+\.html)'", response.body):
            yield scrapy.Request(response.urljoin(link.decode()), callback=self.document)

    def document(self, response: Response) -> None:
        (self.folder / hashlib.sha256(response.body).hexdigest()).write_bytes(response.body)


def main(url: str, columns: str, folder: str) -> None:
    process = AsyncCrawlerProcess(
        {
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": 0,
            "ROBOTSTXT_OBEY": True,
            "COOKIES_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "ERROR",
        }
    )
    process.crawl(Bare, url=url, columns=int(columns), folder=Path(folder))
    process.start()
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
