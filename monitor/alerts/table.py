"""A digest as a table to sort and filter: an Excel workbook or CSV, attached to mails that tell of much."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import xlsxwriter

from monitor.alerts.digest import Digest, Notice
from monitor.alerts.harmless import clean
from monitor.alerts.words import FRAMES, Frame
from monitor.catalogue import CATALOGUE
from monitor.finding import Transition

WIDTHS = (10, 12, 34, 8, 26, 34, 70, 14, 14, 44, 14, 50, 50)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def digest_rows(digest: Digest) -> Iterator[tuple[str, ...]]:
    """The headings, then a row for each notice, gravest first."""
    frame = FRAMES[digest.language]
    yield frame.columns
    for notice in (*digest.standing, *digest.resolved):
        yield _row(notice, digest, frame)


def _row(notice: Notice, digest: Digest, frame: Frame) -> tuple[str, ...]:
    entry = CATALOGUE.get(notice.code)
    words = entry.words(digest.language) if entry else None
    is_past = notice.transition is Transition.RESOLVED
    return (
        frame.kinds["resolved" if is_past else str(notice.severity)].word,
        frame.transitions[notice.transition],
        clean(notice.body),
        str(notice.year or ""),
        notice.code,
        words.title if words else "",
        clean(notice.message),
        clean(notice.expected or ""),
        clean(notice.found or ""),
        words.next if words and not is_past else "",
        notice.since.isoformat() if notice.since else "",
        notice.source_url or "",
        notice.archive_url or "",
    )


def digest_to_xlsx(digest: Digest) -> bytes:
    """A workbook with one sheet; text stays text, whatever it begins with."""
    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": digest.at.replace(tzinfo=None)})
        sheet = book.add_worksheet("nianbao")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(digest_rows(digest)):
            for column, text in enumerate(row):
                sheet.write_string(last, column, text[:32_767], head if last == 0 else cell)
        sheet.autofilter(0, 0, last, len(WIDTHS) - 1)
    return buffer.getvalue()


def digest_to_csv(digest: Digest) -> bytes:
    """UTF-8 with a mark at its beginning, as Excel wants it; no cell can be taken for a formula."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(map(_plain, row) for row in digest_rows(digest))
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    is_formula = cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell
