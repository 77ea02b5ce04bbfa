"""A rule of the user's in Python: a file with a few names and a function `check(case)`."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from monitor.case import Case
from monitor.catalogue import Entry
from monitor.finding import Finding
from monitor.local.declared import NEEDED, OPTIONAL, LocalRuleError, read_declared
from monitor.local.problem import Problem, to_finding


@dataclass(frozen=True, slots=True)
class PythonRule:
    """Called like any rule."""

    file: str
    code: str
    entry: Entry
    check: Callable[[Case], Iterable[Problem]]

    @property
    def name(self) -> str:
        return f"{self.file} ({self.code})"

    def __call__(self, case: Case) -> Iterator[Finding]:
        for problem in self.check(case):
            if not isinstance(problem, Problem):
                raise LocalRuleError(f"{self.file}: check yields a {type(problem).__name__}; it has to be a Problem")
            yield from to_finding(case, self.code, self.entry, problem)


def load_python_rule(path: Path) -> PythonRule:
    """The rule in a file; raises LocalRuleError, or whatever the file itself raises."""
    if path.stat().st_mode & stat.S_IWOTH:
        raise LocalRuleError(f"{path}: everybody on this machine may change it, and it would run as you; chmod o-w it")
    module = ModuleType(f"nianbao_local_{path.stem}")
    module.__file__ = str(path)
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)  # noqa: S102 - the user's own
    declared: dict[str, Any] = {name: getattr(module, name.upper(), None) or "" for name in (*NEEDED, *OPTIONAL)}
    code, entry = read_declared(str(path), declared)
    check = getattr(module, "check", None)
    if not callable(check):
        raise LocalRuleError(f"{path}: has no function check(case)")
    return PythonRule(str(path), code, entry, check)
