"""The verbs of correction: a figure that a person read otherwise, kept beside the printed one and never over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from parsers.report import Report
from storage.connection import Connection, to_moment
from storage.records import CorrectionRow, StoredReport

NEWEST_CORRECTIONS = """
SELECT c.* FROM corrections c
WHERE c.year = :year AND (c.body_id IS :body_id AND (c.body_id IS NOT NULL OR c.body = :body))
  AND c.id = (SELECT max(x.id) FROM corrections x
              WHERE x.year = c.year AND x.body_id IS c.body_id AND x.body = c.body AND x.cell = c.cell)
ORDER BY c.id
"""


class CorrectionLog(Connection):
    """What `nianbao correct` writes, and pages, views and, if asked, the check step read."""

    def correct(
        self, stored: StoredReport, cell: str, value: int | Decimal | None, who: str, why: str, now: dt.datetime
    ) -> int:
        """Keep what a person says should stand in a cell of a report; None takes an earlier word back. Returns its
        number."""
        figure = stored.report.figures.get(cell)
        values = {
            "body_id": stored.body_id,
            "body": stored.report.body,
            "year": stored.report.year,
            "report": stored.id,
            "sha256": stored.sha256,
            "cell": cell,
            "printed": figure.raw if figure else "",
            "value": None if value is None else format(value, "f" if isinstance(value, Decimal) else "d"),
            "who": who,
            "why": why,
            "at": now.isoformat(),
        }
        with self.transaction():
            id_ = int(self.db.table("corrections").insert(values).last_pk or 0)
            self.log("figure.corrected", stored.id, now, cell=cell, correction=id_, document=stored.document, who=who)
        return id_

    def corrections_of(self, stored: StoredReport) -> dict[str, CorrectionRow]:
        """By cell, the newest correction that still holds: made of these bytes, or of the same printed text."""
        about = {"year": stored.report.year, "body_id": stored.body_id, "body": stored.report.body}
        rows = self.rows(NEWEST_CORRECTIONS, about)
        return {row["cell"]: _correction(row) for row in rows if still_holds(row, stored.report)}


def still_holds(row: Mapping[str, Any], report: Report) -> bool:
    """Whether a correction is of this reading's bytes, or of the text that is still printed there."""
    figure = report.figures.get(row["cell"])
    same = row["sha256"] == report.source.sha256 or (figure.raw if figure else "") == row["printed"]
    return bool(row["value"] is not None and same)


def _correction(row: dict[str, Any]) -> CorrectionRow:
    value: int | Decimal = Decimal(row["value"]) if "." in row["value"] else int(row["value"])
    return CorrectionRow(row["id"], row["cell"], row["printed"], value, row["who"], row["why"], to_moment(row["at"]))
