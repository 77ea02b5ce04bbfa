"""Chromium through scrapy-playwright, for pages whose text a script puts there. Started only when a page needs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

CANDIDATES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "google-chrome")
CONTENT_TIMEOUT_MS = 10_000
"""How long a page may take to show its text; after that we keep what it shows."""
_SWITCHES = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
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


def browser_settings(allowed_hosts: Iterable[str]) -> dict[str, Any]:
    """Settings that let requests ask for a browser; empty when no browser is installed."""
    chromium = usable_chromium()
    if chromium is None:
        return {}
    handler = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "PLAYWRIGHT_BROWSER_PROVIDER": "crawler.rendering.LateBrowser",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {"executable_path": chromium, "args": _arguments(allowed_hosts)},
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 1,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 45_000,
        "PLAYWRIGHT_ABORT_REQUEST": "crawler.rendering.is_needless",
    }


def _arguments(allowed_hosts: Iterable[str]) -> list[str]:
    """Switches; the resolver rules hold the browser to the watch list's hosts, wherever a page leads."""
    excluded = [f"EXCLUDE {host}" for suffix in allowed_hosts for host in _patterns(suffix)]
    rules = f"--host-resolver-rules={', '.join(['MAP * ~NOTFOUND', *excluded])}"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to run as root with its sandbox
    return [*_SWITCHES, rules, *root]


def _patterns(suffix: str) -> tuple[str, ...]:
    return (f"*{suffix}", suffix[1:]) if suffix.startswith(".") else (suffix,)


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
