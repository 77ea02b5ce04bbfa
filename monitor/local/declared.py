"""What a rule of the user's declares about itself -> its code and its entry in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from monitor.catalogue import Entry, Language, Severity, Words
from monitor.local.problem import PREFIX

_CODE = re.compile(rf"{re.escape(PREFIX)}[a-z][a-z0-9_]*")
NEEDED = ("code", "severity", "title", "message")
OPTIONAL = ("explanation", "next", "source")


class LocalRuleError(Exception):
    """Raised when a rule of the user's can't be used; `str()` names the file and what to change in it."""


def read_declared(file: str, declared: Mapping[str, Any]) -> tuple[str, Entry]:
    """(its code, its entry); raises LocalRuleError. A text in one language serves for both."""
    for name in NEEDED:
        if not declared.get(name):
            raise LocalRuleError(f"{file}: {name} is missing; say what it is")
    code = str(declared["code"])
    if not _CODE.fullmatch(code):
        raise LocalRuleError(
            f"{file}: the code {code} has to begin with {PREFIX} and go on in small letters, like local.few"
        )
    severity = str(declared["severity"])
    if severity not in list(Severity):
        raise LocalRuleError(f"{file}: the severity {severity} is none of {', '.join(Severity)}")
    source = _text(file, declared.get("source", ""), Language.EN)
    return code, Entry(Severity(severity), source, *(_words(file, declared, language) for language in Language))


def _words(file: str, declared: Mapping[str, Any], language: Language) -> Words:
    title, message, explanation, todo = (
        _text(file, declared.get(name, ""), language) for name in ("title", "message", "explanation", "next")
    )
    return Words(title=title, message=message, explanation=explanation, next=todo)


def _text(file: str, given: Any, language: Language) -> str:
    """A text in a language: the one string there is, or that of the language, or the other one."""
    if isinstance(given, str):
        return given.strip()
    if isinstance(given, Mapping) and given and set(given) <= {str(each) for each in Language}:
        return str(given.get(str(language)) or next(iter(given.values()))).strip()
    raise LocalRuleError(f'{file}: a text is a string, or {{"en": …, "zh": …}}')
