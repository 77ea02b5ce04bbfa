"""Marks of a Word document on single runs: hidden, deleted, struck out, set above the line."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element

OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Marks:
    """`hidden` are the runs that are hidden, deleted or struck out; `joined` the paragraphs whose mark is hidden or
    deleted, so that the next one goes on there; `raised` the runs set above the line: numbers of notes, which are no
    digits of the figure before them."""

    hidden: set[Element] = field(default_factory=set)
    joined: set[Element] = field(default_factory=set)
    raised: set[Element] = field(default_factory=set)


def read_marks(root: Element, w: str) -> Marks:
    """The marks of a document, in one pass. `w` is the namespace of the elements, in braces."""
    marks, struck = Marks(), {w + "strike", w + "dstrike"}
    value, run, paragraph, aligned = w + "val", w + "r", w + "pPr", w + "vertAlign"
    for mark in root.iter(w + "vanish", w + "del", w + "moveFrom", aligned, *struck):
        owner = _owner(mark, w)
        if owner is None or mark.get(value, "1") in OFF:
            continue
        if mark.tag == aligned:
            if owner.tag == run and mark.get(value) in ("superscript", "subscript"):
                marks.raised.add(owner)
        elif owner.tag == run:
            marks.hidden.add(owner)
        elif owner.tag == paragraph and mark.tag not in struck and (whole := owner.getparent()) is not None:
            marks.joined.add(whole)
    return marks


def _owner(mark: Element, w: str) -> Element | None:
    """The run or the paragraph's properties that a mark among the properties of letters belongs to."""
    properties = mark.getparent()
    return properties.getparent() if properties is not None and properties.tag == w + "rPr" else None
