"""What stops a command, in words for the person who typed it."""

from __future__ import annotations


class ConfigError(Exception):
    """Raised when nianbao.toml or the environment can't be used; `str()` names file, line, key and remedy."""


class CrawlRefused(Exception):
    """Raised when a crawl could not start: another one is running, or the archive can't be written."""


class ServiceRunning(Exception):
    """Raised when a second service is started on one archive; `str()` names the owner of the lock."""
