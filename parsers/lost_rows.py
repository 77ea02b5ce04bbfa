"""Rows of the form that were not found where they may well be: that is not the same as 'not stated'."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from parsers.form import Form, addresses
from parsers.report import Doubt, Figure
from parsers.rows import Leftover


def doubt_lost_rows(
    figures: Mapping[str, Figure], leftovers: Sequence[Leftover], unsure: Collection[str], form: Form
) -> Iterator[tuple[Figure, Doubt]]:
    """A blank figure and a doubt for every cell of a row that is missing from a table of which something was read.

    So it is where the table has rows with figures that nobody claims (a label that could not be made out), and in the
    tables of `unsure`: pictures, and those that do not show every cell. To call such a row's cells 'not stated' would
    be a statement about the body, and it would be ours alone.
    """
    unclaimed = {kind: left.text for left in reversed(leftovers) for kind in left.source.kinds}
    found = {address.rsplit(".", 1)[0] for address in figures}
    tables = {row.split(".")[0] for row in found}
    for address in addresses(form):
        table, row = address.split(".")[0], address.rsplit(".", 1)[0]
        if table not in tables or row in found:
            continue
        if table in unclaimed:
            yield Figure(address, None, ""), Doubt(address, unclaimed[table], "row_lost")
        elif table in unsure:
            yield Figure(address, None, ""), Doubt(address, "", "row_unseen")
