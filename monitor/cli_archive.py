"""`nianbao export` and `nianbao entries`: the archive for other tools, and for whoever keeps the watch list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli_options import ConfigOption, HomeOption, JsonOption, config_of, home_of

entries = typer.Typer(
    name="entries", help="What was found in the columns of the watch list.", rich_markup_mode="markdown"
)


@entries.command()
def unmatched(
    context: typer.Context, as_json: JsonOption = False, home: HomeOption = None, config: ConfigOption = None
) -> None:
    """List the reports that belong to no body of the watch list, with the body each may be of."""
    from crawler.watchlist import find_watchlist, load_watchlist
    from monitor.commands.entries import list_unmatched

    watchlist = load_watchlist(find_watchlist(config_of(context, config).watchlist))
    list_unmatched(home_of(context, home), watchlist, as_json=as_json)


def export(
    context: typer.Context,
    warc: Annotated[
        Path, typer.Option("--warc", metavar="FILE", help="Write every answer ever kept as WARC 1.1, gzipped.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
    home: HomeOption = None,
) -> None:
    """Write the evidence into a file that other tools open: each request, answer, certificate and redirect."""
    from monitor.commands.export import export_warc

    typer.echo(export_warc(home_of(context, home), warc, force=force))


def register(app: typer.Typer) -> None:
    app.add_typer(entries)
    app.command()(export)
