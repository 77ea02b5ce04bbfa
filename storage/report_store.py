"""The verbs of reading: what came of a snapshot, and the reports with their figures."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from functools import lru_cache
from typing import Any

from parsers.report import Report
from parsers.serialize import report_from_json, report_to_json
from storage.connection import Connection, from_date, to_date, to_text
from storage.records import ReadingRow, StoredReading, StoredReport

_BEST_READING = """
SELECT r.id FROM reports r JOIN documents d ON d.id = r.document
WHERE r.body_id IS ? AND r.year = ? AND (r.body_id IS NOT NULL OR r.body = ?)
ORDER BY r.id = (SELECT x.report FROM sightings s JOIN readings x ON x.document = s.document AND x.sha256 = s.sha256
                 WHERE s.document = r.document AND x.report IS NOT NULL ORDER BY s.id DESC LIMIT 1) DESC,
         d.gone_since IS NULL DESC,
         (SELECT count(*) FROM doubts x WHERE x.report = r.id),
         (SELECT count(*) FROM figures f WHERE f.report = r.id AND f.value IS NOT NULL) DESC,
         d.id, r.id DESC
LIMIT 1
"""
"""Which of several readings of one body and year counts: what is up now, the least doubted, the fullest, the
earliest."""


REMEMBERED = 32
"""Reports that are not read anew from their JSON: this year's report is the next year's report on the year before."""


class ReportStore(Connection):
    """What the read step writes and the check step asks for."""

    def record_reading(self, reading: ReadingRow, now: dt.datetime, report: int | None = None) -> None:
        """Note what came of a snapshot; the same snapshot of the same document is noted once."""
        with self.transaction():
            row = {
                "document": reading.document,
                "sha256": reading.sha256,
                "at": now.isoformat(),
                "outcome": reading.outcome,
                "message": reading.message,
                "report": report,
            }
            self.db.table("readings").upsert(row, pk=("document", "sha256"))
            if reading.outcome != "report":
                self.log("reading.refused", reading.document, now, sha256=reading.sha256, outcome=reading.outcome)

    def keep_report(
        self, document: int, report: Report, body_id: str | None, first_published_on: dt.date | None, now: dt.datetime
    ) -> StoredReading:
        """Keep what was read from `document`.

        Pages change by the hour (visit counters) without their report changing: where it reads just as the document's
        last one, only the reading is noted, pointing there. A second reading of one snapshot replaces the first.
        """
        with self.transaction():
            reading = ReadingRow(document, report.source.sha256, "report")
            known = self.one("SELECT * FROM reports WHERE document = ? AND sha256 = ?", (document, reading.sha256))
            last = self._last_report(document)
            if known is None and last and reads_the_same(last.report, report):
                self.record_reading(reading, now, last.id)
                return StoredReading(last.id, same=True)
            row = _report_row(document, report, body_id, first_published_on, now)
            id_ = self._replace_report(known["id"], row) if known else self._insert_report(row)
            self.record_reading(reading, now, id_)
            self._keep_parts(id_, report)
            if known:
                self._choose_current(known["body_id"], known["body"], known["year"])
            self._choose_current(body_id, report.body, report.year)
            self.log("report.kept", id_, now, body=body_id, year=report.year, document=document)
        return StoredReading(id_, same=False)

    def _last_report(self, document: int) -> StoredReport | None:
        """What `document` last read as, by the order in which its bytes were seen."""
        row = self.one(
            "SELECT r.* FROM sightings s JOIN readings x ON x.document = s.document AND x.sha256 = s.sha256"
            " JOIN reports r ON r.id = x.report WHERE s.document = ? ORDER BY s.id DESC LIMIT 1",
            (document,),
        )
        return _stored_report(row) if row else None

    def _insert_report(self, row: dict[str, Any]) -> int:
        return int(self.db.table("reports").insert(row).last_pk or 0)

    def _replace_report(self, id_: int, row: dict[str, Any]) -> int:
        for table in ("figures", "doubts", "sections", "likeness"):
            self.db.table(table).delete_where("report = ?", [id_])
        self.db.table("reports").update(id_, row)
        return id_

    def _keep_parts(self, id_: int, report: Report) -> None:
        figures = (_figure_row(id_, report, address) for address in report.figures)
        self.db.table("figures").insert_all(figures, batch_size=500)
        doubts = [
            {"report": id_, "cell": doubt.cell, "read": doubt.read, "reason": doubt.reason, "inferred": doubt.inferred}
            for doubt in report.doubts
        ]
        sections = [
            {"report": id_, "number": section.number, "heading": section.heading, "text": section.text}
            for section in report.sections
        ]
        if doubts:
            self.db.table("doubts").insert_all(doubts)
        if sections:
            self.db.table("sections").insert_all(sections)

    def _choose_current(self, body_id: str | None, body: str, year: int) -> None:
        best = self.one(_BEST_READING, (body_id, year, body))
        self.db.conn.execute(
            "UPDATE reports SET current = (id = ?)"
            " WHERE body_id IS ? AND year = ? AND (body_id IS NOT NULL OR body = ?)",
            (best["id"] if best else None, body_id, year, body),
        )

    def choose_current(self, document: int) -> None:
        """Decide anew which reading counts where `document` plays a part: its newest bytes may be old ones come
        back."""
        with self.transaction():
            for row in self.rows("SELECT DISTINCT body_id, body, year FROM reports WHERE document = ?", (document,)):
                self._choose_current(row["body_id"], row["body"], row["year"])

    def current_report(self, body_id: str, year: int) -> StoredReport | None:
        """The report that counts for a body and year."""
        row = self.one("SELECT * FROM reports WHERE body_id = ? AND year = ? AND current = 1", (body_id, year))
        return _stored_report(row) if row else None

    def report(self, id_: int) -> StoredReport | None:
        row = self.one("SELECT * FROM reports WHERE id = ?", (id_,))
        return _stored_report(row) if row else None

    def companions(self, stored: StoredReport) -> list[StoredReport]:
        """What the other documents of the same entry now read as: a page and its attachment may both hold the
        report."""
        rows = self.rows(
            "SELECT d.id FROM documents d WHERE d.entry = (SELECT entry FROM documents WHERE id = ?) AND d.id <> ?"
            " AND d.gone_since IS NULL ORDER BY d.id",
            (stored.document, stored.document),
        )
        found = [last for row in rows if (last := self._last_report(row["id"]))]
        return [each for each in found if each.report.year == stored.report.year]

    def document_reports(self, document: int) -> list[tuple[dt.datetime, StoredReport]]:
        """The reports `document` has shown, each with the moment it first showed it, in order. A→B→A is three."""
        rows = self.rows(
            "SELECT s.at AS seen_at, r.* FROM sightings s"
            " JOIN readings x ON x.document = s.document AND x.sha256 = s.sha256"
            " JOIN reports r ON r.id = x.report WHERE s.document = ? ORDER BY s.id",
            (document,),
        )
        shown: list[tuple[dt.datetime, StoredReport]] = []
        for row in rows:
            if not shown or shown[-1][1].id != row["id"]:
                shown.append((dt.datetime.fromisoformat(row["seen_at"]), _stored_report(row)))
        return shown

    def stood_still(self, document: int) -> bool:
        """Whether `document` has shown one report at the most, and is there: nothing can have been revised or
        withdrawn."""
        row = self.one(
            "SELECT d.gone_since, (SELECT count(DISTINCT x.report) FROM readings x WHERE x.document = d.id) AS reports"
            " FROM documents d WHERE d.id = ?",
            (document,),
        )
        return row is not None and row["gone_since"] is None and row["reports"] <= 1

    def last_outcome(self, document: int) -> str | None:
        """What came of the last reading of `document`: report, or an error code; None before the first."""
        row = self.one("SELECT outcome FROM readings WHERE document = ? ORDER BY id DESC LIMIT 1", (document,))
        return row["outcome"] if row else None


def reads_the_same(one: Report, other: Report) -> bool:
    """Whether two readings say the same, whatever bytes and places in the source they come from."""
    return _content(one) == _content(other)


def _content(report: Report) -> dict[str, Any]:
    printed = report_to_json(report)
    raw = {address: cell["raw"] for address, cell in printed.pop("cells").items()}
    return {**printed, "source": None, "raw": raw}


def _report_row(
    document: int, report: Report, body_id: str | None, first_published_on: dt.date | None, now: dt.datetime
) -> dict[str, Any]:
    return {
        "body": report.body,
        "body_id": body_id,
        "year": report.year,
        "sha256": report.source.sha256,
        "document": document,
        "form": str(report.form),
        "title": report.title,
        "published_on": from_date(report.published_on),
        "signed_on": from_date(report.signed_on),
        "first_published_on": from_date(first_published_on),
        "read_at": now.isoformat(),
        "current": 0,
        "json": to_text(report_to_json(report)),
    }


def _figure_row(id_: int, report: Report, address: str) -> dict[str, Any]:
    figure = report.figures[address]
    table, row, column = address.split(".")
    return {
        "report": id_,
        "cell": address,
        "table_name": table,
        "row_name": row,
        "column_name": column,
        "value": None if figure.value is None else float(figure.value),
        "exact": None
        if figure.value is None
        else format(figure.value, "f" if isinstance(figure.value, Decimal) else "d"),
        "raw": figure.raw,
        "doubted": int(report.doubted(address)),
        "page": figure.page,
        "grid": figure.grid,
        "grid_row": figure.row,
        "grid_column": figure.column,
    }


@lru_cache(maxsize=REMEMBERED)
def _report_from_text(text: str) -> Report:
    return report_from_json(json.loads(text))


def _stored_report(row: dict[str, Any]) -> StoredReport:
    return StoredReport(
        id=row["id"],
        body_id=row["body_id"],
        document=row["document"],
        sha256=row["sha256"],
        first_published_on=to_date(row["first_published_on"]),
        report=_report_from_text(row["json"]),
    )
