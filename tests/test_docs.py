"""The documentation keeps what it promises: generated pages are current, commands exist, examples load, links lead
somewhere."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.watchlist import load_watchlist
from monitor import failures
from monitor.catalogue import CATALOGUE
from monitor.config import SECRETS, load_config
from storage.described import COLUMNS, TABLES
from tests.docs import DOCS, PAGES, ROOT, anchor, commands, common_parameters, is_argument

READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PROSE = (*READMES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md")))
PROGRAMS = ("nianbao", ".venv/bin/nianbao")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
REPOSITORY_FILE = re.compile(r"`((?:crawler|monitor|parsers|storage|tests|docs)/[\w./-]+)`")

names = [path.name for path in PROSE]
each_page = pytest.mark.parametrize("path", PROSE, ids=names)
each_readme = pytest.mark.parametrize("path", READMES, ids=[path.name for path in READMES])


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, *languages: str) -> list[str]:
    """The fenced blocks of a page that are in one of `languages`."""
    return [content for language, content in FENCE.findall(text_of(path)) if language in languages]


def shell_lines(path: Path) -> Iterator[list[str]]:
    """The commands of a page, split as a shell does: lines of shell blocks, and `nianbao …` or `make …` in the text."""
    for block in blocks(path, "sh"):
        yield from (shlex.split(line, comments=True) for line in block.splitlines() if line.strip())
    for code in re.findall(r"`((?:nianbao|\.venv/bin/nianbao|make) [^`…]+)`", FENCE.sub("", text_of(path))):
        yield shlex.split(code)


def is_nianbao(words: list[str]) -> bool:
    return words[:1] != [] and words[0] in PROGRAMS


def complaints(words: list[str]) -> Iterator[str]:
    """What a command line names that the command line does not have."""
    known = options_of(common_parameters())
    rest = words[1:]
    while rest and rest[0].startswith("-"):
        if rest[0] not in known:
            yield f"no option {rest[0]} before the command"
        rest = rest[2:]
    if " ".join(rest[:2]) in commands():
        rest = [" ".join(rest[:2]), *rest[2:]]
    if not rest or rest[0] not in commands():
        yield f"no command in {shlex.join(words)}"
        return
    parameters = commands()[rest[0]].params
    given = [word.partition("=")[0] for word in rest[1:] if word.startswith("-")]
    yield from (f"{rest[0]} has no option {option}" for option in given if option not in options_of(parameters))
    yield from (
        f"{word}: no such file" for word in rest[1:] if word.startswith("crawler/") and not (ROOT / word).exists()
    )
    if (
        any(is_argument(each) and each.required for each in parameters)
        and len(rest) == 1
        and len(words) > 1 + len(rest[0].split())
    ):
        yield f"{rest[0]} needs an argument"


def options_of(parameters: list[Any]) -> set[str]:
    return {"--help"} | {option for each in parameters for option in (*each.opts, *each.secondary_opts)}


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert text_of(DOCS / name) == PAGES[name](), f"docs/{name} is out of date; run `make docs`"


def test_every_command_and_option_is_documented() -> None:
    sections = dict(
        re.findall(r"^## nianbao ([^\n]+)\n(.*?)(?=^## |\Z)", text_of(DOCS / "cli.md"), re.MULTILINE | re.DOTALL)
    )
    assert set(sections) == set(commands())
    for name, command in commands().items():
        for parameter in command.params:
            written = parameter.metavar if is_argument(parameter) else parameter.opts[0]
            assert written in sections[name], f"{name} {written}"


def test_every_finding_code_is_documented() -> None:
    headings = re.findall(r"^## (\S+)$", text_of(DOCS / "findings.md"), re.MULTILINE)
    assert headings == list(CATALOGUE)


def test_every_table_and_column_is_documented() -> None:
    page = text_of(DOCS / "schema.md")
    for name in TABLES:
        _, _, section = page.partition(f"\n## {name}\n")
        missing = [column for column in COLUMNS[name] if f"| `{column}` |" not in section.partition("\n## ")[0]]
        assert (name, missing) == (name, [])


@each_page
def test_commands_exist_as_shown(path: Path) -> None:
    found = [complaint for words in shell_lines(path) if is_nianbao(words) for complaint in complaints(words)]
    assert found == []


@each_page
def test_make_targets_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert {words[1] for words in shell_lines(path) if words[:1] == ["make"]} <= targets


@each_page
def test_links_lead_somewhere(path: Path) -> None:
    assert [link for link in LINK.findall(text_of(path)) if not leads_somewhere(path, link)] == []


def leads_somewhere(path: Path, link: str) -> bool:
    if link.startswith(("http://", "https://")):
        return True
    name, _, fragment = link.partition("#")
    target = path.parent / name if name else path
    if not target.exists() or not fragment:
        return target.exists()
    return fragment in {anchor(heading) for heading in re.findall(r"^#+ (.+)$", text_of(target), re.MULTILINE)}


@each_page
def test_files_named_in_the_text_exist(path: Path) -> None:
    assert [name for name in REPOSITORY_FILE.findall(text_of(path)) if not (ROOT / name).exists()] == []


@each_readme
def test_example_configuration_and_watch_list_load(path: Path, tmp_path: Path) -> None:
    [watchlist], [configuration] = blocks(path, "yaml"), blocks(path, "toml")
    files = {"my-district.yml": watchlist, "nianbao.toml": configuration}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert len(load_watchlist(tmp_path / "my-district.yml").bodies) == 2
    config = load_config(tmp_path / "nianbao.toml", {"NIANBAO_SMTP_PASSWORD": "a secret"})
    assert (config.watchlist, list(config.channels)) == ("my-district.yml", ["mail"])


def test_the_examples_about_alerts_load(tmp_path: Path) -> None:
    """Together they are one configuration, with the secrets that the text says come from the environment."""
    (tmp_path / "nianbao.toml").write_text("\n".join(blocks(DOCS / "alerts.md", "toml")), encoding="utf-8")
    secrets = {
        "NIANBAO_SLACK_TOKEN": "a secret",
        "NIANBAO_NEWSROOM_WEBHOOK_URL": "https://hooks.slack.com/services/x",
        "NIANBAO_OFFICE_PASSWORD": "a secret",
        "NIANBAO_FEISHU_ADDRESS": "feishu://a-secret-token",
    }
    config = load_config(tmp_path / "nianbao.toml", secrets)
    assert set(config.channels) == {"slack", "newsroom", "office", "feishu"}
    assert [route.send for route in config.routes] == ["now", "daily", "weekly"]


@each_readme
def test_readmes_name_all_secrets_and_exit_codes(path: Path) -> None:
    page = text_of(path)
    codes = {value for name, value in vars(failures).items() if name.isupper() and isinstance(value, int)}
    assert [variable for variable in SECRETS if f"| `{variable}` |" not in page] == []
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} == codes | {0, 1}


def test_both_readmes_show_the_same_commands_and_sections() -> None:
    english, chinese = ([words for words in shell_lines(path) if is_nianbao(words)] for path in READMES)
    assert [words for words in english if words[0] != "nianbao"] == [
        words for words in chinese if words[0] != "nianbao"
    ]
    sections = [len(re.findall(r"^## ", text_of(path), re.MULTILINE)) for path in READMES]
    assert sections[0] == sections[1]


def test_the_changelog_knows_the_version_and_every_rule() -> None:
    page = text_of(ROOT / "CHANGELOG.md")
    version = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## .*\b{re.escape(version)}\b", page, re.MULTILINE)
    assert [code for code in CATALOGUE if f"`{code}`" not in page] == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("nianbao sing", "no command"),
        ("nianbao serve --loud", "no option --loud"),
        ("nianbao --loud x serve", "no option --loud"),
        ("nianbao parse crawler/sample/documents/nowhere.pdf", "no such file"),
        ("nianbao --home backup serve --port 0", ""),
    ],
)
def test_this_test_can_fail(line: str, complaint: str) -> None:
    assert complaint in "; ".join(complaints(line.split()))
    assert bool(complaint) == bool(list(complaints(line.split())))
