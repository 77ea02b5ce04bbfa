"""How the figures of a report are put into words: one pattern or more for each kind, as data.

The patterns run over sentences that `parsers.prose` has flattened. `value` is the figure, `unit` its measure word;
`object` is what is counted, where a verb alone would not say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = r"件|宗|条|份|起|例|个|次|项|篇"
FIGURE = rf"(?<![近约超])[(“\"]?(?<![\d.])(?P<value>\d{{1,7}})[)”\"]?(?P<unit>{UNITS})(?![余多])"
OBJECT = (
    r"(?P<object>(?:群众|公民|公众|社会公众|各类|有效|公民和法人|公民、法人(?:和|及|或)其他组织)?(?:提交|提出)?的?"
    r"(?:(?:政府|政务)?信息)?(?:依)?(?:申请)?(?:(?:政府|政务)?信息)?(?:公开)?(?:(?:政府|政务)信息)?的?(?:申请)?"
    r"(?:件|表|事项|案件)?)(?:的)?(?:数量|总数|数)?(?:共计|共有|共|总计|合计|为|有)?"
)
_NEXT_YEAR = r"(?:至|到|转)?(?:下年|下一年|次年|明年|20\d\d年)(?:度)?"
_LAST_YEAR = r"(?:上年|上一年|去年|20\d\d年)(?:度)?"
_CASES = r"(?:案件|案|申请|事项)?(?:共计|共有|共|总计|合计|数量为|数量|数为|数|为|有)?"
_DOCUMENTS = r"(?:了)?(?:行政)?规范性文件(?:共计|共|为)?"


@dataclass(frozen=True, slots=True)
class Kind:
    """`keyword` is a text every match of `patterns` holds, so that most sentences are passed over quickly.

    `needs` says what has to make sure what is counted: the `object` itself or an application named before it in the
    sentence (applications), an application named in the paragraph (outcomes), no other
    matter named before it (carried), or nothing ("").
    """

    name: str
    keyword: str
    patterns: tuple[re.Pattern[str], ...]
    needs: str = ""


def _kind(name: str, keyword: str, *patterns: str, needs: str = "") -> Kind:
    return Kind(name, keyword, tuple(re.compile(pattern) for pattern in patterns), needs)


KINDS: tuple[Kind, ...] = (
    _kind("received_new", "新", rf"新(?:增|接)?(?:收|受理)?(?:到|理)?的?{OBJECT}{FIGURE}", needs="applications"),
    _kind(
        "received",
        "收",
        rf"(?<![新回接签办所])(?:收到|接收到?|收)(?:并办理|和办理|及办理|并处理|和处理|办理)?(?:了)?{OBJECT}{FIGURE}",
        needs="applications",
    ),
    _kind(
        "received",
        "理",
        rf"(?<![新])(?:受理|登记受理)(?:了)?{OBJECT}{FIGURE}",
        needs="applications",
    ),
    _kind("received", "接到", rf"接到(?:了)?{OBJECT}{FIGURE}", needs="applications"),
    _kind(
        "handled",
        "理",
        rf"(?<![和并及受继续])(?:处理|办理)(?:了)?{OBJECT}{FIGURE}(?!结转)",
        needs="applications",
    ),
    _kind(
        "carried_in",
        "结",
        rf"{_LAST_YEAR}(?:结转|转结)(?:的)?{OBJECT}{FIGURE}",
        rf"(?:结转|转结)(?:自)?{_LAST_YEAR}(?:的)?{OBJECT}{FIGURE}",
    ),
    _kind(
        "results_total",
        "办结",
        rf"(?<![未按时期应已])(?:全部|均已|已)?办结(?:了)?{OBJECT}{FIGURE}(?!(?:结转|转结))",
        needs="applications",
    ),
    _kind(
        "results_total",
        "答复",
        rf"(?<![未按时期应予])(?:全部|均已|已|作出)?答复(?:了)?{OBJECT}{FIGURE}(?!(?:结转|转结))",
        needs="applications",
    ),
    _kind(
        "results_total",
        "办理完毕",
        rf"(?<!未)办理完毕(?:了)?{OBJECT}{FIGURE}",
        needs="applications",
    ),
    _kind(
        "carried_over",
        "结",
        rf"(?:结转|转结){_NEXT_YEAR}(?:继续)?(?:办理|处理|答复)?(?:的)?{OBJECT}{FIGURE}",
        rf"{FIGURE}(?:申请)?(?:按照[^，；]{{0,8}})?(?:结转|转结){_NEXT_YEAR}",
        needs="carried",
    ),
    _kind(
        "carried_over",
        "顺延",
        rf"顺延{_NEXT_YEAR}(?:继续)?(?:办理|处理|答复)?(?:的)?{OBJECT}{FIGURE}",
        rf"{FIGURE}(?:申请)?(?:按照[^，；]{{0,8}})?顺延{_NEXT_YEAR}",
        needs="carried",
    ),
    _kind(
        "granted",
        "公开",
        rf"(?<!不)(?:予以公开|同意公开)[”\"」]?(?:的)?(?:答复|申请)?(?:共|为|有)?{FIGURE}",
        needs="outcomes",
    ),
    _kind("granted_partly", "部分", rf"(?<![及或和、])部分公开[”\"」]?(?:的)?(?:共|为|有)?{FIGURE}", needs="outcomes"),
    _kind(
        "granted_or_partly",
        "部分",
        rf"(?:予以公开|同意公开)(?:及|和|或|、)(?:予以)?部分公开[”\"」]?(?:的)?(?:共|为|有)?{FIGURE}",
        needs="outcomes",
    ),
    _kind("denied", "不", rf"(?:不予公开|不同意公开)[”\"」]?(?:的)?(?:共|为|有)?{FIGURE}", needs="outcomes"),
    _kind("unable", "无法", rf"无法提供[”\"」]?(?:的)?(?:共|为|有)?{FIGURE}", needs="outcomes"),
    _kind("rejected", "不予", rf"不予处理[”\"」]?(?:的)?(?:共|为|有)?{FIGURE}", needs="outcomes"),
    _kind("other_results", "其他处理", rf"其他处理[”\"」]?(?:的)?(?:共|为|有)?{FIGURE}", needs="outcomes"),
    _kind("disputes", "复议", rf"(?:行政)?复议(?:案件)?(?:和|及|、|与|或|，)(?:提起)?(?:行政)?诉讼{_CASES}{FIGURE}"),
    _kind("review", "复议", rf"(?:行政)?复议{_CASES}{FIGURE}"),
    _kind("litigation", "诉讼", rf"(?:行政)?诉讼{_CASES}{FIGURE}"),
    _kind(
        "litigation_direct",
        "未经复议",
        rf"未经(?:行政)?复议(?:而)?直接(?:提起|起)(?:行政)?(?:诉讼|诉)(?:的)?{_CASES}{FIGURE}",
    ),
    _kind(
        "litigation_after_review", "复议后", rf"(?:行政)?复议后(?:提起|起)(?:行政)?(?:诉讼|诉)(?:的)?{_CASES}{FIGURE}"
    ),
    _kind("upheld", "维持", rf"(?:结果)?维持(?:的|原判|原决定)?(?:共)?{FIGURE}"),
    _kind("corrected", "纠正", rf"(?:结果)?(?:被)?纠正(?:的)?(?:共)?{FIGURE}"),
    _kind("other_outcome", "其他结果", rf"其他结果(?:的)?(?:共)?{FIGURE}"),
    _kind("pending", "审结", rf"(?:尚未|未)审结(?:的)?(?:共)?{FIGURE}"),
    _kind(
        "regulations_issued",
        "规章",
        rf"(?:制定|制发|出台|颁布)(?:市|省|州)?(?:政府|人民政府)?规章(?:共计|共|为)?{FIGURE}",
        rf"(?:制定|制发|出台|颁布)(?:了)?{FIGURE}(?:市|省|州)?(?:政府|人民政府)?规章",
    ),
    _kind(
        "normative_documents_issued",
        "规范性文件",
        rf"(?:制定|制发|印发|出台|新制作)(?:发布|印发|出台)?{_DOCUMENTS}{FIGURE}",
        rf"(?:制定|制发|印发|出台)(?:发布|印发|出台)?(?:了)?{FIGURE}(?:行政)?规范性文件",
    ),
    _kind(
        "normative_documents_repealed",
        "规范性文件",
        rf"(?:废止|宣布废止|清理废止)(?:了)?(?:行政)?规范性文件(?:共计|共|为)?{FIGURE}",
        rf"(?<!拟)废止(?:了)?{FIGURE}(?:行政)?规范性文件",
    ),
    _kind(
        "normative_documents_in_force",
        "现行有效",
        rf"现行有效(?:的)?(?:行政)?规范性文件(?:共计|共有|共|为|有)?{FIGURE}",
        rf"(?:行政)?规范性文件现行有效(?:的)?(?:共计|共有|共|为|有)?{FIGURE}",
    ),
    _kind("licensing", "行政许可", rf"(?:作出|办结|办理)(?:了)?行政许可(?:决定|处理决定|事项|案件)?(?:共)?{FIGURE}"),
    _kind(
        "penalties",
        "行政处罚",
        rf"(?:作出|实施)(?:(?:了)?行政许可[^，]{{0,8}}\d+件[，、])?(?:了)?行政处罚(?:决定|处理决定|案件)?(?:共)?{FIGURE}",
    ),
    _kind(
        "coercion",
        "行政强制",
        rf"(?:作出|实施)(?:[^；。]{{0,40}}\d+件[，、])?(?:了)?行政强制(?:决定|处理决定|措施|案件)?(?:共)?{FIGURE}",
    ),
)

NO_DISPUTE = re.compile(
    r"(?:没有|未|无|均未|均无)(?:因[^，；]{0,16}?)?(?:发生|收到|出现|产生|引发|被提起|被申请|被|存在|涉及)?(?:因)?[^，；\d]{0,24}?"
    r"(?P<what>行政复议(?:(?:、|和|及|或|，|与)?(?:被)?(?:提起)?(?:行政)?诉讼)?|行政诉讼)(?!纠错|败诉|维持)"
)
"""A phrase that denies any dispute: 「没有因政府信息公开引发的行政复议和行政诉讼」."""
NO_APPLICATION = re.compile(
    r"(?:没有|未|均未|尚未)(?:收到|接到|接收到|受理)(?:任何|过|公民|群众|公众|有效|关于)*的?"
    r"(?:依申请(?:公开)?(?:政府信息)?(?:公开)?(?:的)?(?:申请|事项|件)?|(?:政府|政务)?信息公开(?:的)?申请)"
    r"(?:件|表|事项)?(?=[，；、]|$)"
)
"""A phrase that denies any application."""
OUTCOME = re.compile(r"纠错|败诉|撤销|维持")
ALL_UPHELD = re.compile(r"(?:均|全部|都)(?:获得?|予以|被|得到)?(?:法院|复议机关)?(?:结果)?维持")
"""That every dispute named before ended upheld."""
