"""A column whose rows a script puts on the page: read through a browser, which waits for what the page shows.

Named in the watch list with `browser: always`; nothing on the bare page tells it from an empty column. The browser
waits until a row with a link is there, never for a time, and presses 下一页 (or 加载更多) for older rows, waiting
each time until the rows are others.

What can go wrong: where no browser is installed the column can't be read, and the visit says so. Such a page nearly
always has an address behind it that gives the rows as data; a family of its own is kinder to the portal than a
browser.
"""

from __future__ import annotations

from dataclasses import replace

from crawler.families.family import Column, Family, Page, Unreadable
from crawler.families.lists import ListPage, open_list, read_list
from crawler.families.markup import tidy
from crawler.families.page import Ask

NEXT = ("下一页", "下页", "加载更多", "更多>>")
"""What a person presses for older rows."""
_OFF = ("disabled", "gray", "grey", "no-more", "nomore")


def read_column(page: Page, address: str) -> Column:
    column = read_list(page, address, lambda _: ())
    if not column.entries and not column.more:
        raise Unreadable("no rows are on the page; it has to be read through a browser (browser: always)")
    older = (Ask(page.asked.url, presses=page.asked.presses + 1),) if _goes_on(open_list(page)) else ()
    return replace(column, older=(*older, *column.older))


def _goes_on(page: ListPage) -> bool:
    """Whether the page has something to press for older rows that is not switched off."""
    return any(
        tidy(element.text_content()) in NEXT and not _is_off(element)
        for tag in ("a", "button", "span", "div", "li")
        for element in page.tree.iter(tag)
    )


def _is_off(element: object) -> bool:
    boxes = [element, *element.iterancestors()][:2]  # type: ignore[attr-defined] # an element of lxml's
    return any("disabled" in box.attrib or any(word in (box.get("class") or "") for word in _OFF) for box in boxes)


FAMILY = Family(read_column, by_script=True)
