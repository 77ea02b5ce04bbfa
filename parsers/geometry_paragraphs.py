"""Lines of pages to paragraphs: what belongs together is joined, page numbers and running heads are dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from parsers.geometry import PlacedGrid
from parsers.geometry_glyphs import Glyph
from parsers.geometry_text import Line, join_wrapped
from parsers.reading import Grid, Paragraph

_FOLIO = re.compile(
    r"[\s\-—–－·.]*(?:第\s*)?(?P<number>\d{1,3})(?:\s*页)?(?:\s*[/／,，共]+\s*\d{1,3}\s*页?)?[\s\-—–－·.]*"
)
_MARGIN = 0.12
"""The share of a page, above and below, in which page numbers and running heads stand."""
_FOLIO_MARGIN, _NARROW = 0.2, 5.0
"""A page printed smaller has its number further in: there it is dressed, counts, and at most so many heights wide."""
_REPEATED = 3
"""Pages that have to begin or end alike before it is taken for a running head."""
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]|第[一二三四五六七八九十]{1,3}部分")
_SHORT_OF = 2.2
"""Heights a full line may end before the margin: no line begins with a comma, so two characters may move down."""
_UNBROKEN = re.compile(r"[!-~]+")
_LATIN = 0.5
_INDENT = 0.7
_ALIKE = 2.0
"""Points by which the beginnings of lines at one margin differ at most."""
_PITCH = 2.2
_LARGER = 1.15
_top = itemgetter(2)
"""Where a line begins on its page."""


class PageText(NamedTuple):
    """What stands on one page: its lines outside the tables, from top to bottom, and its tables."""

    number: int
    width: float
    height: float
    lines: list[Line]
    grids: list[PlacedGrid]
    glyphs: Sequence[Glyph] = ()
    """All characters of the page, for tables that have no lines drawn, or not enough."""
    margins: Sequence[Line] = ()
    """Page numbers and running heads, once they are taken out of `lines`."""
    recognised: bool = False
    """Whether the page is a picture, and its lines had to be recognised."""


class _Placed(NamedTuple):
    """A line with what is known of its page."""

    line: Line
    page: int
    recognised: bool
    width: float
    left: float
    right: float
    body: float


def pages_to_blocks(pages: Sequence[PageText]) -> Iterator[Paragraph | Grid]:
    """Yield paragraphs and grids in the order of the pages; a paragraph may go on over the end of a page."""
    yield from cleaned_to_blocks(without_margins(pages))


def cleaned_to_blocks(cleaned: Sequence[PageText]) -> Iterator[Paragraph | Grid]:
    """The same for pages whose margins are known to hold no text."""
    areas = {width: _text_area(width, cleaned) for width in {page.width for page in cleaned}}
    stream = [item for page in cleaned for item in _in_order(page, areas[page.width])]
    for is_text, items in groupby(stream, key=lambda item: isinstance(item, _Placed)):
        if is_text:
            yield from _paragraphs([item for item in items if isinstance(item, _Placed)])
        else:
            yield from (item for item in items if isinstance(item, Grid))


def without_margins(pages: Sequence[PageText]) -> list[PageText]:
    """The pages without page numbers and running heads."""
    running, offsets = _running(pages), _offsets(pages)
    return [_without_margins(page, running, offsets) for page in pages]


def _running(pages: Sequence[PageText]) -> frozenset[str]:
    """What several pages repeat in their margins, figures aside."""
    repeated = Counter(
        text for page in pages for text in {_figureless(line.text) for line in page.lines if _in_margin(line, page)}
    )
    return frozenset(text for text, times in repeated.items() if times >= _REPEATED and re.search(r"\w", text))


def _figureless(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _in_margin(line: Line, page: PageText, share: float = _MARGIN) -> bool:
    return line.y1 < page.height * share or line.y0 > page.height * (1 - share)


def _offsets(pages: Sequence[PageText]) -> Counter[int]:
    """By how much the numbers that may be page numbers differ from the pages' own, and how often."""
    return Counter(offset for page in pages for line in _outermost(page) for offset in _offset(line, page))


def _offset(line: Line, page: PageText) -> Iterator[int]:
    if folio := _FOLIO.fullmatch(line.text):
        yield int(folio["number"]) - page.number


def _outermost(page: PageText) -> list[Line]:
    """The first and the last line of a page, where they stand in its margins."""
    ends = (min(page.lines, key=_top, default=None), max(page.lines, key=_top, default=None))
    return [line for line in ends if line and (_in_margin(line, page) or _is_further_in(line, page))]


def _is_further_in(line: Line, page: PageText) -> bool:
    return line.x1 - line.x0 < _NARROW * line.height and _in_margin(line, page, _FOLIO_MARGIN)


def _without_margins(page: PageText, running: frozenset[str], offsets: Counter[int]) -> PageText:
    """The page without what repeats in its margins, and without its number: it is dressed as one, or counts as the
    others do. A row of figures at a page's end may look like one."""
    repeated = (
        [line for line in page.lines if _in_margin(line, page) and _figureless(line.text) in running] if running else []
    )
    inner = page._replace(lines=[line for line in page.lines if line not in repeated]) if repeated else page
    folios = [line for line in _outermost(inner) if _is_folio(line, page, offsets)]
    margins = repeated + folios
    return page._replace(lines=[line for line in page.lines if line not in margins], margins=margins)


def _is_folio(line: Line, page: PageText, offsets: Counter[int]) -> bool:
    dressed = not line.text.strip().isdigit()
    for offset in _offset(line, page):
        counts = offset == 0 or offsets[offset] > 1
        return dressed or counts if _in_margin(line, page) else dressed and counts
    return False


def _text_area(width: float, pages: Sequence[PageText]) -> tuple[float, float, float]:
    """Left edge, right edge and usual height of the running text on pages of this width."""
    alike = [line for page in pages if abs(page.width - width) < 1 for line in page.lines]
    wide = [line for line in alike if line.x1 - line.x0 > width / 2]
    if not wide:
        return 0.0, width, median(line.height for line in alike) if alike else 0.0
    rights = sorted(line.x1 for line in wide)
    # Not the outermost: one overlong line must not make all the others look unfinished.
    return _left(alike, wide), rights[len(rights) * 3 // 4], median(line.height for line in wide)


def _left(lines: Sequence[Line], wide: Sequence[Line]) -> float:
    """Where lines begin that are not indented: the leftmost place at which two do. Where paragraphs are short most
    lines are their first, so what is usual among them says nothing."""
    lefts = sorted(line.x0 for line in lines)
    shared = (left for left, following in pairwise(lefts) if following - left <= _ALIKE)
    return next(shared, min(line.x0 for line in wide))


def _in_order(page: PageText, area: tuple[float, float, float]) -> Iterable[_Placed | Grid]:
    left, right, body = area
    placed: list[tuple[float, _Placed | Grid]] = [
        (line.y0, _Placed(line, page.number, page.recognised, page.width, left, right, body)) for line in page.lines
    ]
    placed += [(grid.top, grid.grid) for grid in page.grids]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _paragraphs(lines: Iterable[_Placed]) -> Iterator[Paragraph]:
    paragraph: list[_Placed] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line):
            yield _paragraph(paragraph)
            paragraph = []
        paragraph.append(line)
    yield _paragraph(paragraph)


def _paragraph(lines: list[_Placed]) -> Paragraph:
    text = join_wrapped([placed.line.text for placed in lines])
    return Paragraph(text, lines[0].page, any(placed.recognised for placed in lines))


def _goes_on(paragraph: Sequence[_Placed], below: _Placed) -> bool:
    """Whether a line continues the paragraph of the lines above it."""
    above = paragraph[-1]
    if _NUMBERED.match(below.line.text) or not _are_alike(above, below):
        return False
    if _is_title(above) and _is_title(below):
        return True
    is_full = above.line.x1 > above.right - _needed(below.line)
    left = min([below.left, *(placed.line.x0 for placed in paragraph)])
    is_indented = below.line.x0 > left + _INDENT * below.line.height
    return is_full and not is_indented


def _needed(line: Line) -> float:
    """The room that would have let this line begin on the one above: two characters, or an address or number whole."""
    unbroken = _UNBROKEN.match(line.text)
    return line.height * max(_SHORT_OF, _LATIN * len(unbroken[0]) if unbroken else 0)


def _are_alike(above: _Placed, below: _Placed) -> bool:
    """Whether two lines are of one size and one below the other, a page's end aside."""
    heights = sorted((above.line.height, below.line.height))
    near = above.page != below.page or below.line.y0 - above.line.y1 < _PITCH * above.line.height
    return near and heights[1] < heights[0] * _LARGER


def _is_title(placed: _Placed) -> bool:
    """A line in the middle of the page, larger than the text."""
    line = placed.line
    centred = abs(line.x0 - (placed.width - line.x1)) < 2 * line.height
    return centred and line.height > placed.body * _LARGER
