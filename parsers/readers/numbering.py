"""The numbers Word puts before paragraphs by itself: they are printed, but stand nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_HOLE = re.compile(r"%([1-9])")
_HIGHEST = 10_000
"""A counter beyond this is no numbering of a report; it is printed in plain digits."""
_DIGITS = "零一二三四五六七八九"
_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                   ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"), strict=True))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, how numbers are written, and the label with holes `%1` … `%9`."""

    start: int
    form: str
    text: str
    restarts: bool = True


@dataclass(frozen=True, slots=True)
class Numbering:
    """A list that paragraphs belong to. Lists with the same `counter` count on; `restarts` gives, by level, the number
    at which this list begins anew all the same."""

    name: str
    counter: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int] = field(default_factory=dict)


class Counters:
    """The numbers reached so far, over one document read from its beginning."""

    def __init__(self) -> None:
        self._reached: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def label(self, numbering: Numbering, depth: int) -> str:
        """Count one paragraph and return the label before it; "" for a bullet and for a level that is not defined."""
        level = numbering.levels.get(depth)
        if level is None:
            return ""
        reached = self._reached.setdefault(numbering.counter, {})
        reached[depth] = self._next(numbering, depth, level, reached)
        for deeper in [each for each in reached if each > depth]:
            if numbering.levels.get(deeper, level).restarts:
                del reached[deeper]
        return "" if level.form == "bullet" else _HOLE.sub(lambda hole: _fill(hole, numbering, reached), level.text)

    def _next(self, numbering: Numbering, depth: int, level: Level, reached: Mapping[int, int]) -> int:
        first = numbering.restarts.get(depth)
        if first is not None and (numbering.name, depth) not in self._restarted:
            self._restarted.add((numbering.name, depth))
            return first
        return reached[depth] + 1 if depth in reached else level.start


def labelled(label: str, text: str) -> str:
    """The paragraph as printed. A label that ends in a digit or a Latin stop must not run into a figure behind it."""
    if not label or not text:
        return label or text
    return f"{label} {text}" if ord(label[-1]) < 128 else label + text


def _fill(hole: re.Match[str], numbering: Numbering, reached: Mapping[int, int]) -> str:
    depth = int(hole[1]) - 1
    level = numbering.levels.get(depth)
    return write_number(reached.get(depth, level.start), level.form) if level else ""


def write_number(number: int, form: str) -> str:
    """A number in one of the forms of ECMA-376 part 1, 17.18.59; plain digits in a form not known here."""
    if form == "none":
        return ""
    write = _FORMS.get(form)
    return (write(number) if write and 0 < number < _HIGHEST else None) or str(number)


def _chinese(number: int) -> str:
    """1 to 9999: 十二, 二十, 一百零五."""
    text = ""
    for digit, unit in zip(f"{number:04d}", "千百十 ", strict=True):
        if digit != "0":
            text += _DIGITS[int(digit)] + unit.strip()
        elif text and not text.endswith("零"):
            text += "零"
    return re.sub(r"^一十", "十", text.rstrip("零"))


def _legal(number: int) -> str:
    capitals = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
    text = _chinese(number)
    return ("一" + text if text.startswith("十") else text).translate(capitals)


def _digit_by_digit(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "〇" + _DIGITS[1:]))


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """A to Z, then AA to ZZ, as Word goes on."""
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _one_of(signs: str) -> Callable[[int], str]:
    """A writer for a row of signs; "" behind its end."""
    return lambda number: signs[number - 1 : number]


_STEMS = _one_of("甲乙丙丁戊己庚辛壬癸")
_BRANCHES = _one_of("子丑寅卯辰巳午未申酉戌亥")
_CIRCLED = _one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

_FORMS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "ideographEnclosedCircle": _one_of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _one_of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _one_of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
