"""Chromium through scrapy-playwright, for pages whose text a script puts there. Started only when a page needs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from crawler.guards import refusal
from crawler.hosts import host_key
from crawler.session import Session

CANDIDATES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "google-chrome")
CONTENT_TIMEOUT_MS = 10_000
"""How long a page may take to show its text; after that we keep what it shows."""
ALLOWED_HOSTS = "allowed_hosts"
"""The launch option for the gate; it is taken out before the browser sees it."""
_NEVER_NEEDED = ("media", "texttrack", "ping", "eventsource", "manifest", "prefetch", "cspviolationreport")
"""Films, and what a page tells or keeps asking a server without showing anything of it."""
_FOR_THE_LOOKS = ("image", "font", "stylesheet")
_SWITCHES = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)


def find_chromium() -> str | None:
    """The browser to use: NIANBAO_CHROMIUM, the system's, or Playwright's own; None when there is none."""
    given = os.environ.get("NIANBAO_CHROMIUM", "").strip()
    if given:
        return shutil.which(given)
    found = next(filter(None, map(shutil.which, CANDIDATES)), None)
    return found or _playwrights_own()


def _playwrights_own() -> str | None:
    """Playwright's downloaded Chromium; looked for without starting Playwright, which takes its time."""
    store = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    found = sorted(store.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def driver_starts() -> bool:
    """Whether Playwright's own driver runs on this machine; it is a program of its own and may lack a library."""
    from playwright._impl._driver import compute_driver_executable, get_driver_env

    try:
        done = subprocess.run(  # noqa: S603 - Playwright's own program
            [*compute_driver_executable(), "--version"],
            capture_output=True,
            env=get_driver_env(),
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def usable_chromium() -> str | None:
    """The browser, where there is one and Playwright can drive it."""
    chromium = find_chromium()
    return chromium if chromium and driver_starts() else None


def browser_settings(session: Session) -> dict[str, Any]:
    """Settings that let requests ask for a browser; empty when no browser is installed."""
    chromium = usable_chromium()
    if chromium is None:
        return {}
    handler = "crawler.rendering.BrowserHandler"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "PLAYWRIGHT_BROWSER_PROVIDER": "crawler.rendering.LateBrowser",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": chromium,
            "args": _arguments(),
            ALLOWED_HOSTS: session.watchlist.allowed_hosts,
        },
        "PLAYWRIGHT_MAX_CONTEXTS": 1,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 1,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 1000 * session.watchlist.timeout,
        "PLAYWRIGHT_ABORT_REQUEST": unwanted_by(session),
    }


class BrowserRequest(Protocol):
    """What is asked of a request of the browser's."""

    @property
    def url(self) -> str: ...
    @property
    def resource_type(self) -> str: ...
    @property
    def frame(self) -> Any: ...
    def is_navigation_request(self) -> bool: ...


def unwanted_by(session: Session) -> Callable[[BrowserRequest], bool]:
    """What says of each request of a page's whether the page does without it; what it is let have counts like any other
    request to its host. Not let have is what the watch list does not name, such as trackers; what shows nothing; and,
    but for a picture of the page, what only looks good.

    A function within this one, as Scrapy copies its settings and a session can't be copied.
    """
    needless = _NEVER_NEEDED if session.screenshots else (*_NEVER_NEEDED, *_FOR_THE_LOOKS)
    allowed = session.watchlist.allowed_hosts

    def is_unwanted(request: BrowserRequest) -> bool:
        host = host_key(request.url)
        if not host or (request.is_navigation_request() and _is_the_page(request)):
            return False
        if request.resource_type in needless or refusal(request.url, allowed):
            return True
        if session.hosts.budget_left(host) <= 0:
            return True
        session.hosts.count(host)
        return False

    return is_unwanted


def _is_the_page(request: BrowserRequest) -> bool:
    """Whether a document that is asked for is the page itself, which was counted before, and no frame in it."""
    from playwright.async_api import Error  # there, as a browser is asking

    try:
        return request.frame.parent_frame is None
    except Error:  # a page that is just being opened has no frame yet
        return True


def _arguments() -> list[str]:
    """Switches. The browser looks no name up by itself: its only way out is the gate on this machine."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to run as root with its sandbox
    return [*_SWITCHES, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", *root]


def main() -> int:
    """Say which browser there is, for `nianbao doctor`; 1 where none can be used."""
    found = usable_chromium()
    if found:
        sys.stdout.write(f"{found}\n")
        return 0
    there = find_chromium()
    sys.stdout.write(f"{there} is there, but Playwright's driver does not start (libatomic1?)\n" if there else "")
    return 1


if __name__ == "__main__":
    sys.exit(main())
