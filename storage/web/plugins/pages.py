"""Our own pages: /report/<number>, /finding/<id>, and the bytes at /snapshot/<sha256>."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from datasette.utils.asgi import NotFound, Response

from storage.web.fetch import blobs_of, one
from storage.web.finding_page import finding_page
from storage.web.plugins.hook import hook
from storage.web.report_page import report_page

SECURITY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing a document says may run or load in our pages, even were its text to slip through the escaping."""

EXTENSIONS: dict[str, str] = {
    "text/html": "html",
    "text/plain": "txt",
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/zip": "zip",
    "image/jpeg": "jpg",
    "image/png": "png",
}


@hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    return [
        (r"^/report/(?P<id>\d{1,18})$", show_report),
        (r"^/report/(?P<id>\d{1,18})\.json$", show_report_json),
        (r"^/finding/(?P<id>[0-9A-Za-z_.-]{1,80})$", show_finding),
        (r"^/snapshot/(?P<sha256>[0-9a-f]{64})$", send_snapshot),
    ]


async def show_report(request: Any, datasette: Any) -> Any:
    context = await report_page(datasette, int(request.url_vars["id"]))
    if context is None:
        raise NotFound("No such report 没有这份报告")
    return await _page(datasette, request, "report.html", context)


async def show_report_json(request: Any, datasette: Any) -> Any:
    row = await one(datasette, "SELECT json FROM reports WHERE id = :id", id=int(request.url_vars["id"]))
    if row is None:
        raise NotFound("No such report 没有这份报告")
    printed = json.dumps(json.loads(row["json"]), ensure_ascii=False, indent=2)
    return Response(printed, content_type="application/json; charset=utf-8", headers=SECURITY)


async def show_finding(request: Any, datasette: Any) -> Any:
    context = await finding_page(datasette, request.url_vars["id"])
    if context is None:
        raise NotFound("No such finding 没有这条记录")
    return await _page(datasette, request, "finding.html", context)


async def _page(datasette: Any, request: Any, template: str, context: dict[str, Any]) -> Any:
    return Response.html(await datasette.render_template(template, context, request=request), headers=SECURITY)


async def send_snapshot(request: Any, datasette: Any) -> Any:
    """The bytes as they came, to be saved: a browser must never show a stranger's page as ours."""
    sha256 = request.url_vars["sha256"]
    row = await one(datasette, "SELECT media_type FROM snapshots WHERE sha256 = :sha256", sha256=sha256)
    try:
        data = blobs_of(datasette).read(sha256) if row else None
    except FileNotFoundError:
        data = None
    if row is None or data is None:
        raise NotFound("No such snapshot 没有这份快照")
    extension = EXTENSIONS.get(row["media_type"].split(";")[0].strip().lower(), "bin")
    headers = {**SECURITY, "Content-Disposition": f'attachment; filename="{sha256[:12]}.{extension}"'}
    return Response(data, content_type="application/octet-stream", headers=headers)
