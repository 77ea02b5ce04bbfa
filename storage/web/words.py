"""The archive's names in the words of the printed form."""

from __future__ import annotations

from parsers.doubts import REASONS
from parsers.form import Form, addresses, official_label


def cell_label(cell: str | None, form: str | None) -> str | None:
    """The address in the words of the form; an address no form has stays as it is."""
    if cell is None:
        return None
    try:
        return official_label(cell, Form(form or Form.F2021))
    except (KeyError, ValueError, StopIteration):
        return cell


def cell_order(cell: str, form: str | None) -> int:
    """The place of a cell in the printed form, from 0; what the form lacks comes last."""
    printed = addresses(Form(form)) if form else ()
    return printed.index(cell) if cell in printed else len(printed)


def doubt_reason(reason: str) -> str:
    """Why a cell is doubted, in Chinese and English."""
    words = REASONS.get(reason)
    return f"{words.zh} {words.en}" if words else reason
