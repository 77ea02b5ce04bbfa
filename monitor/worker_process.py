"""The far side of the pool: one process that reads one document after another, under limits the kernel enforces."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import threading
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import NamedTuple

from parsers import Hint, Report, parse
from parsers.errors import ReadError, TooLarge, Unreadable

MIB = 1024 * 1024
MOST_OUTPUT = 32 * MIB
"""Bytes a report may take on its way back; the longest real ones take a hundredth."""
_CODE_MIB = 512
_SLACK_MIB = 256
"""What libraries map (code, models, stacks) and reserve beyond what a document takes."""
_SPENT = 0.25
"""A worker that has grown for good by this share of its limit is replaced: the next document gets the whole limit."""
_NO_MEMORY = "memory alloc"
"""How libxml2 and zlib report that memory ran out, under errors of their own."""
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Task:
    """One document to be read; `show` asks for a page that shows what was read where."""

    data: bytes
    hint: Hint
    show: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a report, or the error; exactly one of the two. `shown` is a web page, where asked for."""

    report: Report | None = None
    error: ReadError | None = None
    shown: str | None = None


class Answer(NamedTuple):
    """An outcome, and whether the worker that sends it ends after it."""

    outcome: Outcome
    spent: bool


def read_document(task: Task) -> Outcome:
    """Read one document; whatever goes wrong inside is an outcome, for a document must never stop the others."""
    try:
        return Outcome(report=parse(task.data, task.hint))
    except MemoryError:
        return Outcome(error=_out_of_memory())
    except RecursionError:
        return Outcome(error=TooLarge("it is nested too deeply to be read"))
    except Exception as error:
        if _NO_MEMORY in str(error).lower():
            return Outcome(error=_out_of_memory())
        if isinstance(error, ReadError):
            return Outcome(error=error)
        return Outcome(error=Unreadable(f"the reader failed on it ({type(error).__name__}: {error})"))


def show_document(task: Task) -> Outcome:
    """Read one document, and draw what was read; a page that can't be drawn is an error of its own."""
    outcome = read_document(task)
    if not task.show:
        return outcome
    from monitor.commands.show import show_page

    try:
        return replace(outcome, shown=show_page(task.data, task.hint, outcome.report, outcome.error))
    except MemoryError:
        return Outcome(error=_out_of_memory())
    except Exception as error:
        return Outcome(error=Unreadable(f"it can't be drawn ({type(error).__name__}: {error})"))


def _out_of_memory() -> TooLarge:
    return TooLarge("reading it takes more memory than allowed ([reading] memory_mib)")


def serve(pipe: Connection, memory_mib: int, seconds: float) -> None:
    """Read the documents that come through `pipe` until it closes, or until a document left its marks."""
    _stand_alone()
    _limit_memory(memory_mib)
    at_start = _private_mib()
    spent = False
    while not spent:
        try:
            task: Task = pickle.loads(pipe.recv_bytes())  # noqa: S301 - our own parent wrote it
        except (EOFError, OSError):
            return
        except MemoryError:
            pipe.send_bytes(pickle.dumps(Answer(Outcome(error=_out_of_memory()), spent=True)))
            return
        _limit_seconds(seconds)
        outcome, packed = _packed(task)
        spent = _is_memory(outcome) or _private_mib() - at_start > _SPENT * memory_mib + _SLACK_MIB
        pipe.send_bytes(pickle.dumps(Answer(outcome, spent)) if spent or packed is None else packed)


def _packed(task: Task) -> tuple[Outcome, bytes | None]:
    """The outcome with the bytes of its answer, or an error in place of one that is too large to send."""
    outcome = show_document(task)
    try:
        packed = pickle.dumps(Answer(outcome, spent=False))
    except MemoryError:
        return Outcome(error=_out_of_memory()), None
    if len(packed) > MOST_OUTPUT:
        return Outcome(error=TooLarge(f"what it says takes more than {MOST_OUTPUT // MIB} MiB")), None
    return outcome, packed


def _is_memory(outcome: Outcome) -> bool:
    """Whether memory ran out: then a library may be left half set up."""
    return outcome.error is not None and str(outcome.error) == str(_out_of_memory())


def _stand_alone() -> None:
    """Leave the terminal's group, so that all a reader starts can be ended with it; print nothing; end with our
    parent, which the kernel sees to even while a library holds the interpreter."""
    os.setpgrp()
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_end_with_parent, name="tether", daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _limit_memory(mib: int) -> None:
    """Bound what a worker takes beyond what it has at the start: address space, and memory of its own."""
    mapped, own = _mapped_mib(), _private_mib()
    _bound(resource.RLIMIT_AS, (mapped + mib + _CODE_MIB) * MIB)
    _bound(resource.RLIMIT_DATA, (own + mib + _SLACK_MIB) * MIB)
    _bound(resource.RLIMIT_CORE, 0)


def _bound(what: int, limit: int) -> None:
    hard = resource.getrlimit(what)[1]
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(what, (limit, hard))


def _limit_seconds(seconds: float) -> None:
    """A second line behind the pool's own clock: SIGXCPU ends a document that nobody is waiting for any more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    cores = os.cpu_count() or 1
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + (seconds + 5) * cores) + 1)


def _mapped_mib() -> int:
    return _statm(0)


def _private_mib() -> int:
    return _statm(5)


def _statm(field: int) -> int:
    """A size of this process from the kernel in MiB; 0 where the system has no /proc."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib costs more than the read
            return int(file.read().split()[field]) * resource.getpagesize() // MIB
    except OSError:
        return 0
