"""博达 VSB: older pages of a column are numbered downwards, files come from a script."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.portals.pages import article, catalogue, document, frame, home, items
from tests.portals.reports import ROWS, Row, find
from tests.portals.simulator import Quirks, Simulator, page_of, pages_in
from tests.portals.site import Answer, Question, Site, not_found

STEM, PER_PAGE = "/zfxxgk/zfxxgknb", 3
DOWNLOAD = "/system/_content/download.jsp"
QUIRKS = {
    "numbers_only": "the pager has numbers only, no link that says 下页",
    "years": "the column leads to a child for each year, `zfxxgknb/n2020n.htm`",
}
_LIST = re.compile(rf"^{STEM}(?:/(\d+))?\.htm$")
_YEAR = re.compile(rf"^{STEM}/n(20\d\d)n\.htm$")
_POST = re.compile(r"^/info/1001/(\d+)\.htm$")


def build(quirks: Quirks) -> Site:
    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"政务公开": "/zwgk.htm"})
        if question.path == "/zwgk.htm":
            return catalogue({"政府信息公开": "/zfxxgk.htm", "政策解读": "/zcjd.htm"})
        if question.path == "/zfxxgk.htm":
            return catalogue({"政府信息公开制度": "/zfxxgk/zd.htm", "年度报告": f"{STEM}.htm"})
        if year := _YEAR.match(question.path):
            return _year(int(year[1]))
        if column := _LIST.match(question.path):
            return _children() if "years" in quirks else _column(column[1], quirks)
        if post := _POST.match(question.path):
            return _post(find(ROWS, int(post[1])))
        if question.path == DOWNLOAD:
            row = find(ROWS, int(question.query.get("wbfileid", "0")))
            return document(row) if row else not_found()
        return not_found()

    return Site("vsb", f"{STEM}.htm", routes)


def _column(given: str | None, quirks: Quirks) -> Answer:
    """The first page has no number; the second of four is 3, the last is 1."""
    pages = pages_in(ROWS, PER_PAGE)
    number = pages if given is None else int(given)
    shown = page_of(ROWS, pages - number + 1, PER_PAGE)
    if not shown or number > pages:
        return not_found()
    here = "zfxxgknb/" if given is None else ""
    others = "".join(f'<a href="{here}{n}.htm">{pages - n + 1}</a>' for n in range(pages - 1, 0, -1))
    following = f'<a href="{here}{number - 1}.htm" class="Next">下页</a>' if number > 1 else "<span>下页</span>"
    pager = others if "numbers_only" in quirks else others + following
    return frame("政府信息公开年报", f"{_listed(shown)}<div class='pb_sys_common'>{pager}</div>")


def _listed(rows: Iterable[Row]) -> str:
    return items((f"/info/1001/{row.id}.htm", row) for row in rows)


def _children() -> Answer:
    links = "".join(f'<li><a href="zfxxgknb/n{year}n.htm">{year}年</a></li>' for year in (2020, 2019))
    return frame("政府信息公开年报", f'<ul class="nav-list">{links}</ul>')


def _year(year: int) -> Answer:
    return frame(f"{year}年", _listed([row for row in ROWS if row.year == year]))


def _post(row: Row | None) -> Answer:
    if row is None:
        return not_found()
    address = f"{DOWNLOAD}?urltype=news.DownloadAttachUrl&owner=1&wbfileid={row.id}"
    link = f'<p>附件【<a href="{address}">{row.file_name}</a>】</p>' if row.form == "attachment" else ""
    return article(row, f'<div class="v_news_content">{row.text}</div>', link, box='id="vsb_content"')


SIMULATOR = Simulator(build, QUIRKS)
