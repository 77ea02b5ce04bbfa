"""Reading documents in worker processes, each under limits of time and memory: a bad document ends as an error, never
as us."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.context import ForkContext, ForkServerContext
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from monitor.worker_process import MIB, Answer, Outcome, Task, serve
from parsers.errors import TimedOut, TooLarge, Unreadable

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from monitor.config import Reading

MOST_BYTES = 100 * MIB
"""No larger file is read; the largest scans seen have a third of it."""
_PRELOADED = ["__main__", "monitor.worker_process", "parsers.build", "parsers.readers", "parsers.sniff"]
_LEAVE = 2.0
"""Seconds a worker whose pipe is closed may take to be gone."""

Method = Literal["fork", "forkserver"]


class PoolStopped(Exception):
    """Raised when the pool was stopped from another thread, by `ReadPool.read`; the document is read at the next
    turn."""


class _Worker:
    """A process and our end of the pipe to it; `deadline` is when the document it was given has to be read."""

    def __init__(self, context: ForkContext | ForkServerContext, limits: Reading) -> None:
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.limits, self.deadline = limits, 0.0
        self.process = context.Process(
            target=serve, args=(theirs, limits.memory_mib, limits.timeout), name="reader", daemon=True
        )
        self.process.start()
        theirs.close()

    def begin(self, task: Task) -> None:
        """Hand a document over; raises OSError when the worker is gone."""
        self.deadline = time.monotonic() + self.limits.timeout
        self.pipe.send_bytes(pickle.dumps(task))

    def finish(self) -> Answer:
        """Wait for the answer, and no longer than to the deadline. A worker that failed is ended here."""
        try:
            if self.pipe.poll(max(0.0, self.deadline - time.monotonic())):
                answer: Answer = pickle.loads(self.pipe.recv_bytes())  # noqa: S301 - our own worker wrote it
                return answer
        except (EOFError, OSError):
            self.process.join(_LEAVE)
            return Answer(Outcome(error=_crash(self.process.exitcode, self.limits)), spent=True)
        return Answer(Outcome(error=_late(self.limits)), spent=True)

    def end(self) -> None:
        """End the process, and all it started. A worker keeps nothing that would have to be put away."""
        self.kill()
        self.process.join()
        self.pipe.close()

    def kill(self) -> None:
        if self.process.pid and self.process.is_alive():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()


def _late(limits: Reading) -> TimedOut:
    return TimedOut(f"reading it took longer than {limits.timeout:g} s")


def _crash(code: int | None, limits: Reading) -> TimedOut | TooLarge | Unreadable:
    """What the way a worker died says of the document. PDFium ends its process when it gets no memory."""
    name = signal.Signals(-code).name if code and code < 0 else f"exit code {code}"
    if code == -signal.SIGXCPU:
        return _late(limits)
    if code == -signal.SIGKILL:
        return TooLarge("the system ended its reader, most likely for want of memory")
    return Unreadable(f"the reader crashed on it ({name})")


class ReadPool:
    """A pool of workers; one that hangs, crashes or outgrows its limits is replaced, and the others go on.

    Limits of memory hold for a worker's own growth beyond what it needs to start. `fork` starts workers fastest and is
    only for a process without other threads, locks or archive; otherwise they come from a clean server process.
    """

    def __init__(self, limits: Reading, method: Method = "forkserver") -> None:
        self.limits = limits
        self._method = method
        self._idle: list[_Worker] = []
        self._busy: deque[_Worker | Outcome] = deque()
        self._stopped = False

    def __enter__(self) -> ReadPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers; a document still under way is given up."""
        self._give_up()
        idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def stop(self) -> None:
        """End all reading at once, from whichever thread; what was under way is not recorded."""
        self._stopped = True
        for worker in [*self._busy, *self._idle]:
            if isinstance(worker, _Worker):
                worker.kill()

    def read(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield one outcome per task, in order; as many are under way as there are workers."""
        waiting = iter(tasks)
        self._give_up()
        while True:
            while len(self._busy) < self.limits.workers and (task := next(waiting, None)):
                self._busy.append(self._begin(task))
            if not self._busy:
                return
            yield self._finish()

    def _begin(self, task: Task) -> _Worker | Outcome:
        if self._stopped:
            raise PoolStopped
        if len(task.data) > MOST_BYTES:
            return Outcome(error=TooLarge(f"a file of more than {MOST_BYTES // MIB} MiB"))
        while self._idle:
            worker = self._idle.pop()
            try:
                worker.begin(task)
            except OSError:
                worker.end()
            else:
                return worker
        worker = _Worker(self._context(), self.limits)
        with contextlib.suppress(OSError):  # it died at once: `finish` finds out how
            worker.begin(task)
        return worker

    def _finish(self) -> Outcome:
        """The outcome of the document that has waited longest."""
        first = self._busy[0]
        if self._stopped:  # while a worker was being started, so that `stop` did not see it
            raise PoolStopped
        if isinstance(first, Outcome):
            self._busy.popleft()
            return first
        answer = first.finish()
        if self._stopped:
            raise PoolStopped
        self._busy.popleft()
        if answer.spent:
            first.end()
        else:
            self._idle.append(first)
        return answer.outcome

    def _give_up(self) -> None:
        """End what a reading that was broken off left under way."""
        busy, self._busy = self._busy, deque()
        for worker in busy:
            if isinstance(worker, _Worker):
                worker.end()

    def _context(self) -> ForkContext | ForkServerContext:
        if self._method == "fork" and threading.active_count() == 1:
            return multiprocessing.get_context("fork")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        return context


__all__ = ["MOST_BYTES", "Method", "Outcome", "PoolStopped", "ReadPool", "Task"]
