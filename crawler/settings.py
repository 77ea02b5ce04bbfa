"""Scrapy's settings. Every departure from a default says why."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from crawler.browser import browser_settings
from crawler.guards import FILE_MAX_BYTES
from crawler.session import Session
from crawler.tls import LEGACY_HOSTS
from crawler.watchlist import Watchlist


def _version() -> str:
    try:
        return version("nianbao")
    except PackageNotFoundError:
        return "0"


def user_agent() -> str:
    """Who we are and whom to tell when we are a nuisance; NIANBAO_CONTACT is an address or a page."""
    contact = os.environ.get("NIANBAO_CONTACT", "").strip()
    return f"nianbao/{_version()} (+{contact})" if contact else f"nianbao/{_version()}"


BOT_NAME = "nianbao"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = user_agent()

# Politeness: one request at a time per host, over everything fetched in a run.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOADER = "crawler.downloader.OneAtATime"  # without a delay Scrapy's own keeps no count
DOWNLOAD_DELAY = 3.0  # the watch list's own takes its place
DOWNLOAD_DELAY_JITTER = 0.5
CONCURRENT_ITEMS = 1  # Scrapy starts so many tasks for each answer; its hundred take longer than the answer itself
RETRY_HTTP_CODES = [408, 500, 502, 503, 504, 522, 524]  # 429 is not asked again before its time
RETRY_TIMES = 1  # what does not answer twice is recorded and asked again on the next run
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # it becomes a visit or a sighting with the reason
DOWNLOAD_TIMEOUT = 60  # the watch list's own takes its place
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy does not
DNS_TIMEOUT = 20
REDIRECT_MAX_TIMES = 5

DOWNLOAD_MAXSIZE = FILE_MAX_BYTES
DOWNLOAD_WARNSIZE = 0

DOWNLOAD_HANDLERS = {"http": "crawler.tls.Handler", "https": "crawler.tls.Handler"}

COOKIES_ENABLED = False  # HostCookies takes their place

# Error answers are read by the spiders: a 404 past the last page, a challenge, a report that is gone.
HTTPERROR_ALLOW_ALL = True
# Addresses are held against the watch list by our own middleware, redirects included.
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "crawler.middlewares.addresses.AllowedAddresses": 10,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.RobotsTxt": 100,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.middlewares.refresh.MetaRefresh": 580,
    "crawler.middlewares.hosts.ConsiderateHosts": 560,  # nearer to the network than retries: it counts each answer
    "crawler.middlewares.cookies.HostCookies": 700,
}
# Of no use here, and each takes its time with each answer: errors are read, no address is too long or too deep, and
# nobody asks which requests came first, or copies their meta.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
ITEM_PIPELINES = {"crawler.pipelines.ArchivePipeline": 100}

# Nobody listens to these, and a crawl opens no ports.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
}
STATS_DUMP = False
DOWNLOADER_STATS = False  # ConsiderateHosts counts
LOG_LEVEL = "WARNING"  # stdout carries progress, stderr what somebody must act on
LOG_VERSIONS: list[str] = []
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the source of a callback again with each request; mypy knows better


def build_settings(session: Session, log_level: str) -> dict[str, Any]:
    """The settings of one crawl: the above, the watch list's own, and a browser where a portal needs one."""
    watchlist = session.watchlist
    settings = {name: value for name, value in globals().items() if name.isupper()}
    settings |= {
        "DOWNLOAD_DELAY": watchlist.delay,
        "DOWNLOAD_TIMEOUT": watchlist.timeout,
        "DOWNLOAD_SLOTS": _slots(watchlist),
        LEGACY_HOSTS: [host.host for host in watchlist.hosts if host.tls == "legacy"],
        "LOG_LEVEL": log_level,
        "USER_AGENT": user_agent(),
    }
    if session.screenshots or any(portal.browser != "never" for portal in session.portals):
        settings |= browser_settings(session)
    return settings


def _slots(watchlist: Watchlist) -> dict[str, dict[str, float]]:
    """Hosts with a delay of their own."""
    own = {host.host: host.delay for host in watchlist.hosts if host.delay is not None}
    return {host: {"concurrency": 1, "delay": delay} for host, delay in own.items()}
