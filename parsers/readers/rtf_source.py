"""What the source of an RTF document is made of: its tokens, the groups that hold no text, what a group inherits."""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile(
    rb"(?P<hex>(?:\\'[0-9A-Fa-f]{2})+)"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}]+)|\\(?P<symbol>[^A-Za-z])|\\"
)
_SKIPPED_WORDS = """
    annotation atnauthor atnid colortbl fldinst footer footerf footerl footerr footnote header headerf headerl
    headerr listtable nonesttables nonshppict object pict revtbl rxe shprslt sp stylesheet tc txe xe
"""
SKIPPED = frozenset(_SKIPPED_WORDS.split())
"""Groups whose text isn't part of the text; so is every group marked `\\*` but for the next three."""
STARRED = frozenset({"shppict", "shpinst", "nesttableprops"})
TARGETS = {"fonttbl": "fonts", "info": "info"}
NOTHING = b"\r\n\0"


class State(NamedTuple):
    """What a group inherits and gives back at its end. Its text goes to `target`: body, title, fonts or nowhere."""

    target: str = "body"
    font: int = 0
    fallback: int = 1
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    in_table: bool = False
    depth: int = 0
    in_inner_row: bool = False

    @property
    def level(self) -> int:
        return max(self.depth, int(self.in_table))
