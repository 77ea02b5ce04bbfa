"""Memory of a worker, whether it stays flat, and the CPU time of a cold start; each in a process of its own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .layouts import LAYOUTS
from .run import make

ROOT = Path(__file__).parents[2]
_WITHOUT_OCR = ("html-word", "docx-word", "pdf-word", "text-tabs", "xlsx-numbers", "ofd-lines", "rtf-gbk")
_WITH_OCR = ("scan-200",)
_WORKER = """
import resource, sys
from pathlib import Path
from parsers import Hint, parse
from parsers.errors import ReadError
files = [(Path(name).read_bytes(), Hint(name=name)) for name in sys.argv[2:]]
def resident():
    return int(Path('/proc/self/statm').read_text().split()[1]) * resource.getpagesize() / 2**20
total, read, early = int(sys.argv[1]), 0, 0.0
for number in range(total):
    data, hint = files[number % len(files)]
    try:
        parse(data, hint)
        read += 1
    except ReadError:
        pass
    if number == total // 5:
        early = resident()
peak = next(line for line in Path('/proc/self/status').read_text().splitlines() if line.startswith('VmHWM'))
print(int(peak.split()[1]) / 1024, early, resident(), read)
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """MiB of a worker: at its peak, after a fifth of the documents, at the end."""

    name: str
    documents: int
    read: int
    peak: float
    early: float
    late: float
    most: float

    @property
    def holds(self) -> bool:
        return self.read > 0 and self.peak <= self.most and self.late <= self.early * 1.05 + 4


def measure_memory(documents: int = 1000, scans: int = 12) -> list[Memory]:
    return [_memory("without OCR", _WITHOUT_OCR, 3, documents, 250), _memory("with OCR", _WITH_OCR, 1, scans, 900)]


def _memory(name: str, layouts: Sequence[str], each: int, documents: int, most: float) -> Memory:
    with tempfile.TemporaryDirectory() as folder:
        files = _write(Path(folder), layouts, each)
        command = [sys.executable, "-c", _WORKER, str(documents), *map(str, files)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=900)
    peak, early, late, read = (float(part) for part in done.stdout.split())
    return Memory(name, documents, int(read), peak, early, late, most)


def _write(folder: Path, layouts: Sequence[str], each: int) -> list[Path]:
    files = []
    for layout in (layout for layout in LAYOUTS if layout.name in layouts):
        for number in range(each):
            files.append(folder / f"{layout.name}-{number}-{layout.file}")
            files[-1].write_bytes(make(layout, number)[1])
    return files


def cold_start(repeats: int = 5) -> float:
    """Seconds of CPU that `nianbao parse one.html` takes, the least of several runs."""
    with tempfile.TemporaryDirectory() as folder:
        (file,) = _write(Path(folder), ("html-clean",), 1)
        command = [str(Path(sys.executable).with_name("nianbao")), "parse", str(file)]
        return min(_cpu_of(command) for _ in range(repeats))


def _cpu_of(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, "NO_COLOR": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
