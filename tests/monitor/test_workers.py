"""The pool: whatever a document does to its reader, it ends as a clear error, and the next one is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor import worker_process, workers
from monitor.config import Reading
from monitor.workers import Method, Outcome, PoolStopped, ReadPool, Task
from parsers import Hint, Report
from parsers.errors import Unreadable
from tests.monitor.hostile import HOSTILE

ROOT = Path(__file__).parent.parent.parent
GOOD = (ROOT / "crawler" / "sample" / "documents" / "sample_statistics_2020.html").read_bytes()
ALL_THREADS = threading.active_count
LIMITS = Reading(workers=1, timeout=20, memory_mib=256)


@pytest.fixture(autouse=True, scope="module")
def alone() -> Iterator[None]:
    """A pool forks only where no other thread stands by. Here some may, idle, and come and go: Apprise's, once it has
    sent something, and those of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers.threading, "active_count", lambda: 1)
        yield


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadPool]:
    with ReadPool(LIMITS, "fork") as pool:
        yield pool


def read(pool: ReadPool, *documents: bytes) -> list[Outcome]:
    return list(pool.read(Task(data, Hint(name="document")) for data in documents))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_a_clear_error_and_the_next_is_read(pool: ReadPool, name: str) -> None:
    make, codes = HOSTILE[name]
    bad, good = read(pool, make(), GOOD)
    assert bad.report is None
    assert bad.error
    assert bad.error.code in codes
    assert "\n" not in str(bad.error)
    assert good.report


def test_a_pool_from_the_server_process_survives_a_crash_too() -> None:
    make, codes = HOSTILE["a page that unpacks to 600 MB"]
    with ReadPool(LIMITS, "forkserver") as pool:
        bad, good = read(pool, make(), GOOD)
    assert bad.error
    assert bad.error.code in codes
    assert good.report


# What a reader may do to its process. Workers made by fork inherit the replaced `parse`.
def hang(data: bytes, hint: Hint) -> Report:
    while True:
        pass


def sleep(data: bytes, hint: Hint) -> Report:
    time.sleep(3600)
    raise AssertionError


def devour(data: bytes, hint: Hint) -> Report:
    held = []
    while True:
        held.append(bytearray(2**20))


def crash(data: bytes, hint: Hint) -> Report:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def vanish(data: bytes, hint: Hint) -> Report:
    os._exit(0)


def run_out(data: bytes, hint: Hint) -> Report:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def flood(data: bytes, hint: Hint) -> Report:
    raise Unreadable("x" * (worker_process.MOST_OUTPUT + 1))


def recurse(data: bytes, hint: Hint) -> Report:
    return recurse(data, hint)


def chatter(data: bytes, hint: Hint) -> Report:
    os.write(1, b"printed by a library\n")
    os.write(2, b"printed by a library\n")
    raise Unreadable("quietly")


def leave_a_child(data: bytes, hint: Hint) -> Report:
    child = subprocess.Popen(["/bin/sleep", "3600"])
    Path(data.decode()).write_text(str(child.pid), encoding="ascii")
    return sleep(data, hint)


MISDEEDS: dict[Callable[[bytes, Hint], Report], str] = {
    hang: "timeout",
    sleep: "timeout",
    devour: "too_large",
    crash: "unreadable",
    vanish: "unreadable",
    run_out: "too_large",
    flood: "too_large",
    recurse: "too_large",
    chatter: "unreadable",
}


def sometimes(misdeed: Callable[[bytes, Hint], Report]) -> Callable[[bytes, Hint], Report]:
    """Read as ever, but one kind of document badly."""

    def parse(data: bytes, hint: Hint) -> Report:
        return misdeed(data[4:], hint) if data.startswith(b"bad:") else worker_process_parse(data, hint)

    return parse


worker_process_parse = worker_process.parse


@pytest.mark.parametrize("misdeed", MISDEEDS, ids=lambda misdeed: misdeed.__name__)
def test_a_reader_that_misbehaves_costs_its_own_document_only(
    misdeed: Callable[[bytes, Hint], Report], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(worker_process, "parse", sometimes(misdeed))
    seconds = 3.0 if MISDEEDS[misdeed] == "timeout" else 30.0
    with ReadPool(Reading(workers=2, timeout=seconds, memory_mib=256), "fork") as pool:
        outcomes = read(pool, GOOD, b"bad:", GOOD, b"bad:", GOOD)
    codes = [outcome.error.code if outcome.error else "read" for outcome in outcomes]
    assert codes == ["read", MISDEEDS[misdeed], "read", MISDEEDS[misdeed], "read"]
    assert capfd.readouterr() == ("", "")


def test_what_a_hanging_reader_started_ends_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(worker_process, "parse", sometimes(leave_a_child))
    note = tmp_path / "pid"
    with ReadPool(Reading(workers=1, timeout=1.0), "fork") as pool:
        (outcome,) = read(pool, b"bad:" + str(note).encode())
    assert outcome.error
    assert outcome.error.code == "timeout"
    assert gone(int(note.read_text(encoding="ascii")))


def gone(pid: int) -> bool:
    """Whether a process ends within two seconds; a zombie that nobody has waited for yet is one."""
    for _ in range(40):
        try:
            if Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] in "ZX":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("method", ["fork", "forkserver"])
def test_no_worker_outlives_its_pool(method: Method) -> None:
    with ReadPool(Reading(workers=2), method) as pool:
        assert all(outcome.report for outcome in read(pool, GOOD, GOOD, GOOD))
        pids = [worker.process.pid or 0 for worker in pool._idle]
        assert len(pids) == 2
    assert all(map(gone, pids))


@pytest.mark.parametrize("method", ["fork", "forkserver"])
def test_no_worker_outlives_a_parent_that_is_killed(method: str) -> None:
    script = f"""
import os, signal
from monitor.config import Reading
from monitor.workers import ReadPool, Task
from parsers import Hint
pool = ReadPool(Reading(workers=2), {method!r})
list(pool.read([Task(b"", Hint())] * 2))
print(*[worker.process.pid for worker in pool._idle], flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 2, done.stderr
    assert all(map(gone, pids))


def test_stopping_from_another_thread_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "parse", sometimes(sleep))
    pool = ReadPool(Reading(workers=1), "fork")
    assert read(pool, GOOD)[0].report  # a worker is there before a thread is
    outcomes = pool.read([Task(b"bad:", Hint())])
    threading.Timer(0.5, pool.stop).start()
    began = time.monotonic()
    with pytest.raises(PoolStopped):
        next(outcomes)
    pool.close()
    assert time.monotonic() - began < 5


def test_a_worker_that_grew_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bytearray] = []

    def hoard(data: bytes, hint: Hint) -> Report:
        held.append(bytearray(400 * 2**20))
        raise Unreadable("kept it")

    monkeypatch.setattr(worker_process, "parse", hoard)
    with ReadPool(Reading(workers=1, memory_mib=512), "fork") as pool:
        outcomes = read(pool, b"", b"", b"")
    assert [str(outcome.error) for outcome in outcomes] == ["kept it"] * 3


def test_an_order_given_up_does_not_mix_with_the_next() -> None:
    with ReadPool(Reading(workers=2), "fork") as pool:
        first = pool.read([Task(b"", Hint())] * 4)
        next(first)
        assert [bool(outcome.report) for outcome in read(pool, GOOD, b"")] == [True, False]


def test_a_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.threading, "active_count", ALL_THREADS)
    ready = threading.Event()
    thread = threading.Thread(target=ready.wait)
    thread.start()
    try:
        context = ReadPool(Reading(), "fork")._context()
    finally:
        ready.set()
        thread.join()
    assert context.get_start_method() == "forkserver"
    assert workers.MOST_BYTES == 100 * 2**20
