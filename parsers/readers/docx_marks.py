"""Marks of a Word document on single runs: hidden, deleted, struck out, set above the line."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

OFF = ("0", "false", "off", "none")


def unprinted(root: Element, w: str) -> tuple[set[Element], set[Element]]:
    """The runs that are hidden, deleted or struck out, and the paragraphs whose mark is hidden or deleted: the next one
    goes on there. `w` is the namespace of the elements, in braces."""
    hidden: set[Element] = set()
    joined: set[Element] = set()
    struck = {w + "strike", w + "dstrike"}
    for mark in root.iter(w + "vanish", w + "del", w + "moveFrom", *struck):
        owner = _owner(mark, w)
        if owner is None or mark.get(w + "val", "1") in OFF:
            continue
        if owner.tag == w + "r":
            hidden.add(owner)
        elif owner.tag == w + "pPr" and mark.tag not in struck and (whole := owner.getparent()) is not None:
            joined.add(whole)
    return hidden, joined


def superscripts(root: Element, w: str) -> set[Element]:
    """The runs that are set above the line: numbers of notes, which are no digits of the figure before them."""
    marks = (mark for mark in root.iter(w + "vertAlign") if mark.get(w + "val") == "superscript")
    owners = (_owner(mark, w) for mark in marks)
    return {owner for owner in owners if owner is not None and owner.tag == w + "r"}


def _owner(mark: Element, w: str) -> Element | None:
    """The run or the paragraph's properties that a mark among the properties of letters belongs to."""
    properties = mark.getparent()
    return properties.getparent() if properties is not None and properties.tag == w + "rPr" else None
