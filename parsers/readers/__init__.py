"""One reader per format, `read(data: bytes) -> Reading`; a reader's module is imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from parsers.reading import Reading

Reader = Callable[[bytes], Reading]

MAX_CELLS = 200_000
"""More table cells than any report has by a factor of a hundred; may be raised for a format that needs it."""


def _on_demand(module: str, name: str) -> Reader:
    """A reader that imports lxml or pypdfium2 when it is called: one command must not pay for every format."""

    def read(data: bytes) -> Reading:
        return cast(Reader, getattr(import_module(module), name))(data)

    return read


READERS: Mapping[str, Reader] = {
    "html": _on_demand("parsers.readers.html", "read_html"),
    "pdf": _on_demand("parsers.readers.pdf", "read_pdf"),
    "docx": _on_demand("parsers.readers.docx", "read_docx"),
    "doc": _on_demand("parsers.readers.doc", "read_doc"),
    "xlsx": _on_demand("parsers.readers.xlsx", "read_workbook"),
    "xls": _on_demand("parsers.readers.xlsx", "read_workbook"),
    "ofd": _on_demand("parsers.readers.ofd", "read_ofd"),
    "rtf": _on_demand("parsers.readers.rtf", "read_rtf"),
    "mhtml": _on_demand("parsers.readers.mhtml", "read_mhtml"),
    "image": _on_demand("parsers.readers.scan", "read_image"),
    "text": _on_demand("parsers.readers.text", "read_text"),
}
