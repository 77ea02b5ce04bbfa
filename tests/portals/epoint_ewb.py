"""新点 Epoint EWB: rows as JSON for a question in JSON; the site's id is in a script beside the page."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.portals.pages import article, frame, home
from tests.portals.posts import Posts, link_to_file
from tests.portals.reports import Row, among
from tests.portals.simulator import Quirks, Simulator, page_of
from tests.portals.site import Answer, Question, Site, data

CATEGORY, SITE_GUID = "003001003", "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
ACTION = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
QUIRKS = {
    "wrapped": "the question is wrapped in `params`, and pages are counted from 0",
    "in_path": "the category is a folder of the column's address",
    "ajax_script": "the site's id is in `ajaxReq.js`",
}
ROWS = among(45)
_POST = re.compile(r"^/003/\d{8}/(\d+)\.html$")
_FILE = re.compile(r"^/EWB-FRONT/file/(\d+)\.\w+$")


def build(quirks: Quirks) -> Site:
    column = f"/govInfoPub/subpage.html?categorynum={CATEGORY}"
    if "in_path" in quirks:
        column = f"/xxgk/003001/{CATEGORY}/subpage.html"
    script = "/js/ajaxReq.js" if "ajax_script" in quirks else "/js/webBuilderCommon.js"

    def routes(question: Question) -> Answer:
        if question.path == "/":
            return home({"政府信息公开": "/govInfoPub/index.html", "政府信息公开年报": column})
        if question.path.endswith("subpage.html"):
            list_box = f'<div id="infolist"></div><script src="{script}"></script>'
            return frame("政府信息公开年报", f'{list_box}<script src="/EWB-FRONT/frame/list.js"></script>')
        if question.path == script:
            text = f"var siteInfo={{siteGuid:'{SITE_GUID}',projectName:'/EWB-FRONT'}};"
            return Answer(text.encode(), "application/javascript")
        if question.path == ACTION and question.method == "POST":
            return _rows(question, quirks)
        return POSTS.answer(question.path)

    return Site("epoint-ewb", column, routes)


def _rows(question: Question, quirks: Quirks) -> Answer:
    asked: dict[str, Any] = json.loads(question.body)
    if "wrapped" in quirks:
        asked = asked.get("params", {})
    if asked.get("categorynum") != CATEGORY or asked.get("siteGuid") != SITE_GUID:
        return data({"status": {"code": "0", "text": "参数错误"}})
    number = int(asked["pageIndex"]) + (1 if "wrapped" in quirks else 0)
    rows = page_of(ROWS, number, int(asked["pageSize"]))
    return data({"custom": {"data": [_row(row) for row in rows]}, "status": {"code": "1"}})


def _row(row: Row) -> dict[str, str]:
    short = f"{row.title[:14]}…"
    address = f"/003/{row.on:%Y%m%d}/{row.id}.html"
    return {"infourl": address, "title": short, "realtitle": row.title, "infodate": f"{row.on}"}


def _post(row: Row) -> Answer:
    link = link_to_file(row, f"/EWB-FRONT/file/{row.id}.{row.media}")
    return article(row, row.text + link)


POSTS = Posts(_POST, _FILE, ROWS, _post)
SIMULATOR = Simulator(build, QUIRKS)
