"""What a crawl costs, as a section of the bench's page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .measure import Crawling


def crawling_section(crawling: Crawling) -> str:
    """Markdown."""
    size = f"{crawling.columns} columns of {crawling.entries} reports on this machine, no delay, one request at a time."
    lines = ["| bar | measured | |", "| --- | --- | --- |"]
    lines += [f"| {bar} | {measured} | {'holds' if holds else 'missed'} |" for bar, measured, holds in crawling.bars]
    cpu = f"CPU: {crawling.ours.cpu:.1f} s, the bare spider {crawling.bare.cpu:.1f} s."
    return "\n".join([size, cpu, "", *lines])


def crawling_json(crawling: Crawling | None) -> dict[str, Any]:
    if crawling is None:
        return {}
    bars = [{"bar": bar, "measured": measured, "holds": holds} for bar, measured, holds in crawling.bars]
    return asdict(crawling) | {"throughput": crawling.throughput, "bars": bars}
