"""The half of the browser that imports Playwright: loaded by Scrapy, by name, only in a crawl that may need it."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Coroutine
from typing import Any

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as BrowserPage
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod
from scrapy_playwright.provider import PlaywrightBrowserProvider

from crawler.browser import ALLOWED_HOSTS, CONTENT_TIMEOUT_MS
from crawler.downloader import OneAtATime
from crawler.families.rendered import NEXT
from crawler.gate import Gate
from crawler.resolution import resolve
from crawler.tls import connect_by_host

_ROWS = (
    "[...document.querySelectorAll('li, tr, dd')]"
    ".filter(row => row.querySelector('a[href]') && /20\\d\\d\\s*[-\\/.年]/.test(row.textContent))"
    ".map(row => row.textContent).join('\\n')"
)
"""The rows of the list that the page shows, as text; empty as long as there are none."""
REST_MS = 1000
_NEXT = re.compile(rf"^\s*({'|'.join(map(re.escape, NEXT))})\s*$")
_STATUS = "performance.getEntriesByType('navigation')[0]?.responseStatus ?? 200"


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc] # scrapy-playwright has no types
    """scrapy-playwright's, with TLS by host for what is fetched without the browser, and with a pause after what is
    fetched with it: a page and all that it asks for is one visit, and the next one begins a pause after its end."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._downloads = crawler
        connect_by_host(self, crawler)

    async def download_request(self, request: Request) -> Response:
        try:
            answer: Response = await super().download_request(request)
        finally:
            engine = self._downloads.engine
            if request.meta.get("playwright") and engine and isinstance(engine.downloader, OneAtATime):
                engine.downloader.begin_pause(request)
        return answer


class LateBrowser(PlaywrightBrowserProvider):  # type: ignore[misc] # scrapy-playwright has no types
    """Starts Playwright with the first page, not with the crawl: most crawls find nothing new.

    The browser's only way out is a gate of ours.
    """

    gate: Gate | None = None

    async def start(self) -> None:
        """Nothing yet; see `launch_browser`."""

    async def launch_browser(self) -> Browser:
        if self.playwright is None:
            await super().start()
        options = self.config.launch_options
        if self.gate is None:
            self.gate = Gate(options.pop(ALLOWED_HOSTS), resolve)
            port = await self.gate.open()
            options["proxy"] = {"server": f"http://127.0.0.1:{port}", "bypass": "<-loopback>"}
        browser: Browser = await super().launch_browser()
        return browser

    async def close(self) -> None:
        await super().close()
        if self.gate:
            await self.gate.close()


def rendering_meta(content: str, user_agent: str, *, picture: bool = False) -> dict[str, Any]:
    """Request meta that asks for a post as a browser shows it, once its text is there; with a picture of all of it,
    where one is wanted."""
    shot = [PageMethod("screenshot", full_page=True, type="png")] if picture else []
    return _meta(user_agent, PageMethod(wait_for_content, content), *shot)


def column_meta(user_agent: str, presses: int) -> dict[str, Any]:
    """Request meta that asks for a list as a browser shows it, once its rows are there; turned over `presses` times."""
    return _meta(user_agent, PageMethod(wait_for_rows), PageMethod(turn_over, presses))


def _meta(user_agent: str, *methods: PageMethod) -> dict[str, Any]:
    return {
        "playwright": True,
        "playwright_page_methods": list(methods),
        "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
        "playwright_context_kwargs": {"user_agent": user_agent, "locale": "zh-CN", "service_workers": "block"},
    }


async def wait_for_content(page: BrowserPage, selector: str) -> None:
    """Wait until the text is on the page; a page without it is kept as it is, and an error page not waited for."""
    if await page.evaluate(_STATUS) >= 400:
        return
    await _until(page, page.wait_for_selector(selector, state="attached", timeout=CONTENT_TIMEOUT_MS))


async def wait_for_rows(page: BrowserPage) -> None:
    """Wait until a row of a list is on the page: a link beside a year, as menus have none."""
    if await page.evaluate(_STATUS) >= 400:
        return
    await _until(page, page.wait_for_function(f"{_ROWS} !== ''", timeout=CONTENT_TIMEOUT_MS))


async def _until(page: BrowserPage, there: Coroutine[Any, Any, Any]) -> None:
    """Wait until what is wanted is there, or until the page has come to rest without it: nothing is being fetched any
    more, and its scripts have had a moment with what came."""
    waits = [asyncio.ensure_future(there), asyncio.ensure_future(_at_rest(page))]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for each in waits:
        each.cancel()
    await asyncio.gather(*waits, return_exceptions=True)


async def _at_rest(page: BrowserPage) -> None:
    with contextlib.suppress(PlaywrightError):
        await page.wait_for_load_state("networkidle", timeout=CONTENT_TIMEOUT_MS)
        await page.wait_for_timeout(REST_MS)


async def turn_over(page: BrowserPage, times: int) -> None:
    """Press what leads to older rows, and wait each time until the rows are others; where they stay, the page does."""
    for _ in range(times):
        before = await page.evaluate(_ROWS)
        with contextlib.suppress(PlaywrightError):
            await page.get_by_text(_NEXT).first.click(timeout=CONTENT_TIMEOUT_MS)
            await page.wait_for_function(f"before => {_ROWS} !== before", arg=before, timeout=CONTENT_TIMEOUT_MS)
