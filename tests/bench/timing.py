"""How long reading takes, as a ratio to a floor measured in the same run on the same bytes."""

from __future__ import annotations

import importlib.util
import io
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree
from lxml import html as lxml_html

from parsers import Hint, labels, parse, values
from parsers.errors import ReadError

from .layouts import LAYOUTS, Layout
from .run import make, make_many

DOCUMENTS = 5
REPEATS = 15
SCANS = 2


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds a document, ours and the floor's; `most` is what the bar allows for `ours`."""

    name: str
    layout: str
    ours: float
    floor: float
    floor_name: str
    most: float
    bar: str

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor and self.floor_name != "none" else 0.0

    @property
    def holds(self) -> bool:
        return self.ours <= self.most


def measure() -> list[Timing]:
    """Every ratio that can be measured on this machine."""
    found = [
        *_ratios("HTML", ("html-clean", "html-word", "html-portal"), parse_html, "lxml.html parse", 3, 2),
        *_ratios("PDF", ("pdf-joined", "pdf-word", "pdf-word-cut"), characters, "pypdfium2 characters", 3),
        *_ratios("PDF", ("pdf-joined", "pdf-word"), text_only, "pypdfium2 text without boxes", float("inf")),
        *_ratios("DOCX", ("docx-word", "docx-split-runs"), parse_docx, "unzip and parse", 6),
        *_ratios("DOC", ("doc-word", "doc-split-runs"), lambda _: None, "none", 0, 150),
    ]
    if importlib.util.find_spec("pdfplumber"):
        found += _ratios("PDF", ("pdf-joined", "pdf-word"), plumber_tables, "pdfplumber tables", 0.1)
    return [*found, *_scans()]  # last: once the engine's models are in memory, everything else takes longer


def _ratios(
    name: str, layouts: Sequence[str], floor: Callable[[bytes], object], floor_name: str, factor: float, more: float = 0
) -> list[Timing]:
    chosen = [layout for layout in LAYOUTS if layout.name in layouts]
    return [_ratio(name, layout, floor, floor_name, factor, more) for layout in chosen]


def _ratio(
    name: str, layout: Layout, floor: Callable[[bytes], object], floor_name: str, factor: float, more: float
) -> Timing:
    *documents, other = [data for _, data in make_many(layout, range(DOCUMENTS + 1))]

    def settle() -> None:
        """A warm worker that has read other reports, but not this one: readings it remembers must not flatter us."""
        for remembers in (values._clean, values._is_value, values._take_apart, labels._words, labels._match_label):
            remembers.cache_clear()
        parse(other, Hint(name=layout.file))

    ours = _milliseconds(lambda data: parse(data, Hint(name=layout.file)), documents, settle)
    least = _milliseconds(floor, documents)
    allowed = f"≤ {factor:g}× the floor" + (f" + {more:g} ms" if more else "") if factor else f"≤ {more:g} ms"
    return Timing(
        name, layout.name, ours, least, floor_name, factor * least + more, allowed if factor < 1e9 else "none"
    )


def _milliseconds(
    work: Callable[[bytes], object], documents: Sequence[bytes], before: Callable[[], None] = lambda: None
) -> float:
    """The mean over the documents of the shortest of several runs, in CPU time; `before` each, something uncounted."""
    return sum(min(_once(work, data, before) for _ in range(REPEATS)) for data in documents) / len(documents)


def _once(work: Callable[[Any], object], data: Any, before: Callable[[], None]) -> float:
    before()
    start = time.process_time()
    work(data)
    return 1000 * (time.process_time() - start)


def parse_html(data: bytes) -> object:
    return lxml_html.document_fromstring(data)


def characters(data: bytes) -> int:
    """Every character of a PDF with its box, by PDFium's plain calls."""
    import pypdfium2 as pdfium

    count = 0
    with pdfium.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            for index in range(text.count_chars()):
                text.get_charbox(index)
                count += 1
            text.close()
            page.close()
    return count


def text_only(data: bytes) -> int:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def parse_docx(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def plumber_tables(data: bytes) -> object:
    import pdfplumber  # type: ignore[import-not-found,unused-ignore]

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def _scans() -> list[Timing]:
    """Ours against one whole-page pass, detection and recognition, of the same engine over the pages with tables: both
    on one thread and in CPU time, in turns, so that what else the machine does meets both."""
    layout = next((layout for layout in LAYOUTS if layout.name == "scan-200"), None)
    if layout is None or importlib.util.find_spec("rapidocr") is None:
        return []
    documents = [make(layout, number)[1] for number in range(SCANS)]
    try:
        parse(documents[0], Hint(name=layout.file))
    except ReadError:
        return []
    engine = _whole_page_engine()
    ours = floor = 0.0
    for data in documents:
        tables = _table_pages(data)
        ours += _once(lambda data: parse(data, Hint(name=layout.file)), data, lambda: None) / SCANS
        floor += sum(_once(engine, picture, lambda: None) for picture in tables) / SCANS
    return [
        Timing("scan", layout.name, ours, floor, "whole-page pass of the same engine", 0.4 * floor, "≤ 0.4× the floor")
    ]


def _whole_page_engine() -> Callable[[Any], object]:
    """The engine as it comes, but on one thread, and warm."""
    import numpy as np
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    engine = RapidOCR(params={"Global.log_level": "critical", **threads})
    engine(np.full((480, 640, 3), 255, np.uint8))
    return cast(Callable[[Any], object], engine)


def _table_pages(data: bytes) -> list[Any]:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as document:
        pictures = [page.render(scale=200 / 72).to_numpy() for page in document]
    return [picture for picture in pictures if _has_rules(picture)]


def _has_rules(picture: object) -> bool:
    """Whether a page has long dark rows of pixels: a table's rules (skewed ones are broken into steps)."""
    import cv2
    import numpy as np

    dark = (cv2.cvtColor(np.asarray(picture), cv2.COLOR_BGR2GRAY) < 128).astype(np.uint8)
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, 60), np.uint8))
    return bool(opened.sum() > 3000)
