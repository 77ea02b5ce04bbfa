"""What stops a command, in words for the person who typed it."""

from __future__ import annotations


class ConfigError(Exception):
    """Raised when nianbao.toml or the environment can't be used; `str()` names file, line, key and remedy."""


class CrawlRefused(Exception):
    """Raised when a crawl could not start or finish: another one is running, or the archive can't be written.

    `exit_code` is the crawl's own: 2 wrong usage or watch list, 4 another crawl is running, 5 no archive.
    """

    def __init__(self, reason: str, exit_code: int) -> None:
        super().__init__(reason)
        self.exit_code = exit_code


class ServiceRunning(Exception):
    """Raised when a second service is started on one archive; `str()` names the owner of the lock."""
