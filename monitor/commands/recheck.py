"""`nianbao check --all`: every rule anew over the whole archive, with progress."""

from __future__ import annotations

import json
import sys
from collections import Counter

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from monitor.commands.decisions import open_archive
from monitor.steps.check import Passed, recheck
from monitor.steps.flow import Flow
from monitor.steps.judges import JudgePool, Terms

_TRANSITIONS = ("opened", "changed", "resolved")


def recheck_all(flow: Flow, processes: int, *, as_json: bool) -> int:
    """Run all rules over all reports; prints what changed and returns 0."""
    config, now = flow.config, flow.clock()
    terms = Terms(
        flow.home, flow.watchlist, now.date(), config.alerts.due_soon_days, config.use_corrections, config.rules_path
    )
    counts: Counter[str] = Counter()
    console = Console(stderr=True)
    columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        open_archive(flow.home) as archive,
        JudgePool(terms, processes) as pool,
        Progress(*columns, console=console, transient=True, disable=as_json or not console.is_terminal) as progress,
    ):
        task = progress.add_task("", total=None)
        passed = Passed(0, 0, [])
        for passed in recheck(archive, flow.checking(now.date()), now, pool):
            progress.update(task, completed=passed.done, total=passed.total)
            counts.update(str(change.transition) for change in passed.changes)
    _report(passed.total, counts, as_json=as_json)
    return 0


def _report(total: int, counts: Counter[str], *, as_json: bool) -> None:
    if as_json:
        line = {"checked": total, **{transition: counts[transition] for transition in _TRANSITIONS}}
        sys.stdout.write(json.dumps(line) + "\n")
        return
    changes = ", ".join(f"{counts[transition]} {transition}" for transition in _TRANSITIONS if counts[transition])
    sys.stdout.write(f"{total:,} bodies and years, documents and columns checked: {changes or 'nothing changed'}\n")
