"""A grid of the document with what is known of it before its rows are read: which of the three tables it may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from parsers.labels import characters, words
from parsers.reading import Grid, Paragraph

ANCHORS: dict[str, tuple[str, ...]] = {
    "disclosure": ("第二十条", "制发件数", "制作数量", "处理决定数量"),
    "applications": ("本年新收", "申请人情况", "自然人", "结转下年度"),
    "disputes": ("结果维持", "尚未审结", "复议后起诉"),
}
"""Words by which a grid is known for a table, wherever it stands."""

SECTION_TABLES: dict[int, str] = {2: "disclosure", 3: "applications", 4: "disputes"}


@dataclass(frozen=True, slots=True)
class SourceGrid:
    """A grid with its number in the document (from 1), the tables it may hold parts of, and its words."""

    number: int
    grid: Grid
    kinds: tuple[str, ...]
    words: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.words:
            object.__setattr__(self, "words", words_of(self.grid))


def grid_kinds(grid: Grid, section: int | None) -> tuple[str, ...]:
    """The tables a grid may hold: by its own words, else by the section it stands in."""
    return kinds_of(words_of(grid), section)


def kinds_of(text: str, section: int | None) -> tuple[str, ...]:
    """The tables that a grid of these words may hold."""
    found = tuple(kind for kind, anchors in ANCHORS.items() if any(anchor in text for anchor in anchors))
    if found:
        return found
    return (SECTION_TABLES[section],) if section in SECTION_TABLES else ()


def words_of(grid: Grid) -> str:
    """The words of its cells, one behind the other."""
    return characters("".join([cell.text for cell in grid.cells]))


def find_header(grid: Grid) -> tuple[int, ...] | None:
    """The seven positions under 自然人 … 总计 where the grid's own header shows them; None where it does not."""
    first = next((cell.column for cell in grid.cells if words(cell.text) == "自然人"), None)
    totals = [cell.column for cell in grid.cells if words(cell.text) in ("总计", "合计")]
    if first is None:
        return None
    return next((tuple(range(first, last + 1)) for last in totals if last - first == 6), None)


def lacks_a_table(blocks: Iterable[Paragraph | Grid]) -> bool:
    """Whether one of the three tables is in no grid by its words: it may be in a picture then."""
    found = {kind for block in blocks if isinstance(block, Grid) for kind in kinds_of(words_of(block), None)}
    return len(found) < len(ANCHORS)
