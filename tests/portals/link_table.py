"""「2020年…年报汇总」: one page with a table of links, named after the bodies."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.portals.pages import article, document, frame, home
from tests.portals.reports import BODIES, REPORTS, find
from tests.portals.simulator import Quirks, Simulator
from tests.portals.site import Answer, Question, Site, not_found

COLUMN = "/wzxxgknb/2021/index.html"
HEADING = "示例市示例区2020年政府信息公开工作年度报告汇总"
KIND = HEADING.removesuffix("汇总")
TABLED = tuple(replace(row, title=f"{BODIES[str(row.body)][0]}（{KIND}）") for row in REPORTS if row.year == 2020)
QUIRKS = {"file_names": "the links are called by their files' names, the body stands in the cell before"}
_ROW = re.compile(r"^/wzxxgknb/2021/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"信息公开": "/wzxxgk/", "信息公开年报汇总": COLUMN})
        if question.path == COLUMN:
            return frame(HEADING, f"<h1>{HEADING}</h1><table>{_table(quirks)}</table>")
        found = _ROW.match(question.path)
        row = find(REPORTS, int(found[1])) if found else None
        if row is None:
            return not_found()
        return document(row) if row.form == "attachment" else article(row, row.text)

    return Site("link-table", COLUMN, routes)


def _table(quirks: Quirks) -> str:
    lines = []
    for number, row in enumerate(TABLED, start=1):
        name, file = BODIES[str(row.body)][0], f"{row.id}.{row.media}"
        if "file_names" in quirks:
            lines.append(f'<tr><td>{number}</td><td>{name}</td><td><a href="{file}">{file}</a></td></tr>')
        else:
            lines.append(f'<tr><td>{number}</td><td><a href="{file}">{name}</a></td></tr>')
    return "".join(lines)


SIMULATOR = Simulator(build, QUIRKS, reports=TABLED, undated=frozenset({"plain", "file_names"}))
