"""The sums of a report on which a verdict is possible, and whether they hold. Blanks count as nought, and excuse what
another figure in them could mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from parsers.form import Identity, identities
from parsers.report import Report

Value = int | Decimal
Values = Mapping[str, Value | None]


def difference(identity: Identity, values: Values) -> Value:
    """Left side minus right side; blanks count as nought."""
    left: Value = sum(values[cell] or 0 for cell in identity.left)
    right: Value = sum(values[cell] or 0 for cell in identity.right)
    return left - right


def has_blank(identity: Identity, values: Values) -> bool:
    return any(values[cell] is None for cell in identity.cells)


def may_hold(identity: Identity, values: Values) -> bool:
    """Whether the identity holds, or would with another figure, not below nought, in one of its blanks."""
    excess = difference(identity, values)
    if excess == 0:
        return True
    wanting = identity.left if excess < 0 else identity.right
    return any(values[cell] is None for cell in wanting)


@dataclass(frozen=True)
class Sums:
    """Identities, and the values they are made of."""

    values: Values
    identities: tuple[Identity, ...]

    @classmethod
    def of(cls, report: Report) -> Sums:
        """Those of a report whose cells are all there and plainly read; the others give no verdict and support none."""
        values = {cell: figure.value for cell, figure in report.figures.items() if not report.doubted(cell)}
        judged = (identity for identity in identities(report.form) if all(cell in values for cell in identity.cells))
        return cls(values, tuple(judged))

    @cached_property
    def touching(self) -> Mapping[str, tuple[Identity, ...]]:
        """The sums each cell stands in."""
        by_cell: dict[str, tuple[Identity, ...]] = {}
        for identity in self.identities:
            for cell in identity.cells:
                by_cell[cell] = (*by_cell.get(cell, ()), identity)
        return by_cell

    def free_of_blanks(self, judged: tuple[Identity, ...]) -> tuple[Identity, ...]:
        return tuple(identity for identity in judged if not has_blank(identity, self.values))

    def broken(self, judged: tuple[Identity, ...], values: Values) -> tuple[Identity, ...]:
        return tuple(identity for identity in judged if not may_hold(identity, values))

    def may_change(self, cell: str) -> bool:
        """Whether a figure is stated there, and so can be a wrong one."""
        return self.values[cell] is not None
