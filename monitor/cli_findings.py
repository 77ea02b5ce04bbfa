"""`nianbao findings` and `nianbao correct`: what is open, and what people decide about it."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli_options import ConfigOption, HomeOption, JsonOption, config_of, home_of

findings = typer.Typer(
    name="findings",
    help="List what is open, the gravest first, and keep what people decide about it.\n\n"
    "A decision lasts through every later run, and lapses only when both the document and what was found in it change.",
    invoke_without_command=True,
    rich_markup_mode="markdown",
)

CodeOption = Annotated[
    list[str] | None, typer.Option("--code", metavar="CODE", help="Only this code, or a family like `narrative.`.")
]
BodyOption = Annotated[str, typer.Option("--body", metavar="TEXT", help="Only bodies whose name or id contains this.")]
YearOption = Annotated[list[int] | None, typer.Option("--year", help="Only this year reported on; may be repeated.")]
SeverityOption = Annotated[
    list[str] | None, typer.Option("--severity", metavar="SEVERITY", help="Only error, warning or info.")
]
DecisionOption = Annotated[
    str | None, typer.Option("--decision", metavar="DECISION", help="Only acked, dismissed, or none (undecided).")
]
AllOption = Annotated[bool, typer.Option("--all", help="Also what is resolved, and what was dismissed.")]
FindingArgument = Annotated[
    list[str], typer.Argument(metavar="FINDING...", help="Ids as `findings` lists them, or how they begin.")
]
WhoOption = Annotated[
    str | None,
    typer.Option("--who", envvar="NIANBAO_WHO", metavar="NAME", help="Who decides.", show_default="your login name"),
]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why; kept with the decision.")]


@findings.callback()
def findings_main(
    context: typer.Context,
    code: CodeOption = None,
    body: BodyOption = "",
    year: YearOption = None,
    severity: SeverityOption = None,
    decision: DecisionOption = None,
    every: AllOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    if context.invoked_subcommand is None:
        list_(context, code, body, year, severity, decision, every, as_json, home, config)
    else:
        before = context.obj or (None, None)
        context.obj = (home or before[0], config or before[1])


@findings.command("list")
def list_(
    context: typer.Context,
    code: CodeOption = None,
    body: BodyOption = "",
    year: YearOption = None,
    severity: SeverityOption = None,
    decision: DecisionOption = None,
    every: AllOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List what is open: the gravest first. What was dismissed is left out, and counted."""
    from monitor.commands.listing import list_findings
    from storage.finding_query import Filters

    filters = Filters(tuple(code or ()), body, tuple(year or ()), tuple(severity or ()), decision, every)
    language = config_of(context, config).alerts.language
    list_findings(home_of(context, home), language, filters, as_json=as_json)


@findings.command()
def show(
    context: typer.Context,
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="Its id, or how it begins.")],
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Show one finding: what is wrong, on which figures it rests, what to do, and what was decided."""
    from monitor.commands.finding_view import show_finding

    show_finding(home_of(context, home), finding, config_of(context, config).alerts.language, as_json=as_json)


@findings.command()
def ack(
    context: typer.Context,
    finding: FindingArgument,
    why: WhyOption = "",
    who: WhoOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Acknowledge: the finding is right and in hand. It stays open and is told no more."""
    _decide(context, "ack", finding, who, why, as_json, home)


@findings.command()
def dismiss(
    context: typer.Context,
    finding: FindingArgument,
    why: WhyOption,
    who: WhoOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Dismiss: there is nothing to object to after all. It is told and listed no more."""
    _decide(context, "dismiss", finding, who, why, as_json, home)


@findings.command()
def reopen(
    context: typer.Context,
    finding: FindingArgument,
    why: WhyOption = "",
    who: WhoOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Take a decision back: changes of the finding are told again."""
    _decide(context, "reopen", finding, who, why, as_json, home)


@findings.command()
def note(
    context: typer.Context,
    finding: FindingArgument,
    why: WhyOption,
    who: WhoOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Keep a remark with a finding; nothing else changes."""
    _decide(context, "note", finding, who, why, as_json, home)


def correct(
    context: typer.Context,
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="Its number, or BODY:YEAR with the body's id or name.")
    ],
    cell: Annotated[str, typer.Argument(metavar="CELL", help="Address, such as applications.received_new.total.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="What should stand there; - takes an earlier correction back.")
    ],
    why: WhyOption,
    who: WhoOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Put a figure beside the one that is printed or was read: never over it.

    It is shown with the report; rules judge by it only where `use_corrections` is set in nianbao.toml.
    """
    from monitor.commands.decisions import correct_cell

    correct_cell(home_of(context, home), report, cell, value, who, why, as_json=as_json)


def _decide(
    context: typer.Context, verb: str, ids: list[str], who: str | None, why: str, as_json: bool, home: HomeOption
) -> None:
    from monitor.commands.decisions import decide_findings

    decide_findings(home_of(context, home), verb, ids, who, why, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(findings)
    app.command()(correct)
