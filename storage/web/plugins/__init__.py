"""What we add to Datasette: pages, readable cells, words in SQL, the front page."""

from __future__ import annotations

from datasette.plugins import pm

from storage.web.plugins import cells, front, pages, sql

PLUGINS = (cells, front, pages, sql)


def register_plugins() -> None:
    """Make Datasette know our plugins; called again, it changes nothing."""
    for plugin in PLUGINS:
        if not pm.is_registered(plugin):
            pm.register(plugin)
