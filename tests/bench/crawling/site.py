"""`python -m tests.bench.crawling.site`: many columns of many reports, as fast as Python can serve them.

Prints its port. `POST /publish` adds a report to every column; `GET /count` says how many requests there were.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

DOCUMENTS = Path(__file__).parents[3] / "crawler" / "sample" / "documents"
_REPORT = (DOCUMENTS / "sample_statistics_2020.html").read_text(encoding="utf-8")
PAGE = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>\n'
    '<meta name="SiteIDCode" content="4401990001"><meta name="ColumnName" content="政府信息公开年报">\n'
    '<meta name="PubDate" content="2021-01-20 10:19"></head>\n<body>\n{main}\n'
    '<div class="footer">访问量：<span>{visits}</span></div></body></html>'
)


class Columns:
    """The site: column `n` is `/nb/n/`, its posts `/nb/n/content/post_ID.html`."""

    def __init__(self, entries: int) -> None:
        self.entries = entries
        self.requests = 0

    def answer(self, method: str, path: str) -> tuple[int, str]:
        if path == "/count":
            return 200, str(self.requests)
        self.requests += 1
        if path == "/publish" and method == "POST":
            self.entries += 1
            return 200, ""
        parts = path.strip("/").split("/")
        if parts[0] != "nb" or len(parts) < 2:
            return 404, "no"
        return 200, self._column(parts[1]) if len(parts) == 2 else self._post(parts[1], parts[3])

    def _column(self, column: str) -> str:
        rows = "".join(
            f"<li><a href='content/post_{column}{year:03d}.html' title='{_title(column, year)}'>…</a>"
            f"<span>2021-01-20</span></li>"
            for year in range(self.entries)
        )
        return self._page("政府信息公开年报", f"<ul class='list'>{rows}</ul>")

    def _post(self, column: str, name: str) -> str:
        title = _title(column, int(name[-8:-5]))
        main = f'<h1>{title}</h1><div class="article-content">{_REPORT}</div><!-- {column} {name} -->'
        return self._page(title, main)

    def _page(self, title: str, main: str) -> str:
        return PAGE.format(title=title, main=main, visits=self.requests)


def _title(column: str, number: int) -> str:
    return f"示例第{column}局{2000 + number % 100}年政府信息公开工作年度报告"


async def _serve(site: Columns) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                method, path, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
                status, text = site.answer(method, path)
                body = text.encode()
                writer.write(
                    f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(Columns(int(sys.argv[1]))))
