"""How a body prints its figures: blanks, strokes, remarks, units, signs, thousands, full-width digits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from parsers.form import AMOUNTS

from .figures import Value

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Habits:
    """What one body does throughout its report. `noughts` are the prints it uses where nothing happened."""

    noughts: tuple[str, ...] = ("0",)
    signs: bool = False
    thousands: bool = False
    full_width: bool = False
    remarks: bool = False
    units: bool = False
    fee_in_yuan: bool = False


def draw_habits(rng: Random, *, blanks: bool = True, extras: bool = True) -> Habits:
    """Habits of a body; without `blanks` no cell is left empty, without `extras` a cell holds a bare number."""
    noughts = rng.choices(
        [("0",), ("",), ("/",), ("—",), ("0", "", "/"), ("-",), ("0", "——")], weights=[50, 14, 8, 6, 12, 4, 3]
    )[0]
    if not blanks:
        noughts = tuple(mark or "/" for mark in noughts)
    return Habits(
        noughts=noughts,
        signs=rng.random() < 0.5,
        thousands=extras and rng.random() < 0.1,
        full_width=extras and rng.random() < 0.06,
        remarks=extras and rng.random() < 0.2,
        units=extras and rng.random() < 0.2,
        fee_in_yuan=rng.random() < 0.1,
    )


def print_figures(rng: Random, figures: Mapping[str, Value], habits: Habits) -> tuple[dict[str, str], dict[str, Value]]:
    """(what stands in each cell, what each cell states): a nought printed as a blank or a stroke states nothing."""
    printed: dict[str, str] = {}
    stated: dict[str, Value] = {}
    for address, value in figures.items():
        mark = rng.choice(habits.noughts)
        if not value and mark != "0":
            printed[address], stated[address] = mark, None
        else:
            printed[address], stated[address] = _print(rng, address, value or 0, habits), value
    return printed, stated


def _print(rng: Random, address: str, value: int | Decimal, habits: Habits) -> str:
    if address in AMOUNTS:
        return _print_amount(rng, address, Decimal(value), habits)
    field = address.rpartition(".")[2]
    text = f"{value:,}" if habits.thousands else str(value)
    if field == "change" and habits.signs and value > 0:
        text = f"+{text}"
    if habits.full_width:
        text = text.translate(FULL_WIDTH)
    if not address.startswith("disclosure."):
        return text
    if habits.remarks and field in ("issued", "made") and value > 1:
        return f"{text}（其中修订{rng.randint(1, int(value))}件）"
    return text + (rng.choice("件项次宗") if habits.units and rng.random() < 0.5 else "")


def _print_amount(rng: Random, address: str, value: Decimal, habits: Habits) -> str:
    in_column = address == "disclosure.fees.amount" and habits.fee_in_yuan
    if in_column:
        return format((value * 10_000).normalize(), "f")
    text = f"{value:,f}" if habits.thousands else format(value, "f")
    if habits.units or address == "disclosure.procurement.amount":
        kind = rng.choice(("", "万元", "万", "元"))
        return f"{format((value * 10_000).normalize(), 'f')}元" if kind == "元" else text + kind
    return text
