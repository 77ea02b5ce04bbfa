"""Judges in processes of their own: each reads the archive for itself and writes nothing."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType

from crawler.watchlist import Watchlist
from monitor.local.load import load_local_rules
from monitor.steps.affected import Checking
from monitor.steps.judge import Judge, Judged
from storage.archive import Archive
from storage.plan import NOBODY

WAITING = 2
"""Batches judged ahead for each process: enough that none is idle, few enough that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a judge needs to know; it travels to the processes."""

    home: Path
    watchlist: Watchlist
    today: dt.date
    due_soon_days: int
    use_corrections: bool
    rules_path: str


Batch = Sequence[tuple[str, int]]


class JudgePool:
    """Judges batches side by side, and gives what they say in the order of the batches."""

    def __init__(self, terms: Terms, processes: int) -> None:
        self._processes = processes
        self._pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (terms,))

    def __enter__(self) -> JudgePool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def judge(self, batches: Sequence[Batch]) -> Iterator[list[Judged]]:
        waiting: deque[Future[list[Judged]]] = deque()
        for batch in batches:
            waiting.append(self._pool.submit(_judge, batch))
            if len(waiting) >= WAITING * self._processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_judges: list[Judge] = []
"""The judge of this process."""


def _begin(terms: Terms) -> None:
    local = load_local_rules(terms.rules_path)
    checking = Checking(
        terms.watchlist, NOBODY, terms.today, terms.due_soon_days, use_corrections=terms.use_corrections, local=local
    )
    _judges.append(Judge(Archive.open_to_read(terms.home), checking))


def _judge(batch: Batch) -> list[Judged]:
    return _judges[0].judge_all(batch)
