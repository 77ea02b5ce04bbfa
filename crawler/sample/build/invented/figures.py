"""Short ways to declare the figures of a made-up report."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.form import APPLICATION_COLUMNS, DISCLOSURE_ITEMS, DISPUTE_OUTCOMES, Form, addresses

Counts = Mapping[str, tuple[int, ...]]


def printed(
    form: Form, disclosure: Mapping[str, tuple[str, ...]], applications: Counts, disputes: Counts
) -> dict[str, str]:
    """What stands in every cell of the form: the rows given, in printed order with their totals, and 0 elsewhere.

    Totals are declared, not computed, because one of the reports is to have a wrong one.
    """
    cells = dict.fromkeys(addresses(form), "0")
    fields = {item.label.name: item.fields.get(form, ()) for item in DISCLOSURE_ITEMS}
    columns = tuple(column.name for column in APPLICATION_COLUMNS)
    outcomes = tuple(outcome.name for outcome in DISPUTE_OUTCOMES)
    for name, texts in disclosure.items():
        cells |= _row(f"disclosure.{name}", fields[name], texts)
    for name, counts in applications.items():
        cells |= _row(f"applications.{name}", columns, tuple(map(str, counts)))
    for name, counts in disputes.items():
        cells |= _row(f"disputes.{name}", outcomes, tuple(map(str, counts)))
    return cells


def _row(address: str, columns: tuple[str, ...], texts: tuple[str, ...]) -> dict[str, str]:
    return {f"{address}.{column}": text for column, text in zip(columns, texts, strict=True)}
