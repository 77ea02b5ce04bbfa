"""`nianbao parse` and `nianbao check`: documents from the disk, without an archive."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.workers import MOST_BYTES, Outcome, ReadPool, Task
from parsers import Hint, Report
from parsers.errors import ReadError
from parsers.report import Source
from parsers.serialize import error_to_json, report_to_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from monitor.config import Config
    from monitor.finding import Finding
    from monitor.local.load import LocalRules

READ, FOUND, UNREAD = 0, 1, 3
"""Exit codes of the public contract, section 3."""
MANY = 5
"""From so many files on a bar shows the way."""


def parse_files(
    files: Sequence[Path], config: Config, *, as_json: bool, cells: bool, show: bool = False, output: Path | None = None
) -> int:
    """Print the report in each file, in order; returns the exit code. `show` writes a page per file to `output`."""
    code = READ
    for file, outcome in _read(files, config, quiet=as_json, show=show):
        if outcome.shown is not None:
            _write_page(shown_file(file, output, len(files)), outcome.shown, files)
        if outcome.report is None:
            code = UNREAD
            _print_error(file, outcome, as_json=as_json)
        elif as_json:
            _print_line(report_to_json(outcome.report, cells=cells))
        else:
            _print_report(outcome.report)
    return code


def shown_file(file: Path, output: Path | None, files: int) -> Path:
    """Where the page of a file goes: beside it, or to `output`, which is a folder when there are several files."""
    name = f"{file.name}.shown.html"
    if output is None:
        return file.with_name(name)
    return output / name if files > 1 or output.is_dir() else output


def _write_page(path: Path, page: str, files: Sequence[Path]) -> None:
    from monitor.errors import ConfigError

    if path.exists() and any(path.samefile(file) for file in files):
        raise ConfigError(f"{path}: is the document itself; --output names where its page goes")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: can't be written ({error.strerror}); --output names another place") from error
    sys.stderr.write(f"{path}\n")


def check_files(files: Sequence[Path], previous: Path | None, config: Config, *, as_json: bool, cells: bool) -> int:
    """Print the report and the findings of each file; returns the exit code."""
    from monitor.local.load import load_local_rules

    code, local = READ, load_local_rules(config.rules_path)
    before = _read_previous(previous, config) if previous else None
    for file, outcome in _read(files, config, quiet=as_json):
        if outcome.report is None:
            code = UNREAD
            _print_error(file, outcome, as_json=as_json)
            continue
        findings = _findings(outcome.report, before, local)
        if code == READ and any(finding.severity == "error" for finding in findings):
            code = FOUND
        if as_json:
            found = [finding.to_json() for finding in findings]
            _print_line({**report_to_json(outcome.report, cells=cells), "findings": found})
        else:
            _print_report(outcome.report)
            _print_findings(findings, config)
    return code


def _findings(report: Report, before: Report | None, local: LocalRules) -> tuple[Finding, ...]:
    from monitor.case import Case
    from monitor.clock import now
    from monitor.rules import evaluate

    case = Case(report, now().date(), previous=before, first_published_on=report.published_on)
    result, own = evaluate(case), local.evaluate(case)
    for failure in (*result.failures, *own.failures):
        sys.stderr.write(f"nianbao: the rule {failure.rule} failed ({failure.error}); its silence means nothing here\n")
    return (*result.findings, *own.findings)


def _read_previous(file: Path, config: Config) -> Report:
    """Last year's report; raises ReadError where the file holds none."""
    (_, outcome), *_ = _read([file], config, quiet=True)
    if outcome.report is None:
        raise PreviousUnread(f"{file}: {outcome.error}")
    return outcome.report


class PreviousUnread(ReadError):
    """Raised when the file given as last year's report is none, by `check_files`."""


def _read(files: Sequence[Path], config: Config, *, quiet: bool, show: bool = False) -> Iterator[tuple[Path, Outcome]]:
    """Each file with what came of it, in the order given; a bar shows the way through many."""
    with ReadPool(config.reading, "fork") as pool:
        outcomes = zip(files, pool.read(_task(file, show) for file in files), strict=True)
        hidden = quiet or len(files) < MANY or not sys.stderr.isatty()
        yield from outcomes if hidden else _with_bar(outcomes, len(files))


def _task(file: Path, show: bool) -> Task:
    """A file's bytes; of one that is too large, just enough for the pool to see that it is."""
    with file.open("rb") as opened:
        return Task(opened.read(MOST_BYTES + 1), Hint(name=file.name), show)


def _with_bar(outcomes: Iterable[tuple[Path, Outcome]], total: int) -> Iterable[tuple[Path, Outcome]]:
    from rich.console import Console
    from rich.progress import track

    return track(outcomes, "Reading", total=total, console=Console(stderr=True), transient=True)


def _print_report(report: Report) -> None:
    from monitor.commands.report_view import render_report

    _print(render_report(report))


def _print_findings(findings: Sequence[Finding], config: Config) -> None:
    from monitor.commands.report_view import render_findings

    _print(render_findings(findings, config.alerts.language))


def _print(what: RenderableType, style: str | None = None) -> None:
    from rich.console import Console

    Console().print(what, style=style, highlight=False if style else None, markup=False if style else None)


def _print_error(file: Path, outcome: Outcome, *, as_json: bool) -> None:
    if outcome.error is None:
        return
    if as_json:
        with file.open("rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        _print_line(error_to_json(Source(file.name, "", sha256, ""), outcome.error))
    else:
        _print(f"{file}: {outcome.error} ({outcome.error.code})", "yellow")


def _print_line(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
