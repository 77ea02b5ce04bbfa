"""Lines that go on beyond the edge of their table: the strokes of a heading set tight above or below it, taken away."""

from __future__ import annotations

from parsers.geometry_rulings import Ruling, Rulings

_REACH = 3.0
"""Points a wall's end lies at most from the line that it ends at."""
_DRAWN = 0.25
"""Of a table's width, the part that is drawn at least of a line at its edge: strokes that run into one another are not
as long, and a line that faded away is, or its row still has its outer walls."""


def cut_jutting(rulings: Rulings) -> Rulings:
    """The lines of a page without what juts out above the first line of a table or below its last."""
    return _upside_down(_cut_tops(_upside_down(_cut_tops(rulings))))


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
    """How much of the width of `edge` another line has drawn above it."""
    return max(0.0, min(floor.end, edge.end) - max(floor.start, edge.start)) / (edge.end - edge.start)


def _place(wall: Ruling) -> float:
    return wall.at


def _upside_down(rulings: Rulings) -> Rulings:
    """The lines as they lie on the page turned upside down."""
    floors = [floor._replace(at=-floor.at) for floor in rulings.horizontal]
    return Rulings(floors, [Ruling(-wall.end, -wall.start, wall.at) for wall in rulings.vertical])
