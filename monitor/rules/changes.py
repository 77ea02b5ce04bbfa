"""A published report stays as it was published: what differs between two versions, and what is gone."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from monitor.finding import Finding, Operand
from monitor.rules.evidence import label
from monitor.wording.phrases import Phrase, date_in_words, listed, phrase
from parsers.report import Report

LEAST_PASSES = 3
LEAST_SPAN = dt.timedelta(days=3)
"""A document is called withdrawn after this many visits over this long: servers and pages come back."""

_BY_ITSELF = re.compile(
    r"((浏览|阅读|点击|访问)(次数|量|数)?:[\d,]+(人?次)?|(页面)?(生成|静态化)时间:[\d:./年月日-]+|您是第[\d,]+位访(客|问者))"
    r"(?=$|[\[【(]|打印|关闭|分享|返回|字体|字号|扫一扫|附件|来源|责任编辑|浏览|阅读|点击|访问|页面)"
)
"""What a page adds below its text and changes by itself: a counter, the time of generation. In a sentence of the report
(网站访问量12万次) such a figure is the report's own and counts."""
_CONTEXT = 6
_LONGEST_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that prints something else; the raw texts, empty where nothing is printed."""

    cell: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """Another text that differs: a section, a date, the title; for a long one, the stretch in which it does."""

    name: Phrase
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two versions of a report; white space is no difference."""

    cells: tuple[CellChange, ...]
    sections: tuple[TextChange, ...]
    dates: tuple[TextChange, ...]
    title: TextChange | None

    def __bool__(self) -> bool:
        return bool(self.cells or self.sections or self.dates or self.title)

    @property
    def texts(self) -> tuple[TextChange, ...]:
        return (*self.sections, *self.dates, *((self.title,) if self.title else ()))

    @property
    def digest(self) -> str:
        """The same for the same difference, however often it is found."""
        parts = [f"{change.cell}:{change.old}>{change.new}" for change in self.cells]
        parts += [f"{sorted(change.name.values())}:{change.old}>{change.new}" for change in self.texts]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def compare_reports(old: Report, new: Report) -> Difference:
    """What differs in figures, sections, dates and title. A cell that either version doubts is left out: the difference
    may be in the reading."""
    cells = dict.fromkeys((*old.figures, *new.figures))
    plain = [cell for cell in cells if not (old.doubted(cell) or new.doubted(cell))]
    return Difference(
        cells=tuple(change for cell in plain if (change := _cell_change(old, new, cell))),
        sections=tuple(_section_changes(old, new)),
        dates=tuple(_date_changes(old, new)),
        title=_text_change(phrase("title", "标题"), old.title, new.title),
    )


def check_revision(old: Report, new: Report, body: str, url: str, *, moved: bool = False) -> Iterator[Finding]:
    """A published report reads as in the version kept before it. Tolerated: white space, full-width characters, cells
    not plainly read; with `moved`, where the report was put at another address, also another title and date of
    publication. `body` is the body's id; each revision is a finding of its own."""
    before = replace(old, published_on=None, title=new.title) if moved else old
    difference = compare_reports(before, new)
    if difference:
        shown = (*map(_named_cell, difference.cells), *map(_named_text, difference.texts))
        yield Finding(
            "document.revised",
            body,
            new.year,
            cells=tuple(change.cell for change in difference.cells),
            holes={"changes": listed(shown), "url": url},
            operands=tuple(Operand(c.cell, c.label, f"{c.old} → {c.new}", new.year) for c in difference.cells),
            subject=f"{url} {difference.digest}",
        )


def check_withdrawal(
    body: str, year: int | None, url: str, title: str, gone_since: dt.date, last_gone: dt.date, passes: int
) -> Iterator[Finding]:
    """A published report stays retrievable. Tolerated: a document that is gone on fewer than three visits, or for less
    than three days; sites are rebuilt, and pages come back."""
    if passes >= LEAST_PASSES and last_gone - gone_since >= LEAST_SPAN:
        holes = {
            "title": title,
            "url": url,
            "passes": passes,
            "since": date_in_words(gone_since),
            "until": date_in_words(last_gone),
        }
        yield Finding("document.withdrawn", body, year, holes=holes, subject=url)


def _compact(text: str) -> str:
    return _BY_ITSELF.sub("", "".join(unicodedata.normalize("NFKC", text).split()))


def _cell_change(old: Report, new: Report, cell: str) -> CellChange | None:
    before, after = (_raw(report, cell) for report in (old, new))
    return None if before == after else CellChange(cell, label(new, cell), before, after)


def _raw(report: Report, cell: str) -> str:
    figure = report.figures.get(cell)
    return _compact(figure.raw) if figure else ""


def _text_change(name: Phrase, old: str, new: str) -> TextChange | None:
    before, after = _compact(old), _compact(new)
    return None if before == after else TextChange(name, *_excerpts(before, after))


def _section_changes(old: Report, new: Report) -> Iterator[TextChange]:
    if change := _text_change(phrase("opening", "引言"), old.preamble, new.preamble):
        yield change
    before = {section.number: section.heading + section.text for section in old.sections}
    after = {section.number: section.heading + section.text for section in new.sections}
    for number in sorted(before.keys() | after.keys()):
        name = phrase(f"section {number}", f"第{'一二三四五六'[number - 1]}部分")
        if change := _text_change(name, before.get(number, ""), after.get(number, "")):
            yield change


def _date_changes(old: Report, new: Report) -> Iterator[TextChange]:
    """A publication date is compared only where both versions state one: the other may have come from a list."""
    if old.published_on and new.published_on and old.published_on != new.published_on:
        name = phrase("publication date", "发布日期")
        yield TextChange(name, old.published_on.isoformat(), new.published_on.isoformat())
    signed = (report.sign_off.raw if report.sign_off else "" for report in (old, new))
    if change := _text_change(phrase("sign-off", "落款"), *signed):
        yield change


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Short texts whole; of long ones the stretch from the first difference to the last, with a little around it."""
    if max(len(old), len(new)) <= _LONGEST_EXCERPT:
        return old, new
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return _excerpt(old, start, len(old) - end), _excerpt(new, start, len(new) - end)


def _common(one: str, other: str) -> int:
    """How many characters the two texts have in common from their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def _excerpt(text: str, start: int, end: int) -> str:
    first, last = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(text))
    cut = text[first : min(last, first + _LONGEST_EXCERPT)]
    return f"{'…' if first else ''}{cut}{'…' if first + len(cut) < len(text) else ''}"


def _named_cell(change: CellChange) -> Phrase:
    return phrase(
        f"{change.label} {change.old or '(blank)'} → {change.new or '(blank)'}",
        f"「{change.label}」{change.old or '空白'} → {change.new or '空白'}",
    )


def _named_text(change: TextChange) -> Phrase:
    en, zh = change.name.values()
    return phrase(
        f"{en} {_quoted(change.old, 'nothing')} → {_quoted(change.new, 'nothing')}",
        f"{zh}{_quoted(change.old, '无')} → {_quoted(change.new, '无')}",
    )


def _quoted(text: str, nothing: str) -> str:
    return f"“{text}”" if text else nothing
