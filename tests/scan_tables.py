"""What is drawn on a generated page: texts for every cell of a form, and the tables' cells with their places."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import groupby

from parsers import form as forms
from parsers.form import Form

Slot = tuple[str, int, int, int, int]
"""Text, row, column, rowspan, colspan; a text that begins with `@` is a cell's address."""


def fill_in(lots: random.Random, form: Form) -> dict[str, str]:
    """A printed text for every cell of the form: mostly noughts in the report's own way, then numbers of all
    lengths."""
    nought = lots.choice(("0", "0", "0", "", "/", "—"))
    cells = {address: _count(lots, nought) for address in forms.addresses(form)}
    for address in cells:
        field = address.rsplit(".", 1)[1]
        if address in forms.AMOUNTS:
            amount = lots.random() * 10000
            cells[address] = lots.choice((f"{amount:.6f}", f"{amount / 10:.2f}", "251000元", "0"))
        elif field == "change":
            cells[address] = lots.choice((f"+{lots.randint(1, 999)}", f"-{lots.randint(1, 999)}", "0"))
        elif address.startswith("disclosure."):
            cells[address] = lots.choice((str(lots.randint(0, 99999)), str(lots.randint(0, 99)), cells[address]))
    return cells


def _count(lots: random.Random, nought: str) -> str:
    if lots.random() < 0.55:
        return nought
    return str(lots.randrange(10 ** lots.choice((1, 1, 1, 2, 2, 3, 4, 5))))


def disclosure_slots(form: Form) -> list[Slot]:
    """Table 二: four or five small tables, one below the other."""
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    if form is Form.F2021:
        parts = (
            ("（一）", ("regulations", "normative_documents")), ("（五）", ("licensing",)),
            ("（六）", ("penalties", "coercion")), ("（八）", ("fees",)),
        )  # fmt: skip
    else:
        parts = (
            ("（一）", ("regulations", "normative_documents")), ("（五）", ("licensing", "other_services")),
            ("（六）", ("penalties", "coercion")), ("（八）", ("fees",)), ("（九）", ("procurement",)),
        )  # fmt: skip
    slots: list[Slot] = []
    row = 0
    known = {item.label.name: item for item in forms.DISCLOSURE_ITEMS}
    for number, names in parts:
        slots.append((f"第二十条第{number}项", row, 0, 1, 4))
        fields = known[names[0]].fields[form]
        labels = [forms._column_label("disclosure", names[0], field, form) for field in fields]
        slots += _spread(("信息内容", *labels), row + 1)
        for at, name in enumerate(names, row + 2):
            texts = [f"@disclosure.{name}.{field}" for field in fields]
            slots += _spread((known[name].label.official, *texts), at)
        row += 2 + len(names)
    return slots


def _spread(texts: Sequence[str], row: int) -> list[Slot]:
    """A row of four columns in which the last cell takes what is left."""
    return [(text, row, at, 1, 5 - len(texts) if at == len(texts) - 1 else 1) for at, text in enumerate(texts)]


def applications_slots(form: Form) -> list[Slot]:
    """Table 三: three columns of labels, seven of numbers, three rows of heads."""
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    slots: list[Slot] = [(note, 0, 0, 3, 3), ("申请人情况", 0, 3, 1, 7), ("自然人", 1, 3, 2, 1)]
    slots += [("法人或其他组织", 1, 4, 1, 5), ("总计", 1, 9, 2, 1)]
    slots += [(label.official, 2, 4 + at, 1, 1) for at, label in enumerate(forms.APPLICANTS[1:])]
    rows = forms.application_rows(form)
    results = [row for row in rows if row.group]
    slots.append(("三、本年度办理结果", 5, 0, len(results), 1))
    at = 3
    for group, members in groupby(rows, key=lambda row: row.group):
        inner = list(members)
        column = 0 if not group else 1 if group.startswith("三") else 2
        if column == 2:
            slots.append((group, at, 1, len(inner), 1))
        for row in inner:
            slots.append((row.label.official, at, column, 1, 3 - column))
            slots += [
                (f"@applications.{row.label.name}.{applicant.name}", at, 3 + index, 1, 1)
                for index, applicant in enumerate(forms.APPLICATION_COLUMNS)
            ]
            at += 1
    return slots


def disputes_slots() -> list[Slot]:
    """Table 四: fifteen narrow columns and one row of numbers."""
    slots: list[Slot] = [("行政复议", 0, 0, 2, 5), ("行政诉讼", 0, 5, 1, 10)]
    slots += [("未经复议直接起诉", 1, 5, 1, 5), ("复议后起诉", 1, 10, 1, 5)]
    for index, kind in enumerate(forms.DISPUTE_KINDS):
        for inner, outcome in enumerate(forms.DISPUTE_OUTCOMES):
            column = index * 5 + inner
            slots.append((outcome.official, 2, column, 1, 1))
            slots.append((f"@disputes.{kind.name}.{outcome.name}", 3, column, 1, 1))
    return slots
