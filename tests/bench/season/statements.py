"""What a body says about its figures, in the manners of real reports; each manner is true to the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from parsers.form import Form

from .draft import Line
from .prose import BASIS, PERIOD, SIX_AFTER_2020, SIX_BEFORE, talk

RECEIVED: Mapping[str, tuple[str, ...]] = {
    "new": (
        "{year}年，共收到政府信息公开申请{new}件。",
        "全年新收政府信息公开申请{new}件，上年结转{carried_in}件。",
        "本年新收政府信息公开申请{new}件，其中自然人申请{natural}件，法人或其他组织申请{corporate}件。",
        "全年受理依申请公开{new}件，均按规定程序办理。",
    ),
    "sum": (
        "{year}年，共收到政府信息公开申请{received}件（含上年结转{carried_in}件）。",
        "全年共办理政府信息公开申请{received}件，其中本年新收{new}件、上年结转{carried_in}件。",
        "全年共收到政府信息公开申请{received}件。",
    ),
}
"""收到 means new ones alone to some, and new ones with those carried in to others."""
RESULTS = (
    "本年度办结{results}件，结转下年度继续办理{over}件。",
    "已办结政府信息公开申请{results}件，其中予以公开{granted}件，部分公开{partly}件，不予公开{denied}件，无法提供{unable}件，不予处理{rejected}件，其他处理{other_results}件。",
    "答复申请{results}件，结转下年度{over}件。",
)
DISPUTES = (
    "因政府信息公开被申请行政复议{review}件，被提起行政诉讼{litigation}件。",
    "{year}年，政府信息公开行政复议{review}件，其中结果维持{upheld}件、结果纠正{corrected}件；行政诉讼{litigation}件。",
)
NO_DISPUTES = (
    "{year}年未发生因政府信息公开引起的行政复议、行政诉讼。",
    "全年没有因政府信息公开申请行政复议、提起行政诉讼的情况。",
)
DOCUMENTS: Mapping[Form, tuple[str, ...]] = {
    Form.F2019: ("{year}年新制作规范性文件{made}件。", "全年制定规范性文件{made}件，均按要求公开。"),
    Form.F2021: (
        "{year}年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。",
        "全年制发规范性文件{issued}件，现行有效规范性文件{in_force}件。",
        "制定行政规范性文件{issued}件，并同步开展解读。",
    ),
}
SUMS = (
    "全年主动公开政府信息{all}条，其中政府网站{a}条、微信公众号{b}条、其他渠道{c}条。",
    "通过各类渠道公开信息共{all}条，其中：机构职能类{a}条，工作动态类{b}条，其他信息{c}条。",
)


@dataclass(frozen=True)
class Manner:
    """How one body puts things, every year alike."""

    received: str
    says: frozenset[str]

    @classmethod
    def draw(cls, rng: Random) -> Manner:
        chances = {"received": 0.8, "results": 0.6, "disputes": 0.6, "documents": 0.5, "sum": 0.6, "period": 0.7}
        said = frozenset(role for role, chance in chances.items() if rng.random() < chance)
        return cls(rng.choice(("new", "sum")), said)


def draw_lines(rng: Random, manner: Manner, form: Form, facts: Mapping[str, int]) -> dict[int, list[Line]]:
    """The six sections of a report in words."""
    one = [_basis(rng, form)]
    if "period" in manner.says:
        one.append(Line("period", rng.choice(PERIOD)))
    one += talk(rng, 1, rng.randint(4, 7))
    one += _figures(rng, manner, form, facts)
    six = SIX_AFTER_2020 if form is Form.F2021 else SIX_BEFORE
    return {1: one, 2: [], 3: [], 4: [], 5: talk(rng, 5, rng.randint(3, 5)), 6: [Line("six", rng.choice(six))]}


def _basis(rng: Random, form: Form) -> Line:
    notice = "国办公开办函〔2021〕30号" if form is Form.F2021 else "国办公开办函〔2019〕60号"
    return Line("basis", rng.choice(BASIS), {"notice": notice})


def _figures(rng: Random, manner: Manner, form: Form, facts: Mapping[str, int]) -> list[Line]:
    lines = []
    if "sum" in manner.says:
        lines.append(draw_sum(rng))
    if "documents" in manner.says:
        lines.append(Line("documents", rng.choice(DOCUMENTS[form])))
    if "received" in manner.says:
        lines.append(Line("received", rng.choice(RECEIVED[manner.received])))
    if "results" in manner.says and facts["results"]:
        lines.append(Line("results", rng.choice(RESULTS)))
    if "disputes" in manner.says:
        some = facts["review"] or facts["litigation"]
        lines.append(Line("disputes", rng.choice(DISPUTES if some else NO_DISPUTES)))
    return lines


def draw_sum(rng: Random) -> Line:
    parts = {name: rng.randint(5, 900) for name in "abc"}
    return Line("sum", rng.choice(SUMS), {**parts, "all": sum(parts.values())})
