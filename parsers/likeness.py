"""How alike two narratives are once everything is taken out that is bound to be alike: headings, names of laws, the
body's own name, years, and clauses that state figures. And a sketch of a text, by which likely pairs are found.

A clause with a figure is left out because its form may well stay while what it says is new.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

from rapidfuzz.distance import Indel

from parsers.prose import flatten

COMPARED = (1, 5)
"""The sections that are narrative: 总体情况, and 存在的主要问题及改进情况."""
LEAST = 120
"""Characters of prose below which a text is too short to be called a copy."""
ALIKE = 0.8
"""From this similarity on, two texts are the same text; evaluations of reports draw the line there too."""

SHINGLE = 5
BANDS, ROWS = 6, 4
"""A sketch has so many bands of so many minima. Of pairs that share 85 % of their shingles, 99 % share a band; of pairs
that share 40 %, 14 %."""

_YEARS = re.compile(r"20\d\d年(?:度)?|[今本去上](?:年度?|一年度?)")
_QUOTED = re.compile(r"《[^》]{1,60}》|[(][^()]{0,30}[)]")
_CLAUSE = re.compile(r"[，；。、:!?\n]")
_DIGIT = re.compile(r"\d")
_HEADING = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,2}[)]?[.、]?)?(?:主动公开|依申请公开|政府信息管理|(?:政府信息公开)?平台建设|监督保障"
    r"|存在的?(?:主要)?问题|改进(?:情况|措施))(?:方面|情况|工作)?$|^[一二三四五六七八九十](?:是|方面)$"
)
_FORM_WORDS = re.compile(
    r"政府信息公开(?:工作)?|主动公开|依申请公开|信息公开|政务公开|总体情况|存在的?(?:主要)?问题|改进情况|其他需要报告的事项"
    r"|[我本该](?:机关|单位|局|委|办|厅|镇|乡|街道|区|县|市|中心|部门|会|院|府)"
)


@lru_cache(maxsize=32)
def prose_of(text: str, body: str) -> str:
    """What is left of a section's text to be compared."""
    flat = flatten(text)
    for start in range(len(body) - 3):
        flat = flat.replace(body[start:], "")
    clauses = _CLAUSE.split(_YEARS.sub("", _QUOTED.sub("", flat)))
    kept = (clause for clause in clauses if not (_DIGIT.search(clause) or _HEADING.match(clause)))
    return _FORM_WORDS.sub("", "".join(kept))


def similarity(one: str, other: str) -> float:
    """How much of two texts is one text, from 0 to 1: what they have in common in the same order."""
    return float(Indel.normalized_similarity(one, other, score_cutoff=ALIKE / 2))


def sketch(prose: str) -> tuple[int, ...]:
    """A few numbers of which two texts that are nearly the same share at least one: minima of hashed shingles, in
    bands. Nothing for a text too short to be compared."""
    if len(prose) < LEAST:
        return ()
    minima = [0xFFFFFFFF] * (BANDS * ROWS)
    data = prose.encode("utf-32-le")
    for start in range(0, len(data) - 4 * SHINGLE + 1, 4):
        hashed = zlib.crc32(data[start : start + 4 * SHINGLE])
        place = hashed % len(minima)
        if hashed < minima[place]:
            minima[place] = hashed
    groups = (minima[start : start + ROWS] for start in range(0, len(minima), ROWS))
    return tuple(zlib.crc32(repr((band, group)).encode()) for band, group in enumerate(groups))
