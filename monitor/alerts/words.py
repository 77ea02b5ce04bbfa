"""The words of the frame a digest is set in, in English and Chinese: data, shared by every channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.catalogue import Language
from monitor.finding import Transition

KINDS: tuple[str, ...] = ("error", "warning", "info", "resolved")
"""The sections of a digest in reading order: what stands, gravest first, then what is resolved."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One section's words: `one` and `many` count it, `heading` names the section, `word` marks a single notice."""

    one: str
    many: str
    heading: str
    word: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Every word of a digest that comes from neither the catalogue nor a document. Braces are named holes."""

    tongue: str
    """The language tag for HTML and mail headers."""
    kinds: Mapping[str, Kind]
    transitions: Mapping[Transition, str]
    marks: Mapping[str, str]
    """A sign for each kind, for chats without colours of ours."""
    notes: Mapping[Transition, str]
    """What a change of state means for its reader, where the word alone does not say it."""
    since: str
    found_on: str
    summary: str
    """Instead of the notices, where they are too many."""
    times: str
    all_of_them: str
    separator: str
    unsubscribe: str
    test: str
    columns: tuple[str, ...]
    """Headings of the table of notices."""
    attached: str
    comma: str
    and_others: str
    nothing: str
    watchlist: str
    moment: str
    day: str
    year: str
    other_year: str
    cells: str
    blank: str
    more_cells: str
    more_cells_nowhere: str
    expected: str
    found: str
    colon: str
    source: str
    archive: str
    advice: str
    before: str
    """Before the message of what is resolved: it says what was wrong."""
    continued: str
    part: str
    footer: str

    def counted(self, kind: str, number: int) -> str:
        words = self.kinds[kind]
        return (words.one if number == 1 else words.many).format(n=number)

    def counts(self, numbers: Mapping[str, int]) -> tuple[str, ...]:
        """「2 errors」,「1 resolved」: the kinds that occur, in reading order."""
        return tuple(self.counted(kind, numbers[kind]) for kind in KINDS if numbers.get(kind)) or (self.nothing,)

    def names(self, names: Sequence[str], most: int = 2) -> str:
        """The first names and how many there are besides."""
        separator = "、" if self.tongue == "zh-CN" else ", "
        shown = separator.join(names[:most])
        if len(names) <= most:
            return shown
        return shown + self.and_others.format(rest=len(names) - most, all=len(names))

    def moment_of(self, at: dt.datetime) -> str:
        return self.moment.format(at=at, day=at.day, month=_MONTHS[at.month - 1], month_number=at.month)

    def day_of(self, on: dt.date) -> str:
        return self.day.format(at=on, day=on.day, month=_MONTHS[on.month - 1], month_number=on.month)


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_MARKS: Mapping[str, str] = {"error": "🔴", "warning": "🟠", "info": "🔵", "resolved": "✅"}

ENGLISH = Frame(
    tongue="en",
    kinds={
        "error": Kind("{n} error", "{n} errors", "Errors", "Error"),
        "warning": Kind("{n} warning", "{n} warnings", "Warnings", "Warning"),
        "info": Kind("{n} note", "{n} notes", "Notes", "Note"),
        "resolved": Kind("{n} resolved", "{n} resolved", "Resolved", "Resolved"),
    },
    transitions={
        Transition.OPENED: "new",
        Transition.CHANGED: "changed",
        Transition.ESCALATED: "graver than before",
        Transition.PERSISTING: "still open",
        Transition.UNSTABLE: "comes and goes",
        Transition.RESOLVED: "resolved",
    },
    marks=_MARKS,
    notes={
        Transition.UNSTABLE: "It keeps opening and closing; you will hear of it again when it settles.",
    },
    since="since {day}",
    found_on="found on {day}",
    summary="{n:,} alerts at once are too many to tell one by one. All of them are in the archive.",
    times="{n:,} times at {bodies}",
    all_of_them="See all of them",
    separator="; ",
    unsubscribe="Unsubscribe",
    test="This is a test. The channel works.",
    columns=(
        "Severity",
        "Change",
        "Body",
        "Year",
        "Code",
        "What",
        "Message",
        "Expected",
        "Found",
        "What to do",
        "Since",
        "Source",
        "Archive page",
    ),
    attached="All of this as a table is attached.",
    comma=", ",
    and_others=" and {rest} more",
    nothing="Nothing new",
    watchlist="Watch list {name}",
    moment="{day} {month} {at:%Y, %H:%M} (Beijing time)",
    day="{day} {month} {at.year}",
    year="{year}",
    other_year=" ({year})",
    cells="In the report",
    blank="(blank)",
    more_cells="and {n} more cells, see the report's page",
    more_cells_nowhere="and {n} more cells",
    expected="Expected",
    found="Found",
    colon=": ",
    source="Source",
    archive="Open in the archive",
    advice="What to do",
    before="Before: {message}",
    continued="continued",
    part="{part} of {parts}",
    footer="Only what could be read plainly is called an error. Each change is told once.",
)

CHINESE = Frame(
    tongue="zh-CN",
    kinds={
        "error": Kind("{n} 项错误", "{n} 项错误", "错误", "错误"),
        "warning": Kind("{n} 项警告", "{n} 项警告", "警告", "警告"),
        "info": Kind("{n} 项提示", "{n} 项提示", "提示", "提示"),
        "resolved": Kind("已消除 {n} 项", "已消除 {n} 项", "已消除", "已消除"),
    },
    transitions={
        Transition.OPENED: "新增",
        Transition.CHANGED: "有变化",
        Transition.ESCALATED: "程度加重",
        Transition.PERSISTING: "仍未消除",
        Transition.UNSTABLE: "反复出现",
        Transition.RESOLVED: "已消除",
    },
    marks=_MARKS,
    notes={
        Transition.UNSTABLE: "该问题反复出现又消失，稳定后再通知。",
    },
    since="自{day}起",
    found_on="{day}发现",
    summary="同时有 {n} 条提醒，不逐条列出，全部内容见存档。",
    times="{n} 条：{bodies}",
    all_of_them="查看全部",
    separator="；",
    unsubscribe="退订",
    test="这是一条测试消息，该渠道工作正常。",
    columns=(
        "级别",
        "变化",
        "单位",
        "年度",
        "代码",
        "问题",
        "说明",
        "应为",
        "实为",
        "处理建议",
        "起始日期",
        "原文",
        "存档页",
    ),
    attached="以上内容的表格见附件。",
    comma="，",
    and_others="等 {all} 个单位",
    nothing="没有新情况",
    watchlist="监测清单：{name}",
    moment="{at:%Y}年{month_number}月{day}日 {at:%H:%M}（北京时间）",
    day="{at.year}年{month_number}月{day}日",
    year="{year} 年度",
    other_year="（{year} 年度）",
    cells="报告所填",
    blank="（空白）",
    more_cells="另有 {n} 个单元格，详见存档页",
    more_cells_nowhere="另有 {n} 个单元格",
    expected="应为",
    found="实为",
    colon="：",
    source="原文",
    archive="查看存档页",
    advice="处理建议",
    before="此前：{message}",
    continued="续",
    part="第 {part} 条，共 {parts} 条",
    footer="只有读取清楚的内容才会列为错误。每次变化只通知一次。",
)

FRAMES: Mapping[Language, Frame] = {Language.EN: ENGLISH, Language.ZH: CHINESE}
