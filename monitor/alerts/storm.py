"""Too many notices for one message: what is told instead of them, a line for each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode

from monitor.alerts.digest import Notice
from monitor.alerts.words import Frame
from storage.connection import FILE_NAME

MOST_BODIES = 5
"""So many bodies are named; the rest is counted."""
_DATABASE = FILE_NAME.removesuffix(".db")


def by_code(notices: Iterable[Notice]) -> dict[str, list[Notice]]:
    """The notices of each code, the most frequent first."""
    found: dict[str, list[Notice]] = {}
    for notice in notices:
        found.setdefault(notice.code, []).append(notice)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def times(notices: list[Notice], names: list[str], frame: Frame) -> str:
    """「312 times at 示例市示例区统计局, … and 55 more」: the bodies with most of them first."""
    often = [name for name, _ in Counter(names).most_common()]
    return frame.times.format(n=len(notices), bodies=frame.names(often, MOST_BODIES))


def list_url(archive_url: str | None, code: str, kind: str) -> str | None:
    """The open findings of a code in the archive, or those that are resolved."""
    if not archive_url:
        return None
    table, state = ("findings", {"state": "resolved"}) if kind == "resolved" else ("open_findings", {})
    return f"{archive_url.rstrip('/')}/{_DATABASE}/{table}?{urlencode({'code': code, **state})}"
