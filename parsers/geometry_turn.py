"""Pages whose text runs sideways without saying so: turned upright to be read, and the places turned back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.geometry_glyphs import Glyph, chosen, columns_of
from parsers.geometry_rulings import Ruling, Rulings
from parsers.reading import Box, Grid

_SAMPLE = 200
_LEAST = 20
"""Pairs of characters that follow one another before a page is said to run anywhere."""
_MOSTLY = 0.7


def reading_direction(glyphs: Sequence[Glyph]) -> int:
    """0 for text that runs to the right, 90 for down the page, 270 for up. Labels set upright are too few to count."""
    across = down = up = 0
    _, lefts, tops, rights, _, _, heights = chosen(columns_of(glyphs), range(min(len(glyphs), _SAMPLE)))
    for x0, y0, x1, height, x, y in zip(lefts, tops, rights, heights, lefts[1:], tops[1:], strict=False):
        dx, dy, width = x - x0, y - y0, x1 - x0
        size = width if width > height else height
        if abs(dy) < 0.3 * size and 0 < dx < 2 * size:
            across += 1
            if across > (1 - _MOSTLY) * _SAMPLE:
                return 0
        elif abs(dx) < 0.3 * size and 0 < abs(dy) < 2 * size:
            down, up = down + (dy > 0), up + (dy < 0)
    if max(down, up) < _LEAST or max(down, up) < _MOSTLY * (across + down + up):
        return 0
    return 90 if down > up else 270


class Turn:
    """A page of a width and height as shown, whose text runs in `direction`."""

    def __init__(self, direction: int, width: float, height: float) -> None:
        self.direction = direction
        self.width, self.height = width, height

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page once upright."""
        return (self.height, self.width) if self.direction else (self.width, self.height)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A rectangle of the page as shown, on the page once upright."""
        if self.direction == 90:
            return y0, self.width - x1, y1, self.width - x0
        return self.height - y1, x0, self.height - y0, x1

    def glyphs(self, glyphs: Sequence[Glyph]) -> list[Glyph]:
        return [Glyph(glyph.text, *self.box(*glyph[1:])) for glyph in glyphs]

    def rulings(self, rulings: Rulings) -> Rulings:
        across = [self.box(line.at, line.start, line.at, line.end) for line in rulings.vertical]
        down = [self.box(line.start, line.at, line.end, line.at) for line in rulings.horizontal]
        return Rulings([Ruling(x0, x1, y0) for x0, y0, x1, _ in across], [Ruling(y0, y1, x0) for x0, y0, _, y1 in down])

    def back(self, grid: Grid) -> Grid:
        """The grid with the places of its cells as the page is shown."""
        return replace(
            grid, cells=tuple(cell._replace(box=self._shown(cell.box) if cell.box else None) for cell in grid.cells)
        )

    def _shown(self, box: Box) -> Box:
        if self.direction == 90:
            return Box(self.width - box.y1, box.x0, self.width - box.y0, box.x1)
        return Box(box.y0, self.height - box.x1, box.y1, self.height - box.x0)
