"""What every channel says, whatever it is sent by; how it looks in a terminal and in a preview; Slack's settings."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from rich.console import Console

from monitor.alerts.digest import Digest
from monitor.alerts.harmless import clean
from monitor.alerts.outline import MOST_CELLS, digest_to_outline
from monitor.alerts.parts import Item
from monitor.alerts.preview import slack_to_html
from monitor.alerts.settings import SlackSettings
from monitor.alerts.slack_messages import digest_to_messages
from monitor.alerts.terminal import render_digest
from monitor.alerts.words import FRAMES, KINDS, Frame
from monitor.catalogue import CATALOGUE, Entry, Language, Severity, Words
from monitor.finding import Transition
from parsers.form import Form, addresses
from tests.monitor.digests import STATISTICS, crowd, digest, morning, notice, operands


def shown(digest_: Digest, width: int = 100) -> str:
    console = Console(width=width, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(render_digest(digest_))
    return capture.get()


def test_gravest_first_and_one_body_together() -> None:
    outline = digest_to_outline(morning())
    assert [(section.kind, section.count) for section in outline.sections] == [
        ("error", 4), ("warning", 2), ("info", 1), ("resolved", 1),
    ]  # fmt: skip
    statistics = [group for group in outline.sections[0].groups if group.body == STATISTICS]
    assert [[item.key for item in group.items] for group in statistics] == [["d-balance", "d-row"]]


def test_years_of_one_body_are_kept_apart() -> None:
    outline = digest_to_outline(digest(notice("a", "m"), notice("b", "m", year=2019), notice("c", "m", year=None)))
    assert [group.year for group in outline.sections[0].groups] == ["", "2019", "2020"]


@pytest.mark.parametrize(
    ("number", "listed", "more"),
    [(1, 1, ""), (MOST_CELLS, 6, ""), (MOST_CELLS + 1, 7, ""), (15, 6, "and 9 more cells, see the report's page")],
)
def test_long_lists_are_shortened_visibly(number: int, listed: int, more: str) -> None:
    cells = operands(dict.fromkeys(addresses_of(number), "1"))
    item = only(digest(notice("n", "m", cells=cells)))
    assert (len(item.cells), item.more_cells) == (listed, more)


def test_no_page_is_promised_where_there_is_none() -> None:
    cells = operands(dict.fromkeys(addresses_of(15), "1"))
    assert only(digest(notice("n", "m", cells=cells, archive_url=None))).more_cells == "and 9 more cells"


def addresses_of(number: int) -> tuple[str, ...]:
    return addresses(Form.F2019)[:number]


def only(one: Digest) -> Item:
    return digest_to_outline(one).sections[0].groups[0].items[0]


@pytest.mark.parametrize(
    ("numbers", "english", "chinese"),
    [
        ({"error": 2, "resolved": 1}, "2 errors, 1 resolved", "2 项错误，已消除 1 项"),
        ({"error": 1, "warning": 1, "info": 1}, "1 error, 1 warning, 1 note", "1 项错误，1 项警告，1 项提示"),
        ({}, "Nothing new", "没有新情况"),
    ],
)
def test_headlines(numbers: dict[str, int], english: str, chinese: str) -> None:
    said = [FRAMES[language].comma.join(FRAMES[language].counts(numbers)) for language in (Language.EN, Language.ZH)]
    assert said == [english, chinese]


def test_every_frame_has_every_word() -> None:
    for frame in FRAMES.values():
        assert tuple(frame.kinds) == KINDS
        assert set(frame.transitions) == set(Transition)
        assert all(getattr(frame, one.name) for one in fields(Frame))


def test_a_blank_and_a_figure_of_another_year_are_marked() -> None:
    cells = (*operands({"applications.granted.total": " "}), *operands({"applications.granted.total": "3"}, 2019))
    english = only(digest(notice("n", "m", cells=cells)))
    chinese = only(digest(notice("n", "m", cells=cells), language=Language.ZH))
    assert [line.printed for line in english.cells] == ["(blank)", "3"]
    assert english.cells[1].label.endswith("总计 (2019)")
    assert chinese.cells[0].printed == "（空白）"
    assert chinese.cells[1].label.endswith("总计（2019 年度）")


def test_the_catalogue_gives_title_and_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words("Does not balance", "", "", "Check the register.")
    entry = Entry(Severity.ERROR, "", words, replace(words, title="前后不符", next="请核对台账。"))
    monkeypatch.setitem(CATALOGUE, "applications.balance", entry)
    assert "Check the register." in shown(morning())
    assert "前后不符" in shown(morning(Language.ZH))
    same_advice = digest_to_outline(digest(notice("a", "m"), notice("b", "m"))).sections[0].groups[0].items
    assert [item.advice for item in same_advice] == ["", "Check the register."]
    resolved = digest(notice("n", "m", transition=Transition.RESOLVED))
    assert "Check the register." not in shown(resolved)


@pytest.mark.parametrize(("language", "word"), [(Language.EN, "Before: "), (Language.ZH, "此前：")])
def test_what_is_resolved_is_told_as_past(language: Language, word: str) -> None:
    resolved = digest_to_outline(morning(language)).sections[-1].groups[0].items[0]
    assert resolved.message.startswith(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\tc", "a b c"),
        ("\x1b[31mred", "[31mred"),
        ("12\u202e34", "1234"),
        ("  〔2019〕60号 ", "〔2019〕60号"),
        ("a\u2028b", "a b"),
    ],
)
def test_text_of_documents_is_made_harmless(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize("width", [40, 100])
def test_the_terminal_shows_every_notice(width: int) -> None:
    text = "".join(shown(crowd(30), width).split())
    assert all(f"case{one.key}." in text for one in crowd(30).notices)


def test_the_terminal_reads_no_markup() -> None:
    assert "[bold red]x[/] [link=http:\u2060//evil]y[/]" in shown(
        digest(notice("n", "[bold red]x[/] [link=http://evil]y[/]"))
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.EN, ["● Errors 4", "▲ Warnings 2", "○ Notes 1", "✓ Resolved 1", "Expected: 14   Found: 13"]),
        (Language.ZH, ["● 错误 4", "▲ 警告 2", "○ 提示 1", "✓ 已消除 1", "应为：14   实为：13"]),
    ],
)
def test_severity_is_a_mark_and_a_word(language: Language, expected: list[str]) -> None:
    assert all(line in shown(morning(language)) for line in expected)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"webhook_url": "https://hooks.slack.com/services/x", "token": "xoxb-1", "channel": "#c"},
        {"token": "xoxb-1"},
        {"webhook_url": "http://hooks.slack.com/services/x"},
        {"token": "xoxb-1", "channel": "#c", "base_url": "http://slack.example/api/"},
    ],
)
def test_slack_settings_that_cannot_work_are_refused_without_telling_the_secret(settings: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"^slack[. ]") as caught:
        SlackSettings(**settings)  # type: ignore[arg-type]
    assert "hooks.slack.com" not in str(caught.value)


def test_slacks_secrets_are_not_shown() -> None:
    assert "xoxb" not in repr(SlackSettings(token="xoxb-1", channel="#c"))
    assert "services" not in repr(SlackSettings(webhook_url="https://hooks.slack.com/services/x"))


def test_the_preview_escapes_and_shows_every_message() -> None:
    page = slack_to_html(digest_to_messages(digest(notice("n", "<script>alert(1)</script>"))))
    assert "<script>" not in page
    assert "&lt;\u2060script&gt;alert(1)" in page
    assert slack_to_html(digest_to_messages(crowd(60))).count("<article>") == len(digest_to_messages(crowd(60)))
