"""SQL functions for readable results: cell_label, cell_order and doubt_reason."""

from __future__ import annotations

import sqlite3

from storage.web.plugins.hook import hook
from storage.web.words import cell_label, cell_order, doubt_reason


@hook
def prepare_connection(conn: sqlite3.Connection) -> None:
    conn.create_function("cell_label", 2, cell_label, deterministic=True)
    conn.create_function("cell_order", 2, cell_order, deterministic=True)
    conn.create_function("doubt_reason", 1, doubt_reason, deterministic=True)
