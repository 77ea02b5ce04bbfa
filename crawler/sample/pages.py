"""The sample portal's templates: each page is a template of its own inside the common frame."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from crawler.sample.calendar import GKMLPT_COLUMN, GKMLPT_SITE

_PAGES = Path(__file__).parent / "pages"
_DOCUMENTS = Path(__file__).parent / "documents"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: int = 200


@dataclass(frozen=True, slots=True)
class Ask:
    """What the server is asked, and when: the sample's day decides what is on the portal."""

    path: str
    query: dict[str, str]
    base: str
    day: dt.date
    visits: int


@cache
def template(name: str) -> Template:
    return Template((_PAGES / name).read_text(encoding="utf-8"))


def render(name: str, **values: object) -> str:
    return template(name).substitute(values, site=GKMLPT_SITE, number=GKMLPT_COLUMN)


def frame(
    ask: Ask, title: str, main: str, *, meta: str = "", position: str = "政府信息公开年报", status: int = 200
) -> Reply:
    """A whole page around `main`. Its counter is another at each request, as on so many portals."""
    page = render(
        "frame.html",
        title=html.escape(title),
        host=html.escape(ask.base.partition("//")[2]),
        column="政府信息公开年报",
        meta=meta,
        position=position,
        main=main,
        day=ask.day.isoformat(),
        visits=ask.visits,
    )
    return Reply(page.encode(), status=status)


def not_found(ask: Ask) -> Reply:
    return frame(ask, "页面不存在", render("not_found.html"), position="出错了", status=404)


def read_document(name: str) -> bytes:
    return (_DOCUMENTS / name).read_bytes()


def stylesheet() -> Reply:
    return Reply((_PAGES / "portal.css").read_bytes(), "text/css; charset=utf-8")
