"""Chronicles -> cases: the one place that knows what a rule is given."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Iterable, Mapping, Sequence

from crawler.watchlist import BodyKind
from monitor.case import Alike, Case, Figures, Spread
from monitor.rules import Result, evaluate
from parsers.report import Report

from .draft import History
from .world import Chronicle

Peers = Mapping[tuple[BodyKind, int], Mapping[str, Spread]]
"""How the bodies of a kind moved from the year before, by kind and year."""
STEADY = 10
"""Figures below say nothing of how bodies move."""


def build_reports(history: History) -> dict[int, Report]:
    return {year: draft.build() for year, draft in history.items()}


def judge(history: History, reports: dict[int, Report], years: Iterable[int], peers: Peers) -> dict[int, Result]:
    """What all rules say of a body's reports on the given years."""
    return {year: evaluate(case_of(history, reports, year, peers)) for year in years}


def case_of(history: History, reports: dict[int, Report], year: int, peers: Peers) -> Case:
    draft = history[year]
    return Case(
        report=reports[year],
        today=dt.date(year + 1, 4, 15),
        body=draft.body,
        previous=reports.get(year - 1),
        first_published_on=draft.published_on,
        history={before: _figures(reports[before]) for before in reports if before < year},
        peers=peers.get((draft.body.kind, year), {}),
        alike=tuple(Alike(body, section, text) for body, section, text in draft.alike),
    )


def draw_peers(chronicles: Sequence[Chronicle]) -> Peers:
    """The usual movement of each kind of body and year, of figures large enough."""
    found: dict[tuple[BodyKind, int], dict[str, list[float]]] = {}
    for chronicle in chronicles:
        for year, draft in chronicle.history.items():
            before = chronicle.history.get(year - 1)
            cells = [cell for cell in draft.figures if before and cell.endswith((".decisions", "received_new.total"))]
            for cell in cells:
                one, other = draft.count(cell), before.count(cell) if before else 0
                if min(one, other) >= STEADY:
                    moves = found.setdefault((chronicle.nature.body.kind, year), {})
                    moves.setdefault(cell, []).append(math.log(one / other))
    return {key: {cell: _spread(moves) for cell, moves in cells.items()} for key, cells in found.items()}


def _spread(moves: list[float]) -> Spread:
    median = statistics.median(moves)
    return Spread(median, statistics.median(abs(move - median) for move in moves), len(moves))


def _figures(report: Report) -> Figures:
    figures = report.figures.items()
    return {cell: each.value for cell, each in figures if each.value is not None and not report.doubted(cell)}
