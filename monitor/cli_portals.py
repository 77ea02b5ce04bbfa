"""`nianbao portals`: finding the columns of a portal, and looking at those of a watch list."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli_options import ConfigOption, HomeOption, JsonOption, config_of, home_of

portals = typer.Typer(
    name="portals",
    help="Find the columns of a portal, and see what those of a watch list look like now.\n\n"
    "Both are as considerate as a crawl: robots.txt, one request at a time, the rests a host asked for. "
    "Neither keeps anything.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@portals.command()
def discover(
    context: typer.Context,
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Home pages of portals, or any page further in.")],
    pages: Annotated[
        int, typer.Option(min=2, metavar="N", help="How many pages of each portal may be looked at.")
    ] = 12,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Find the columns of annual reports on portals, and print a watch list of them, ready to paste.

    Exit code 0 when every portal has one, 3 when at least one has none that could be found.
    """
    from monitor.commands.portal_discover import discover_columns

    settings = config_of(context, config)
    raise typer.Exit(discover_columns(home_of(context, home), urls, pages, settings.contact, as_json=as_json))


@portals.command()
def check(
    context: typer.Context,
    watchlist: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A watch list, or the name of a shipped one.", show_default="configured"),
    ] = None,
    portal: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this column; may be repeated.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Also the columns that are switched off.")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Look at each column of a watch list: does it answer, is its family right, are reports there, what of robots.txt?

    Exit code 0 when all could be read and list reports, 3 when at least one could not or lists none.
    """
    from monitor.commands.portal_check import check_columns

    settings = config_of(context, config)
    chosen = watchlist or settings.watchlist
    code = check_columns(
        home_of(context, home), chosen, tuple(portal or ()), settings.contact, every=every, as_json=as_json
    )
    raise typer.Exit(code)
