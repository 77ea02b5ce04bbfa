"""Let the arithmetic of the form decide between readings of one picture. It never touches what was plainly read.

The form states every figure several times over: in its row, in its column, in the balance. That makes it an
error-correcting code, but only for the reader's errors. A body's own mistake looks the same from inside the equations;
what tells them apart is that the picture of a mistake can be read in one way only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.form import Form, Identity, identities
from parsers.report import Doubt, Figure
from parsers.values import parse_count

UNSURE: frozenset[str] = frozenset({"scan_unsure", "scan_disputed"})
"""Reasons for which a reading stands beside others; only these are settled."""
LEAST_CONFIRMATIONS = 2
"""Equations that have to bear a doubted reading out before it is plain itself; all their other cells are plainly read,
or doubted readings of just the value that the plainly read ones leave."""


@dataclass(frozen=True, slots=True)
class Settled:
    figures: dict[str, Figure]
    doubts: tuple[Doubt, ...]


def settle(
    figures: Mapping[str, Figure], doubts: Sequence[Doubt], alternatives: Mapping[str, tuple[str, ...]], form: Form
) -> Settled:
    """Settle what can be settled, and doubt what the equations expose.

    1. A doubted reading that two or more equations bear out is plain; a nought only in a report that leaves no cell
    blank or struck out, as the arithmetic can't tell these from noughts.
    2. Where the arithmetic leaves one value and it is one of the cell's other readings, that reading is taken; the cell
       stays doubted, as `scan_settled`.
    3. Where an equation of plainly read cells fails and one of them has another reading that mends all its equations,
    that cell is doubted. Its value stays; if no reading mends it, the mistake is the body's and is left alone.
    """
    doubted = {doubt.cell: doubt for doubt in doubts}
    agreed = {cell for cell, doubt in doubted.items() if _says_what_is_left(doubt, figures)}
    borne_out = [cell for cell in agreed if _is_borne_out(cell, figures, doubted, agreed, form)]
    states_all = not any(figure.value is None for cell, figure in figures.items() if cell not in doubted)
    for cell in borne_out:
        if figures[cell].value or (states_all and not _may_be_mark(alternatives.get(cell, ()))):
            del doubted[cell]
    taken = dict(figures)
    for cell, doubt in list(doubted.items()):
        figure = _other_reading(figures.get(cell), doubt, alternatives.get(cell, ()))
        if figure:
            taken[cell] = figure
            doubted[cell] = replace(doubt, reason="scan_settled")
    for cell, value in _exposed(taken, doubted, alternatives, form):
        doubted[cell] = Doubt(cell, taken[cell].raw, "scan_unsure", value)
    return Settled(taken, tuple(doubted.values()))


def _says_what_is_left(doubt: Doubt, figures: Mapping[str, Figure]) -> bool:
    """Whether a doubted reading is the very value that the plainly read cells alone leave possible."""
    value = figures[doubt.cell].value if doubt.cell in figures else None
    return doubt.reason in UNSURE and value is not None and doubt.inferred == value


def _may_be_mark(alternatives: tuple[str, ...]) -> bool:
    return any(parse_count(text).value is None for text in alternatives)


def _is_borne_out(
    cell: str,
    figures: Mapping[str, Figure],
    doubted: Mapping[str, Doubt],
    agreed: Collection[str],
    form: Form,
) -> bool:
    """Whether enough equations hold whose other cells are plain, or say what the plain ones leave them."""
    others = [identity for identity in identities(form) if cell in identity.cells]
    plain = [
        identity
        for identity in others
        if not any(each in doubted and each not in agreed for each in identity.cells if each != cell)
    ]
    return len(plain) >= LEAST_CONFIRMATIONS and all(_holds(identity, figures) for identity in plain)


def _other_reading(figure: Figure | None, doubt: Doubt, alternatives: tuple[str, ...]) -> Figure | None:
    """The alternative that says what the arithmetic leaves; None where the first reading says it, or none does."""
    if figure is None or doubt.reason not in UNSURE or doubt.inferred is None or figure.value == doubt.inferred:
        return None
    text = next((text for text in alternatives if _counts(text) == doubt.inferred), None)
    if text is None or (figure.value is None and not doubt.inferred):
        return None
    return figure._replace(value=parse_count(text).value, raw=text)


def _counts(text: str) -> int | Decimal | None:
    """What a reading adds to a sum: a mark for none nothing; None for what is no reading of a figure."""
    parsed = parse_count(text)
    return 0 if parsed.value is None and parsed.reason is None else parsed.value


def _exposed(
    figures: Mapping[str, Figure],
    doubted: Mapping[str, Doubt],
    alternatives: Mapping[str, tuple[str, ...]],
    form: Form,
) -> Iterator[tuple[str, int]]:
    """Plainly read cells of failing equations whose other reading mends every plain equation they stand in."""
    plain = [
        identity
        for identity in identities(form)
        if all(cell in figures and cell not in doubted for cell in identity.cells)
    ]
    failing = [identity for identity in plain if not _holds(identity, figures)]
    for cell in dict.fromkeys(cell for identity in failing for cell in identity.cells if alternatives.get(cell)):
        own = [identity for identity in plain if cell in identity.cells]
        for text in alternatives[cell]:
            value = parse_count(text).value
            if isinstance(value, int) and _mends(cell, value, own, figures):
                yield cell, value
                break


def _mends(cell: str, value: int, own: Sequence[Identity], figures: Mapping[str, Figure]) -> bool:
    changed = {**figures, cell: figures[cell]._replace(value=value)}
    return all(_holds(identity, changed) for identity in own)


def _holds(identity: Identity, figures: Mapping[str, Figure]) -> bool:
    """Whether both sides are equal, a blank counting as nothing; False where a cell is not there at all."""
    if any(cell not in figures for cell in identity.cells):
        return False
    left, right = (
        sum((_number(figures[cell]) for cell in side), Decimal(0)) for side in (identity.left, identity.right)
    )
    return left == right


def _number(figure: Figure) -> Decimal:
    return Decimal(figure.value or 0)
