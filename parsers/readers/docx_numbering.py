"""Automatic numbering of a DOCX: `numbering.xml`, and the styles that bring a list with them."""

from __future__ import annotations

from lxml import etree

from parsers.readers.numbering import Counters, Level, Numbering

Element = etree._Element

_MOST_STYLES = 12
"""Styles that a style may be based on, one after the other; a chain that is longer runs in a circle."""
_NO_LIST = "0"


class Labels:
    """The labels before a document's paragraphs, asked for in the order of the document."""

    def __init__(self, numbering: Element, styles: Element | None) -> None:
        self._w = f"{{{etree.QName(numbering).namespace or ''}}}"
        self._properties, self._style, self._own = (self._w + name for name in ("pPr", "pStyle", "numPr"))
        self._abstract = {self._get(each, "abstractNumId"): each for each in numbering.iter(self._w + "abstractNum")}
        self._lists = {self._get(each, "numId"): each for each in numbering.iterchildren(self._w + "num")}
        found = styles.iter(self._w + "style") if styles is not None else ()
        self._styles = {self._get(each, "styleId"): each for each in found}
        self._known: dict[str, Numbering | None] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        self._counters = Counters()

    def before(self, paragraph: Element) -> str:
        """The label Word prints before a paragraph; "" where it belongs to no list."""
        properties = next(iter(paragraph), None)  # quicker than find(): they come first, and most say nothing of lists
        if properties is None or properties.tag != self._properties:
            return ""
        told = {child.tag: child for child in properties}
        name, depth = self._place(told.get(self._style), told.get(self._own))
        numbering = self._numbering(name) if name else None
        return self._counters.label(numbering, depth) if numbering else ""

    def _place(self, style: Element | None, own: Element | None) -> tuple[str, int]:
        """The list and the level that a paragraph's own properties name, or else its style's."""
        inherited = self._style_place(self._get(style, "val")) if style is not None else ("", 0)
        if own is None:
            return inherited
        depth = self._value(own, "ilvl")
        name = self._value(own, "numId") or inherited[0]
        return ("" if name == _NO_LIST else name), (_whole(depth) if depth else inherited[1])

    def _style_place(self, style: str) -> tuple[str, int]:
        if style not in self._of_style:
            self._of_style[style] = self._find_style_place(style)
        return self._of_style[style]

    def _find_style_place(self, style: str) -> tuple[str, int]:
        """The list of a style or of one it is based on; the level is the one that is tied to the style."""
        name = style
        for _ in range(_MOST_STYLES):
            element = self._styles.get(name)
            if element is None:
                break
            own = element.find(f"{self._w}pPr/{self._w}numPr")
            if own is not None and (number := self._value(own, "numId")):
                tied = self._tied_level(number, name)
                return ("" if number == _NO_LIST else number), tied or _whole(self._value(own, "ilvl"))
            name = self._value(element, "basedOn")
        return "", 0

    def _tied_level(self, number: str, style: str) -> int:
        abstract = self._abstract_of(number)
        for level in abstract.iterchildren(self._w + "lvl") if abstract is not None else ():
            if self._value(level, "pStyle") == style:
                return _whole(self._get(level, "ilvl"))
        return 0

    def _abstract_of(self, number: str) -> Element | None:
        """The definition behind a list; one that only points to a list style is looked up there."""
        for _ in range(_MOST_STYLES):
            instance = self._lists.get(number)
            abstract = self._abstract.get(self._value(instance, "abstractNumId")) if instance is not None else None
            link = self._value(abstract, "numStyleLink") if abstract is not None else ""
            style = self._styles.get(link) if link else None
            own = style.find(f"{self._w}pPr/{self._w}numPr") if style is not None else None
            if own is None:
                return abstract
            number = self._value(own, "numId")
        return None

    def _numbering(self, number: str) -> Numbering | None:
        if number not in self._known:
            self._known[number] = self._read_numbering(number)
        return self._known[number]

    def _read_numbering(self, number: str) -> Numbering | None:
        instance, abstract = self._lists.get(number), self._abstract_of(number)
        if instance is None or abstract is None:
            return None
        levels = self._levels(abstract)
        restarts: dict[int, int] = {}
        for override in instance.iterchildren(self._w + "lvlOverride"):
            levels |= self._levels(override)
            if start := self._value(override, "startOverride"):
                restarts[_whole(self._get(override, "ilvl"))] = _whole(start)
        return Numbering(number, self._get(abstract, "abstractNumId"), levels, restarts)

    def _levels(self, parent: Element) -> dict[int, Level]:
        return {_whole(self._get(each, "ilvl")): self._level(each) for each in parent.iterchildren(self._w + "lvl")}

    def _level(self, level: Element) -> Level:
        start = self._value(level, "start")
        return Level(
            _whole(start) if start else 1,
            self._value(level, "numFmt") or "decimal",
            self._value(level, "lvlText"),
            self._value(level, "lvlRestart") != "0",
        )

    def _get(self, element: Element, name: str) -> str:
        return element.get(self._w + name, "")

    def _value(self, parent: Element, name: str) -> str:
        found = parent.find(self._w + name)
        return self._get(found, "val") if found is not None else ""


def _whole(text: str) -> int:
    """A number; 0 where it is none, so that a broken list costs its labels and not the document."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
