"""An archive with a watch list and one document; a filled one and an empty one to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.records import DocumentRow, EntryRow
from tests.storage.filled import NOW, PORTAL, SITE, STATISTICS, TOWN, Filled, empty, fill


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "home") as opened:
        opened.sync_watchlist([STATISTICS, TOWN], [PORTAL])
        yield opened


@pytest.fixture
def document(archive: Archive) -> int:
    entry = archive.see_entry(EntryRow(PORTAL.id, f"{SITE}/1.html", "年报", STATISTICS.id, 2021, None), NOW)
    return archive.see_document(DocumentRow(entry.id, f"{SITE}/1.html", "page"), NOW).id


@pytest.fixture(scope="package")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill(tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="package")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty(tmp_path_factory.mktemp("empty"))
