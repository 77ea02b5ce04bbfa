"""The same binary Word files as LibreOffice reads them: what it saves of each as DOCX, beside what our reader says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parsers import Hint, parse
from parsers.errors import ReadError
from parsers.report import Report

from .layouts import LAYOUTS, Layout, doc
from .run import make_many

NOT_HERE = "Not measured: there is no LibreOffice on this machine, which makes the DOC documents and reads them again."
_ABOUT = """
LibreOffice opens each DOC and saves it as DOCX, which our other reader reads. A figure is *alike* where both readings
have the same value and the same printed text. Where they differ, the truth says who is right: *ours* counts cells that
only our own reader has right, *LibreOffice's* those that only the other way has right.
"""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A layout's documents read both ways, in cells."""

    layout: str
    documents: int
    cells: int
    alike: int
    ours: int
    theirs: int


def ask_libreoffice(documents: int = 3) -> list[Opinion]:
    """Both readings of the first documents of each DOC layout; nothing where there is no LibreOffice."""
    return [_compare(layout, documents) for layout in LAYOUTS if layout.format == "doc"]


def _compare(layout: Layout, documents: int) -> Opinion:
    truths, files = zip(*make_many(layout, range(documents)), strict=True)
    again = doc.convert(files, "doc", "docx")
    alike = ours = theirs = 0
    for truth, file, other in zip(truths, files, again, strict=True):
        first, second = _read(file, "report.doc"), _read(other, "report.docx")
        for cell, value in truth.figures.items():
            one, two = _printed(first, cell), _printed(second, cell)
            alike += one == two
            ours += one != two and one[:1] == (value,)
            theirs += one != two and two[:1] == (value,)
    return Opinion(layout.name, documents, sum(len(truth.figures) for truth in truths), alike, ours, theirs)


def _read(data: bytes, name: str) -> Report | None:
    try:
        return parse(data, Hint(name=name))
    except ReadError:
        return None


def _printed(report: Report | None, cell: str) -> tuple[object, ...]:
    """A cell's value and printed text; nothing where it was not read, or is doubted."""
    figure = report.figures.get(cell) if report else None
    if report is None or figure is None or any(doubt.cell == cell for doubt in report.doubts):
        return ()
    return figure.value, figure.raw


def opinion_section(opinions: Iterable[Opinion]) -> str:
    rows = [f"| {o.layout} | {o.documents} | {o.cells:,} | {o.alike:,} | {o.ours} | {o.theirs} |" for o in opinions]
    if not rows:
        return NOT_HERE
    head = "| layout | documents | cells | alike | ours | LibreOffice's |\n| --- | --- | --- | --- | --- | --- |"
    return "\n".join([_ABOUT.strip(), "", head, *rows])
