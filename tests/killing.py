"""A program that takes turns in children, and the parent that kills these."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

from storage.connection import archive_file


class Player:
    """The program `module HOME CONFIG`: told a line, it takes that turn in a child."""

    def __init__(self, module: str, home: Path, config: Path, environment: Mapping[str, str]) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, home, config],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )

    def begin(self, turn: str) -> int:
        """Returns the child's number."""
        self._pipe(self.process.stdin).write(f"{turn}\n")
        self._pipe(self.process.stdin).flush()
        return int(self._pipe(self.process.stdout).readline())

    def ended(self) -> int:
        """How the child ended, as `waitpid` says it; 0 for well."""
        return int(self._pipe(self.process.stdout).readline())

    def take(self, turn: str) -> int:
        self.begin(turn)
        return self.ended()

    def kill_after(self, turn: str, seconds: float) -> bool:
        """Begin a turn and kill it after so long; whether it was killed before its end."""
        child = self.begin(turn)
        time.sleep(seconds)
        with suppress(ProcessLookupError):  # it was over just before
            os.kill(child, signal.SIGKILL)
        return self.ended() == signal.SIGKILL

    def kill_once_grown(self, turn: str, sql: str, growth: int, seconds: float) -> bool:
        """Begin a turn and kill it so long after the number that `sql` asks for has grown by `growth`: how far it came
        then does not depend on how fast the machine is. Whether it was killed before its end."""
        grown = self.number(sql) + growth
        child = self.begin(turn)
        with suppress(ProcessLookupError):
            while self.number(sql) < grown:
                os.kill(child, 0)
                time.sleep(0.002)
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        return self.ended() == signal.SIGKILL

    def number(self, sql: str) -> int:
        """The answer to a question for one number; 0 while there is no archive."""
        try:
            (row,) = self.query(sql)
        except sqlite3.OperationalError:
            return 0
        return int(str(row[0]))

    def stop(self) -> None:
        self.process.communicate()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe

    def query(self, sql: str) -> Counter[tuple[object, ...]]:
        with closing(sqlite3.connect(archive_file(self.home))) as connection:
            return Counter(tuple(row) for row in connection.execute(sql))
