"""What of a binary Word file's text is printed: no field codes, no hidden or deleted characters, symbols by their
sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from parsers.errors import TooLarge
from parsers.raised import raised
from parsers.readers.doc_properties import ParagraphProperties, Run, character_runs, read_prls
from parsers.readers.doc_stream import Pieces, Streams, whole_characters
from parsers.readers.doc_styles import Styles
from parsers.readers.symbols import read_symbol

_HIDDEN, _DELETED, _SYMBOL = 0x083C, 0x0800, 0x6A09  # sprmCFVanish, sprmCFRMarkDel, sprmCSymbol
_STRUCK = (0x0837, 0x2A53)  # sprmCFStrike, sprmCFDStrike
_OFF_LINE, _ON = 0x2A48, b"\x01"  # sprmCIss
_STYLE, _PARAGRAPH_STYLE = 0x4A30, 0x4600  # sprmCIstd, sprmPIstd
_LOOKED_FOR = tuple(sprm.to_bytes(2, "little") for sprm in (_HIDDEN, _DELETED, _SYMBOL, _OFF_LINE, *_STRUCK, _STYLE))
_AS_STYLE, _UNLIKE_STYLE = 0x80, 0x81  # beside 0 and 1 ([MS-DOC] 2.9.327 ToggleOperand)
_MOST_CROSSINGS = 20_000_000
_FIELD = re.compile("[\x13\x14\x15]")
_NOT_A_MARK = re.compile("[^\x07\r]")
_CONTROL = re.compile("[\x00-\x1f]")
# [MS-DOC] 2.4.1: line, column and page breaks, hyphens; pictures, notes and what else only marks a place are left out.
_PRINTED = dict.fromkeys(range(32), "") | {9: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "-"}
_PICTURE = "\x01"


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The text with a NUL for each character that is not printed, so that positions stay those of the document."""

    text: str

    def line(self, start: int, end: int) -> str:
        """What is printed between two positions."""
        text = self.text[start:end]
        return whole_characters(text.translate(_PRINTED) if _CONTROL.search(text) else text)

    def is_gone(self, position: int) -> bool:
        """Whether the character there, a mark among others, was deleted or is hidden."""
        return self.text[position] == "\x00"

    @property
    def pictures(self) -> int:
        """Pictures that stand in the text."""
        return self.text.count(_PICTURE)


def read_printed(streams: Streams, pieces: Pieces, paragraphs: ParagraphProperties, styles: Styles) -> PrintedText:
    """The main text as it is printed."""
    hiding = _Hiding(paragraphs, styles)
    changes = [*_piece_changes(pieces), *_run_changes(streams, pieces, hiding), *_field_codes(pieces.text)]
    parts: list[str] = []
    done = 0
    for start, end, text in sorted(changes):
        if end > done:
            parts += (pieces.text[done : max(start, done)], text[max(0, done - start) :])
            done = end
    return PrintedText("".join(parts) + pieces.text[done:])


@dataclass(frozen=True, slots=True)
class _Hiding:
    """Tells whether a run of characters is hidden or deleted, by itself or by its styles."""

    paragraphs: ParagraphProperties
    styles: Styles

    def is_gone(self, run: Run) -> bool:
        own = {sprm: int.from_bytes(operand, "little") for sprm, operand in read_prls(run.prls) if len(operand) <= 2}
        if own.get(_DELETED) in (1, _UNLIKE_STYLE):  # no style sets it
            return True
        hidden = own.get(_HIDDEN, _AS_STYLE)
        if hidden not in (_AS_STYLE, _UNLIKE_STYLE):
            return hidden == 1
        by_style = _STYLE in own and self.styles.is_set(own[_STYLE], _HIDDEN)
        return (by_style or self._paragraph_hides(run)) == (hidden == _AS_STYLE)

    def _paragraph_hides(self, run: Run) -> bool:
        properties = self.paragraphs.at(run.first, b"")
        return self.styles.is_set(properties.get(_PARAGRAPH_STYLE, properties.style), _HIDDEN)


def _piece_changes(pieces: Pieces) -> Iterator[tuple[int, int, str]]:
    for piece in pieces.all:
        if piece.prls and {(_HIDDEN, b"\x01"), (_DELETED, b"\x01")} & set(read_prls(piece.prls)):
            yield piece.start, piece.end, "\x00" * (piece.end - piece.start)


def _run_changes(streams: Streams, pieces: Pieces, hiding: _Hiding) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of the text that runs of characters hide, or print by another sign."""
    runs = [run for run in character_runs(streams) if _says_something(run.prls)]
    crossings = 0
    for run in runs:
        printed = _printed_as(run, hiding)
        if printed is None:
            continue
        crossings += len(pieces.all)
        if crossings > _MOST_CROSSINGS:
            raise TooLarge("a Word document (.doc) with too many changes to its text")
        for start, end in pieces.spans(run.first, run.end):
            yield start, end, printed(pieces.text[start:end])


def _printed_as(run: Run, hiding: _Hiding) -> Callable[[str], str] | None:
    """What the characters of a run are printed as; None where they are printed as they are. A mark that is struck out
    still ends its paragraph or cell, one that is deleted doesn't."""
    if symbol := _symbol(run):
        return lambda text: symbol * len(text)
    if hiding.is_gone(run):
        return lambda text: "\x00" * len(text)
    own = dict(read_prls(run.prls))
    if any(own.get(sprm, b"")[:1] == _ON for sprm in _STRUCK):
        return partial(_NOT_A_MARK.sub, "\x00")
    return raised if own.get(_OFF_LINE, b"")[:1] in (_ON, b"\x02") else None


def _says_something(prls: bytes) -> bool:
    """Whether a list may hold one of the properties looked for; most lists are of fonts and sizes."""
    return any(each in prls for each in _LOOKED_FOR)


def _symbol(run: Run) -> str:
    """[MS-DOC] 2.9.47 CSymbolOperand: a font's number and a character in it. Which font is left open: see `symbols`."""
    for sprm, operand in read_prls(run.prls):
        if sprm == _SYMBOL:
            return read_symbol(int.from_bytes(operand[2:], "little"), "")
    return ""


def _field_codes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the codes of fields, whose results stay; a code that is not ended is text."""
    opened: list[int] = []
    for mark in _FIELD.finditer(text):
        if mark[0] == "\x13":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if text[start] == "\x13":
                yield start, mark.end(), _NOT_A_MARK.sub("\x00", text[start : mark.end()])
            if mark[0] == "\x14":
                opened.append(mark.start())
