"""A narrative that is last year's, or another body's, with years and names changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.watchlist import Body, BodyKind
from monitor.case import Alike, Case
from monitor.finding import Finding
from monitor.wording.phrases import Phrase, listed, phrase
from parsers.likeness import ALIKE, COMPARED, LEAST, prose_of, similarity
from parsers.report import Report

_TOWN = re.compile(r"(?:镇|乡|街道)(?:人民政府|办事处)?$")
_NUMERALS = "一二三四五六"
MOST_SHARING = 3
"""Bodies beyond which a text they share is a template handed out to them."""


def check_text_copied(case: Case) -> Iterator[Finding]:
    """The narrative is not last year's with the year changed, nor another body's with the name changed.

    Compared section by section (一 and 五), without headings, names of laws, the body's own name and clauses with
    figures. Tolerated: short sections; text that many bodies share, or towns of one region, which is a template;
    another body's report that was published later.
    """
    previous = case.year_before
    if previous:
        shares = {
            number: share
            for number in COMPARED
            if (share := _share(_prose(case.report, number), _prose(previous, number))) >= ALIKE
        }
        if shares:
            holes = {"previous_year": previous.year, "sections": _sections(shares)}
            yield Finding("text.copied", case.body_id, case.report.year, holes=holes, subject="previous")
    yield from _copied_from_others(case)


def _copied_from_others(case: Case) -> Iterator[Finding]:
    alike = [(each, share) for each in case.alike if (share := _share_with(case, each)) >= ALIKE]
    others = {each.body.id: each.body for each, _ in alike}
    if not others or len(others) > MOST_SHARING:
        return
    for id_, other in sorted(others.items()):
        shares = {each.section: share for each, share in alike if each.body.id == id_}
        published = next(each.published_on for each, _ in alike if each.body.id == id_)
        later = bool(published and case.first_published_on and published > case.first_published_on)
        if not later:
            yield Finding(
                "text.copied",
                case.body_id,
                case.report.year,
                holes={"other": other.name, "sections": _sections(shares), "previous_year": ""},
                subject=f"body:{id_}",
                variant="other",
            )


def _share_with(case: Case, other: Alike) -> float:
    if _handed_out(case, other):
        return 0.0
    return _share(_prose(case.report, other.section), prose_of(other.text, other.body.name))


def _handed_out(case: Case, other: Alike) -> bool:
    """Whether both are towns or subdistricts of one region: counties give them a template."""
    body = case.body
    return body is not None and _is_town(body) and _is_town(other.body) and body.region == other.body.region


def _is_town(body: Body) -> bool:
    return body.kind in (BodyKind.TOWN, BodyKind.SUBDISTRICT) and bool(_TOWN.search(body.name))


def _prose(report: Report, number: int) -> str:
    text = next((section.text for section in report.sections if section.number == number), "")
    return prose_of(text, report.body)


def _share(one: str, other: str) -> float:
    return similarity(one, other) if min(len(one), len(other)) >= LEAST else 0.0


def _sections(shares: dict[int, float]) -> Phrase:
    return listed(
        [
            phrase(f"section {_NUMERALS[number - 1]} ({share:.0%})", f"第{_NUMERALS[number - 1]}部分（{share:.0%}）")
            for number, share in sorted(shares.items())
        ]
    )
