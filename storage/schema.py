"""The archive's tables, as ordered migrations in `migrations/`. A migration that has been released is never edited; a
new one is added. Every column is explained in `described.py`."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "migrations"

MIGRATIONS: tuple[str, ...] = (
    "0001_archive",
    "0002_decisions",
    "0003_likeness",
    "0004_alerts",
    "0005_fetching",
    "0006_service",
    "0007_rule_failures",
)
"""Names of the files that make the archive, in the order in which they are carried out."""


def read_migration(name: str) -> str:
    """The SQL of one migration."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
