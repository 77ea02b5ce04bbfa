"""An archive to the report in it: every file that may be one is read, the likeliest first, until one is."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parsers.build import build
from parsers.errors import NotAReport, ReadError, Unsupported
from parsers.readers import READERS
from parsers.readers.zip import MAX_TOTAL, Member, members
from parsers.report import Hint, Report, Source
from parsers.sniff import sniff

MEDIA_TYPE = "application/zip"
PREFERENCE = ("docx", "pdf", "html", "mhtml", "doc", "xlsx", "xls", "ofd", "rtf", "text", "image")
"""Formats by how exactly and how cheaply they are read; two files of one format keep their order in the archive."""
_MOST_NAMED = 10

_Failure = tuple[str, ReadError]


def parse_archive(data: bytes, hint: Hint) -> Report:
    """The first file that is a report; raises NotAReport with what was inside, or the error that all files share."""
    return _first_report(data, hint)[0]


def report_inside(data: bytes) -> bytes:
    """The bytes of the file in an archive that `parse_archive` takes for the report; raises what it raises."""
    return _first_report(data, Hint())[1].data


def _first_report(data: bytes, hint: Hint) -> tuple[Report, Member]:
    files, failures = _candidates(data)
    digest = hashlib.sha256(data).hexdigest()
    for key, member in files:
        try:
            reading = READERS[key](member.data)
            source = Source(hint.name, MEDIA_TYPE, digest, f"zip/{reading.reader}")
            report = build(reading, replace(hint, name=member.name, media_type=None), source)
        except ReadError as error:
            failures.append((member.name, error))
        else:
            others = [other.name for _, other in files if other is not member]
            return replace(report, notes=(*report.notes, _note(member, others))), member
    raise _nothing(failures)


def _candidates(data: bytes) -> tuple[list[tuple[str, Member]], list[_Failure]]:
    """The files to be read, in order, and why others won't be. Pictures are read where there is nothing else."""
    files: list[tuple[str, Member]] = []
    failures: list[_Failure] = []
    for member in _flatten(data):
        try:
            files.append((_kind(member), member))
        except ReadError as error:
            failures.append((member.name, error))
    documents = [(key, member) for key, member in files if key != "image"]
    return sorted(documents or files, key=lambda pair: PREFERENCE.index(pair[0])), failures


def _flatten(data: bytes) -> list[Member]:
    """The files of an archive, those of archives in it too, one level deep."""
    found: list[Member] = []
    left = MAX_TOTAL
    for member in members(data):
        left -= len(member.data)
        if _is_archive(member):
            inner = members(member.data, max(left, 0))
            left -= sum(len(each.data) for each in inner)
            found += [Member(f"{member.name}/{each.name}", each.data) for each in inner]
        else:
            found.append(member)
    return found


def _is_archive(member: Member) -> bool:
    try:
        return sniff(member.data, Hint(member.name)) == "zip"
    except ReadError:
        return False


def _kind(member: Member) -> str:
    key = sniff(member.data, Hint(member.name))
    if key == "zip":
        raise Unsupported("a zip archive inside an archive inside an archive; unpack it and read the documents in it")
    return key


def _note(member: Member, others: Sequence[str]) -> str:
    beside = f"; beside it: {_some(others)}" if others else ""
    return f"read from {member.name} in the archive{beside}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _nothing(failures: Sequence[_Failure]) -> ReadError:
    """What to say where no file is a report: where all failed in one way, that; a locked report is not missing."""
    if not failures:
        return NotAReport("a zip archive without any document in it")
    kinds = Counter(type(error) for _, error in failures)
    kind = next(iter(kinds)) if len(kinds) == 1 else NotAReport
    inside = _some([f"{name} ({error})" for name, error in failures])
    return kind(f"no file in the archive is a report: {inside}")
