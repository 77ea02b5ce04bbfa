"""HTML to a Reading: grids and paragraphs as the page has them, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from parsers.encoding import to_utf8
from parsers.errors import TooLarge, Unreadable
from parsers.readers import MAX_CELLS
from parsers.readers.html_flow import Element, read_flow, text_of
from parsers.readers.html_marks import may_show_otherwise, print_as_shown
from parsers.readers.html_post import POST, find_post
from parsers.reading import Grid, Paragraph, Reading

_PUBLISHED = re.compile(
    r"(?:发布日期|发布时间|公开日期|公开时间|发文时间)[\s:：]*"
    r"(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)"
)
_MAX_TEXT = 5_000_000
"""Characters; a portal's page shows a thousandth of it."""
_MAX_TITLE = 500
_PUBLISHED_WITHIN = 200
"""Blocks from the top; below the article, lists of other articles have dates of their own."""

# A picture in running text is the article's; logos and buttons stand in links and layout. Editors put the icon
# of an attached file into a paragraph too.
_ICON = re.compile(r"fileTypeImages|/icon", re.IGNORECASE)
# What can be spared of a page that nests too deep (editors leave thousands of tags open): none of it holds text
# together. Tables and paragraphs stay.
_INLINE = re.compile(rb"</?(?:span|font|b|i|u|em|strong|a|o:p)\b[^>]*>", re.IGNORECASE)
_WRAPPERS = re.compile(rb"</?(?:div|section|article|center|blockquote)\b[^>]*>", re.IGNORECASE)

Block = Paragraph | Grid


def read_html(data: bytes) -> Reading:
    """Everything a page shows, in its order; raises TooLarge over `MAX_CELLS` cells, Unreadable without any markup."""
    page = to_utf8(data)
    root = _parse(page)
    blocks = _read_blocks(root)
    titles = _titles(root)
    published = _meta(root, "pubdate") or _shown_date(blocks)
    pictures = _pictures(root)
    post = find_post(page.decode()) if POST in page else None
    if post:
        titles = (post.title, *titles)
        published = published or post.published
        body = _parse(post.content.encode("utf-8", errors="replace")) if post.content else None
        inner = _read_blocks(body) if body is not None else ()
        if body is not None and _is_fuller(inner, blocks):
            blocks, pictures, published = inner, _pictures(body), post.published or published
    return Reading("html", "text/html", blocks, _distinct(titles), published, pictures)


def _parse(page: bytes) -> Element:
    """The tree of a page in UTF-8; raises Unreadable where there is none, TooLarge over `MAX_CELLS` cells."""
    root, complete = _parse_once(page)
    if not complete:
        root, complete = _parse_once(_WRAPPERS.sub(b"<br>", _INLINE.sub(b"", page)))
    if not complete:
        raise TooLarge("a web page with thousands of tags inside one another")
    if root is None:
        raise Unreadable("a web page with nothing in it")
    # Counting the tags in the bytes spares nearly every page the walk.
    if page.count(b"<") > MAX_CELLS and sum(1 for _ in islice(root.iter("td", "th"), MAX_CELLS + 1)) > MAX_CELLS:
        raise TooLarge(f"a web page with more than {MAX_CELLS:,} table cells")
    if may_show_otherwise(page):
        print_as_shown(root)
    return root


def _parse_once(page: bytes) -> tuple[Element | None, bool]:
    """The tree, and whether it's the whole page: libxml2 drops everything below a depth of 2048 and only logs it.

    It's handed over without NULs, because libxml2 ends at the first.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    root: Element | None
    try:
        root = etree.fromstring(page.replace(b"\0", b""), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _read_blocks(root: Element) -> tuple[Block, ...]:
    """Everything shown, in order; raises TooLarge over `_MAX_TEXT` characters."""
    blocks: list[Block] = []
    pictures: list[tuple[int, bytes]] = []
    length = 0
    for item in read_flow(root):
        if isinstance(item, bytes):
            pictures.append((len(blocks), item))
            continue
        blocks.append(Paragraph(item) if isinstance(item, str) else item)
        length += len(item) if isinstance(item, str) else sum([len(cell.text) for cell in item.cells])
        if length > _MAX_TEXT:
            raise TooLarge(f"a web page with more than {_MAX_TEXT:,} characters of text")
    return _with_pictures(blocks, pictures) if pictures else tuple(blocks)


def _with_pictures(blocks: list[Block], pictures: list[tuple[int, bytes]]) -> tuple[Block, ...]:
    """The blocks with what stands in each picture, before the block of its number."""
    # Imported where it is needed: a page of text must not pay for the scan reader.
    from parsers.readers.scan import read_pictures

    read = read_pictures([data for _, data in pictures])
    for (place, _), inner in reversed(list(zip(pictures, read, strict=True))):
        blocks[place:place] = inner
    return tuple(blocks)


def _is_fuller(inner: tuple[Block, ...], shown: tuple[Block, ...]) -> bool:
    """Whether the post inside the script holds tables that the page itself doesn't show, or the page shows none."""
    tables = _count_grids(shown)
    return bool(inner) and (tables == 0 or tables < _count_grids(inner))


def _count_grids(blocks: tuple[Block, ...]) -> int:
    return sum(isinstance(block, Grid) for block in blocks)


def _titles(root: Element) -> tuple[str, ...]:
    headings = (_text_of(element) for element in root.iter("h1"))
    return (_meta(root, "articletitle") or "", *headings, *(_text_of(element) for element in root.iter("title")))


def _text_of(element: Element) -> str:
    return " ".join(text_of(element).split())[:_MAX_TITLE]


def _distinct(titles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(title for title in titles if title))


def _meta(root: Element, name: str) -> str | None:
    """The content of the first `<meta>` with this name; portals spell the names in every case."""
    for element in root.iter("meta"):
        content = element.get("content", "").strip()
        if element.get("name", "").strip().lower() == name and content:
            return content
    return None


def _shown_date(blocks: tuple[Block, ...]) -> str | None:
    """The date printed behind 发布日期 or its like near the top, in a line or in the next cell."""
    text = "\n".join(_texts(blocks[:_PUBLISHED_WITHIN]))
    found = _PUBLISHED.search(text) if "日期" in text or "时间" in text else None
    return found[1].strip() if found else None


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)


def _pictures(root: Element) -> int:
    return sum(
        next(image.iterancestors("p"), None) is not None and not _ICON.search(image.get("src", ""))
        for image in root.iter("img")
    )
