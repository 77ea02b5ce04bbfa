"""`nianbao sample-season`: the demonstration, and what an onlooker may look at afterwards."""

from __future__ import annotations

import threading
from pathlib import Path

from rich.console import Console

from monitor.catalogue import Language
from monitor.errors import ConfigError
from monitor.season.play import play
from monitor.season.screen import Screen
from monitor.season.stage import free_port
from storage.web.background import start_in_background


def run_season(home: Path, language: str, port: int, *, serve: bool) -> None:
    """Play the season; then leave Datasette running until Ctrl-C, unless it is only to be played."""
    if language not in list(Language):
        raise ConfigError(f"--language {language}: is en or zh")
    chosen = free_port(port)
    console = Console()
    play(home, console, Language(language), f"http://127.0.0.1:{chosen}")
    places = [("Archive", str(home / "nianbao.db")), ("Messages", f"{home / 'messages'}{'/'}")]
    if not serve:
        Screen(console).look(places)
        return
    server = start_in_background(home, port=chosen)
    try:
        Screen(console).look([*places, ("Datasette", f"{server.url}  (Ctrl-C ends)")])
        threading.Event().wait()
    finally:
        server.stop()
