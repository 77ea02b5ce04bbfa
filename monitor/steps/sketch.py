"""Sketch: what was read becomes findable by reports that hold the same text."""

from __future__ import annotations

import datetime as dt

from parsers.likeness import COMPARED, prose_of, sketch
from storage.archive import Archive

CONSUMER = "sketch"
KINDS = ("report.kept",)
BATCH = 500


def sketch_step(archive: Archive, now: dt.datetime) -> None:
    """Follow the log from the step's own cursor; an archive from before there were sketches is gone through once."""
    while events := archive.events_after(archive.cursor(CONSUMER), KINDS, BATCH):
        with archive.transaction():
            for event in events:
                _sketch_report(archive, int(event.subject))
            archive.move_cursor(CONSUMER, events[-1].seq, now)


def _sketch_report(archive: Archive, report: int) -> None:
    for narrative in archive.narratives(report, COMPARED):
        bands = sketch(prose_of(narrative.text, narrative.body))
        if bands:
            archive.keep_sketch(report, narrative.year, narrative.section, bands)
