"""Traps in the words: figures of another scope, year or kind, parts that need not be complete, forms of a report."""

from __future__ import annotations

import datetime as dt
from random import Random

from parsers.form import Form
from parsers.report import SignOff

from .bodies import Nature
from .draft import History, Line
from .prose import fill
from .trap import say, tell


def other_scope(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A government tells of its whole territory, its table of itself."""
    draft = history[year]
    if nature.body.kind not in {"government", "town"}:
        return False
    area = "全镇" if nature.body.kind == "town" else rng.choice(("全市", "全区", "全县"))
    say(
        draft,
        "received",
        "{year}年，{area}各级行政机关共收到政府信息公开申请{wide}件，其中本级收到{new}件。",
        area=area,
        wide=int(draft.facts()["new"]) * 5 + 17,
    )
    return True


def last_years_figures(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """The year before is mentioned beside this one."""
    if year - 1 not in history:
        return False
    before = int(history[year - 1].facts()["new"])
    text = rng.choice(
        (
            "{year}年共收到政府信息公开申请{new}件，上年同期收到{before}件。",
            "全年新收政府信息公开申请{new}件（{last}年为{before}件）。",
        )
    )
    say(history[year], "received", text, before=before)
    return True


def since_years(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Everything since the Regulations came into force."""
    wide = 1200 + rng.randint(1, 300)
    tell(history[year], "自2008年以来，累计受理政府信息公开申请{wide}件。", wide=wide)
    return True


def reviews_in_general(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A justice office decides reviews; they are not about its own disclosure."""
    if "司法局" not in nature.body.name and nature.body.kind != "government":
        return False
    tell(
        history[year],
        "全年共办理各类行政复议案件{cases}件，代理行政应诉案件{suits}件，行政机关负责人出庭应诉率达到百分之百。",
        cases=rng.randint(80, 300),
        suits=rng.randint(20, 90),
    )
    return True


def published_decisions(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """The text counts the decisions that were published, the table all of them."""
    draft = history[year]
    facts = draft.facts()
    if int(facts["licensing"]) < 10:
        return False
    tell(
        draft,
        "通过“双公示”栏目公开行政许可决定{shown}件、行政处罚决定{fined}件。",
        shown=int(facts["licensing"]) // 2,
        fined=int(facts["penalties"]) // 3,
    )
    return True


def republished_documents(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """规范性文件 put on the website, with those of superiors and older ones."""
    number = int(history[year].facts()["issued"]) + rng.randint(4, 30)
    text = rng.choice(
        (
            "门户网站规范性文件专栏集中公开规范性文件{number}件（含转载上级文件）。",
            "转发上级规范性文件{number}件，同步发布图解。",
        )
    )
    tell(history[year], text, number=number)
    return True


def incomplete_parts(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """其中 names some of the parts."""
    whole = rng.randint(300, 900)
    text = "全年主动公开政府信息{whole}条，其中财政预决算信息{a}条、规划计划信息{b}条。"
    say(history[year], "sum", text, whole=whole, a=whole // 5, b=whole // 7)
    return True


def one_thing_on_several_channels(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """The same information on several channels is counted once in the whole."""
    whole = rng.randint(300, 900)
    text = (
        "全年主动公开政府信息{whole}条（不同渠道公开同一信息计1条），通过政府网站公开{a}条，通过微信公众号公开{b}条。"
    )
    say(history[year], "sum", text, whole=whole, a=whole - 5, b=whole // 2)
    return True


def nested_parts(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A part is split again in brackets."""
    a, b, c, d = (rng.randint(5, 200) for _ in range(4))
    text = (
        "主动公开政府信息{whole}条，其中：政府网站公开{site}条（其中预算决算{a}条，公示公告{b}条，其他政府信息{c}条）；"
        "微信公众号发布{d}条。"
    )
    say(history[year], "sum", text, whole=a + b + c + d, site=a + b + c, a=a, b=b, c=c, d=d)
    return True


def channels_of_both(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Split by channel: new ones and those carried in together."""
    facts = history[year].facts()
    received, online = int(facts["received"]), int(facts["received"]) // 2
    text = "{year}年收到政府信息公开申请{new}件，上年结转{carried_in}件，其中网络申请{online}件、信函申请{letters}件。"
    say(history[year], "received", text, online=online, letters=received - online)
    return True


def fees_but_none_of_these(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Other fees were taken, no fee for handling information."""
    history[year].lines[6] = [Line("six", "{year}年度本机关未收取政府信息公开信息处理费。")]
    return True


def other_years_named(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Plans for the next year, comparisons with the last, notices of others."""
    text = rng.choice(
        (
            "{next}年，我们将继续扩大公开范围，深化政策解读。",
            "与{last}年相比，主动公开数量稳中有升，结转{next}年办理的申请均在法定期限内。",
            "按照《{last}年政务公开工作要点》，已全面完成整改任务。",
        )
    )
    tell(history[year], text, section=rng.choice((1, 5)))
    return True


def others_named(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Other bodies worked along."""
    text = rng.choice(
        (
            "会同{city}市市场监督管理局、{city}市生态环境局开展联合检查，结果及时公开。",
            "组织所属事业单位和{city}市图书馆共建查阅点。",
            "上级主管部门{city}市人民政府办公室对我单位开展实地评议。",
        )
    )
    tell(history[year], text, city=nature.body.name[:2])
    return True


def no_sign_off(rng: Random, nature: Nature, history: History, year: int) -> bool:
    history[year].sign_off = None
    return True


def signed_in_short(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """The office signs for its government, or a body by its short name."""
    draft = history[year]
    if draft.sign_off is None:
        return False
    name = nature.body.name
    signer = name + "办公室" if name.endswith("人民政府") else name.split("市", 1)[-1] if "市" in name else name
    signed = draft.sign_off
    draft.sign_off = SignOff(signed.raw, signed.year, signed.month, signed.day, signer)
    return True


def signed_on_the_day(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Signed and published on 1 January; nothing is too early about it."""
    day = dt.date(year + 1, 1, 1)
    history[year].sign_off = SignOff(f"{day.year}年1月1日", day.year, 1, 1, nature.body.name)
    history[year].published_on = day
    return True


def signed_on_the_last_day(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Signed on 31 December of the year itself: odd, not impossible, and no error."""
    history[year].sign_off = SignOff(f"{year}年12月31日", year, 12, 31, nature.body.name)
    history[year].allowed.add("date.signed_too_early")
    return True


def headings_in_other_words(rng: Random, nature: Nature, history: History, year: int) -> bool:
    history[year].headings |= {
        1: rng.choice(("工作基本情况", "工作总体推进情况")),
        4: "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        5: rng.choice(("存在问题及改进情况", "存在的主要问题及整改措施")),
        6: "其他需要报告事项",
    }
    return True


def two_sections_in_one(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Problems and everything else under one heading."""
    draft = history[year]
    draft.headings[5] = "存在的主要问题及改进情况、其他需要报告的事项"
    draft.headings.pop(6)
    draft.lines[5] += draft.lines.pop(6)
    return True


def same_law_every_year(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """What has to be said anew each year in the same words: the law, the period, the five aspects."""
    if year - 1 not in history:
        return False
    law = (
        "依据《中华人民共和国政府信息公开条例》第五十条规定，本报告包括总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，"
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况，政府信息公开工作存在的主要问题及改进情况，其他需要报告的事项。"
    )
    for each in (year - 1, year):
        history[each].lines[1].insert(0, Line("law", law))
    return True


def answers_of_both_kinds(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """答复率, 按时办结率: percentages and dates are no counts."""
    tell(history[year], "按时答复率100%，全年召开推进会2次，{year}年12月15日完成年度测评，得分95.5分。")
    return True


def withdrawn(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Applications taken back by those who made them."""
    tell(history[year], "申请人主动撤销申请{gone}件。", gone=rng.randint(1, 5))
    return True


def growth(rng: Random, nature: Nature, history: History, year: int) -> bool:
    if year - 1 not in history:
        return False
    before, now = int(history[year - 1].facts()["new"]), int(history[year].facts()["new"])
    if not before or now <= before:
        return False
    text = "{year}年共收到政府信息公开申请{new}件，同比增长{rate}%，较上年增加{more}件。"
    say(history[year], "received", text, rate=f"{100 * (now - before) / before:.1f}", more=now - before)
    return True


def county_template(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A sentence that the county gave to all its towns, among their own."""
    if nature.level != "town":
        return False
    text = (
        "按照全区统一部署，认真落实基层政务公开标准化规范化要求，"
        "依托政务公开专区提供信息查询、政策咨询、办事指引等服务。"
    )
    history[year].lines[1].append(Line("county", text))
    history[year].lines[5].append(Line("talk", fill(rng, "围绕{field}，计划{plan2}，进一步发挥{means}的作用。")))
    return True


def national_notices(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Old notices may be named for what they still say."""
    if history[year].form is not Form.F2021:
        return False
    tell(history[year], "认真落实《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）等规定，修订本单位公开指南。")
    return True
