"""The pictures in docs/images/: `python -m tests.screenshots` plays the season and photographs what its users see.

Everything is on this machine: the season's own portal and post offices, Datasette on a free port, Chromium without a
proxy.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from crawler.browser import find_chromium
from crawler.watchlist import find_watchlist, load_watchlist
from monitor.alerts.preview import slack_to_html
from monitor.alerts.slack_messages import SlackMessage
from monitor.catalogue import Language
from monitor.commands.status import print_matrix
from monitor.season.play import play
from monitor.states import body_states
from storage.archive import Archive
from storage.web.background import WebServer, start_in_background

IMAGES = Path(__file__).parent.parent / "docs" / "images"
MOST_BYTES = 500_000
COLUMNS = 100
ARCHIVE_URL = "http://127.0.0.1:8001"
"""What the messages name as the archive; the port that `nianbao serve` has by default."""

SHOWN_ON = dt.date(2022, 1, 27)
"""The day on which the matrix of bodies and years is shown: a few days before the reports on 2021 are due."""
SHOWN_DAYS = ("22 January 2021", "1 February 2021")
"""The days of the season that the picture of the terminal shows; the others are left out, with a mark."""

TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px 20px; background: #1d1f21; color: {foreground} }}
pre {{ margin: 0; font: 14px/1.16 "DejaVu Sans Mono", "Noto Sans CJK SC", "WenQuanYi Zen Hei", monospace }}
b.w {{ display: inline-block; width: 2ch; height: 1.16em; vertical-align: top; text-align: center; font: inherit }}
{stylesheet}</style><pre>{code}</pre>"""


def new_console() -> Console:
    return Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")


def play_season(home: Path, language: Language) -> Console:
    """Play the season into `home`; returns the console that recorded it."""
    console = new_console()
    play(home, console, language, ARCHIVE_URL)
    return console


def shown_lines(ansi: str) -> list[str]:
    """The lines of the days that are shown; a day begins with a rule that names it."""
    lines: list[str] = []
    shown = skipped = False
    for line in ansi.splitlines():
        plain = Text.from_ansi(line).plain
        if plain.rstrip().endswith("─") and plain[:1].isdigit():
            shown = plain.startswith(SHOWN_DAYS)
            if shown and skipped and lines:
                lines += ["\x1b[2m⋯\x1b[0m", ""]
            skipped = not shown
        if shown:
            lines.append(line)
    return lines


def terminal_to_html(console: Console) -> str:
    """What a terminal shows of the season, as a page."""
    return lines_to_html("make run", shown_lines(console.export_text(styles=True)))


def matrix_to_html(home: Path, language: Language) -> str:
    """What `nianbao status` shows at the end of the season, as a page."""
    watchlist = load_watchlist(find_watchlist("sample"))
    console = new_console()
    with Archive.open(home) as archive:
        rows = list(body_states(archive, watchlist, SHOWN_ON, due_soon_days=7))
    print_matrix(rows, language, console)
    return lines_to_html("nianbao status", console.export_text(styles=True).splitlines())


def lines_to_html(command: str, shown: list[str]) -> str:
    lines = [f"\x1b[2m$\x1b[0m {command}", "", *shown]
    picture = new_console()
    picture.print(Text.from_ansi("\n".join(lines)))
    page = picture.export_html(theme=SVG_EXPORT_THEME, code_format=TERMINAL)
    return "".join(f'<b class="w">{each}</b>' if cell_len(each) == 2 else each for each in page)


def message_with(home: Path, pattern: str, text: str) -> Path:
    """The first message of the season that has `text` in it; raises LookupError where none has."""
    for file in sorted((home / "messages").glob(pattern)):
        if text in file.read_text(encoding="utf-8"):
            return file
    raise LookupError(f"{home / 'messages'}: no {pattern} with {text}")


def slack_page(home: Path, text: str, language: Language) -> str:
    """The Slack message with `text` in it, as a channel shows it."""
    payload = json.loads(message_with(home, "slack-*.json", text).read_text(encoding="utf-8"))
    message = SlackMessage(payload["text"], tuple(payload["blocks"]), "", 1, 1)
    return slack_to_html([message], str(language), "09:30")


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, found as a crawl finds it; raises LookupError where there is none."""
    chromium = find_chromium()
    if chromium is None:
        raise LookupError("no Chromium; install one or set NIANBAO_CHROMIUM")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-proxy-server", *root])
        yield started
        started.close()


def take(
    started: Browser,
    name: str,
    show: Callable[[Page], object],
    width: int,
    tallest: int,
    scheme: Literal["light", "dark"] = "light",
) -> None:
    """Photograph what `show` puts on a page: all of it, or as much as `tallest` allows."""
    page = started.new_page(viewport={"width": width, "height": 200}, device_scale_factor=1.5, color_scheme=scheme)
    show(page)
    needed = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(needed), tallest)})
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file)
    page.close()
    size = file.stat().st_size
    sys.stdout.write(f"{file.name}: {size // 1000} kB\n")
    if size > MOST_BYTES:
        raise ValueError(f"{file.name}: {size} bytes, more than {MOST_BYTES}; show less of it")


def take_html(
    started: Browser,
    name: str,
    html: str,
    width: int,
    tallest: int = 1600,
    scheme: Literal["light", "dark"] = "light",
) -> None:
    take(started, name, lambda page: page.set_content(html), width, tallest, scheme)


def take_messages(started: Browser, home: Path, language: Language, suffix: str = "") -> None:
    """The mail and the Slack message about the report that was altered."""
    mail = message_with(home, "mail-*.html", "document.revised").read_text(encoding="utf-8")
    take_html(started, f"mail{suffix}", mail, 760)
    if not suffix:
        take_html(started, "mail.dark", mail, 760, scheme="dark")
    take_html(started, f"slack{suffix}", slack_page(home, "document.revised", language), 760)


def take_archive(started: Browser, home: Path, server: WebServer) -> None:
    """Datasette: its front page, a named query, and the page of the report with a mistake."""
    with Archive.open(home) as archive:
        [report] = archive.rows("SELECT max(report) AS id FROM findings WHERE code = 'applications.row_total'")
    pages = {
        "archive": ("", 1300),
        "query": ("nianbao/doubted_cells", 1200),
        "report": (f"report/{report['id']}", 1300),
    }
    for name, (path, tallest) in pages.items():
        address = f"{server.url}{path}"
        take(started, name, lambda page, address=address: page.goto(address), 1100, tallest)  # type: ignore[misc]


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as started:
        english, chinese = Path(folder) / "en", Path(folder) / "zh"
        take_html(started, "terminal", terminal_to_html(play_season(english, Language.EN)), 900, 2400)
        take_html(started, "status", matrix_to_html(english, Language.EN), 900)
        take_messages(started, english, Language.EN)
        server = start_in_background(english, port=0)
        try:
            take_archive(started, english, server)
        finally:
            server.stop()
        play_season(chinese, Language.ZH)
        take_html(started, "status.zh", matrix_to_html(chinese, Language.ZH), 900)
        take_messages(started, chinese, Language.ZH, ".zh")


if __name__ == "__main__":
    main()
