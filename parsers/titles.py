"""What a report calls itself: 「〈机关名称〉N年政府信息公开工作年度报告」 and its variants, and nothing that only
quotes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.reading import Grid, Paragraph, Reading
from parsers.report import Hint
from parsers.sections import Division, compact

_YEAR = r"20[0-3]\d(?!年\d{1,2}月)年?(?:年度|度)?"
_NAME = r"[^。；;,，!?！？《》]"
_KIND = (
    rf"(?:政府)?(?:信息|政务)公开(?:工作)?(?:情况)?的?(?P<inner>{_YEAR})?(?:年度)?(?:工作)?(?:情况)?的?(?:报告|年报)"
)
_REMARKS = r"(?:\((?:公开版|全文|正文|文字版|网页版|本级|机关本级|试行|最终版|修订版?|更正版?)\)|全文|正文)*"
_FILE_NAME = r"(?:\.(?:pdf|docx?|wps|ofd|xlsx?|s?html?))?"
_LINE_ENDS = (
    r"(?:(?:(?:发布|公开|发文|成文)?(?:日期|时间)|(?:信息)?来源|字号|字体|浏览|阅读|索引号|作者|文号|20\d\d-\d).*)?"
)
TITLE = re.compile(
    rf"(?P<title>(?P<before>{_NAME}{{0,40}}?)(?:(?P<year>{_YEAR})(?P<after>{_NAME}{{0,30}}?))?"
    rf"{_KIND}(?:\((?P<last>{_YEAR})\))?){_REMARKS}{_FILE_NAME}{_LINE_ENDS}",
    re.IGNORECASE,
)
"""A title with white space and full-width forms gone, and what may stand behind it on its line. The year stands before
the body, behind it, inside the kind, or in brackets at the end."""

_IN_EVERY_TITLE = "公开报"
"""Characters that every title holds; asked first, since most lines do not."""

_BEFORE = re.compile(r"^(?:(?:正文|附件\d*|当前位置|首页|标题|名称|信息名称|文件名称)[:：]*)+|^[\s—\-_|>:：·●]+")
_NOT_A_BODY = re.compile(
    r"公布|现将|编制|根据|发布|按照|本报告|通知|解读|图解|读懂|学年|模板|格式|汇总|一览|列表|下载|查看|点击|上一篇|下一篇"
    r"|报告|年报|首页|当前位置|门户网站|星期|[>＞»]|召开|开展|做好|报送|评估|考核|培训|链接|半年|季度|月份|预决算"
)
BODY_ENDING = re.compile(
    r"(?:政府|委员会|委|办公室|办公厅|办|办事处|局|厅|部|院|署|中心|处|会|社|公司|站|队|馆|海关|所|台|校|大学|行|监狱|库|团|园"
    r"|镇|乡|街道|区|县|市|省|州|盟|旗)(?:\([^)]*\))?$"
)
"""What the name of a body ends with."""
PLACEHOLDER = re.compile(r"[×✕xX*＊_○□△〇]{2,}|某某|某(?:单位|局|部门|机关)|(?:机关|单位|部门|本机关)(?:名称|全称)")
"""What stands in a blank form where a body's name belongs."""

_CHINESE_YEAR = re.compile(r"二[〇○零Oo0][一二三四五六七八九〇○零Oo0]{2}(?=年)")
_CHINESE_DIGITS = str.maketrans("一二三四五六七八九〇○零Oo", "12345678900000")
_SITE = re.compile(r"[-_|—–]+|\s>+\s|>>")

LEADING_PARAGRAPHS = 16
"""How far above the first section, or from the top where there is none, a title stands."""
TITLE_LINES = 3
LONGEST_TITLE = 90
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart; `body` is "" where it names none, `doubt` says why it was not plainly read."""

    text: str
    body: str
    year: int
    doubt: str = ""


def parse_title(text: str) -> Title | None:
    """The report's title if `text` is one and says nothing else: a sentence that mentions a report is none."""
    if not all(char in text for char in _IN_EVERY_TITLE):
        return None
    flat = _BEFORE.sub("", compact(text))
    match = TITLE.fullmatch(arabic_years(flat)) if len(flat) <= LONGEST_LINE else None
    if match is None or not (year := match["year"] or match["inner"] or match["last"]):
        return None
    before = _BEFORE.sub("", flat[: match.end("before")])
    after = flat[match.start("after") : match.end("after")] if match["after"] else ""
    body = _body_name(before or after)
    if _NOT_A_BODY.search(before + after):
        return None
    return Title(before + flat[match.end("before") : match.end("title")], body, int(year[:4]))


def arabic_years(text: str) -> str:
    """Years in Chinese digits as digits; no character is added or lost."""
    return _CHINESE_YEAR.sub(lambda match: "20" + match[0][2:].translate(_CHINESE_DIGITS), text)


def _body_name(text: str) -> str:
    """The body in what stands beside the year: without 「关于」, and once where a letterhead prints it twice in a
    row."""
    name = text.removesuffix("关于").removeprefix("关于").strip(':：-—_·|>[]【】()"“”')
    half = len(name) // 2
    return name[:half] if len(name) % 2 == 0 and name[:half] == name[half:] else name


def find_title(reading: Reading, hint: Hint, divisions: Sequence[Division] = ()) -> Title | None:
    """The report's title: from the lines above the first section, the nearest first, from what the document calls
    itself, or from the caller's hint; the first that names a body, else the first at all."""
    lines = lines_above(reading.blocks, divisions)
    first: Title | None = None
    for title in _titles(reading, hint, lines, divisions):
        if title.body:
            return title
        first = first or title
    return Title(first.text, _letterhead(lines), first.year) if first else None


def _titles(reading: Reading, hint: Hint, lines: Sequence[str], divisions: Sequence[Division]) -> Iterator[Title]:
    """Every title there is, the likeliest first."""
    yield from _titles_in(lines)
    if divisions:
        yield from _titles_in(lines_above(reading.blocks, ()))
    yield from filter(None, map(_title_of_document, (*reading.titles, hint.title or "")))


def lines_above(blocks: Sequence[Paragraph | Grid], divisions: Sequence[Division]) -> list[str]:
    """The lines among which a title stands: those above the first section, or the first of the document."""
    end = divisions[0].start if divisions else len(blocks)
    lines = [block.text for block in blocks[:end] if isinstance(block, Paragraph) and block.text.strip()]
    return lines[-LEADING_PARAGRAPHS:] if divisions else lines[:LEADING_PARAGRAPHS]


def _titles_in(lines: Sequence[str]) -> Iterator[Title]:
    """Every title that stands on one line, or on a few that follow one another; the lowest on the page first."""
    for end in range(len(lines), 0, -1):
        for size in range(1, min(TITLE_LINES, end) + 1):
            window = "".join(lines[end - size : end])
            title = parse_title(window) if len(window) <= LONGEST_TITLE else None
            if title and (size == 1 or not title.body or BODY_ENDING.search(title.body)):
                yield title


def _title_of_document(text: str) -> Title | None:
    """The title in what a document calls itself: sites add their own name to it."""
    whole = parse_title(text) if text else None
    return whole or next((title for part in _SITE.split(text) if (title := parse_title(part))), None)


def _letterhead(lines: Sequence[str]) -> str:
    """The body whose name stands alone on a line above a title that names none."""
    for line in lines:
        name = compact(line).removesuffix("文件")
        if 4 <= len(name) <= 40 and BODY_ENDING.search(name) and not re.search(r"[\d:：,，。、;；]", name):
            return _body_name(name)
    return ""
