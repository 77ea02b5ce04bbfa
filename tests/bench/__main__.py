"""`python -m tests.bench`: make documents, read them, score them, and write docs/accuracy.md."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path

from .bars import add_up, verdict
from .cells.measure import measure_cells
from .cells.section import cells_section
from .crawling.browser import count_pages
from .crawling.measure import measure_crawling
from .crawling.section import crawling_section
from .layouts import LAYOUTS, Layout, doc
from .negatives import judge_all
from .page import Bench, write
from .posting import measure_posting
from .resources import cold_start, measure_memory
from .run import run_named
from .score import Score
from .season.bars import missed_bars
from .season.page import section
from .season.run import play
from .season.scale import measure as measure_scale
from .second_opinion import ask_libreoffice
from .service import measure_service, service_section
from .telling import measure_telling, telling_section
from .timing import Timing, measure

DOCS = Path(__file__).parents[2] / "docs"
VERSIONS = ("lxml", "pypdfium2", "python-calamine", "olefile", "rapidocr", "onnxruntime", "opencv-python-headless")
SCANS_A_LAYOUT = 5
"""A scan takes seconds: fewer reports each, unless the number is given with --scans."""

PAGES_A_WEAR = 2
"""Some 330 cells and four seconds each: enough to see that nothing broke, far too few to show the bar."""


def main() -> int:
    """0 when every bar of accuracy holds whose format is read; 1 otherwise."""
    arguments = _arguments()
    if arguments.season:
        return season(arguments.seed, with_scale=not arguments.no_timing)
    if arguments.telling:
        return telling()
    if arguments.service:
        return service()
    if arguments.crawling:
        return crawling()
    if arguments.cells:
        return cells(arguments)
    chosen = [layout for layout in LAYOUTS if _wanted(layout, arguments)]
    scores = _score_all(chosen, arguments)
    whole = not (arguments.format or arguments.layout)
    measured = whole and not arguments.no_timing
    bench = Bench(
        date=arguments.date,
        machine=_machine(),
        versions={"nianbao": metadata.version("nianbao"), "Python": platform.python_version()}
        | {name: metadata.version(name) for name in VERSIONS}
        | (dict([doc.version()]) if doc.is_possible() else {}),
        reports=arguments.reports,
        seed=arguments.seed,
        layouts=chosen,
        scores=scores,
        negatives=judge_all() if whole else (),
        timings=_measure_alone() if measured else (),
        memory=measure_memory() if measured else (),
        cold=cold_start() if measured else None,
        season=play(arguments.seed) if whole else None,
        scale=measure_scale() if measured else None,
        telling=measure_telling() if measured else (),
        service=[*measure_service(), *measure_posting()] if measured else (),
        crawling=replace(measure_crawling(), pages=count_pages()) if measured else None,
        opinions=ask_libreoffice() if whole else (),
    )
    if whole:
        write(bench, arguments.out)  # single cells take longest: what was measured so far is not lost with them
        bench = replace(bench, cells=measure_cells(arguments.pages, arguments.seed, arguments.jobs))
        write(bench, arguments.out)
    missed = [total.name for total in bench.by_format() if verdict(total) == "missed"]
    missed += missed_bars(bench.season) if bench.season else []
    missed += ["checking the whole archive anew"] if bench.scale and not bench.scale.holds else []
    missed += ["single cells of scans"] if any(score.slips for score in bench.cells) else []
    print(f"bars missed: {', '.join(missed)}" if missed else "every bar of accuracy holds that could be measured")
    return 1 if missed or any(each.taken for each in bench.negatives) else 0


def telling() -> int:
    """Print the section about telling; 0 when its bars hold."""
    measured = measure_telling()
    print(telling_section(measured))
    return 0 if all(each.holds for each in measured) else 1


def service() -> int:
    """Print the section about the service; 0 when its bars hold."""
    measured = [*measure_service(), *measure_posting()]
    print(service_section(measured))
    return 0 if all(each.holds for each in measured) else 1


def crawling() -> int:
    """Print the section about crawling; 0 when its bars hold."""
    measured = replace(measure_crawling(), pages=count_pages())
    print(crawling_section(measured))
    return 0 if all(holds for _, _, holds in measured.bars) else 1


def cells(arguments: argparse.Namespace) -> int:
    """Print the section about single cells of scans; 0 when none was silently wrong."""
    measured = measure_cells(arguments.pages, arguments.seed, arguments.jobs)
    print(cells_section(measured, arguments.seed))
    return 1 if any(score.slips for score in measured) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--reports", type=int, default=20, help="reports a layout")
    parser.add_argument("--scans", type=int, default=SCANS_A_LAYOUT, help="reports a layout that is read by OCR")
    parser.add_argument(
        "--pages", type=int, default=PAGES_A_WEAR, help="pages full of figures a wear of scans (faint, coarse: half)"
    )
    parser.add_argument("--format", default="", help="only layouts of formats whose name begins so")
    parser.add_argument("--layout", default="", help="only layouts whose name begins so")
    parser.add_argument("--seed", default="", help="another set of reports than the usual one")
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    parser.add_argument("--date", default=dt.date.today().isoformat(), help="the date to print")
    parser.add_argument("--no-timing", action="store_true", help="leave time and memory out")
    parser.add_argument(
        "--season", action="store_true", help="only the rules, on a generated season; nothing is written"
    )
    parser.add_argument(
        "--telling", action="store_true", help="only how fast much is told and one thing arrives; nothing is written"
    )
    parser.add_argument(
        "--service", action="store_true", help="only the service, idle and with something to tell; nothing is written"
    )
    parser.add_argument("--crawling", action="store_true", help="only what a crawl costs; nothing is written")
    parser.add_argument("--cells", action="store_true", help="only pages full of figures; nothing is written")
    parser.add_argument("--out", type=Path, default=DOCS, help="where accuracy.md and accuracy.json go")
    return parser.parse_args()


def season(seed: str, *, with_scale: bool) -> int:
    """The rules alone: print what a season showed, and write nothing."""
    score = play(seed)
    scale = measure_scale() if with_scale else None
    missed = missed_bars(score) + (["checking the whole archive anew"] if scale and not scale.holds else [])
    said = f"bars missed: {'; '.join(missed)}" if missed else "every bar of the rules holds"
    print(section(score, scale), said, sep="\n\n")
    return 1 if missed else 0


def _wanted(layout: Layout, arguments: argparse.Namespace) -> bool:
    return layout.format.startswith(arguments.format) and layout.name.startswith(arguments.layout)


def _score_all(chosen: list[Layout], arguments: argparse.Namespace) -> list[tuple[Layout, Score]]:
    found: list[tuple[Layout, Score]] = []
    with ProcessPoolExecutor(arguments.jobs, get_context("spawn")) as pool:
        jobs = [
            (
                layout,
                pool.submit(
                    run_named, layout.name, arguments.scans if layout.slow else arguments.reports, arguments.seed
                ),
            )
            for layout in chosen
        ]
        for layout, job in jobs:
            scores = job.result()
            found += [(layout, score) for score in scores]
            _print(layout, scores)
    return found


def _measure_alone() -> list[Timing]:
    """The times as a fresh process has them, which holds nothing of the documents made and judged before."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure).result()


def _print(layout: Layout, scores: list[Score]) -> None:
    total = add_up(layout.name, scores)
    line = f"{total.exact:>6}/{total.cells:<6} doubted {total.doubted} wrong {total.wrong} missing {total.missing}"
    text = f"{line} misnamed {total.identity} refused {total.refused}" if total.is_read else "not read yet"
    print(f"{layout.name:<26} {text}", flush=True)
    for score in scores:
        for miss in score.wrong[:3]:
            print(f"    {score.seed} {miss.cell}: {miss.truth} read as {miss.read} ({miss.raw!r})", file=sys.stderr)


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main())
