"""What a PDF page draws besides text, to plain values: its ruling lines and its pictures, as the page is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from parsers.geometry import Rulings
from parsers.page_layout import THICKEST, add_box
from parsers.readers.pdf_calls import (
    Floats,
    bounds_of,
    count_form_objects,
    form_object_at,
    handle,
    kind_of,
    object_at,
)
from parsers.readers.pdf_insets import large_pictures
from parsers.readers.pdf_matrix import Matrix, matrix_of, shown
from parsers.readers.pdf_paths import Paths
from parsers.reading import Box

_DEEPEST = 20
_PATH, _IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM


class Drawn(NamedTuple):
    """What a page draws besides text."""

    rulings: Rulings
    pictures: list[Box]
    """Those large enough to hold a table."""
    paths: int


def read_drawn(page: Any) -> Drawn:
    """The ruling lines of a page, and its large pictures."""
    rulings = Rulings([], [])
    pictures: list[Box] = []
    drawn = 0
    paths, box = Paths(rulings), Floats()
    values, places = box.values, box.places
    for item, kind, turn in objects(page, shown(page), (_PATH, _IMAGE)):
        bounds_of(item, *places)
        x0, y0, x1, y1 = turn.rectangle(*values)
        if kind == _IMAGE:
            pictures.append(Box(x0, y0, x1, y1))
            continue
        drawn += 1
        if x1 - x0 <= THICKEST or y1 - y0 <= THICKEST:
            add_box(rulings, x0, y0, x1, y1)
        else:
            paths.read(item, turn)
    return Drawn(rulings, large_pictures(pictures, *page.get_size()) if pictures else [], drawn)


def objects(page: Any, turn: Matrix, kinds: tuple[int, int]) -> Iterator[tuple[int, int, Matrix]]:
    """Yield each object of two kinds with its kind and the matrix of its place, in the order in which they are drawn,
    those inside forms too."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    yield from _chosen(map(object_at, repeat(handle(page.raw)), range(count)), turn, kinds, 0)


def _chosen(
    items: Iterable[int], turn: Matrix, kinds: tuple[int, int], depth: int
) -> Iterator[tuple[int, int, Matrix]]:
    listed = list(items)
    for item, kind in zip(listed, map(kind_of, listed), strict=True):
        if kind in kinds:
            yield item, kind, turn
        elif kind == _FORM and depth < _DEEPEST:
            inner = map(form_object_at, repeat(item), range(count_form_objects(item)))
            yield from _chosen(inner, turn.after(matrix_of(item)), kinds, depth + 1)
