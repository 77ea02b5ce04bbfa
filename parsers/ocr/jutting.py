"""Lines that go on beyond the edge of their table: the strokes of a heading set tight above or below it, taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.geometry_rulings import Ruling, Rulings

_REACH = 3.0
"""Points a wall's end lies at most from the line that it ends at."""
_DRAWN = 0.25
"""Of a table's width, the part that is drawn at least of a line at its edge: strokes that run into one another are not
as long, and a line that faded away is, or its row still has its outer walls."""
_NARROWEST = 86.0
"""Points. No table is narrower, and hardly any stroke is as long."""


def cut_jutting(rulings: Rulings) -> Rulings:
    """The lines of a page without the strokes of letters that touch the first line of a table or its last."""
    return _upside_down(_cut_tops(_upside_down(_cut_tops(_parted(rulings)))))


def _parted(rulings: Rulings) -> Rulings:
    """The lines without the strokes of a heading that fills the paper between one table and the next."""
    floors = sorted((floor for floor in rulings.horizontal if floor.end - floor.start >= _NARROWEST), key=_place)
    for above, below in pairwise(floors):
        if _are_of_two_tables(rulings.vertical, above, below):
            rulings = _without_between(rulings, above, below)
    return rulings


def _are_of_two_tables(walls: Sequence[Ruling], above: Ruling, below: Ruling) -> bool:
    """Whether the outer walls end at one line and begin again at the next, and what stands between is more than walls
    that go on: in a row whose outer walls faded away, the others do."""
    if not (_has_corners(walls, above) and _has_corners(_flipped(walls), below._replace(at=-below.at))):
        return False
    over = [wall for wall in walls if _is_over(wall, above) and _is_over(wall, below)]
    between = [wall for wall in over if above.at - _REACH <= wall.start and wall.end <= below.at + _REACH]
    through = [wall for wall in over if wall.start <= above.at + _REACH and below.at - _REACH <= wall.end]
    return len(between) > len(set(through) - set(between))


def _has_corners(walls: Sequence[Ruling], floor: Ruling) -> bool:
    """Whether a wall comes down to a line at each of its ends, and none goes on below."""
    for end in (floor.start, floor.end):
        there = [wall for wall in walls if abs(wall.at - end) <= _REACH and wall.end >= floor.at - _REACH]
        if not any(wall.start < floor.at - _REACH for wall in there):
            return False
        if any(wall.start <= floor.at + _REACH < wall.end for wall in there):
            return False
    return True


def _without_between(rulings: Rulings, above: Ruling, below: Ruling) -> Rulings:
    def is_beside(floor: Ruling) -> bool:
        return not above.at < floor.at < below.at or _share(floor, above) == 0

    walls = [part for wall in rulings.vertical for part in _outside(wall, above, below)]
    return Rulings([floor for floor in rulings.horizontal if is_beside(floor)], walls)


def _outside(wall: Ruling, above: Ruling, below: Ruling) -> Iterator[Ruling]:
    """Yield what a wall has above one line and below the next."""
    is_over = _is_over(wall, above)
    if not is_over:
        yield wall
    if is_over and wall.start < above.at - _REACH:
        yield wall._replace(end=min(wall.end, above.at))
    if is_over and wall.end > below.at + _REACH:
        yield wall._replace(start=max(wall.start, below.at))


def _cut_tops(rulings: Rulings) -> Rulings:
    for edge in rulings.horizontal:
        rulings = _cut_above(rulings, edge)
    return rulings


def _cut_above(rulings: Rulings, edge: Ruling) -> Rulings:
    """The lines without the strokes above `edge`, if it is the upper edge of a table."""
    walls = [wall for wall in rulings.vertical if _is_over(wall, edge)]
    jutting = {wall for wall in walls if wall.start < edge.at - _REACH <= wall.end}
    below = [wall for wall in walls if wall.start <= edge.at + _REACH < wall.end]
    if not jutting or not below or {min(below, key=_place), max(below, key=_place)} <= jutting:
        return rulings
    top = min(wall.start for wall in jutting) - _REACH
    above = {floor for floor in rulings.horizontal if top <= floor.at < edge.at - _REACH and _share(floor, edge) > 0}
    if sum(_share(floor, edge) for floor in above) >= _DRAWN:
        return rulings
    floors = [floor for floor in rulings.horizontal if floor not in above]
    cut = (wall._replace(start=edge.at) if wall in jutting else wall for wall in rulings.vertical)
    return Rulings(floors, [wall for wall in cut if wall.end > wall.start + _REACH])


def _is_over(wall: Ruling, edge: Ruling) -> bool:
    """Whether a wall stands within the width of a line."""
    return edge.start - _REACH <= wall.at <= edge.end + _REACH


def _share(floor: Ruling, edge: Ruling) -> float:
    """How much of the width of `edge` another line has drawn above or below it."""
    return max(0.0, min(floor.end, edge.end) - max(floor.start, edge.start)) / (edge.end - edge.start)


def _place(line: Ruling) -> float:
    return line.at


def _upside_down(rulings: Rulings) -> Rulings:
    """The lines as they lie on the page turned upside down."""
    return Rulings([floor._replace(at=-floor.at) for floor in rulings.horizontal], _flipped(rulings.vertical))


def _flipped(walls: Sequence[Ruling]) -> list[Ruling]:
    return [Ruling(-wall.end, -wall.start, wall.at) for wall in walls]
