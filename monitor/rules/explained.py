"""Whether a report itself gives a reason why its figures don't follow from last year's: nothing is held against it
then."""

from __future__ import annotations

import re

from parsers.prose import sentences
from parsers.report import Report

_REORGANISED = (
    r"机构(?:改革|合并|撤并|调整)|(?:单位|部门|镇|街道|局)(?:合并|撤并|撤销)"
    r"|(?:职能|职责|事权|业务)(?:划转|调整|移交)|划入|划出|并入|区划调整"
)
_RECOUNTED = (
    r"口径|统计范围|重新(?:统计|核定|核实|清理|梳理|摸底|认定)|首次统计|更正|勘误|误填|误报|填报错误|有误|不一致|不衔接"
)
_EXPIRED = r"失效|到期|有效期届满"

_PROBLEMS = 5
"""The section of problems and plans: what it says of 口径 or 调整 is no reason for this year's figures."""
_APPLICATIONS = (re.compile(f"{_REORGANISED}|{_RECOUNTED}|移交"), re.compile("结转|申请(?:数|件|量)"))
_DOCUMENTS = (re.compile(f"{_REORGANISED}|{_RECOUNTED}|{_EXPIRED}"), re.compile("规范性文件|规章"))
_ITEMS = (
    re.compile(f"{_REORGANISED}|{_RECOUNTED}|下放|赋权|综合行政执法|调整"),
    re.compile("事项|权责|权力|职权|执法|许可|处罚|清单|项目"),
)
_ANY_REORGANISATION = (re.compile(_REORGANISED), re.compile(""))
_OWN_LEVEL = re.compile(r"[(（](?:机关)?本级(?:机关)?[)）]|本级机关")
_SYSTEM = re.compile(r"全系统|系统(?=20\d\d|政府|政务|信息)|关区")


def explains_applications(report: Report) -> bool:
    """Whether a sentence says why applications carried over are others than last year's."""
    return _says(report, _APPLICATIONS)


def explains_documents(report: Report, *cells: str) -> bool:
    """Whether a sentence, or a remark in one of the cells, says why documents in force don't follow from last
    year's."""
    remarks = (report.figures[cell].raw for cell in cells if cell in report.figures)
    return any(re.search(f"{_EXPIRED}|修订|{_RECOUNTED}", raw) for raw in remarks) or _says(report, _DOCUMENTS)


def explains_items(report: Report) -> bool:
    """Whether a sentence says why the number of items changed otherwise than reported."""
    return _says(report, _ITEMS)


def mentions_reorganisation(report: Report) -> bool:
    """Whether tasks or bodies were moved in the year: then a difference may be in order, said or not."""
    return _says(report, _ANY_REORGANISATION)


def same_scope(one: Report, other: Report) -> bool:
    """Whether both reports are of the body alone, or both of its whole system; some bodies publish one of each."""
    return _scope(one) == _scope(other)


def _scope(report: Report) -> str:
    name = report.body + report.title
    if _OWN_LEVEL.search(name):
        return "own"
    return "system" if _SYSTEM.search(name) else ""


def _says(report: Report, reason: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    """Whether one sentence holds a reason together with what it is a reason for."""
    why, what = reason
    texts = (report.preamble, *(section.text for section in report.sections if section.number != _PROBLEMS))
    told = (text for text in texts if why.search(text))
    return any(why.search(sentence) and what.search(sentence) for text in told for sentence in sentences(text))
