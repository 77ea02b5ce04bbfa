"""What templates are told beyond Datasette's own context: all of them, the front page, the pages of queries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from jinja2 import Environment

from storage.web.fetch import rows
from storage.web.front_page import front_page
from storage.web.metadata import DATABASE
from storage.web.plugins.cells import severity_mark, short_moment
from storage.web.plugins.hook import hook
from storage.web.queries import GROUPS

Context = dict[str, Any]


@hook
def prepare_jinja2_environment(env: Environment) -> None:
    """Globals, since the pages of errors are rendered without extra_template_vars."""
    env.globals["archive"] = DATABASE
    env.globals["query_groups"] = GROUPS
    env.globals["severity_mark"] = severity_mark
    env.globals["short_moment"] = short_moment


@hook
def extra_template_vars(template: str | None, datasette: Any) -> Awaitable[Context] | Context:
    more = _MORE.get(template or "")
    return more(datasette) if more else {}


async def _choices(datasette: Any) -> Context:
    """What the fields of a query's form suggest."""
    bodies = await rows(datasette, "SELECT name FROM bodies ORDER BY region, name LIMIT 2000")
    years = await rows(datasette, "SELECT DISTINCT year FROM reports ORDER BY year DESC")
    return {"choices": {"body": [row["name"] for row in bodies], "year": [row["year"] for row in years]}}


_MORE: dict[str, Callable[[Any], Awaitable[Context]]] = {"index.html": front_page, "query.html": _choices}
