"""A whole season: bodies with seven years of reports in order, and every trap of the form's exceptions in some."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from parsers.form import form_in_force
from parsers.report import SignOff

from ..wording import chinese_number, chinese_year
from .bodies import Nature, draw_bodies
from .draft import Draft, History
from .facts import draw_facts
from .statements import Manner, draw_lines
from .years import draw_years

TITLES = (
    "{body}{year}年政府信息公开工作年度报告",
    "{body}{year}年度政府信息公开工作年度报告",
    "{year}年{body}政府信息公开工作年度报告",
    "{body}{year}年政府信息公开年度报告",
)


@dataclass
class Chronicle:
    """One body and its reports by year."""

    nature: Nature
    history: History


def draw_season(seed: str, bodies: int) -> list[Chronicle]:
    """The clean reports of a season, without traps; the same for the same seed."""
    return [draw_chronicle(seed, nature) for nature in draw_bodies(seed, bodies)]


def draw_chronicle(seed: str, nature: Nature) -> Chronicle:
    rng = Random(f"{seed}-{nature.body.id}")
    manner, title = Manner.draw(rng), rng.choice(TITLES)
    history: History = {}
    for year, figures in draw_years(rng, nature).items():
        form = form_in_force(year)
        facts = draw_facts(figures, form)
        signed, published = _dates(rng, nature, year)
        before = history.get(year - 1)
        history[year] = Draft(
            body=nature.body,
            year=year,
            form=form,
            figures=figures,
            lines=draw_lines(rng, manner, form, facts),
            title=title.format(body=nature.body.name, year=year),
            sign_off=_sign_off(rng, nature, signed),
            published_on=published,
            last_facts=before.facts() if before else {},
        )
    return Chronicle(nature, history)


def _dates(rng: Random, nature: Nature, year: int) -> tuple[dt.date, dt.date]:
    latest = 80 if nature.body.kind == "government" else 27
    signed = dt.date(year + 1, 1, 4) + dt.timedelta(days=rng.randint(0, latest - 6))
    return signed, signed + dt.timedelta(days=rng.randint(0, 2))


def _sign_off(rng: Random, nature: Nature, signed: dt.date) -> SignOff | None:
    if rng.random() < 0.25:
        return None
    raw = f"{signed.year}年{signed.month}月{signed.day}日"
    if rng.random() < 0.2:
        raw = f"{chinese_year(signed.year)}年{chinese_number(signed.month)}月{chinese_number(signed.day)}日"
    signer = nature.body.name if rng.random() < 0.8 else None
    return SignOff(raw, signed.year, signed.month, signed.day, signer)
