"""The words around the figures: label and heading variants of real reports, titles, signatures."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

HEADINGS: tuple[tuple[str, ...], ...] = (
    ("总体情况", "工作基本情况", "工作总体推进情况", "总体情况", "总体情况"),
    ("主动公开政府信息情况", "主动公开政府信息的情况", "主动公开政府信息情况"),
    ("收到和处理政府信息公开申请情况", "行政机关收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请情况"),
    (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "因政府信息公开工作被申请行政复议提起行政诉讼情况",
        "政府信息公开行政复议、行政诉讼情况",
    ),
    (
        "存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "存在问题及改进情况",
        "存在的主要问题及整改措施",
        "存在的主要问题及改进举措",
    ),
    ("其他需要报告的事项", "其他需要报告事项", "其他需要报告的事项"),
)
ORDINALS: tuple[Callable[[int], str], ...] = (
    lambda n: f"{'一二三四五六'[n]}、",
    lambda n: f"{'一二三四五六'[n]}、",
    lambda n: f"{'一二三四五六'[n]}、",
    lambda n: f"{'一二三四五六'[n]}. ",
    lambda n: f"第{'一二三四五六'[n]}部分 ",
    lambda n: f"（{'一二三四五六'[n]}）",
)

LABELS: dict[str, tuple[str, ...]] = {
    "行政规范性文件": ("规范性文件", "行政规范性\n文件"),
    "其他对外管理服务事项": ("其他对外管理服\n务事项", "其他对外管理服务事项 "),
    "本年新制作数量": ("本年新\n制作数量", "本年新制作数量"),
    "本年新公开数量": ("本年新\n公开数量",),
    "对外公开总数量": ("对外公开总数",),
    "本年增/减": ("本年增/减", "本年增／减"),
    "采购项目数量": ("采购项目数",),
    "本年制发件数": ("本年度制发数", "本年制发数", "本年制发\n件数"),
    "本年废止件数": ("本年废止数", "本年废止件数"),
    "现行有效件数": ("现行有效件", "现行有效数"),
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": (
        "",
        "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)",
    ),
    "三、本年度办理结果": ("\n".join("三、本年度办理结果"), "三、本年\n度办理结\n果"),
    "总计": ("合计",),
    "商业企业": ("商业\n企业",),
    "社会公益组织": ("社会公\n益组织", "社会\n公益\n组织"),
    "法律服务机构": ("法律服\n务机构",),
    "一、本年新收政府信息公开申请数量": ("一、 本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请\n数量"),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": (
        "（二）部分公开",
        "(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
        "（二） 部分公开（区分处理的，只计这一情形，不计其他情形）",
    ),
    "（三）不予公开": ("（三） 不予公开", "", "（三）\n不予\n公开"),
    "（四）无法提供": ("", "(四)无法提供"),
    "（五）不予处理": ("（五）\n不予处理",),
    "（六）其他处理": ("（六)其他处理", "（六） 其他处理"),
    "2.其他法律行政法规禁止公开": ("2．其他法律行政法规禁止公开", "2.其他法律、行政法规禁止公开"),
    "3.危及“三安全一稳定”": ('3.危及"三安全一稳定"', "3.危及三安全一稳定", "3.危及『三安全一稳定』"),
    "2.没有现成信息需要另行制作": ("2.没有现成信息需另行制作",),
    "4.无正当理由大量反复申请": ("4.无证当理由大量反复申请",),
    "5.要求行政机关确认或重新出具已获取信息": ("5.要求行政机关确认或重新出具己获取信息",),
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": (
        "1.申请人无正当理由逾期不补正",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    ),
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": (
        "2.申请人逾期未按收费通知要求缴纳费用",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    "（七）总计": ("（七）合计", "（七） 总计", "(七)总计"),
    "四、结转下年度继续办理": ("四、 结转下年度继续办理",),
}
"""Official label to prints seen in real reports (form.md, 1.4 and 1.5)."""

NUMBERINGS: tuple[tuple[str, str], ...] = (("", ""), ("", ""), ("{}.", "{}、"), ("{}.", "({})"), ("{}.", "{}．"))


def draw_labels(rng: Random, *, fee_in_yuan: bool) -> Callable[[str], str]:
    """The way one body prints each official label."""
    share = rng.choice((0, 0.15, 0.5))
    chosen = {official: rng.choice(prints) for official, prints in LABELS.items() if rng.random() < share}
    if fee_in_yuan:
        chosen["本年收费金额（单位：万元）"] = "本年收费金额（单位：元）"
    old, new = rng.choice(NUMBERINGS)
    halves = rng.random() < 0.2

    def label(official: str) -> str:
        text = chosen.get(official, official)
        if old and text[:1].isdigit() and text[1:2] == ".":
            text = new.format(text[0]) + text[2:]
        return text.replace("（", "(").replace("）", ")") if halves else text

    return label


TITLES: tuple[str, ...] = (
    "{body}{year}年政府信息公开工作年度报告",
    "{body}{year}年政府信息公开工作年度报告",
    "{body}{year}年度政府信息公开工作年度报告",
    "{body}{year}年政府信息公开年度报告",
    "{body}{year}年度政府信息公开工作报告",
    "{body}{year}年政府信息公开工作报告",
    "{body}政府信息公开工作{year}年度报告",
    "{body}政府信息公开{year}年度报告",
    "{body}{year}年信息公开报告",
    "{year}年{body}政府信息公开工作年度报告",
    "{year}年度{body}政府信息公开工作年度报告",
    "{body}政府信息公开工作年度报告（{year}年）",
    "{body}关于{year}年政府信息公开工作的年度报告",
    "{body} {year} 年政府信息公开工作年度报告",
    "{body}{chinese}年政府信息公开工作年度报告",
)
BREAKS: tuple[Callable[[str, str], tuple[str, ...]], ...] = (
    lambda title, _: (title,),
    lambda title, _: (title,),
    lambda title, body: (body, title.removeprefix(body)) if title.startswith(body) else (title,),
    lambda title, _: (
        (title[: title.find("政府信息")], title[title.find("政府信息") :]) if "政府信息" in title[4:] else (title,)
    ),
    lambda title, _: (title.removesuffix("年度报告"), "年度报告") if title.endswith("年度报告") else (title,),
)
_DIGITS = "〇一二三四五六七八九"


def chinese_year(year: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(year))


def chinese_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")


def draw_title(rng: Random, body: str, year: int) -> tuple[str, ...]:
    """The lines of a title."""
    title = rng.choice(TITLES).format(body=body, year=year, chinese=chinese_year(year))
    return tuple(line.strip() for line in rng.choice(BREAKS)(title, body) if line.strip())


Signed = tuple[int, int | None, int | None]


def draw_sign_off(rng: Random, body: str, year: int) -> tuple[tuple[str, ...], Signed | None, str | None]:
    """(its lines, the date that is stated, the body that signs)."""
    month, day = rng.randint(1, 3), rng.randint(1, 28)
    whole: Signed = (year + 1, month, day)
    plain = f"{year + 1}年{month}月{day}日"
    return rng.choices(
        [
            ((body, plain), whole, body),
            ((f"{body} {plain}",), whole, body),
            ((plain,), whole, None),
            ((), None, None),
            ((body, f"{chinese_year(year + 1)}年{chinese_number(month)}月{chinese_number(day)}日"), whole, body),
            ((body, f"{year + 1}年{month}月  日"), (year + 1, month, None), body),
            ((body, f"{year + 1} 年 {month} 月 {day} 日"), whole, body),
            ((body, f"{year + 1}-{month:02}-{day:02}"), whole, body),
            ((body, f"{year + 1}.{month}.{day}"), whole, body),
        ],
        weights=[40, 10, 8, 10, 10, 5, 8, 4, 4],
    )[0]
