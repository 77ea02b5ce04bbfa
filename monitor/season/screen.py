"""What an onlooker of the sample season sees: progress as it happens, then each alert as its reader would see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from monitor.alerts.terminal import render_digest
from monitor.season.days import Day
from monitor.steps.deliver import Delivered
from monitor.steps.read import Read

STEP_WIDTH = 9


class Screen:
    """Prints; knows nothing of how it comes about."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def opening(self, bodies: int, portal_url: str) -> None:
        text = Text.assemble(
            ("The sample season\n", "bold"),
            f"{bodies} bodies must publish; the portal at {portal_url} publishes day by day.\n",
            "Five reports are real. Whatever goes wrong, goes wrong with bodies that do not exist (示例市示例区).",
        )
        self.console.print(Panel(text, border_style="cyan"))

    def day(self, day: Day) -> None:
        title = Text.assemble((f"{day.date.day} {day.date:%B %Y}", "bold cyan"), (f"  {day.why}", "dim"))
        self.console.print()
        self.console.print(Rule(title, align="left", style="cyan"))

    def crawled(self, events: Sequence[dict[str, Any]], seconds: float) -> None:
        count = Counter(event["event"] for event in events)
        changed = sum(bool(event.get("changed")) for event in events)
        finished: dict[str, Any] = next((event for event in reversed(events) if event["event"] == "finished"), {})
        said = f"{count['column']} columns read, {finished.get('entries_new', 0)} new entries, "
        said += f"{count['document']} documents fetched, {changed} of them new or different"
        if count["failed"]:
            said += f", {count['failed']} not there"
        self._line("crawl", f"{said}  ({seconds:.1f} s)")

    def read(self, each: Read) -> None:
        """What a document gave; nothing where it reads as it did before."""
        report = each.outcome.report
        if each.same:
            return
        if report:
            doubts = f", {len(report.doubts)} doubted" if report.doubts else ""
            said = f"{report.body} {report.year}: {len(report.figures)} cells{doubts}"
            self._line("read", f"{said}  [{report.source.reader}]")
        elif each.outcome.error and each.outcome.error.code != "not_a_report":
            self._line("read", f"{each.document.url}: {each.outcome.error}", "yellow")

    def alerts(self, attempts: Iterable[Delivered]) -> None:
        """Each channel gets the same digest; it is shown once."""
        by_digest = {tuple(sorted(n.key.rsplit(".", 1)[0] for n in a.digest.notices)): a for a in attempts}
        for attempt in by_digest.values():
            self.console.print(Panel(render_digest(attempt.digest), border_style="magenta", padding=(0, 1)))

    def delivered(self, attempts: Iterable[Delivered]) -> None:
        for attempt in attempts:
            if attempt.receipt.delivered:
                self._line("deliver", f"{attempt.channel}: {_counted(len(attempt.digest.notices))} delivered", "green")
            else:
                self._line("deliver", f"{attempt.channel}: not delivered: {attempt.receipt.error}", "red")

    def closing(self, counts: Sequence[tuple[str, int]], took: float) -> None:
        table = Table.grid(padding=(0, 2))
        for label, number in counts:
            table.add_row(Text(str(number), style="bold", justify="right"), label)
        self.console.print()
        self.console.print(Panel(table, title=f"The season in {took:.0f} s", title_align="left", border_style="cyan"))

    def look(self, lines: Sequence[tuple[str, str]]) -> None:
        for label, place in lines:
            self.console.print(Text.assemble((f"{label:<11}", "bold"), place), soft_wrap=True)

    def _line(self, step: str, said: str, style: str = "") -> None:
        self.console.print(Text.assemble((f"{step:<{STEP_WIDTH}}", "dim"), (said, style)))


def _counted(alerts: int) -> str:
    return "1 alert" if alerts == 1 else f"{alerts} alerts"
