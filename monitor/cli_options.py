"""Options that many commands share, and what they stand for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from monitor.config import Config
    from monitor.steps.flow import Flow

HOME = "data"

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", envvar="NIANBAO_HOME", metavar="DIR", help="Directory of the archive.", show_default=HOME),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        envvar="NIANBAO_CONFIG",
        metavar="FILE",
        help="Configuration.",
        show_default="nianbao.toml, if there",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs, one object a line.")]


def home_of(context: typer.Context, home: Path | None) -> Path:
    """The directory named after the command, or before it, or the usual one."""
    return home or context.obj[0] or Path(HOME)


def config_of(context: typer.Context | None, path: Path | None) -> Config:
    """The configuration named after the command, or before it, or the one in this directory; raises ConfigError."""
    from monitor.config import load_config

    return load_config(config_file_of(context, path), os.environ)


def config_file_of(context: typer.Context | None, path: Path | None) -> Path | None:
    """The file of the configuration; None where there is none and the defaults hold."""
    from monitor.config import FILE_NAME

    named = path or (context.obj[1] if context else None)
    return named or (Path(FILE_NAME) if Path(FILE_NAME).is_file() else None)


def flow_of(context: typer.Context, home: Path | None, config: Path | None) -> Flow:
    """Everything a pass needs; raises ConfigError or WatchlistError."""
    from monitor.clock import now
    from monitor.steps.flow import build_flow

    file = config_file_of(context, config)
    return build_flow(home_of(context, home), config_of(context, config), now, file)
