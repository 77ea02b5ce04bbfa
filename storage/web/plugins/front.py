"""What the front page, the query pages and every page's head are told beyond Datasette's own context."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from storage.web.fetch import rows
from storage.web.front_page import front_page
from storage.web.metadata import DATABASE
from storage.web.plugins.cells import severity_mark, short_moment
from storage.web.plugins.hook import hook
from storage.web.queries import GROUPS

Context = dict[str, Any]


@hook
def extra_template_vars(template: str | None, datasette: Any) -> Context | Callable[[], Awaitable[Context]]:
    always: Context = {
        "archive": DATABASE,
        "query_groups": GROUPS,
        "severity_mark": severity_mark,
        "short_moment": short_moment,
    }
    more = _MORE.get(template or "")
    if more is None:
        return always

    async def with_more() -> Context:
        return {**always, **await more(datasette)}

    return with_more


async def _choices(datasette: Any) -> Context:
    """What the fields of a query's form suggest."""
    bodies = await rows(datasette, "SELECT name FROM bodies ORDER BY region, name LIMIT 2000")
    years = await rows(datasette, "SELECT DISTINCT year FROM reports ORDER BY year DESC")
    return {"choices": {"body": [row["name"] for row in bodies], "year": [row["year"] for row in years]}}


_MORE: dict[str, Callable[[Any], Awaitable[Context]]] = {"index.html": front_page, "query.html": _choices}
