"""Commands for whoever keeps nianbao running: how things stand, whether all is in order, copies of the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli_options import ConfigOption, HomeOption, JsonOption, config_file_of, config_of, home_of

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


def doctor(
    context: typer.Context, as_json: JsonOption = False, home: HomeOption = None, config: ConfigOption = None
) -> None:
    """Look at everything that can be wrong (clock, disk, browser, channels, archive, watch list) and say the remedy.

    Exit code 0 when nothing is bad, 1 otherwise.
    """
    from monitor.clock import now
    from monitor.commands.doctor import print_checkups, read_patient

    patient = read_patient(home_of(context, home), config_file_of(context, config), now())
    raise typer.Exit(0 if print_checkups(patient, as_json=as_json) else 1)


def backup(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where to.", show_default="[backup] to of the configuration")
    ] = None,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Copy the archive while it is in use, check the copy, and remove the oldest ones."""
    from monitor.clock import now
    from storage.backup import back_up, prune_backups

    settings = config_of(context, config).backup
    if folder is None and not settings.to:
        raise typer.BadParameter('name a directory, or set [backup] to = "…" in nianbao.toml')
    chosen = folder or settings.folder
    typer.echo(f"Copied to {back_up(home_of(context, home), chosen, now())}")
    for file in prune_backups(chosen, settings.keep):
        typer.echo(f"Removed {file}")


def restore(
    context: typer.Context,
    copy: Annotated[Path, typer.Argument(metavar="COPY", help="A copy, or a folder of copies: the newest of it.")],
    home: HomeOption = None,
) -> None:
    """Put a copy back, into a directory that holds no archive; nothing is overwritten."""
    from monitor.clock import now
    from storage.backup import restore as restore_copy

    target = home_of(context, home)
    typer.echo(f"Restored {restore_copy(copy, target, now())} to {target}; `nianbao doctor` looks it over")


def _state(name: str) -> State:
    from monitor.states import State

    try:
        return State(name.replace("-", "_"))
    except ValueError:
        raise typer.BadParameter(f"{name}: is no state; there are {', '.join(State)}") from None


COMMANDS = (status, doctor, backup, restore)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in COMMANDS:
        app.command()(command)
