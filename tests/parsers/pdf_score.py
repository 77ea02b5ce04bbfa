"""How exactly PDFs are read: exact, doubted and silently wrong cells per layout. `python -m tests.parsers.pdf_score`"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from parsers import Report, parse
from parsers.errors import ReadError
from parsers.form import AMOUNTS, addresses
from parsers.values import parse_amount, parse_count
from tests.parsers.pdf_figures import Printed, random_report
from tests.parsers.pdf_layouts import Layout, available, print_pdf


def score(printed: Printed, report: Report | None) -> Counter[str]:
    """Each cell is exact, doubted or wrong. A cell that was not read is wrong unless nothing is printed there."""
    found: Counter[str] = Counter()
    for address in addresses(printed.form):
        text = printed.figures[address]
        truth = (parse_amount(text) if address in AMOUNTS else parse_count(text)).value
        if report is not None and report.doubted(address):
            found["doubted"] += 1
        elif report is not None and report.form is printed.form and report.value(address) == truth:
            found["exact"] += 1
        else:
            found["wrong"] += 1
            if report is not None and found["wrong"] < 4:
                found[f"{address}: {report.value(address)} for {text!r}"] += 1
    return found


def varied(layout: Layout, seed: int) -> Layout:
    """The layout in other sizes, with page breaks elsewhere, its figures aligned otherwise."""
    chance = random.Random(seed)
    return replace(
        layout,
        start=chance.randrange(0, 300),
        size=layout.size * chance.uniform(0.9, 1.12),
        leading=layout.leading * chance.uniform(0.95, 1.2),
        padding=layout.padding * chance.uniform(0.9, 1.5),
        figures=chance.choice("cccrl"),
        labels=chance.choice("llc"),
        repeat_heads=chance.random() < 0.5,
        top=chance.random() < 0.2,
    )


def score_layout(layout: Layout, seeds: Iterable[int], vary: bool = False) -> Counter[str]:
    total: Counter[str] = Counter()
    for seed in seeds:
        printed = random_report(seed)
        try:
            report = parse(print_pdf(printed, varied(layout, seed) if vary else layout))
        except ReadError as error:
            total[f"seed {seed}: {error}"] += 1
            report = None
        found = score(printed, report)
        total += Counter({key: count for key, count in found.items() if key in ("exact", "doubted", "wrong")})
        total += Counter({f"seed {seed} {key}": 1 for key in found if key not in ("exact", "doubted", "wrong")})
    return total


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--seeds", type=int, default=10)
    arguments.add_argument("--layout")
    arguments.add_argument("--vary", action="store_true")
    arguments.add_argument("--errors", type=int, default=3)
    chosen = arguments.parse_args()
    for name, layout in available().items():
        if chosen.layout and chosen.layout not in name:
            continue
        found = score_layout(layout, range(chosen.first, chosen.first + chosen.seeds), chosen.vary)
        print(f"{name:36} exact {found['exact']:6} doubted {found['doubted']:4} wrong {found['wrong']:4}", flush=True)
        notes = [key for key in found if key not in ("exact", "doubted", "wrong")]
        print(*(f"    {note}" for note in notes[: chosen.errors]), sep="\n") if notes and chosen.errors else None


if __name__ == "__main__":
    main()
