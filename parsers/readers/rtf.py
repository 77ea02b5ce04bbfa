"""RTF to a Reading: text and tables in their order, as Word shows them when all changes are accepted.

Iterative: a group inside another costs an entry in a list and no stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.errors import TooLarge, Unreadable
from parsers.raised import raised
from parsers.readers.rtf_source import NOTHING, SKIPPED, STARRED, TARGETS, TOKEN, State
from parsers.readers.rtf_tables import Levels, RowShape
from parsers.readers.rtf_text import SIGNS, SYMBOLS, Letters
from parsers.reading import Grid, Paragraph, Reading

_DEEPEST = 10_000


def read_rtf(data: bytes) -> Reading:
    """Everything in the body of an RTF document; raises Unreadable where it's cut short, TooLarge over the limits."""
    reader = _Reader(data)
    reader.run()
    blocks: list[Paragraph | Grid] = []
    for item in reader.levels.close():
        if isinstance(item, Grid):
            blocks.append(item)
        else:
            blocks.extend(Paragraph(line.strip()) for line in item.split("\n") if line.strip())
    title = "".join(reader.title).strip()
    return Reading("rtf", "application/rtf", tuple(blocks), (title,) if title else (), pictures=reader.pictures)


class _Reader:
    """One pass over the source; `WORDS` says which control words mean something here."""

    def __init__(self, data: bytes) -> None:
        self.levels = Levels()
        self.title: list[str] = []
        self.pictures = 0
        self._data = data
        self._state = State()
        self._groups: list[State] = []
        self._pieces: list[str] = []
        self._letters = Letters()
        self._shapes = {False: RowShape(), True: RowShape()}
        self._first_font = 0
        self._to_skip = 0
        self._is_starred = False
        self._position = data.find(b"{\\rtf")

    @property
    def shape(self) -> RowShape:
        """The row being described: a row inside a cell is described apart from the one around it."""
        return self._shapes[self._state.in_inner_row]

    def run(self) -> None:
        """Read to the end of the outermost group."""
        data, take = self._data, self._take
        while match := TOKEN.match(data, self._position):
            self._position = match.end()
            take(match)
            if not self._groups:
                break
        if self._groups:
            raise Unreadable("an RTF document that is cut short: its end is missing")
        self._end_paragraph()

    def _take(self, match: re.Match[bytes]) -> None:
        kind = match.lastgroup
        if kind == "brace":
            self._brace(match[0])
        elif kind in ("word", "number"):
            number = match["number"]
            self._word(match["word"].decode("ascii"), int(number) if number else None)
        elif self._state.target in ("", "info", "fonts"):
            self._is_starred = self._is_starred or match["symbol"] == b"*"
        elif kind == "text":
            self._add(match[0].translate(None, NOTHING))
        elif kind == "hex":
            self._add(bytes.fromhex(match[0].replace(b"\\'", b"").decode("ascii")))
        elif kind == "symbol":
            self._symbol(match["symbol"])

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._to_skip, self._is_starred = 0, False
        if brace == b"{":
            self._groups.append(self._state)
            if len(self._groups) > _DEEPEST:
                raise TooLarge("an RTF document with thousands of groups inside one another")
        else:
            self._state = self._groups.pop()

    def _add(self, piece: bytes) -> None:
        """Take text, less the stand-in for old programs that follows a character given by its number."""
        skipped = min(self._to_skip, len(piece))
        self._to_skip -= skipped
        self._print(self._letters.add(piece[skipped:], self._state.font))

    def _flush(self) -> None:
        self._print(self._letters.flush())

    def _print(self, text: str) -> None:
        if not text or self._state.hidden or self._state.struck:
            return
        if self._state.raised:
            text = raised(text)
        if self._state.target == "body":
            self._pieces.append(text)
        elif self._state.target == "title":
            self.title.append(text)

    def _symbol(self, symbol: bytes) -> None:
        self._to_skip = 0
        if symbol == b"*":
            self._is_starred = True
        elif symbol in b"\r\n":
            self._end_paragraph()
        elif symbol in SYMBOLS:
            self._flush()
            self._print(SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        starred, self._is_starred = self._is_starred, False
        if word == "bin":
            self._position += max(number or 0, 0)
        elif not self._state.target:
            return
        elif word in SKIPPED or (starred and word not in STARRED):
            self.pictures += word in ("pict", "object")
            self._set(target="")
        elif word in TARGETS or (word == "title" and self._state.target == "info"):
            self._set(target=TARGETS.get(word, "title"))
        elif action := WORDS.get(word):
            self._to_skip = 0
            action(self, number)
        elif word in SIGNS:
            self._flush()
            self._to_skip = 0
            self._print(SIGNS[word])

    def _set(self, **changes: str | int | bool) -> None:
        self._flush()
        self._state = self._state._replace(**changes)  # type: ignore[arg-type]

    def _taken(self) -> str:
        """The text of the paragraph or cell that ends here."""
        self._flush()
        text = "".join(self._pieces).strip()
        self._pieces.clear()
        return text

    def _end_paragraph(self, _: int | None = None) -> None:
        if self._state.target == "body":
            self.levels.end_paragraph(self._taken(), self._state.level)

    def _end_cell(self, _: int | None) -> None:
        self.levels.end_cell(self._taken(), 1)

    def _end_inner_cell(self, _: int | None) -> None:
        self.levels.end_cell(self._taken(), max(self._state.level, 2))

    def _end_row(self, _: int | None) -> None:
        self._end_open_cell(1)
        self.levels.end_row(self._shapes[False], 1)

    def _end_inner_row(self, _: int | None) -> None:
        self._end_open_cell(max(self._state.level, 2))
        self.levels.end_row(self.shape, max(self._state.level, 2))

    def _end_open_cell(self, depth: int) -> None:
        """End the last cell of a row where its writer forgot to."""
        if text := self._taken():
            self.levels.end_cell(text, depth)

    def _begin_row(self, _: int | None) -> None:
        self._shapes[self._state.in_inner_row] = RowShape()

    def _row_left(self, number: int | None) -> None:
        self.shape.left = number or 0

    def _cell_right(self, number: int | None) -> None:
        self.shape.end_cell(number or 0)

    def _unicode(self, number: int | None) -> None:
        self._flush()
        self._print(self._letters.unicode(number or 0))
        self._to_skip = self._state.fallback

    def _font(self, number: int | None) -> None:
        self._set(font=number or 0)

    def _charset(self, number: int | None) -> None:
        if self._state.target == "fonts":
            self._letters.set_charset(self._state.font, number or 0)

    def _font_page(self, number: int | None) -> None:
        if self._state.target == "fonts":
            self._letters.set_font_page(self._state.font, number or 0)

    def _default_font(self, number: int | None) -> None:
        self._first_font = number or 0
        self._set(font=self._first_font)


def _setting(**changes: str | int | bool) -> Callable[[_Reader, int | None], None]:
    return lambda reader, _: reader._set(**changes)


def _switch(name: str) -> Callable[[_Reader, int | None], None]:
    """A property of letters that a number of 0 turns off."""
    return lambda reader, number: reader._set(**{name: number != 0})


def _merging(across: bool = False, down: str = "") -> Callable[[_Reader, int | None], None]:
    return lambda reader, _: reader.shape.merge(across, down)


WORDS: dict[str, Callable[[_Reader, int | None], None]] = {
    "ansicpg": lambda reader, number: reader._letters.set_page(number or 0),
    "deff": _Reader._default_font,
    "f": _Reader._font,
    "fcharset": _Reader._charset,
    "cpg": _Reader._font_page,
    "plain": lambda reader, _: reader._set(font=reader._first_font, hidden=False, struck=False, raised=False),
    **dict.fromkeys(("v", "deleted"), _switch("hidden")),
    **dict.fromkeys(("strike", "striked"), _switch("struck")),
    "super": _switch("raised"),
    "sub": _switch("raised"),
    "nosupersub": _setting(raised=False),
    "u": _Reader._unicode,
    "uc": lambda reader, number: reader._set(fallback=max(number if number is not None else 1, 0)),
    "par": _Reader._end_paragraph,
    "sect": _Reader._end_paragraph,
    "page": _Reader._end_paragraph,
    "pard": _setting(in_table=False, depth=0),
    "intbl": _setting(in_table=True),
    "itap": lambda reader, number: reader._set(depth=max(number if number is not None else 1, 0)),
    "cell": _Reader._end_cell,
    "nestcell": _Reader._end_inner_cell,
    "row": _Reader._end_row,
    "nestrow": _Reader._end_inner_row,
    "nesttableprops": _setting(in_inner_row=True),
    "trowd": _Reader._begin_row,
    "trleft": _Reader._row_left,
    "cellx": _Reader._cell_right,
    "clmrg": _merging(across=True),
    "clvmgf": _merging(down="restart"),
    "clvmrg": _merging(down="continue"),
}
