"""The letters of an RTF document: bytes in the code page of their font, and signs that have a word of their own."""

from __future__ import annotations

import codecs

_CHINESE = "gb18030"
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: _CHINESE, 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip
_PAGES = {936: _CHINESE, 54936: _CHINESE, 65001: "utf-8", 10000: "mac_roman", 1200: "utf-16-le"}
SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}  # fmt: skip
SYMBOLS = {b"~": "\xa0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\t": "\t"}


class Letters:
    """Bytes to text. One character may stand in several pieces, so they're decoded at a change of font."""

    def __init__(self) -> None:
        self.page = _CHINESE
        self.fonts: dict[int, str] = {}
        self._bytes = bytearray()
        self._codec = _CHINESE
        self._high = 0

    def set_page(self, number: int) -> None:
        """Take the code page of the whole document; what isn't known is read as Chinese."""
        self.page = _codec(number)

    def set_charset(self, font: int, charset: int) -> None:
        """Take a font's character set; 0, 1 and 2 mean the document's own."""
        if charset in _CHARSETS:
            self.fonts[font] = _CHARSETS[charset]

    def set_font_page(self, font: int, number: int) -> None:
        self.fonts[font] = _codec(number)

    def add(self, piece: bytes, font: int) -> str:
        """Take bytes in a font; the text that came before, where the code page changes."""
        codec = self.fonts.get(font, self.page)
        before = self.flush() if codec != self._codec else ""
        self._codec = codec
        self._bytes += piece
        return before

    def flush(self) -> str:
        """The text of the bytes taken since the last time."""
        if not self._bytes:
            return ""
        text = self._bytes.decode(self._codec, errors="replace")
        self._bytes.clear()
        return text

    def unicode(self, number: int) -> str:
        """A character from its number, of which RTF writes 16 bits: rare ones come in two halves."""
        unit = number & 0xFFFF
        high, self._high = self._high, 0
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return ""
        if 0xDC00 <= unit < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00) if high else "\ufffd"
        # Symbol fonts keep their signs, digits among them, in the private area.
        return chr(unit)


def _codec(number: int) -> str:
    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _CHINESE
