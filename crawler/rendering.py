"""The half of the browser that imports Playwright: loaded by Scrapy, by name, only in a crawl that may need it."""

from __future__ import annotations

import contextlib
from typing import Any

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as BrowserPage
from playwright.async_api import Request as BrowserRequest
from scrapy_playwright.page import PageMethod
from scrapy_playwright.provider import PlaywrightBrowserProvider

from crawler.browser import CONTENT_TIMEOUT_MS

_STATUS = "performance.getEntriesByType('navigation')[0]?.responseStatus ?? 200"


class LateBrowser(PlaywrightBrowserProvider):  # type: ignore[misc] # scrapy-playwright has no types
    """Starts Playwright with the first page, not with the crawl: most crawls find nothing new."""

    async def start(self) -> None:
        """Nothing yet; see `launch_browser`."""

    async def launch_browser(self) -> Browser:
        if self.playwright is None:
            await super().start()
        browser: Browser = await super().launch_browser()
        return browser


def is_needless(request: BrowserRequest) -> bool:
    """Whether a page's text does without this request of its: pictures and fonts are not worth the portal's traffic."""
    return request.resource_type in ("image", "font", "media")


def rendering_meta(content: str, user_agent: str) -> dict[str, Any]:
    """Request meta that asks for the page as a browser shows it, once its content is there."""
    return {
        "playwright": True,
        "playwright_page_methods": [PageMethod(wait_for_content, content)],
        "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
        "playwright_context_kwargs": {"user_agent": user_agent, "locale": "zh-CN", "service_workers": "block"},
    }


async def wait_for_content(page: BrowserPage, selector: str) -> None:
    """Wait until the text is on the page; a page without it is kept as it is, and an error page not waited for."""
    if await page.evaluate(_STATUS) >= 400:
        return
    with contextlib.suppress(PlaywrightError):
        await page.wait_for_selector(selector, state="attached", timeout=CONTENT_TIMEOUT_MS)
