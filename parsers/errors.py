"""Why a document gave no report; each class carries the error code of the public contract, section 3."""

from __future__ import annotations

from typing import ClassVar


class ReadError(Exception):
    """Base of everything that `parse` raises on purpose; `str()` is one clear sentence for a person."""

    code: ClassVar[str] = "unreadable"


class NotAReport(ReadError):
    """Raised when a document was read and is no annual report, by `parsers.build`."""

    code = "not_a_report"


class Unreadable(ReadError):
    """Raised when the bytes are broken or cut short, by a reader."""

    code = "unreadable"


class Encrypted(ReadError):
    """Raised when a document asks for a password, by a reader."""

    code = "encrypted"


class Unsupported(ReadError):
    """Raised when no reader exists for what the bytes are, by `parsers.sniff`."""

    code = "unsupported"


class TooLarge(ReadError):
    """Raised when a document exceeds a limit of size, cells or pages, by a reader or the worker."""

    code = "too_large"


class TimedOut(ReadError):
    """Raised when reading took longer than its limit, by the worker."""

    code = "timeout"
