"""Reading documents in worker processes, each under limits of time and memory: a bad document ends as an error, never
as us."""

from __future__ import annotations

import multiprocessing
import os
import resource
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType

from monitor.config import Reading
from parsers import Hint, Report, parse
from parsers.errors import ReadError, TimedOut, TooLarge, Unreadable

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Task:
    """One document to be read."""

    data: bytes
    hint: Hint


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a report, or the error; exactly one of the two."""

    report: Report | None = None
    error: ReadError | None = None


def read_document(task: Task) -> Outcome:
    """Read one document; whatever goes wrong inside is an outcome, for a document must never stop the others."""
    try:
        return Outcome(report=parse(task.data, task.hint))
    except ReadError as error:
        return Outcome(error=error)
    except MemoryError:
        return Outcome(error=TooLarge("reading it takes more memory than allowed ([reading] memory_mib)"))
    except RecursionError:
        return Outcome(error=TooLarge("it is nested too deeply to be read"))
    except Exception as error:
        return Outcome(error=Unreadable(f"the reader failed on it ({type(error).__name__}: {error})"))


class PoolStopped(Exception):
    """Raised when the pool was stopped from another thread, by `ReadPool.read`; the document is read at the next
    turn."""


class ReadPool:
    """A pool of workers; after one is killed the pool is made anew and the other documents go on.

    Limits of memory hold for a worker's own growth beyond what it needs to start.
    """

    def __init__(self, limits: Reading) -> None:
        self.limits = limits
        self._executor: ProcessPoolExecutor | None = None
        self._stopped = False

    def __enter__(self) -> ReadPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def stop(self) -> None:
        """End all reading at once, from whichever thread; what was under way is not recorded."""
        self._stopped = True
        self._kill()

    def read(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield one outcome per task, in order; as many are under way as there are workers."""
        waiting = iter(tasks)
        running: list[tuple[Task, Future[Outcome]]] = []
        while True:
            while len(running) < self.limits.workers and (task := next(waiting, None)):
                running.append((task, self._submit(task)))
            if not running:
                return
            task, future = running.pop(0)
            outcome = self._await(future)
            if outcome is None:
                outcome = self._read_alone(task)
            if self._executor is None:
                running = [(other, self._submit(other)) for other, _ in running]
            yield outcome

    def _read_alone(self, task: Task) -> Outcome:
        """Read a document again by itself after the pool broke: which of those under way broke it, nobody can tell."""
        return self._await(self._submit(task)) or Outcome(error=Unreadable("the reader crashed on it"))

    def _submit(self, task: Task) -> Future[Outcome]:
        if self._executor is None:
            context = multiprocessing.get_context("forkserver")
            self._executor = ProcessPoolExecutor(
                self.limits.workers, context, initializer=_prepare_worker, initargs=(self.limits.memory_mib,)
            )
        return self._executor.submit(read_document, task)

    def _await(self, future: Future[Outcome]) -> Outcome | None:
        """The outcome of one document; None when the pool broke meanwhile."""
        try:
            return future.result(timeout=self.limits.timeout)
        except FutureTimeout:
            self._kill()
            return Outcome(error=TimedOut(f"reading it took longer than {self.limits.timeout:g} s"))
        except (BrokenProcessPool, CancelledError) as error:
            if self._stopped:
                raise PoolStopped from error
            self._kill()
            return None

    def _kill(self) -> None:
        """End all workers at once; a hung one would never end by itself."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        for process in list((executor._processes or {}).values()):
            process.kill()
        executor.shutdown(wait=True, cancel_futures=True)


def _prepare_worker(mib: int) -> None:
    """Bound a worker's address space (what Python and its libraries map at the start comes on top), and let it end
    with us: the worker of a killed parent would wait for its next document for ever."""
    limit = (mib + 512) * MIB
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    threading.Thread(target=_end_with_parent, name="tether", daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
