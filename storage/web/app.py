"""The archive as a Datasette application: opened read-only, with our metadata, queries, pages and looks."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from urllib.parse import quote

from datasette.app import Datasette

from storage.connection import archive_file
from storage.described import TABLES
from storage.errors import ArchiveError
from storage.views import VIEWS
from storage.web.metadata import build_metadata
from storage.web.plugins import register_plugins

HERE = Path(__file__).parent
SETTINGS: dict[str, int | bool] = {
    "sql_time_limit_ms": 5000,
    "max_returned_rows": 2000,
    "default_page_size": 50,
    "facet_time_limit_ms": 1000,
    "allow_download": True,
    "suggest_facets": False,  # the tables' own facets are in the metadata
}


def build_datasette(home: Path) -> Datasette:
    """The application for the archive in `home`; raises ArchiveError when there is none that can be read."""
    check_archive(home)
    register_plugins()
    return Datasette(
        [str(archive_file(home))],
        metadata=build_metadata(),
        settings=SETTINGS,
        template_dir=str(HERE / "templates"),
        static_mounts=[("static", str(HERE / "static"))],
    )


def check_archive(home: Path) -> None:
    """Raise ArchiveError, with what to do, unless `home` holds an archive that this version can show."""
    file = archive_file(home)
    if not file.is_file():
        raise ArchiveError(f"{file}: there is no archive yet; run `nianbao crawl`, or `make run` for the sample")
    if any(character in str(file) for character in "?#%"):
        raise ArchiveError(f"{file}: an archive can't be shown from a path with ?, # or % in it; move it")
    missing = sorted({*TABLES, *VIEWS} - _relations(file))
    if missing:
        raise ArchiveError(f"{file}: lacks {', '.join(missing)}; run `nianbao crawl` to bring it up to date")


def _relations(file: Path) -> set[str]:
    try:
        with contextlib.closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
            return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{file}: can't be read ({error}); check its permissions or restore a copy") from error
