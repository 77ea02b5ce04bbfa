"""The text itself: templates that were not filled in, notices that are no longer in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.case import Case
from monitor.finding import Finding
from monitor.rules.evidence import printed_text
from monitor.wording.phrases import PLACES, count_of, listed, phrase
from parsers.form import Form, form_in_force
from parsers.prose import flatten, sentences
from parsers.report import Report

_UNIT = r"(?:件|条|项|次|宗|篇|个|场|人次|万元|年|月|日)"
PLACEHOLDERS: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"(?<![一-鿿]先生)(?:×{2,}|[xX]{2,}|＊{2,}|\*{2,}|_{2,}|○{2,}|□{2,}|…{0}某某)(?=年|月|日|件|条|项|次|宗|篇|个|场|人次|万元|局|镇|乡|街道|县|区|市|单位|部门|机关|中心|委)"
    ),
    re.compile(r"(?<=[公开信息申请共发布])\(\)(?=" + _UNIT + ")"),
)
"""Marks that stand where a figure, a date or a name belongs."""
BRACKETED = re.compile(r"(?<!第)(?<=[一-鿿])\((\d{1,6})\)(?=件|条|项|次|宗|篇|个)")
"""A figure still in the template's brackets, 「信息(1386)条」; once may be somebody's way of writing."""
BLANK_FIGURE = re.compile(
    r"(?:共|公开|发布|收到|受理|办结|答复|制发|开展|举办|信息|申请|培训)(?:了)?"
    r"(?:政府信息|信息|申请|各类信息|规范性文件)?[ \u3000\u00a0_]{1,8}"
    r"(?=(?:件|条|项|次|宗|篇|场|人次)(?:[，。；、,;]|$))"
)
"""A gap before a measure word. Not looked for in PDF and scans, where a figure in another font is easily lost."""
BLANK_DATE = re.compile(r"年[ \u3000]{1,6}月[ \u3000]{0,6}日|月[ \u3000]{1,6}日(?=[^期])")
INSTRUCTIONS = re.compile(
    r"填写说明|[(]请填(?:写|报)[^)]{0,12}[)]|请(?:在此处|根据实际|按照实际|如实)(?:填写|修改|情况填写)|此处(?:填写|插入)|\(?(?:如有|若有|若无|如无)(?:请|则|需)(?:填|写|删|注明)"
    r"|\((?:单位|机关|部门|行政机关)(?:名称|全称)\)|【[^】]{0,20}(?:填写|名称|此处|删除)[^】]{0,20}】|字数(?:控制|一般)(?:在|不超过)|可(?:根据实际)?自行增删"
    r"|(?:以下|本段|此段)(?:内容)?(?:为|供)(?:参考|示例|范例)"
)
"""What instructions for filling in say, and a report does not."""
LEAST_BRACKETED = 2

_MARKS = re.compile(r"[×xX*_○□]{2}|某某|\(\)")
_INSTRUCTS = re.compile(r"填写|名称\)|全称\)|字数|增删|参考|示例|范例|注明|插入|删除")
_GAP = re.compile(r"[ \u3000\u00a0_]")
"""What a text has to hold before it is worth while to look closer."""
_CLAUSE = re.compile(r"[，。；:：,;\n]")
_LOSES_FIGURES = frozenset({"pdf", "ofd"})
"""Formats in which a figure in another font is easily lost in reading."""

_NOTICE_2019 = re.compile(r"国办公开办函[〔\[(【]?2019[〕\])】]?60号")
_NOTICE_2021 = re.compile(r"国办公开办函[〔\[(【]?2021[〕\])】]?30号")
_OLD_NOTICE = re.compile(r"国办发[〔\[(【]?2014[〕\])】]?32号|国办公开办函[〔\[(【]?201[5-8][〕\])】]?\d+号")
_OLD_REGULATIONS = re.compile(r"国务院(?:第)?(?:令)?(?:第)?492号|国务院令492号")
_CURRENT_NOTICE = {Form.F2019: _NOTICE_2019, Form.F2021: _NOTICE_2021}
_OLDER_NOTICES = {Form.F2019: (_OLD_NOTICE,), Form.F2021: (_NOTICE_2019, _OLD_NOTICE)}
_BASIS = re.compile(r"根据|按照|依据|依照|遵照|要求|规定|文件精神")
_IN_FORCE = {Form.F2019: "国办公开办函〔2019〕60号", Form.F2021: "国办公开办函〔2021〕30号"}


def check_template_left(case: Case) -> Iterator[Finding]:
    """Nothing of the template is left: no ×× for a figure, no gap before a measure word, no instruction.

    Tolerated: gaps in PDF and scans; one figure in brackets; ×× in the name of a person or inside quotation marks; the
    date of the sign-off, which is `date.incomplete`.
    """
    left = list(dict.fromkeys(_left_over(case.report)))
    if left:
        yield Finding(
            "text.template_left",
            case.body_id,
            case.report.year,
            found=left[0],
            holes={
                "count": count_of(len(left), PLACES),
                "places": listed([phrase(f"“{each}”", f"“{each}”") for each in left]),
            },
        )


def check_stale_basis(case: Case) -> Iterator[Finding]:
    """The notice a report says it is made by is the one in force for its year. Information only.

    Tolerated: an older notice cited together with the one in force; one mentioned as history. It does not prove that
    the old form was used: the columns decide that.
    """
    due = form_in_force(case.report.year)
    if due is Form.LEGACY:
        return
    cited = [each for text in _texts(case.report) if "号" in text for each in sentences(text) if "号" in each]
    stale = [_OLD_REGULATIONS]
    if not any(_CURRENT_NOTICE[due].search(sentence) for sentence in cited):
        stale = [*_OLDER_NOTICES[due], _OLD_REGULATIONS]
    for sentence in cited:
        match = next((match for pattern in stale if (match := pattern.search(sentence))), None)
        if match and _BASIS.search(sentence) and not re.search(r"修订|原《|废止", sentence):
            in_force = "国务院令第711号" if stale[-1].search(match[0]) else _IN_FORCE[due]
            yield Finding(
                "form.stale_basis",
                case.body_id,
                case.report.year,
                expected=in_force,
                found=match[0],
                holes={"cited": match[0], "in_force": in_force},
            )
            return


def _texts(report: Report) -> Iterator[str]:
    yield report.preamble
    for section in report.sections:
        yield section.text


def _left_over(report: Report) -> Iterator[str]:
    """Each piece of a template that is left, with the words around it."""
    bracketed: list[str] = []
    gaps = printed_text(report) and report.source.reader not in _LOSES_FIGURES
    for text in _texts(report):
        flat = flatten(text)
        patterns = (
            *(PLACEHOLDERS if _MARKS.search(flat) else ()),
            *((INSTRUCTIONS,) if _INSTRUCTS.search(flat) else ()),
        )
        yield from (_around(flat, match) for pattern in patterns for match in pattern.finditer(flat))
        bracketed += [_around(flat, match) for match in BRACKETED.finditer(flat)]
        if gaps and _GAP.search(text):
            yield from (_around(text, match) for gap in (BLANK_FIGURE, BLANK_DATE) for match in gap.finditer(text))
    if len(bracketed) >= LEAST_BRACKETED:
        yield from bracketed


def _around(text: str, match: re.Match[str], width: int = 12) -> str:
    """The clause a match stands in, cut where it is long."""
    before = _CLAUSE.split(text[max(match.start() - width, 0) : match.start()])[-1]
    after = _CLAUSE.split(text[match.end() : match.end() + width])[0]
    return f"{before}{match[0]}{after}"
