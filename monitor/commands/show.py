"""`nianbao parse --show`: a document as it is, with every cell that was read drawn over it. One file, no links out.

Runs in a worker: rendering a hostile document is as risky as reading it.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from monitor.commands.show_template import TEMPLATE
from parsers import Hint, Report
from parsers.doubts import REASONS
from parsers.errors import ReadError
from parsers.form import official_label
from parsers.reading import Box, Grid, Paragraph, Reading
from parsers.report import Doubt, Figure

_ARCHIVE = "application/zip"
_DRAWN = {"pdf": "application/pdf", "image": "image/png"}
"""The types that have pages to be drawn, by the key of their reader."""
_MOST_PAGES = 60
_SCALE = 1.5
"""Pixels a point, on the screen; the picture has twice as many."""
_TIGHT = 14.0
"""Points; a lower box has no room for its value beside what is printed in it."""
_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that was read: `kind` is its colour (plain, doubt, blank)."""

    address: str
    label: str
    value: str
    raw: str
    why: str
    inferred: str
    place: str
    kind: str

    @property
    def short(self) -> str:
        return self.address.partition(".")[2]

    @property
    def hover(self) -> str:
        said = f"{self.address} = {self.value or 'not stated'}  ({self.label}; printed “{self.raw}”)"
        return f"{said}\n{self.why}" if self.why else said


def show_page(data: bytes, hint: Hint, report: Report | None, error: ReadError | None) -> str:
    """The page for one document; where it gave no report, what its reader saw."""
    from jinja2 import Environment

    if report and report.source.media_type == _ARCHIVE:
        data, report = _inside(data, report)
    reading = _read_again(data, hint) if report is None or not _is_drawn(report) else None
    marks = _marks(report) if report else {}
    template = Environment(autoescape=True).from_string(TEMPLATE)
    return template.render(
        name=hint.name or "document",
        report=report,
        error=error,
        marks=list(marks.values()),
        counts={kind: sum(mark.kind == kind for mark in marks.values()) for kind in ("plain", "doubt", "blank")},
        pages=list(_pages(data, report, marks)) if report and _is_drawn(report) else [],
        blocks=list(_blocks(reading, report, marks)) if reading else [],
    )


def _inside(data: bytes, report: Report) -> tuple[bytes, Report]:
    """The report's own file out of an archive, and the report as one of that file's type."""
    from parsers.archive import report_inside
    from parsers.sniff import sniff

    inner = report_inside(data)
    media_type = _DRAWN.get(sniff(inner, Hint()), "")
    return inner, replace(report, source=replace(report.source, media_type=media_type))


def _is_drawn(report: Report) -> bool:
    """Whether the document has pages that can be drawn."""
    return report.source.media_type == "application/pdf" or report.source.media_type.startswith("image/")


def _read_again(data: bytes, hint: Hint) -> Reading | None:
    from parsers.lone_rows import lift_text
    from parsers.readers import READERS
    from parsers.sniff import sniff

    try:
        reading = READERS[sniff(data, hint)](data)
        return replace(reading, blocks=lift_text(reading.blocks))
    except (ReadError, KeyError):  # no reader, or an archive: what stands in it is listed below
        return None


def _marks(report: Report) -> dict[str, Mark]:
    doubts = {doubt.cell: doubt for doubt in report.doubts}
    unread = [Figure(cell, None, "") for cell in doubts if cell not in report.figures]
    return {figure.address: _mark(figure, doubts.get(figure.address), report) for figure in _all(report, unread)}


def _all(report: Report, unread: Sequence[Figure]) -> Iterator[Figure]:
    yield from report.figures.values()
    yield from unread


def _mark(figure: Figure, doubt: Doubt | None, report: Report) -> Mark:
    return Mark(
        figure.address,
        _label(figure.address, report),
        "" if figure.value is None else str(figure.value),
        figure.raw.strip(),
        REASONS[doubt.reason].en if doubt else "",
        "" if doubt is None or doubt.inferred is None else str(doubt.inferred),
        _place(figure),
        "doubt" if doubt else "blank" if figure.value is None else "plain",
    )


def _label(address: str, report: Report) -> str:
    try:
        return official_label(address, report.form)
    except (KeyError, ValueError, StopIteration):  # an indicator of a report without a fixed form
        return address


def _place(figure: Figure) -> str:
    parts = (("page", figure.page), ("grid", figure.grid), ("row", figure.row), ("column", figure.column))
    return ", ".join(f"{name} {number}" for name, number in parts if number is not None)


def _pages(data: bytes, report: Report, marks: Mapping[str, Mark]) -> Iterator[dict[str, Any]]:
    """Yield each page as a picture with the boxes on it."""
    for number, width, height, png in _pictures(data, report):
        boxes = [
            {
                "mark": marks[figure.address],
                "style": _style(figure.box),
                "tight": figure.box.y1 - figure.box.y0 < _TIGHT,
            }
            for figure in report.figures.values()
            if figure.box and (figure.page or 1) == number
        ]
        source = "data:image/png;base64," + base64.b64encode(png).decode("ascii")
        yield {"number": number, "width": width * _SCALE, "height": height * _SCALE, "source": source, "boxes": boxes}


def _style(box: Box) -> str:
    sides = {"left": box.x0, "top": box.y0, "width": box.x1 - box.x0, "height": box.y1 - box.y0}
    return ";".join(f"{name}:{points * _SCALE:.1f}px" for name, points in sides.items())


def _pictures(data: bytes, report: Report) -> Iterator[tuple[int, float, float, bytes]]:
    """Yield number, width and height in points, and the picture, of each page."""
    if report.source.media_type == "application/pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(data) as document:
            for index in range(min(len(document), _MOST_PAGES)):
                page = document[index]
                yield index + 1, *page.get_size(), _png(page.render(scale=2 * _SCALE).to_pil())
        return
    from PIL import Image

    from parsers.ocr.pictures import read_pages

    for image in read_pages(data):
        height, width = image.pixels.shape[:2]
        points = image.points_per_pixel
        yield image.number, width * points, height * points, _png(Image.fromarray(image.pixels))


def _png(image: Any) -> bytes:
    buffer = io.BytesIO()
    image.convert("P", colors=64).save(buffer, "PNG")
    return buffer.getvalue()


def _blocks(reading: Reading, report: Report | None, marks: Mapping[str, Mark]) -> Iterator[dict[str, Any]]:
    """Yield the text and the grids in their order, the cells that were used with their marks."""
    used = {
        (figure.grid, figure.row, figure.column): marks[figure.address]
        for figure in (report.figures.values() if report else ())
    }
    number = 0
    for block in (*reading.blocks, *_loose_grids(reading)):
        if isinstance(block, Paragraph):
            yield {"text": block.text[:_LONGEST_TEXT]}
        else:
            number += 1
            yield {"number": number, "layout": str(block.layout), "rows": _rows(block, number, used)}


def _loose_grids(reading: Reading) -> Iterator[Grid]:
    """The tables that stand in bare lines; they are numbered after the others."""
    from parsers.loose_lines import find_loose_grids
    from parsers.sections import divide

    sources, _ = find_loose_grids(reading.blocks, divide(reading.blocks), 1)
    yield from (source.grid for source in sources)


def _rows(
    grid: Grid, number: int, used: Mapping[tuple[int | None, int | None, int | None], Mark]
) -> list[list[dict[str, Any]]]:
    return [
        [{"cell": cell, "mark": used.get((number, cell.row + 1, cell.column + 1))} for cell in row]
        for row in grid.rows()
    ]
