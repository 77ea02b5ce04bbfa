"""One module per family of formats; `LAYOUTS` is every layout there is, in the order of docs/accuracy.md."""

from __future__ import annotations

from tests.bench.layouts import doc, html, ofd, others, pdf, rtf, scan, text, word_xml, xls, xlsx
from tests.bench.layouts.layout import Layout

LAYOUTS: tuple[Layout, ...] = (
    *html.LAYOUTS,
    *word_xml.LAYOUTS,
    *xlsx.LAYOUTS,
    *xls.LAYOUTS,
    *ofd.LAYOUTS,
    *pdf.LAYOUTS,
    *text.LAYOUTS,
    *rtf.LAYOUTS,
    *(doc.LAYOUTS if doc.is_possible() else ()),
    *others.LAYOUTS,
    *(scan.LAYOUTS if scan.is_possible() else ()),
)

__all__ = ["LAYOUTS", "Layout"]
