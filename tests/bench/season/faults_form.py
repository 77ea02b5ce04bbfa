"""Faults of make-up, dates and identity."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from random import Random

from parsers.form import Form, addresses
from parsers.report import Doubt, SignOff

from .bodies import Nature
from .draft import History, Line
from .fault import Planted, one, step

TABLES = {"disclosure": 2, "applications": 3, "disputes": 4}
EARLY = "date.published_before_signed"


def _sign(raw: str, year: int, month: int | None, day: int | None, body: str | None = None) -> SignOff:
    return SignOff(raw, year, month, day, body)


def signed_too_early(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    month, day = rng.choice(((12, 30), (12, 20), (1, 15), (11, 3)))
    history[year].sign_off = _sign(f"{year}年{month}月{day}日", year, month, day, nature.body.name)
    return one("date.signed_too_early", year, None, "error")


def incomplete_date(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    month = rng.choice((1, None))
    raw = f"{year + 1}年{month or ''}月  日"
    history[year].sign_off = _sign(raw, year + 1, month, None, nature.body.name)
    return one("date.incomplete", year, None, "info", also="text.template_left")


def published_before_signed(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    published = history[year].published_on or dt.date(year + 1, 1, 20)
    signed = published + dt.timedelta(days=rng.randint(1, 20))
    raw = f"{signed.year}年{signed.month}月{signed.day}日"
    history[year].sign_off = _sign(raw, signed.year, signed.month, signed.day, nature.body.name)
    return one(EARLY, year, None, "warning")


def other_year(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """Last year's period left standing."""
    draft = history[year]
    lines = draft.lines[1]
    lines[:] = [line for line in lines if line.role != "period"]
    period = "本报告所列数据的统计期限自{last}年1月1日起至{last}年12月31日止。"
    lines.insert(1, Line("period", period))
    return one("year.mismatch", year, None, "error")


def other_body(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """Signed by another body: the report was taken from it."""
    draft = history[year]
    signed = draft.sign_off or _sign(f"{year + 1}年1月20日", year + 1, 1, 20)
    name = nature.body.name
    others = ("水务局", "体育局", "档案局", "粮食和物资储备局")
    other = next(f"{name[:3]}{office}" for office in rng.sample(others, 4) if office not in name)
    draft.sign_off = replace(signed, body=other)
    return one("body.mismatch", year, None, "warning", also=EARLY)


def section_missing(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    number = rng.choice((1, 5, 6))
    history[year].headings.pop(number)
    return one("section.missing", year, None, "error")


def table_missing(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    draft, table = history[year], rng.choice(tuple(TABLES))
    draft.absent |= {cell for cell in draft.figures if cell.startswith(f"{table}.")}
    return one("table.missing", year, None, "error", also="narrative.disputes")


def table_and_section_missing(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    draft, table = history[year], rng.choice(tuple(TABLES))
    draft.absent |= {cell for cell in draft.figures if cell.startswith(f"{table}.")}
    draft.headings.pop(TABLES[table])
    return one("section.missing", year, None, "error", also="table.missing")


def table_pictured(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    history[year].pictured = (rng.choice(tuple(TABLES)),)
    return one("table.picture", year, None, "warning")


def old_form(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """The tables of the form before, years after it was replaced."""
    draft = history[year]
    if draft.form is Form.F2019:
        return None
    draft.form = Form.F2019
    kept = {cell: draft.figures.get(cell, 0) for cell in addresses(Form.F2019)}
    others = ("other_not_corrected", "other_fee_unpaid", "other_other")
    for cell in [cell for cell in kept if cell.startswith("applications.other.")]:
        kept[cell] = sum(draft.count(cell.replace(".other.", f".{row}.", 1)) for row in others)
    kept["disclosure.procurement.amount"] = Decimal(0)
    draft.figures = kept
    also = (
        "disclosure.roll_forward disclosure.prior_items disclosure.unit form.stale_basis narrative.documents year.swing"
    )
    return one("form.outdated", year, None, "error", also=also)


def stale_basis(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    draft = history[year]
    if draft.form is Form.F2019:
        return None
    text = (
        "根据《中华人民共和国政府信息公开条例》和《关于政府信息公开工作年度报告有关事项的通知》"
        "（国办公开办函〔2019〕60号）要求，编制本报告。"
    )
    draft.lines[1][0] = Line("basis", text)
    return one("form.stale_basis", year, None, "info")


def heading_gone(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """A heading lost above a table that is there: no accusation."""
    history[year].headings.pop(rng.choice(tuple(TABLES.values())))
    return one("section.missing", year, None, "warning")


def doubted(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """A cell that was not plainly read, and read wrongly: said of the reading, and of nobody else."""
    draft = history[year]
    cell = rng.choice([cell for cell, value in draft.figures.items() if isinstance(value, int)])
    draft.freeze()
    draft.add(cell, step(rng))
    read = str(draft.figures[cell])
    draft.doubts[cell] = Doubt(cell, read, "cell_lost")
    return one("reading.doubt", year, None, "warning")
