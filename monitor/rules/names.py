"""Who and what year a report says it is of, wherever it says so: title, opening, period, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from monitor.case import Case
from monitor.catalogue import Severity
from monitor.finding import Finding
from monitor.rules.evidence import printed_text
from monitor.wording.phrases import phrase
from parsers.narrative_scope import may_be_named
from parsers.prose import flatten, sentences
from parsers.report import Report

PERIOD = re.compile(
    r"(?:统计|数据|报告|涵盖|时间)[^。]{0,20}?(?:期限|时限|时间|期间|起止|范围|周期)[^。]{0,8}?"
    r"(?P<first>20[0-3]\d)年1月1日[^。]{0,3}?(?:至|到|—|-|~)(?P<last>20[0-3]\d)?年?12月31日"
)
OWN_REPORT = re.compile(
    r"(?:现将|现公布|现予公布|现向社会公布|现公开|特编制|编制(?:本|了)?|制定本?|形成|公布)(?P<body>[^，。；《》]{0,40}?)"
    r"(?P<year>20[0-3]\d)年(?:度)?(?P<later>[^，。；《》]{0,30}?)(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?报告"
)
"""How an opening names the report that follows."""
_BODY = re.compile(r"(?:政府|委员会|办公室|办公厅|办事处|局|厅|中心|院|海关|支队|委)$")
_REGION = re.compile(r"[一-鿿]{1,6}?(?:省|自治区|市|州|盟|区|县|旗)")
_OFFICE = re.compile(r"(?:办公室|办公厅|政务公开办|办)$")
_TOWN = re.compile(r"(?:镇|乡)人民政府$|街道办事处$|[镇乡]$|街道$")
_BUREAU = re.compile(r"(?:局|厅)$")
_CALLS_ITSELF_BUREAU = re.compile(r"[我本](?:局|委|厅)(?!限|托|员)")
_CALLS_ITSELF_TOWN = re.compile(r"[我本](?:镇|乡|街道)(?!卫生|中心|村)")
LEAST_TIMES = 2
NEAR = 1
"""Characters by which a name may differ and still be a slip of the pen or of recognition (沭/沐)."""


def check_year(case: Case) -> Iterator[Finding]:
    """Title, opening and statistical period speak of one year.

    Tolerated: other years in comparisons, plans and carried-over work; a report on another year that the text names as
    such. A warning where the text was recognised from a picture, or only one end of the period differs.
    """
    report = case.report
    first, last = _period(report)
    severity = None if printed_text(report) else Severity.WARNING
    year = str(report.year)
    if first and first == last != year:
        yield _other_year(case, "period", first, severity)
    elif first and year in (first, last) and first != last and abs(int(first) - int(last)) == 1:
        yield _other_year(case, "period", first if last == year else last, Severity.WARNING)
    named = list(OWN_REPORT.finditer(flatten(report.preamble)))
    if named and all(match["year"] != year for match in named):
        yield _other_year(case, "opening", named[0]["year"], severity)


def check_body(case: Case) -> Iterator[Finding]:
    """Title, opening and sign-off name one body, and the text does not speak as a body of another kind.

    Tolerated: short names and aliases; a government's office for the government; a character that differs; bodies that
    the text mentions without calling the report theirs.
    """
    report = case.report
    if not report.body:
        return
    signer = report.sign_off.body if report.sign_off else None
    if signer and not _same(case, signer):
        yield _other_body(case, "signed", signer)
    for match in OWN_REPORT.finditer(flatten(report.preamble)):
        name = match["body"] or match["later"]
        name = re.sub(r"^(?:的|了|本|关于|我们|：)+", "", name)
        if _BODY.search(name) and len(name) > 4 and not re.match(r"[本我]", name) and not _same(case, name):
            yield _other_body(case, "opening", name)
            return
    if printed_text(report) and (called := _calls_itself(report)):
        yield _other_body(case, "called", called)


def _period(report: Report) -> tuple[str, str]:
    """The years in which the statistical period begins and ends, where it is one of whole years; else empty."""
    stated = report.period
    if stated and (stated.begins.month, stated.begins.day) == (1, 1):
        ends = stated.ends or stated.begins.replace(month=12, day=31)
        if (ends.month, ends.day) == (12, 31):
            return str(stated.begins.year), str(ends.year)
    return next(((match["first"], match["last"] or match["first"]) for match in _periods(report)), ("", ""))


def _periods(report: Report) -> Iterator[re.Match[str]]:
    for text in (report.preamble, *(section.text for section in report.sections if section.number in (1, 6))):
        for sentence in sentences(text) if "31" in text else ():
            yield from PERIOD.finditer(sentence)


def _other_year(case: Case, where: str, found: str, severity: Severity | None) -> Finding:
    return Finding(
        "year.mismatch",
        case.body_id,
        case.report.year,
        expected=case.report.year,
        found=int(found),
        subject=where,
        variant=where,
        severity_override=severity,
    )


def _other_body(case: Case, where: str, found: str) -> Finding:
    return Finding(
        "body.mismatch",
        case.body_id,
        case.report.year,
        expected=case.report.body,
        found=found,
        holes={"body": case.report.body, "other": phrase(found, found)},
        subject=where,
        variant=where,
    )


def _same(case: Case, name: str) -> bool:
    known = (case.report.body, *(case.body.names if case.body else ()))
    return any(_one_body(flatten(name), flatten(each)) for each in known)


def _one_body(one: str, other: str) -> bool:
    """Whether two names may be of one body."""
    pairs = [(one, other), (_OFFICE.sub("", one), _OFFICE.sub("", other))]
    for left, right in pairs:
        if left in right or right in left or may_be_named(left, right) or may_be_named(right, left):
            return True
        if Levenshtein.distance(left, right, score_cutoff=NEAR) <= NEAR:
            return True
    nearest = [_REGION.findall(each)[-1:] for each in (one, other)]
    apart = all(nearest) and nearest[0][0] not in other and nearest[1][0] not in one
    cores = [_REGION.sub("", each) for each in (one, other)]
    return not apart and (not all(cores) or may_be_named(cores[0], cores[1]) or may_be_named(cores[1], cores[0]))


def _calls_itself(report: Report) -> str:
    """What a report calls its body again and again though it is no such body: a bureau's text in a town's report."""
    pattern = _CALLS_ITSELF_BUREAU if _TOWN.search(report.body) else None
    pattern = _CALLS_ITSELF_TOWN if _BUREAU.search(report.body) else pattern
    if pattern is None:
        return ""
    found = [match[0] for section in report.sections for match in pattern.finditer(section.text)]
    return found[0] if len(found) >= LEAST_TIMES else ""
