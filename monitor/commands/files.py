"""`nianbao parse` and `nianbao check`: documents from the disk, without an archive."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from monitor.case import Case
from monitor.clock import now
from monitor.commands.report_view import render_findings, render_report
from monitor.config import Config
from monitor.finding import Finding
from monitor.rules import evaluate
from monitor.workers import Outcome, ReadPool, Task
from parsers import Hint, Report
from parsers.errors import ReadError
from parsers.report import Source
from parsers.serialize import error_to_json, report_to_json

READ, FOUND, UNREAD = 0, 1, 3
"""Exit codes of the public contract, section 3."""


def parse_files(files: Sequence[Path], config: Config, *, as_json: bool, cells: bool) -> int:
    """Print the report in each file, in order; returns the exit code."""
    code = READ
    console = Console()
    for file, outcome in _read(files, config, quiet=as_json):
        if outcome.report is None:
            code = UNREAD
            _print_error(file, outcome, console, as_json=as_json)
        elif as_json:
            _print_line(report_to_json(outcome.report, cells=cells))
        else:
            console.print(render_report(outcome.report))
    return code


def check_files(files: Sequence[Path], previous: Path | None, config: Config, *, as_json: bool, cells: bool) -> int:
    """Print the report and the findings of each file; returns the exit code."""
    console = Console()
    code = READ
    before = _read_previous(previous, config) if previous else None
    for file, outcome in _read(files, config, quiet=as_json):
        if outcome.report is None:
            code = UNREAD
            _print_error(file, outcome, console, as_json=as_json)
            continue
        findings = _findings(outcome.report, before)
        if code == READ and any(finding.severity == "error" for finding in findings):
            code = FOUND
        if as_json:
            found = [finding.to_json() for finding in findings]
            _print_line({**report_to_json(outcome.report, cells=cells), "findings": found})
        else:
            console.print(render_report(outcome.report))
            console.print(render_findings(findings, config.alerts.language))
    return code


def _findings(report: Report, before: Report | None) -> tuple[Finding, ...]:
    case = Case(report, now().date(), previous=before, first_published_on=report.published_on)
    result = evaluate(case)
    for failure in result.failures:
        sys.stderr.write(f"nianbao: the rule {failure.rule} failed ({failure.error}); its silence means nothing here\n")
    return result.findings


def _read_previous(file: Path, config: Config) -> Report:
    """Last year's report; raises ReadError where the file holds none."""
    (_, outcome), *_ = _read([file], config, quiet=True)
    if outcome.report is None:
        raise PreviousUnread(f"{file}: {outcome.error}")
    return outcome.report


class PreviousUnread(ReadError):
    """Raised when the file given as last year's report is none, by `check_files`."""


def _read(files: Sequence[Path], config: Config, *, quiet: bool) -> Iterator[tuple[Path, Outcome]]:
    """Each file with what came of it, in the order given; a bar shows the way through many."""
    with ReadPool(config.reading) as pool:
        outcomes = zip(files, pool.read(Task(file.read_bytes(), Hint(name=file.name)) for file in files), strict=True)
        hidden = quiet or len(files) < 5 or not sys.stderr.isatty()
        yield from track(
            outcomes, "Reading", total=len(files), console=Console(stderr=True), disable=hidden, transient=True
        )


def _print_error(file: Path, outcome: Outcome, console: Console, *, as_json: bool) -> None:
    if outcome.error is None:
        return
    if as_json:
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        _print_line(error_to_json(Source(file.name, "", sha256, ""), outcome.error))
    else:
        console.print(f"{file}: {outcome.error} ({outcome.error.code})", style="yellow", highlight=False, markup=False)


def _print_line(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
