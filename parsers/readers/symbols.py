"""Signs that Word stores as a number in a font of symbols."""

from __future__ import annotations

_AS_PRINTED = frozenset("0123456789+-/.,()%")
"""What fonts of letters, Symbol among them, have where ASCII has it."""
_PICTURES = ("wingdings", "webdings", "zapf")


def read_symbol(code: int, font: str) -> str:
    """The character, where it is plain; else one of the private area, which is read as no figure and gets doubted."""
    if not 0 < code < 0xD800 and not 0xE000 <= code < 0x10000:
        return "\ufffd"
    sign = chr(code & 0xFF) if 0xF000 <= code <= 0xF0FF else chr(code)
    plain = sign in _AS_PRINTED and not font.lower().startswith(_PICTURES)
    return sign if plain or not 0xF000 <= code <= 0xF0FF else chr(code)
