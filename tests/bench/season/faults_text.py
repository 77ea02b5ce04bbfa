"""Faults of the text: figures that disagree with the tables or with each other, copies, unfilled templates."""

from __future__ import annotations

from random import Random

from parsers.form import DISPUTE_KINDS, Form

from .bodies import Nature
from .draft import Draft, History, Line
from .fault import Planted, one
from .statements import draw_sum

FIGURES = (1, 2, 3, 5, 11, 20, 47)


def _other(rng: Random, draft: Draft, *names: str) -> int:
    """A figure that none of the named facts states, nor their sums."""
    facts = draft.facts()
    known = {int(facts[name]) for name in names}
    sums = {one + other for one in known for other in known}
    return next(
        number
        for number in (max(known) + each for each in rng.sample(FIGURES, len(FIGURES)))
        if number not in known | sums
    )


def received(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """收到 a number that is neither the new ones nor these with those carried in."""
    wrong = _other(rng, history[year], "new", "carried_in", "results", "over", "received")
    text = rng.choice(
        (
            "{year}年，共收到政府信息公开申请{wrong}件。",
            "全年收到政府信息公开申请{wrong}件，均已登记办理。",
            "本年新收政府信息公开申请{wrong}件。",
        )
    )
    _say(history[year], "received", Line("received", text, {"wrong": wrong}))
    return one("narrative.applications", year, None, "warning")


def results(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    wrong = _other(rng, history[year], "results", "received", "new")
    text = rng.choice(("本年度办结政府信息公开申请{wrong}件。", "全年答复政府信息公开申请{wrong}件。"))
    _say(history[year], "results", Line("results", text, {"wrong": wrong}))
    return one("narrative.applications", year, None, "warning")


def carried_over(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    wrong = _other(rng, history[year], "over", "carried_in")
    _say(history[year], "results", Line("results", "结转下年度继续办理{wrong}件。", {"wrong": wrong}))
    return one("narrative.applications", year, None, "warning")


def disputes(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    draft = history[year]
    review = _other(rng, draft, "review", "litigation", "direct", "after")
    text = "因政府信息公开被申请行政复议{wrong}件，被提起行政诉讼{litigation}件。"
    _say(draft, "disputes", Line("disputes", text, {"wrong": review}))
    return one("narrative.disputes", year, None, "warning")


def no_disputes(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """未发生 in the text, cases in the table, and more of them than were pending the year before."""
    draft, before = history[year], history.get(year - 1)
    cases, pending = (
        sum(each.count(f"disputes.{kind.name}.{outcome}") for kind in DISPUTE_KINDS) if each else 0
        for each, outcome in ((draft, "total"), (before, "pending"))
    )
    if not draft.count("disputes.review.total") or cases <= pending:
        return None
    _say(draft, "disputes", Line("disputes", "{year}年未发生因政府信息公开引起的行政复议、行政诉讼。"))
    return one("narrative.disputes", year)


def documents(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    draft = history[year]
    if draft.form is Form.F2019:
        wrong = _other(rng, draft, "made")
        text = "{year}年新制作规范性文件{wrong}件。"
    else:
        wrong = _other(rng, draft, "issued", "in_force", "repealed")
        text = "{year}年制发行政规范性文件{wrong}件，废止{repealed}件，现行有效{in_force}件。"
    _say(draft, "documents", Line("documents", text, {"wrong": wrong}))
    return one("narrative.documents", year, None, "warning")


def parts_and_whole(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """其中 that makes more than the whole, or ends in 其他 and does not make it."""
    line = draw_sum(rng)
    line.facts["all"] = int(line.facts["all"]) - rng.randint(1, 9)
    _say(history[year], "sum", line)
    return one("narrative.sum", year, None, "warning")


def copied(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """Last year's text with the year changed; figures brought up to date in half of them."""
    if year - 1 not in history or history[year - 1].form is not history[year].form:
        return None
    draft, before = history[year], history[year - 1].copied()
    if len(before.lines[5]) < 2:
        return None
    draft.lines = {number: [line for line in lines if line.role != "sum"] for number, lines in before.lines.items()}
    if not draft.count("disputes.review.total") and not draft.facts()["litigation"]:
        draft.lines = {n: [each for each in lines if each.role != "disputes"] for n, lines in draft.lines.items()}
    return one("text.copied", year, None, "warning", also="narrative.disputes")


def copied_from_another(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """The words of another body, with the name changed."""
    draft = history[year]
    texts = {number: draft.text(number) for number in (1, 5)}
    if min(len(text) for text in texts.values()) < 120:
        return None
    other = nature.body.model_copy(update={"id": "another", "name": "白鹿市茶叶局"})
    draft.alike = [(other, number, text.replace(nature.body.name, other.name)) for number, text in texts.items()]
    return one("text.copied", year, None, "warning")


def template_left(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    text = rng.choice(
        (
            "全年主动公开政府信息    条。",
            "××年，本机关共受理政府信息公开申请××件。",
            "{year}年  月  日召开政务公开工作会议。",
            "主要包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障等方面情况（请填写）。",
            "通过政府网站公开信息XX条。",
        )
    )
    history[year].lines[1].append(Line("left", text))
    return one("text.template_left", year, None, "warning")


def _say(draft: Draft, role: str, line: Line) -> None:
    """Put a sentence in place of what the report says on the matter."""
    for number, lines in draft.lines.items():
        draft.lines[number] = [each for each in lines if each.role != role]
    draft.lines[1].append(line)
