"""A page full of figures: one ruled table that has as many as two reports, drawn and worn as the scans are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from tests.bench.layouts.scan import Knobs, face, to_jpeg, width_of, worn

_WIDTH, _HEIGHT = 595, 842
_LEFT, _TOP, _ROW = 40.0, 52.0, 20.0
ROWS = 38
_PADDING = 2.0
_HEADING = "根据中华人民共和国政府信息公开条例第五十条的规定制作本年度报告，所列数据的统计"
_LABELS = "行政许可处罚强制规范性文件本年新收申请结转上自然人法其他组织"
_LENGTHS = (1, 1, 1, 2, 2, 3, 4, 5)
"""Digits of a count: most are short, as they are in reports."""


@dataclass(frozen=True, slots=True)
class Dense:
    """A JPEG of a page, and what is printed in the cells of its table by row and column."""

    data: bytes
    printed: dict[tuple[int, int], str]


def draw_figure(rng: Random) -> str:
    """What a cell of a report may hold: counts above all, strokes, changes, amounts, units, nothing."""
    kinds = ("count", "nothing", "mark", "change", "amount", "thousands", "unit")
    match rng.choices(kinds, weights=(50, 12, 17, 8, 6, 2, 5))[0]:
        case "nothing":
            return ""
        case "mark":
            return rng.choice(("0", "0", "/", "—", "-"))
        case "change":
            return rng.choice("+-") + str(rng.randrange(1, 10 ** rng.randint(1, 4)))
        case "amount":
            return f"{rng.random() * 10 ** rng.randint(0, 4):.{rng.choice((1, 2, 2, 4, 6))}f}"
        case "thousands":
            return f"{rng.randrange(1000, 1_000_000):,}"
        case "unit":
            return f"{rng.randrange(1, 1000)}{rng.choice(('件', '万元', '元', '次'))}"
        case _:
            return str(rng.randrange(10 ** rng.choice(_LENGTHS)))


def draw_page(rng: Random, knobs: Knobs, rows: int = ROWS) -> Dense:
    """A page in a face and of a wear; drawn twice as large and made smaller, so that print lies between pixels."""
    size, columns = rng.choice(((9.0, 10), (10.5, 9)))
    printed = dict(_figures(rng, knobs.face, size, rows, columns))
    scale = knobs.dpi / 72
    picture = _draw(rng, knobs, size, printed)
    picture = picture.resize((round(_WIDTH * scale), round(_HEIGHT * scale)), Image.Resampling.LANCZOS)
    data = to_jpeg(worn(picture.convert("RGB"), rng, knobs), knobs.quality)
    return Dense(data, printed)


def _width(columns: int) -> float:
    return (_WIDTH - 2 * _LEFT) / columns


def _figures(rng: Random, name: str, size: float, rows: int, columns: int) -> Iterator[tuple[tuple[int, int], str]]:
    room = _width(columns) - 2 * _PADDING
    for row in range(rows):
        for column in range(1, columns):
            yield (row, column), next(text for text in _draws(rng) if width_of(name, text, size) <= room)


def _draws(rng: Random) -> Iterator[str]:
    while True:
        yield draw_figure(rng)


def _draw(rng: Random, knobs: Knobs, size: float, printed: Mapping[tuple[int, int], str]) -> Image.Image:
    scale = knobs.dpi / 72 * 2
    picture = Image.new("L", (round(_WIDTH * scale), round(_HEIGHT * scale)), 255)
    pen, font = ImageDraw.Draw(picture), face(knobs.face, round(size * scale))
    thick, width = max(1, round(rng.choice((0.5, 0.75)) * scale)), _width(1 + max(column for _, column in printed))
    labels = {(row, 0): "".join(rng.choices(_LABELS, k=4)) for row, _ in printed}
    for (row, column), text in (labels | dict(printed)).items():
        x, y = _LEFT + column * width, _TOP + row * _ROW
        pen.rectangle([x * scale, y * scale, (x + width) * scale, (y + _ROW) * scale], outline=0, width=thick)
        pen.text(((x + width / 2) * scale, (y + _ROW / 2) * scale), text, fill=0, font=font, anchor="mm")
    for line in range(2):
        at = (50 * scale, (4 + 13 * line) * scale)
        pen.text(at, _HEADING, fill=0, font=face(knobs.face, round(11 * scale)))
    return picture
