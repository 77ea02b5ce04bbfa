"""What a cell of figures may print, as data: each symbol with the characters the net takes for it."""

from __future__ import annotations

import re

SYMBOLS: dict[str, str] = {
    "0": "0０OoＯOΟοОо〇○◯Ｄ",
    "1": "1１lIｌＩ|｜丨",
    "2": "2２",
    "3": "3３",
    "4": "4４",
    "5": "5５",
    "6": "6６",
    "7": "7７",
    "8": "8８",
    "9": "9９",
    "+": "+＋十",
    "-": "-－−–—―─一ー‐﹣",
    ".": ".．·。",
    ",": ",，",
    "/": "/／∕⁄",
    "\\": "\\＼",
    "%": "%％",
    "万": "万",
    "元": "元",
    "次": "次",
    "件": "件",
    "个": "个",
    "项": "项",
    "无": "无",
}
"""The probability of look-alikes counts for the symbol; all other characters go on competing with it."""

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:万元|万|元|次|件|个|项|%)?")
MARKS = frozenset({"-", "--", "/", "//", "\\", "无"})
DASH = "—"
_UNITS = frozenset("万元次件个项无一十丨〇")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def is_figure(text: str) -> bool:
    """Whether a text in the symbols above is a number or a mark that stands for none."""
    return bool(NUMBER.fullmatch(text)) or text in MARKS


def foreigners(text: str) -> int:
    """How many characters of a free reading no figure prints: Chinese other than units, and Latin letters by threes."""
    chinese = sum(bool(_CHINESE.match(char)) and char not in _UNITS for char in text)
    letters = sum(char.isascii() and char.isalpha() for char in text)
    return chinese + letters // 3
