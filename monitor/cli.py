"""The command line: `nianbao COMMAND`. Each command is thin; what it does is a function the service calls too."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor import cli_archive, cli_findings, cli_service
from monitor.cli_alerts import alerts
from monitor.cli_options import HOME, ConfigOption, HomeOption, JsonOption, config_file_of, config_of, flow_of, home_of
from monitor.cli_portals import portals
from monitor.failures import run_with_clear_errors

app = typer.Typer(
    name="nianbao",
    help="Watch government portals for annual reports on information disclosure (政府信息公开工作年度报告), "
    "read and check them, and be told when one is missing, late, changed or inconsistent.\n\n"
    "Start with `nianbao sample-season`, which plays a whole season on this machine; then `nianbao init` for your own.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

CellsOption = Annotated[
    bool, typer.Option("--cells/--no-cells", help="With --json: print where each cell was read from.")
]
FilesArgument = Annotated[
    list[Path],
    typer.Argument(
        exists=True,
        dir_okay=False,
        metavar="FILE...",
        help="Documents: web pages, PDF, scans, Word, WPS, Excel, OFD, RTF, ZIP, text.",
    ),
]


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"nianbao {version('nianbao')}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    home: HomeOption = None,
    config: ConfigOption = None,
    version: Annotated[  # noqa: ARG001 - answered before anything else is looked at
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version and end.")
    ] = False,
) -> None:
    """Options that stand before or after the command."""
    context.obj = (home, config)


@app.command()
def init(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; - prints it.")] = Path(
        "nianbao.toml"
    ),
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Write a commented configuration with every key and its default."""
    from monitor.config_template import TEMPLATE
    from monitor.errors import ConfigError

    if str(path) == "-":
        typer.echo(TEMPLATE, nl=False)
        return
    if path.exists() and not force:
        raise ConfigError(f"{path}: is there already; --force overwrites it")
    path.write_text(TEMPLATE, encoding="utf-8")
    typer.echo(f"Wrote {path}. Next: name a watch list and a channel in it, then `nianbao once`.")


@app.command()
def parse(
    files: FilesArgument,
    as_json: JsonOption = False,
    cells: CellsOption = True,
    show: Annotated[
        bool, typer.Option("--show", help="Write a web page: the document with every cell that was read drawn over it.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="With --show: the page, or a folder for them.", show_default="beside FILE"),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Read documents and print the report each holds.

    Exit code 0 when all were read, 3 when at least one is no report or could not be read.
    """
    from monitor.commands.files import parse_files

    settings = config_of(None, config)
    raise typer.Exit(parse_files(files, settings, as_json=as_json, cells=cells, show=show, output=output))


@app.command()
def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(exists=True, dir_okay=False, metavar="FILE...", help="Documents: HTML, PDF, DOCX, text."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Instead of files: every report of the archive anew, say, after an upgrade.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="With --all: processes that check.")] = 2,
    previous: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, metavar="FILE", help="The same body's report on the year before."),
    ] = None,
    as_json: JsonOption = False,
    cells: CellsOption = True,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Read documents and check each with itself, and with last year's report where one is given.

    With `--all`, check the whole archive anew instead: findings open, change and resolve as the rules now see it, and
    what people decided stands.

    Exit code 0 without an error, 1 when an error was found, 3 when a document could not be read. With `--all`, 0.
    """
    if every == bool(files):
        raise typer.BadParameter("name documents, or give --all for the archive; not both")
    if every:
        from monitor.commands.recheck import recheck_all

        raise typer.Exit(recheck_all(flow_of(context, home, config), jobs, as_json=as_json))
    from monitor.commands.files import check_files

    raise typer.Exit(check_files(files or [], previous, config_of(None, config), as_json=as_json, cells=cells))


@app.command()
def crawl(
    context: typer.Context,
    portal: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this column; may be repeated.")] = None,
    revisit: Annotated[bool, typer.Option("--revisit/--no-revisit", help="Also look again at known documents.")] = True,
    every: Annotated[bool, typer.Option("--all", help="All columns and all of their pages, due or not.")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Read the columns whose turn has come and keep what is new. Nothing is read or judged yet.

    Columns are due every three hours from January to April and daily otherwise, later where they fail; a column that is
    known is read from its first page, and once a week whole. Those named with --portal are read at once.

    Exit code 0 when all columns could be read, 3 when at least one could not, 4 when another crawl is running.
    """
    from monitor.commands.passes import run_crawl

    flow = flow_of(context, home, config)
    due_only = not (portal or every)
    raise typer.Exit(run_crawl(flow, tuple(portal or ()), revisit=revisit, due_only=due_only, as_json=as_json))


@app.command()
def once(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="All columns and all of their pages, due or not.")] = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """One pass of everything: crawl what is due, read, check, deliver.

    Exit code 0 when all went well, 3 when a column could not be read, 6 when an alert could not be delivered.
    """
    from monitor.commands.passes import run_once

    raise typer.Exit(run_once(flow_of(context, home, config), due_only=not every))


@app.command()
def run(
    context: typer.Context,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log at level debug.")] = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Run as a service on the schedule of the configuration, until SIGTERM or Ctrl-C."""
    from monitor.logs import configure_logs
    from monitor.service import Service

    configure_logs(config_of(context, config), verbose=verbose)
    Service(flow_of(context, home, config), lambda: flow_of(context, home, config)).run()


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes any.", show_default="8001")] = None,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Open the archive read-only in Datasette, with named queries and a page per report."""
    from monitor.config import load_serve
    from storage.web.serve import serve as serve_archive

    settings = load_serve(config_file_of(context, config))
    chosen = port if port is not None else settings.port
    serve_archive(home_of(context, home), host or settings.host, chosen)


@app.command("sample-portal")
def sample_portal(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 8765,
    day: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The day the portal believes it is.")] = "2021-04-01",
) -> None:
    """Serve the sample portal: five real reports and some made-up ones, on this machine only."""
    from crawler.sample.server import serve as serve_portal
    from monitor.errors import ConfigError

    try:
        date = dt.date.fromisoformat(day)
    except ValueError as error:
        raise ConfigError(f"--day {day}: is no date like 2021-04-01") from error
    serve_portal(port=port, day=date)


@app.command("sample-season")
def sample_season(
    context: typer.Context,
    end: Annotated[bool, typer.Option("--once", help="End after the season instead of serving the archive.")] = False,
    language: Annotated[str, typer.Option(help="Language of the alerts: en or zh.")] = "en",
    port: Annotated[int, typer.Option(help="Port of Datasette; another one if it is taken.")] = 8001,
    home: Annotated[
        Path | None,
        typer.Option(
            "--home", envvar="NIANBAO_HOME", metavar="DIR", help="Directory of the season.", show_default="data/sample"
        ),
    ] = None,
) -> None:
    """Play a whole season in about a minute: real crawl, real mail and Slack endpoints, all on this machine."""
    from monitor.commands.season import run_season

    chosen = home or context.obj[0] or Path(HOME) / "sample"
    run_season(chosen, language, port, serve=not end)


cli_findings.register(app)
cli_service.register(app)
cli_archive.register(app)
app.add_typer(alerts)
app.add_typer(portals)


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run_with_clear_errors(app))


if __name__ == "__main__":
    main()
