"""What a browser makes of marked text in a table: struck out, hidden, set off the line, or in a field of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from parsers.raised import raised

Element = etree._Element

_STRUCK = ("del", "s", "strike")
_SET = ("sup", "sub", "rt", "rp", "input", "textarea", "select")
_SIGNS = (b"style", b"hidden", *(f"<{name}".encode() for name in (*_STRUCK, *_SET)))
"""What every page has in its bytes of which a cell shows anything but its text: style sheets and classes too."""
_SHORT_PAGE = 100_000
"""Bytes up to which a look at all of them takes less than a walk through the tables."""
_NO_TEXT = frozenset({"checkbox", "radio", "hidden", "button", "submit", "reset", "image", "file", "password"})
"""Kinds of fields whose value isn't what they show."""
_TABULAR = ("table", "td", "th")
_NOT_PRINTED = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|line-through|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)"
    r"|font-size\s*:\s*0(?:\.0*)?(?![.\d])|(?:left|top|text-indent)\s*:\s*-9999",
    re.IGNORECASE,
)
_OFF_LINE = re.compile(r"vertical-align\s*:\s*(?:super|sub)\b", re.IGNORECASE)
_SAYS_MORE = re.compile(f"{_NOT_PRINTED.pattern}|{_OFF_LINE.pattern}", re.IGNORECASE)
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden|line-through", re.IGNORECASE)
_LONGEST = 200
"""Characters that are hidden in a cell of a table of figures at most."""
_CELLS = frozenset({"td", "th", "tr"})
_MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""What a style sheet says of print or of small screens."""
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_ONE_CLASS = re.compile(r"\s*\w*\.([\w-]+)\s*")
_STYLES = etree.XPath("descendant-or-self::*/@style", smart_strings=False)
_HAS_HIDDEN = etree.XPath("boolean(descendant-or-self::*/@hidden)")
_CLASSED = etree.XPath("descendant::*[@class][ancestor::td or ancestor::th]")
_STYLED = etree.XPath("//td//*[@style or @hidden] | //td[@style] | //th//*[@style or @hidden]")


def may_show_otherwise(page: bytes) -> bool:
    """Whether the bytes of a page hold anything that `print_as_shown` looks for; of a long page it's not asked."""
    if len(page) > _SHORT_PAGE:
        return True
    small = page.lower()
    return any(sign in small for sign in _SIGNS)


def print_as_shown(root: Element) -> None:
    """Change the tables of a page so that the text of their cells is what its reader sees: nothing that is struck out
    or hidden, numbers of notes as such, and what stands in fields. Text outside of tables stays as it is: scripts show
    and hide whole articles."""
    tables = list(_tables(root))
    for element in [element for table in tables for element in table.iter(*_SET, *_STRUCK)]:
        if next(element.iterancestors("td", "th"), None) is not None:
            _set(element)
    if any(map(_may_hide, tables)):
        for element in _elements(_STYLED(root)):
            if _is_hidden(element):
                _empty(element)
            elif element.tag not in _CELLS and _OFF_LINE.search(element.get("style", "")):
                _raise(element)
    if hidden := _hidden_classes(root):
        for element in [element for table in tables for element in _elements(_CLASSED(table))]:
            if not hidden.isdisjoint(element.get("class", "").split()) and _is_beside_text(element):
                _empty(element)


def _tables(root: Element) -> Iterator[Element]:
    """Yield the outermost tables of a page, and cells without one; the rest of a page may be twenty times as long."""
    walk = etree.iterwalk(root, events=("start",), tag=_TABULAR)
    for _, element in walk:
        walk.skip_subtree()
        yield element


def _may_hide(table: Element) -> bool:
    """Whether a table says of anything that it isn't shown as it stands. Word exports a thousand elements with a style
    each, of a handful of styles."""
    styles = _STYLES(table)
    different = set(styles) if isinstance(styles, list) else set()
    return any(_SAYS_MORE.search(str(style)) for style in different) or bool(_HAS_HIDDEN(table))


def _hidden_classes(root: Element) -> frozenset[str]:
    """The classes that the page's own style sheets hide, wherever they stand."""
    sheets = "".join(sheet.text or "" for sheet in root.iter("style"))
    if "none" not in sheets and "hidden" not in sheets:
        return frozenset()
    rules = _RULE.findall(_MEDIA.sub("", sheets))
    hiding = (selector for selectors, said in rules if _NOT_PRINTED.search(said) for selector in selectors.split(","))
    return frozenset(match[1] for selector in hiding if (match := _ONE_CLASS.fullmatch(selector)))


def _is_beside_text(element: Element) -> bool:
    """Whether a cell says something without an element: scripts may show again what is all that a cell says."""
    cell = next(element.iterancestors("td", "th"))
    whole, part = ("".join(map(str, each.itertext())).strip() for each in (cell, element))
    return not _is_article(element) and len(whole) > len(part)


def _set(element: Element) -> None:
    if element.tag in ("sup", "sub"):
        _raise(element)
    elif element.tag in ("rt", "rp", *_STRUCK):
        _empty(element)
    elif element.tag == "textarea":
        element.tag = "span"
    elif element.tag == "select":
        _choose(element)
    elif element.get("type", "text").lower() not in _NO_TEXT:
        element.text = element.get("value", "")


def _raise(element: Element) -> None:
    for part in element.iter():
        part.text = raised(part.text or "")


def _choose(element: Element) -> None:
    """Make a list to choose from the text of what is chosen."""
    options = list(element.iter("option"))
    chosen = next((option for option in options if "selected" in option.attrib), options[0] if options else None)
    text = "" if chosen is None else "".join(map(str, chosen.itertext()))
    _empty(element)
    element.tag, element.text = "span", text


def _elements(found: object) -> Iterator[Element]:
    yield from (item for item in (found if isinstance(found, list) else ()) if isinstance(item, etree._Element))


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
