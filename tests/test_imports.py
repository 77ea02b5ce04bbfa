"""The direction of imports: crawler → storage → the types of parsers; monitor → storage, parsers; parsers → nobody."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("crawler", "monitor", "parsers", "storage")
ALLOWED: dict[str, tuple[str, ...]] = {
    "parsers": (),
    "storage": ("parsers",),
    "crawler": ("storage",),
    "monitor": ("storage", "parsers", "crawler.watchlist", "crawler.sample"),
}
"""`monitor` may also play with the sample portal, which is a web server and crawls nothing."""
EXCEPTIONS: dict[str, str] = {"crawler/sample/build/": "parsers.form"}
"""The script that makes the sample's documents prints the official forms, and takes their labels from where they are
data."""
LOADS_MODELS = {"models.py: os"}
"""Where the recogniser's own models are found and loaded: constants that are too large to stand in a source file."""
TYPES_OF_PARSERS = {"parsers.doubts", "parsers.form", "parsers.report", "parsers.serialize", "parsers.errors"}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(file: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def strangers(package: str) -> list[str]:
    """Imports of our own packages that the direction forbids, as 「file: module」."""
    allowed = (package, *ALLOWED[package])
    return [
        f"{file.relative_to(ROOT)}: {module}"
        for file in modules(package)
        for module in imports(file)
        if module.split(".")[0] in PACKAGES
        and not any(module == one or module.startswith(f"{one}.") for one in allowed)
        and not any(
            file.relative_to(ROOT).as_posix().startswith(place) and module == one for place, one in EXCEPTIONS.items()
        )
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_one_way(package: str) -> None:
    assert modules(package)
    assert strangers(package) == []


def test_storage_takes_only_the_types_of_parsers() -> None:
    taken = {module for file in modules("storage") for module in imports(file) if module.startswith("parsers")}
    assert taken <= TYPES_OF_PARSERS


def test_the_watch_list_and_monitor_import_no_scrapy() -> None:
    files = [ROOT / "crawler" / "watchlist.py", *modules("monitor"), *modules("parsers"), *modules("storage")]
    users = [str(file) for file in files if any(module.split(".")[0] == "scrapy" for module in imports(file))]
    assert users == []


def test_parsers_do_no_input_or_output_and_read_no_clock() -> None:
    banned = {"os", "socket", "sqlite3", "subprocess", "time", "logging", "random", "urllib.request", "tempfile"}
    found = [f"{file.name}: {module}" for file in modules("parsers") for module in imports(file) if module in banned]
    assert [each for each in found if each not in LOADS_MODELS] == []


def test_this_test_can_fail(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("def f():\n    from monitor.cli import app\n")
    assert list(imports(tmp_path / "bad.py")) == ["monitor.cli"]
