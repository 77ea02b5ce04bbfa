"""How a command ends when something is wrong: one clear line and an exit code, never a traceback."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import TyperException

USAGE, UNREAD, REFUSED, ARCHIVE, UNDELIVERED, UNEXPECTED = 2, 3, 4, 5, 6, 70
"""Beyond the contract's 0 to 3 (3 being also a column that could not be read): 4 another crawl or service is running,
5 the archive can't be used, 6 an alert was not delivered, 70 a defect of ours."""

INTERRUPTED = 130
"""As shells count a program that Ctrl-C ended."""

EXIT_CODES: dict[str, int] = {
    "ConfigError": USAGE,
    "PreviousUnread": UNREAD,
    "WatchlistError": USAGE,
    "ServiceRunning": REFUSED,
    "Held": REFUSED,
    "ArchiveError": ARCHIVE,
}
"""By the name of an exception's class or of one it is a kind of: naming them imports nothing."""


def run_with_clear_errors(app: Callable[..., Any]) -> int:
    """Run the command line and return its exit code."""
    try:
        result = app(standalone_mode=False)
    except typer.Exit as exit_:
        return exit_.exit_code
    except TyperException as error:
        sys.stderr.write(f"nianbao: {error.format_message()}\n")
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        return _explain(error)
    return result if isinstance(result, int) else 0


def _explain(error: Exception) -> int:
    code = getattr(error, "exit_code", None) or next(
        (EXIT_CODES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in EXIT_CODES), None
    )
    if code is not None:
        sys.stderr.write(f"nianbao: {error}\n")
        return code
    with tempfile.NamedTemporaryFile("w", prefix="nianbao-", suffix=".txt", delete=False, encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
    sys.stderr.write(
        f"nianbao: this should not have happened ({type(error).__name__}: {error}). Nothing that was kept is lost; "
        f"please report it with {Path(file.name)}\n"
    )
    return UNEXPECTED
