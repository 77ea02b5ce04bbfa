"""The folder of the user's rules -> rules. One that can't be used becomes a rule that fails, and holds up no other."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor.case import Case
from monitor.errors import ConfigError
from monitor.finding import Finding
from monitor.local.declared import LocalRuleError
from monitor.local.problem import PREFIX
from monitor.local.python_rule import PythonRule, load_python_rule
from monitor.local.sql_rule import SqlRule, load_sql_rule
from monitor.rules import Failure, Result

LocalRule = PythonRule | SqlRule


@dataclass(frozen=True, slots=True)
class LocalRules:
    """`broken` are files that could not be used, as failures; `files` all that were there."""

    python: tuple[PythonRule, ...] = ()
    sql: tuple[SqlRule, ...] = ()
    broken: tuple[Failure, ...] = ()
    files: tuple[Path, ...] = ()

    def evaluate(self, case: Case, archive_file: Path | None = None, report: int | None = None) -> Result:
        """What these rules make of a case. Queries are asked only where there is an archive to ask."""
        findings: list[Finding] = []
        failures = list(self.broken)
        yields: list[tuple[LocalRule, Iterator[Finding]]] = [(rule, rule(case)) for rule in self.python]
        if archive_file is not None and report is not None:
            yields += [(rule, rule.ask(archive_file, case, report)) for rule in self.sql]
        for rule, yielded in yields:
            try:
                findings += list(yielded)
            except Exception as error:
                failures.append(_failure(rule.name, error, (rule.code,)))
        return Result(tuple(findings), tuple(failures))


NO_RULES = LocalRules()


def load_local_rules(path: str) -> LocalRules:
    """The rules in a folder, or in one file; raises ConfigError where there is neither."""
    if not path:
        return NO_RULES
    files = list(_files(Path(path)))
    python: list[PythonRule] = []
    sql: list[SqlRule] = []
    broken: list[Failure] = []
    for file in files:
        try:
            if file.suffix == ".sql":
                sql.append(load_sql_rule(file))
            else:
                python.append(load_python_rule(file))
        except Exception as error:
            broken.append(_failure(str(file), error, None))
    return LocalRules(*_with_codes_once(python, sql, broken), tuple(files))


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from sorted(
            file for file in path.iterdir() if file.suffix in {".py", ".sql"} and file.name[0] not in "._"
        )
    else:
        raise ConfigError(f"rules_path {path}: there is no such folder or file")


def _with_codes_once(
    python: list[PythonRule], sql: list[SqlRule], broken: list[Failure]
) -> tuple[tuple[PythonRule, ...], tuple[SqlRule, ...], tuple[Failure, ...]]:
    """Of two rules of one code the second fails: its findings would take those of the first away."""
    taken: dict[str, str] = {}
    rules: list[LocalRule] = [*python, *sql]
    for rule in rules:
        if rule.code in taken:
            error = LocalRuleError(f"{rule.file}: the code {rule.code} is taken by {taken[rule.code]}")
            broken.append(_failure(rule.name, error, ()))
        taken.setdefault(rule.code, rule.file)
    files = set(taken.values())
    return (
        tuple(rule for rule in python if rule.file in files),
        tuple(rule for rule in sql if rule.file in files),
        tuple(broken),
    )


def _failure(name: str, error: Exception, codes: tuple[str, ...] | None) -> Failure:
    """`codes` is None where the file could not be read far enough to tell, and may be any code of the user's."""
    said = str(error) if isinstance(error, LocalRuleError) else repr(error)
    return Failure(name, said, "".join(traceback.format_exception(error)), (PREFIX,) if codes is None else codes)
