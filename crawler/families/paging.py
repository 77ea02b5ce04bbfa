"""Where the next page of a list is: by the pager's script, by the link that says so, by the names of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.families.lists import ListPage
from crawler.families.markup import path_of, tidy, without_fragment
from crawler.families.page import Ask
from crawler.families.rows import folder_of

_SCRIPT = re.compile(
    r"createPage(?:HTML)?\(\s*(?:['\"](?P<box>[\w-]*)['\"]\s*,)?\s*(?P<pages>\d+)\s*,\s*(?P<current>\d+)\s*,"
    r"\s*['\"](?P<stem>[\w.-]+)['\"]\s*,\s*['\"](?P<ending>\w+)['\"]"
)
_COUNT = re.compile(r"\bcountPage\s*=\s*(?:parseInt\()?\s*['\"]?(\d+)")
_NUMBER = re.compile(r"_(\d+)\.\w+$")
_NEXT = re.compile(r"^(下一?页|后一?页|下页»?|[>＞›»]+|next)$", re.I)
PAGE_FIELDS = ("pageIndex", "pageNum", "pageNo", "page", "cpage")


@dataclass(frozen=True, slots=True)
class Pager:
    """What a pager's script is told: how many pages there are, and how their files are named."""

    pages: int
    stem: str
    ending: str


def find_pager(text: str) -> Pager | None:
    """The call of `createPageHTML` in a page, in any of its spellings; or the older `var countPage = 3`."""
    if call := _SCRIPT.search(text):
        return Pager(int(call["pages"]), call["stem"], call["ending"])
    count = _COUNT.search(text)
    return Pager(int(count.group(1)), "", "") if count else None


def next_by_script(page: ListPage, first: int) -> Iterator[Ask]:
    """The page after this one. `first` is the number of the first page: 0 where the second is `index_1.html`, else 1.

    Which page this is, its own address tells; what the script is told of that differs from site to site.
    """
    pager = find_pager(page.text)
    if pager is None:
        return
    numbered = _NUMBER.search(path_of(page.url))
    number = (int(numbered.group(1)) if numbered else first) + 1
    if number - first < pager.pages:
        yield Ask(urljoin(page.url, f"{pager.stem or _stem(page.url)}_{number}.{pager.ending or _ending(page.url)}"))


def _stem(url: str) -> str:
    name = path_of(url).rpartition("/")[2].rpartition(".")[0]
    return re.sub(r"_\d+$", "", name) or "index"


def _ending(url: str) -> str:
    return path_of(url).rpartition("/")[2].rpartition(".")[2] or "html"


def next_by_link(page: ListPage) -> Iterator[Ask]:
    """Where the link that says "next page" leads."""
    for link in page.links:
        if _NEXT.match(tidy(link.text_content())) or _NEXT.match(link.get("title") or ""):
            url = without_fragment(page.address_of(link))
            if url != page.url:
                yield Ask(url)
            return


def linked_by_name(page: ListPage) -> Iterator[Ask]:
    """Further pages that the page links: `index_2.html` beside `index.html`, in the same folder."""
    stem = _stem(page.url)
    for url in page.targets:
        name = path_of(url).rpartition("/")[2]
        if folder_of(url) == folder_of(page.url) and re.match(rf"{re.escape(stem)}_\d+\.", name) and url != page.url:
            yield Ask(url)


def linked_by_query(page: ListPage) -> Iterator[Ask]:
    """Further pages that differ from this one only by the number in their query: `?pageIndex=2`."""
    mine = _without_number(page.url)
    for url in page.targets:
        if url != page.url and mine == _without_number(url) and _numbers(url):
            yield Ask(url)


def _without_number(url: str) -> tuple[str, frozenset[tuple[str, str]]]:
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    return parts.path, frozenset(field for field in fields if field[0] not in PAGE_FIELDS)


def _numbers(url: str) -> list[int]:
    fields = parse_qsl(urlsplit(url).query)
    return [int(value) for name, value in fields if name in PAGE_FIELDS and value.isdigit() and int(value) > 1]


def with_field(url: str, name: str, value: object) -> str:
    """`url` with one field of its query set anew."""
    parts = urlsplit(url)
    fields = [field for field in parse_qsl(parts.query, keep_blank_values=True) if field[0] != name]
    return parts._replace(query=urlencode([*fields, (name, str(value))])).geturl()
