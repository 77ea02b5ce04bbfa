"""A column with no list: its page is the report."""

from __future__ import annotations

from tests.portals.pages import article, frame, home
from tests.portals.reports import REPORTS
from tests.portals.simulator import Quirks, Simulator
from tests.portals.site import Answer, Question, Site, not_found

COLUMN = "/col/col1229781154/index.html"
REPORT = next(row for row in REPORTS if row.body == "sample_statistics")
QUIRKS = {"plain_heading": "no ArticleTitle and no `h1`: the title is the first line of the text"}


def build(quirks: Quirks) -> Site:
    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"政府信息公开": "/col/col1229781100/index.html", "政府信息公开年报": COLUMN})
        if question.path != COLUMN:
            return not_found()
        if "plain_heading" in quirks:
            line = f"<p>{REPORT.title}</p><p>发布日期：{REPORT.on}</p>"
            return frame("政府信息公开年报", f'<div id="zoom">{line}{REPORT.text}</div>')
        return article(REPORT, REPORT.text, box='id="zoom"')

    return Site("report-page", COLUMN, routes)


SIMULATOR = Simulator(build, QUIRKS, reports=(REPORT,))
