"""Pages that need not be taken apart: their source names no file, and no picture stands in for their text.

Most reports are such pages, and to build the tree of one takes longer than all else that is done with it. What is said
here of a page is on the safe side: wherever it may have a file, the tree decides (`attachments`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.families.attachments import HARDLY_ANY_TEXT, MARKS

_FILE = r"(?:pdf|docx?|wps|xlsx?|et|ofd|zip|rar|txt|rtf|jpe?g|png|tiff?)"
_LINK = re.compile(r"<a\b[^>]*>?", re.I)
_LEADS_TO_FILE = re.compile(
    rf"(?:\.|%2e){_FILE}(?![a-z])|download|downfile|[PW]0\d{{10}}|{'|'.join(MARKS.values())}|&#", re.I
)
"""In a link's tag: a file's name, a script that hands out files, a platform's mark, a character written as a number."""
_NAMED_LIKE_FILE = re.compile(rf"\.(?:\s|<[^>]*>)*{_FILE}(?:\s|&nbsp;)*<", re.I)
_PICTURE = re.compile(r"<img\b", re.I)
_MARKED_PICTURE = "nfw-cms-img"
_NO_TEXT = re.compile(r"<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.S)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def beginnings_of(boxes: Iterable[str]) -> re.Pattern[str]:
    """What finds where boxes may begin, named by selectors as `#id` or `.class`: any attribute with such a name."""
    names = "|".join(re.escape(box[1:]) for box in boxes)
    value = r"(?:\"[^\"]*|'[^']*|[^\s\"'>]*)"
    return re.compile(rf"\b(?:class|id)\s*=\s*{value}(?<![\w-])(?:{names})(?![\w-])", re.I)


def has_nothing_but_text(source: str, boxes: re.Pattern[str]) -> bool:
    """Whether a page surely has no attachment; `boxes` finds where its text may begin."""
    if _NAMED_LIKE_FILE.search(source) or any(_may_lead_to_file(tag) for tag in _LINK.findall(source)):
        return False
    if _PICTURE.search(source) is None:
        return True
    return _MARKED_PICTURE not in source and all(_says_much(source, box.end()) for box in boxes.finditer(source))


def _may_lead_to_file(tag: str) -> bool:
    """So too where a quote is not closed, as the tag may go on behind what looks like its end."""
    return _LEADS_TO_FILE.search(tag) is not None or tag.count('"') % 2 == 1 or tag.count("'") % 2 == 1


def _says_much(source: str, start: int) -> bool:
    """Whether what begins at `start` says so much before its first picture that this is no text: the picture stands
    either in the same box, which then has all that is said, or in none."""
    picture = _PICTURE.search(source, start)
    if picture is None:
        return True
    text = _NO_TEXT.sub(" ", source[source.find(">", start) + 1 : picture.start()])
    return len(_CHINESE.findall(text)) > HARDLY_ANY_TEXT
