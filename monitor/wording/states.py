"""The states of a body's year in words and colours, and the sentences of `nianbao status`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.catalogue import Language
from monitor.states import State


@dataclass(frozen=True, slots=True)
class StateWords:
    """A mark, a colour of the terminal, and the state in a word or two."""

    mark: str
    colour: str
    en: str
    zh: str

    def word(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en


STATES: Mapping[State, StateWords] = {
    State.WITHDRAWN: StateWords("✗", "bold red", "withdrawn", "已撤下"),
    State.MISSING: StateWords("✗", "bold red", "missing", "逾期未见"),
    State.LATE: StateWords("!", "red", "late", "逾期公布"),
    State.REVISED: StateWords("±", "yellow", "revised", "有改动"),
    State.UNWATCHABLE: StateWords("?", "magenta", "can't be watched", "无法监测"),
    State.UNKNOWN: StateWords("?", "dim", "not known", "不明"),
    State.DUE_SOON: StateWords("…", "cyan", "due soon", "即将到期"),
    State.NOT_DUE: StateWords("·", "dim", "not due", "未到期"),
    State.PUBLISHED: StateWords("✓", "green", "published", "已公布"),
}

LEFT: Mapping[Language, tuple[str, str]] = {
    Language.EN: ("{count} working day", "{count} working days"),
    Language.ZH: ("剩 {count} 个工作日", "剩 {count} 个工作日"),
}
ABOUT: Mapping[Language, str] = {Language.EN: "about ", Language.ZH: "约"}
"""Before a number of working days whose holidays are not known yet."""
DUE: Mapping[Language, str] = {Language.EN: "due {date}", Language.ZH: "{date} 到期"}
NO_DATE: Mapping[Language, str] = {Language.EN: "no date", Language.ZH: "无期限"}
BODY: Mapping[Language, str] = {Language.EN: "body", Language.ZH: "单位"}
OLDER_YEARS: Mapping[Language, str] = {
    Language.EN: "{first} to {last} do not fit beside these; --year shows one of them.",
    Language.ZH: "{first} 至 {last} 年未能并列显示，可用 --year 查看。",
}
NOTHING: Mapping[Language, str] = {
    Language.EN: "No body of the watch list is left by these filters.",
    Language.ZH: "没有符合筛选条件的单位。",
}
