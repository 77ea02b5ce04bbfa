"""Commands for whoever keeps nianbao running: how things stand, whether all is in order, copies of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli_options import ConfigOption, HomeOption, JsonOption, config_of, home_of

if TYPE_CHECKING:
    from monitor.states import State


def status(
    context: typer.Context,
    year: Annotated[list[int] | None, typer.Option(help="Only this year reported on; may be repeated.")] = None,
    region: Annotated[str, typer.Option(help="Only bodies whose region contains this.")] = "",
    state: Annotated[
        list[str] | None, typer.Option(metavar="STATE", help="Only this state, such as missing; may be repeated.")
    ] = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a line per body and year.")] = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Show for each body and year whether its report is there, late, missing, changed, or can't be watched."""
    from rich.console import Console

    from crawler.watchlist import find_watchlist, load_watchlist
    from monitor.clock import now
    from monitor.commands.status import Filters, print_csv, print_json, print_matrix, read_states

    settings = config_of(context, config)
    filters = Filters(tuple(year or ()), region, tuple(map(_state, state or ())))
    watchlist = load_watchlist(find_watchlist(settings.watchlist))
    alerts = settings.alerts
    rows = read_states(home_of(context, home), watchlist, now().date(), alerts.due_soon_days, filters)
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows)
    else:
        print_matrix(rows, alerts.language, Console())


def _state(name: str) -> State:
    from monitor.states import State

    try:
        return State(name.replace("-", "_"))
    except ValueError:
        raise typer.BadParameter(f"{name}: is no state; there are {', '.join(State)}") from None


COMMANDS = (status,)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in COMMANDS:
        app.command()(command)
