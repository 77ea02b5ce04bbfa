"""The indicators of 政府信息公开情况统计表 (国办发〔2014〕32号), for reports on 2018 and before, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the table: its name, and the words it is printed with."""

    name: str
    prints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators that stand under one heading; the same words mean different things under different headings."""

    name: str
    heading: str
    indicators: tuple[Indicator, ...]


def _indicator(name: str, *prints: str) -> Indicator:
    return Indicator(name, prints)


_OUTCOMES = (
    _indicator("upheld", "维持具体行政行为数", "维持具体行政行为或者驳回原告诉讼请求数", "维持数"),
    _indicator("corrected", "被依法纠错数", "依法纠错数"),
    _indicator("other", "其他情形数"),
)

GROUPS: tuple[Group, ...] = (
    Group(
        "disclosure",
        "主动公开情况",
        (
            _indicator("total", "主动公开政府信息数", "主动公开政府信息总数"),
            _indicator("normative_documents", "主动公开规范性文件数"),
            _indicator("normative_documents_issued", "制发规范性文件总数"),
            _indicator("gazette", "政府公报公开政府信息数"),
            _indicator("website", "政府网站公开政府信息数"),
            _indicator("weibo", "政务微博公开政府信息数"),
            _indicator("wechat", "政务微信公开政府信息数"),
            _indicator("other_ways", "其他方式公开政府信息数"),
        ),
    ),
    Group(
        "responses",
        "回应解读情况",
        (
            _indicator("hot_topics", "回应公众关注热点或重大舆情数"),
            _indicator("press_conferences", "参加或举办新闻发布会总次数", "举办新闻发布会总次数"),
            _indicator("press_conferences_led", "主要负责同志参加新闻发布会次数"),
            _indicator("interviews", "政府网站在线访谈次数"),
            _indicator("interviews_led", "主要负责同志参加政府网站在线访谈次数"),
            _indicator("interpretations", "政策解读稿件发布数", "发布政策解读稿件数"),
            _indicator("social_replies", "微博微信回应事件数", "政务微博微信回应事件数"),
            _indicator("other_replies", "其他方式回应事件数"),
        ),
    ),
    Group(
        "applications",
        "依申请公开情况",
        (
            _indicator("received", "收到申请数"),
            _indicator("in_person", "当面申请数"),
            _indicator("fax", "传真申请数"),
            _indicator("online", "网络申请数"),
            _indicator("letter", "信函申请数"),
            _indicator("closed", "申请办结数"),
            _indicator("on_time", "按时办结数"),
            _indicator("extended", "延期办结数"),
            _indicator("replied", "申请答复数"),
            _indicator("already_public", "属于已主动公开范围数"),
            _indicator("granted", "同意公开答复数"),
            _indicator("granted_partly", "同意部分公开答复数"),
            _indicator("denied", "不同意公开答复数"),
            _indicator("denied_state_secret", "涉及国家秘密"),
            _indicator("denied_trade_secret", "涉及商业秘密"),
            _indicator("denied_privacy", "涉及个人隐私"),
            _indicator("denied_security_and_stability", "危及国家安全公共安全经济安全和社会稳定"),
            _indicator("denied_no_information", "不是条例所指政府信息"),
            _indicator("denied_by_law", "法律法规规定的其他情形"),
            _indicator("not_this_body", "不属于本行政机关公开数"),
            _indicator("not_existing", "申请信息不存在数"),
            _indicator("to_be_completed", "告知作出更改补充数"),
            _indicator("other_ways", "告知通过其他途径办理数"),
        ),
    ),
    Group("review", "行政复议数量", (_indicator("total", "行政复议数量", "行政复议数"), *_OUTCOMES)),
    Group("litigation", "行政诉讼数量", (_indicator("total", "行政诉讼数量", "行政诉讼数"), *_OUTCOMES)),
    Group("complaints", "举报投诉数量", (_indicator("total", "举报投诉数量", "举报投诉数"),)),
    Group(
        "fees",
        "依申请公开信息收取的费用",
        (_indicator("amount", "依申请公开信息收取的费用", "依申请公开政府信息收取的费用"),),
    ),
    Group(
        "resources",
        "机构建设和保障经费情况",
        (
            _indicator("offices", "政府信息公开工作专门机构数"),
            _indicator("reading_rooms", "设置政府信息公开查阅点数"),
            _indicator("staff", "从事政府信息公开工作人员数"),
            _indicator("staff_full_time", "专职人员数不包括政府公报及政府网站工作人员数", "专职人员数"),
            _indicator("staff_part_time", "兼职人员数"),
            _indicator(
                "funds",
                "政府信息公开专项经费不包括用于政府公报编辑管理及政府网站建设维护等方面的经费",
                "政府信息公开专项经费",
            ),
        ),
    ),
    Group(
        "training",
        "政府信息公开会议和培训情况",
        (
            _indicator("meetings", "召开政府信息公开工作会议或专题会议数"),
            _indicator("courses", "举办各类培训班数"),
            _indicator("trainees", "接受培训人员数"),
        ),
    ),
)


def official_indicator(address: str) -> str:
    """An indicator's printed words: 「依申请公开情况 · 收到申请数」; raises KeyError on an unknown address."""
    _, group_name, name = address.split(".")
    for group in GROUPS:
        for indicator in group.indicators:
            if (group.name, indicator.name) == (group_name, name):
                return f"{group.heading} · {indicator.prints[0]}"
    raise KeyError(address)
