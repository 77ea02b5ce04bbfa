"""What a browser makes of marked text in a table: struck out, hidden, set above the line, or in a field of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from parsers.raised import raised

Element = etree._Element

_STRUCK = ("del", "s", "strike")
_NO_TEXT = frozenset({"checkbox", "radio", "hidden", "button", "submit", "reset", "image", "file", "password"})
"""Kinds of fields whose value isn't what they show."""
_MAY_HIDE = (b"display", b"DISPLAY", b"hidden", b"line-through")
"""Tables without these words, as Word exports them with a style on each of a thousand elements, need no search."""
_TABULAR = ("table", "td", "th")
_NOT_PRINTED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|line-through", re.IGNORECASE)
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden|line-through", re.IGNORECASE)
_LONGEST = 200
"""Characters that are hidden in a cell of a table of figures at most."""
_CELLS = frozenset({"td", "th", "tr"})
_STYLED = etree.XPath("//td//*[@style or @hidden] | //td[@style] | //th//*[@style or @hidden]")


def print_as_shown(root: Element) -> None:
    """Change the tables of a page so that the text of their cells is what its reader sees: nothing that is struck out
    or hidden, numbers of notes as such, and what stands in fields. Text outside of tables stays as it is: scripts show
    and hide whole articles."""
    for element in list(root.iter("sup", "input", *_STRUCK)):
        if next(element.iterancestors("td", "th"), None) is not None:
            _set(element)
    if _may_hide(root):
        for element in filter(_is_hidden, _styled(root)):
            _empty(element)


def _may_hide(root: Element) -> bool:
    """Whether a table says of anything that it isn't shown; the rest of a page may be twenty times as long."""
    walk = etree.iterwalk(root, events=("start",), tag=_TABULAR)
    for _, element in walk:
        walk.skip_subtree()
        printed = etree.tostring(element, encoding="utf-8", with_tail=False)
        if any(word in printed for word in _MAY_HIDE):
            return True
    return False


def _set(element: Element) -> None:
    if element.tag == "sup":
        for part in element.iter():
            part.text = raised(part.text or "")
    elif element.tag in _STRUCK:
        _empty(element)
    elif element.get("type", "text").lower() not in _NO_TEXT:
        element.text = element.get("value", "")


def _styled(root: Element) -> Iterator[Element]:
    found = _STYLED(root)
    return (item for item in (found if isinstance(found, list) else ()) if isinstance(item, etree._Element))


def _is_hidden(element: Element) -> bool:
    """Whether an element takes its place without showing its text; cells and rows that take none are left out later."""
    style = element.get("style", "")
    if element.tag in _CELLS:
        return bool(_INVISIBLE.search(style))
    return ("hidden" in element.attrib or bool(_NOT_PRINTED.search(style))) and not _is_article(element)


def _is_article(element: Element) -> bool:
    """Whether an element holds more than a cell does: pages laid out in tables show and hide whole articles too."""
    text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return len(text) > _LONGEST or next(element.iterdescendants("table"), None) is not None


def _empty(element: Element) -> None:
    """Take an element's text away; what follows it stays."""
    tail = element.tail
    element.clear()
    element.tail = tail
