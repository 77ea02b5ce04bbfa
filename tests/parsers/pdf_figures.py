"""Random reports for the PDF tests: what each cell of a form says, blanks and marks among the numbers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from parsers.form import AMOUNTS, SIGNED_FIELDS, Form, addresses

STATES = ("blank zeros", "zeros", "few", "full")


@dataclass(frozen=True)
class Printed:
    """One report: its form, and the text in each of its cells."""

    form: Form
    body: str
    year: int
    figures: Mapping[str, str]


def random_report(seed: int) -> Printed:
    """A report of either form; in some all zeros are left blank, in some most cells are filled, in some few are."""
    chance = random.Random(seed)
    form = Form.F2021 if seed % 2 else Form.F2019
    state = STATES[seed // 2 % len(STATES)]
    figures = {address: _text(chance, address, state) for address in addresses(form)}
    body = chance.choice(("广州市荔湾区政务服务数据管理局", "沭阳县发展和改革局", "某某市人民政府嘉禾街道办事处"))
    return Printed(form, body, 2020 if form is Form.F2019 else chance.choice((2021, 2023)), figures)


def _text(chance: random.Random, address: str, state: str) -> str:
    if address in AMOUNTS:
        return chance.choice(("0", f"{chance.randrange(10**7) / 10 ** chance.randrange(1, 6):.6g}", "3522.436287"))
    filled = {"few": 0.1, "full": 0.95}.get(state, 0.35)
    if chance.random() < filled:
        number = chance.randrange(1, 10 ** chance.choice((1, 1, 2, 2, 3, 4)))
        signed = address.rsplit(".", 1)[1] in SIGNED_FIELDS
        return chance.choice(("+", "-", "")) + str(number) if signed else str(number)
    if state == "blank zeros":
        return chance.choice(("", "", "", "", "", "/", "—"))
    return chance.choice(("0", "0", "0", "0", "0", "0", "", "/")) if state == "full" else "0"
