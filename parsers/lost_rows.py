"""Rows of the form that were not found although the source holds rows with figures that nothing claims: not 'not
stated'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parsers.form import Form, addresses
from parsers.report import Doubt, Figure
from parsers.rows import Leftover


def doubt_lost_rows(
    figures: Mapping[str, Figure], leftovers: Sequence[Leftover], form: Form
) -> Iterator[tuple[Figure, Doubt]]:
    """A blank figure and a doubt for every cell of a row that is missing from a table with rows nobody claims.

    A label that could not be made out leaves its figures in such a row; to call the row's cells 'not stated' would be a
    statement about the body, and it would be ours alone.
    """
    unclaimed = {kind: left for left in reversed(leftovers) for kind in left.source.kinds}
    found = {address.rsplit(".", 1)[0] for address in figures}
    tables = {row.split(".")[0] for row in found}
    for address in addresses(form):
        table, row = address.split(".")[0], address.rsplit(".", 1)[0]
        if table in unclaimed and table in tables and row not in found:
            yield Figure(address, None, ""), Doubt(address, unclaimed[table].text, "row_lost")
