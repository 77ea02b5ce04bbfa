"""What we add to Datasette: pages, readable cells, words in SQL, the front page."""

from __future__ import annotations

from datasette import handle_exception
from datasette.plugins import pm

from storage.web.plugins import cells, feeds, front, pages, sql

PLUGINS = (cells, feeds, front, pages, sql)


def register_plugins() -> None:
    """Make Datasette know our plugins; called again, it changes nothing.

    Where rich is installed, Datasette prints a page of it for every wrong address; real faults it prints anyway.
    """
    handle_exception.rich = None
    for plugin in PLUGINS:
        if not pm.is_registered(plugin):
            pm.register(plugin)
