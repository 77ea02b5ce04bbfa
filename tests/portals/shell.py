"""A shell: the column's page only points to where the list is."""

from __future__ import annotations

from dataclasses import replace

from tests.portals import trs_wcm
from tests.portals.simulator import Quirks, Simulator
from tests.portals.site import Answer, Question, Site, html

COLUMN = "/gknb/"
QUIRKS = {
    "frame": "the list is in a frame, among frames that count visitors and show a tree",
    "href": "the script sets `location.href`",
}
_FRAMES = (
    '<html><body><iframe src="/visitcount.html"></iframe><iframe src="/module/xxgk/tree.jsp?area=1"></iframe>'
    f'<iframe id="list" src="{trs_wcm.COLUMN}"></iframe></body></html>'
)


def build(quirks: Quirks) -> Site:
    inner = trs_wcm.build(frozenset())

    def routes(question: Question) -> Answer:
        if question.path in ("/", "/zfxxgk/"):
            answer = inner.routes(question)
            return replace(answer, body=answer.body.replace(trs_wcm.COLUMN.encode(), COLUMN.encode()))
        if question.path != COLUMN:
            return inner.routes(question)
        if "frame" in quirks:
            return html(_FRAMES)
        call = f"location.href='{trs_wcm.COLUMN}'" if "href" in quirks else f"location.replace('{trs_wcm.COLUMN}')"
        return html(f"<html><head><script>{call};</script></head><body></body></html>")

    return Site("shell", COLUMN, routes)


SIMULATOR = Simulator(build, QUIRKS)
