"""Slack, through an endpoint on this machine that keeps to Slack's limits."""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import replace
from typing import Any

import pytest

from monitor.alerts.digest import Digest, Notice
from monitor.alerts.local import INVALID_AUTH, SERVER_ERROR, Answer, LocalSlack, rate_limited
from monitor.alerts.outline import digest_to_outline
from monitor.alerts.settings import SlackSettings
from monitor.alerts.slack import send_slack
from monitor.alerts.slack_blocks import item_to_blocks
from monitor.alerts.slack_limits import broken_limits, texts
from monitor.alerts.slack_messages import digest_to_messages
from monitor.catalogue import Language
from monitor.finding import Operand, Transition
from parsers.form import official_label
from tests.monitor.digests import BALANCE, crowd, digest, morning, notice


def words(digest_: Digest) -> str:
    return "\n".join(text for message in digest_to_messages(digest_) for text in texts(list(message.blocks)))


@pytest.mark.parametrize("way", ["bot", "webhook"])
def test_a_digest_arrives(way: str) -> None:
    with LocalSlack() as slack:
        receipt = send_slack(morning(), getattr(slack, way)())
    assert (receipt.delivered, receipt.error) == (True, "")
    (payload,) = slack.payloads
    assert payload["blocks"][0]["text"]["text"] == "4 errors, 2 warnings, 1 note, 1 resolved"
    assert payload["metadata"]["event_payload"] == {"digest": "digest-20210209", "part": 1, "parts": 1}
    assert payload["unfurl_links"] is False
    assert payload.get("channel") == ("#nianbao" if way == "bot" else None)


def test_no_thread_is_left_behind() -> None:
    before = threading.active_count()
    with LocalSlack() as slack:
        send_slack(morning(), slack.bot())
    assert threading.active_count() == before


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            Language.EN,
            [
                "Error",
                "Expected: ",
                "Found: ",
                "Source",
                "Open in the archive",
                "and 4 more cells, see the report's page",
            ],
        ),
        (Language.ZH, ["错误", "应为：", "实为：", "原文", "查看存档页", "另有 4 个单元格，详见存档页", "第 1 条，共"]),
    ],
)
def test_says_everything_in_both_languages(language: Language, expected: list[str]) -> None:
    said = words(replace(morning(language), notices=(*morning(language).notices, *crowd(60, language).notices)))
    assert all(word in said for word in expected)
    assert all(official_label(cell) in said for cell in BALANCE)
    assert all(one.message in said and one.body in said for one in morning(language).notices)


@pytest.mark.parametrize("way", ["bot", "webhook"])
def test_three_hundred_notices_all_arrive(way: str) -> None:
    whole = crowd(300)
    with LocalSlack() as slack:
        assert send_slack(whole, getattr(slack, way)()).delivered
    blocks = [block for payload in slack.payloads for block in payload["blocks"]]
    said = "\n".join(texts(blocks))
    assert len(slack.payloads) > 1
    assert all(f"case {one.key}." in said for one in whole.notices)
    assert {block["block_id"] for block in blocks if "block_id" in block} == {one.key for one in whole.notices}
    assert [payload["metadata"]["event_payload"]["part"] for payload in slack.payloads] == [
        *range(1, len(slack.payloads) + 1)
    ]


def test_a_group_that_goes_on_repeats_its_heading() -> None:
    one = digest(*(notice(f"n{number}", f"Something is wrong, number {number}.") for number in range(100)))
    second = digest_to_messages(one)[1]
    assert "continued" in "".join(texts(second.blocks[3]))
    assert "示例市示例区统计局" in "".join(texts(second.blocks[3]))


def test_a_text_without_end_is_continued_in_another_block() -> None:
    long = "".join(f"第{number}项，" for number in range(3000))
    cells = (Operand("applications.granted.total", "（一）予以公开 · 总计", long, 2020),)
    one = digest(notice("long", long, cells=cells, expected=long))
    messages = digest_to_messages(one)
    assert [list(broken_limits(list(message.blocks))) for message in messages] == [[]] * len(messages)
    shown = "".join(text for message in messages for text in texts(list(message.blocks)))
    assert shown.count("第2999项") == 3
    assert shown.count("第0项") == 3


INJECTED = "<!channel> <https://evil.example|click> @channel @here @everyone *bold* `code` & <@U123> \u202e321\x1b[31m"


def test_documents_cannot_mention_link_or_format() -> None:
    cells = (Operand("applications.granted.total", INJECTED, INJECTED, 2020),)
    bad = notice("bad", INJECTED, body=f"局{INJECTED}", cells=cells, expected=INJECTED, found=INJECTED)
    (message,) = digest_to_messages(replace(digest(bad), watchlist=INJECTED))
    raw = json.dumps(message.to_json(), ensure_ascii=False)
    for attempt in (
        "<!channel>",
        "<@U123>",
        "<https://",
        "@channel",
        "@here",
        "@everyone",
        "\u202e",
        "\x1b",
        'mrkdwn":true',
    ):
        assert attempt not in raw
    assert not set("<>") & set(message.text)
    assert types(list(message.blocks)) == {
        "header", "plain_text", "context", "divider", "rich_text", "rich_text_section", "rich_text_list",
        "rich_text_quote", "emoji",
        "text", "link",
    }  # fmt: skip


def types(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["type"]} if "type" in value else set()
        return own | types([inner for inner in value.values() if isinstance(inner, dict | list)])
    return {kind for inner in value if isinstance(inner, dict | list) for kind in types(inner)}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://a b", "file:///etc/passwd", "https://", "http://[x", "\nhttp://a.cn"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    (message,) = digest_to_messages(digest(notice("n", "m", source_url=url, archive_url=None)))
    assert '"link"' not in json.dumps(message.to_json())


@pytest.mark.parametrize(
    ("answer", "permanent", "retry_after", "said"),
    [
        (SERVER_ERROR, False, None, "500"),
        (rate_limited(7), False, 7.0, "wait"),
        (Answer(429, "ratelimited"), False, 60.0, "wait"),
        (INVALID_AUTH, True, None, "the token is not valid (invalid_auth)"),
        (Answer(200, "token_revoked"), True, None, "token_revoked"),
        (Answer(200, "channel_not_found"), True, None, "channel_not_found"),
        (Answer(200, "something_new"), False, None, "something_new"),
    ],
)
def test_the_bot_is_refused(answer: Answer, permanent: bool, retry_after: float | None, said: str) -> None:
    with LocalSlack(answer) as slack:
        receipt = send_slack(morning(), slack.bot())
    assert (receipt.delivered, receipt.permanent, receipt.retry_after) == (False, permanent, retry_after)
    assert said in receipt.error
    assert "\n" not in receipt.error
    assert slack.TOKEN not in receipt.error


@pytest.mark.parametrize(
    ("answer", "permanent", "retry_after"),
    [
        (SERVER_ERROR, False, None),
        (rate_limited(7), False, 7.0),
        (Answer(403, "invalid_token"), True, None),
        (Answer(404, "no_service"), True, None),
        (Answer(410, "channel_is_archived"), True, None),
    ],
)
def test_the_webhook_is_refused(answer: Answer, permanent: bool, retry_after: float | None) -> None:
    with LocalSlack(answer) as slack:
        receipt = send_slack(morning(), slack.webhook())
    assert (receipt.delivered, receipt.permanent, receipt.retry_after) == (False, permanent, retry_after)
    assert slack.WEBHOOK not in receipt.error


def test_a_wrong_token_and_a_wrong_channel_are_final() -> None:
    with LocalSlack() as slack:
        assert send_slack(morning(), slack.bot(token="xoxb-wrong")).permanent
        assert send_slack(morning(), slack.bot(channel="#nowhere")).permanent
    assert slack.payloads == []


@pytest.mark.parametrize("way", ["bot", "webhook"])
def test_nobody_listening_is_worth_another_try(way: str) -> None:
    with LocalSlack() as slack:
        settings = getattr(slack, way)()
    receipt = send_slack(morning(), settings)
    assert not receipt.delivered
    assert not receipt.permanent
    assert receipt.error.startswith("Slack was not reached: ")
    assert slack.WEBHOOK not in receipt.error


def test_a_silent_server_is_worth_another_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        base = f"http://127.0.0.1:{silent.getsockname()[1]}/api/"
        receipt = send_slack(morning(), SlackSettings(token="xoxb-x", channel="#c", base_url=base, timeout=1))
    assert not receipt.delivered
    assert not receipt.permanent


def test_the_rate_limit_is_waited_for_inside_a_digest() -> None:
    waits: list[float] = []
    whole = crowd(60)
    with LocalSlack(Answer(200), rate_limited(3)) as slack:
        assert send_slack(whole, slack.bot(), waits.append).delivered
    assert waits == [3.0]


def test_a_digest_broken_off_says_how_far_it_came_and_repeats_the_same_marks() -> None:
    whole = crowd(60)
    with LocalSlack() as slack:
        slack.answers = [Answer(200), SERVER_ERROR]
        first = send_slack(whole, slack.bot())
        again = send_slack(whole, slack.bot())
    assert (first.delivered, first.permanent) == (False, False)
    assert "(1 of " in first.error
    assert again.delivered
    assert {payload["metadata"]["event_payload"]["digest"] for payload in slack.payloads} == {whole.id}


def test_patience_ends() -> None:
    waits: list[float] = []
    with LocalSlack(Answer(200), rate_limited(50), rate_limited(50)) as slack:
        receipt = send_slack(crowd(60), slack.bot(), waits.append)
    assert waits == [50.0]
    assert receipt.retry_after == 50.0


def test_a_notice_is_one_block_with_its_key() -> None:
    outline = digest_to_outline(morning())
    items = [item for section in outline.sections for group in section.groups for item in group.items]
    assert [[block["block_id"] for block in item_to_blocks(item, outline.frame)] for item in items] == [
        [item.key] for item in items
    ]


def follow_up(key: str, finding: str, thread: str, transition: Transition) -> Notice:
    return notice(key, f"case {key}.", finding=finding, thread=thread, transition=transition)


def test_what_follows_on_a_message_stands_in_its_thread() -> None:
    first = digest(notice("a", "case a.", finding="A"), notice("b", "case b.", finding="B"))
    with LocalSlack() as slack:
        told = send_slack(first, slack.bot())
        assert set(told.threads) == {"A", "B"}
        again = digest(
            follow_up("a2", "A", told.threads["A"], Transition.RESOLVED), notice("c", "case c.", finding="C"), key="two"
        )
        later = send_slack(again, slack.bot())
    _, fresh, answer = slack.payloads
    assert "thread_ts" not in fresh
    assert (answer["thread_ts"], answer["reply_broadcast"]) == (told.threads["A"], False)
    assert "case a2." in "".join(texts(answer["blocks"]))
    assert "case a2." not in "".join(texts(fresh["blocks"]))
    assert set(later.threads) == {"C"}, "the first message stays the thread"


def test_what_opens_again_is_news_of_its_own() -> None:
    again = digest(follow_up("a", "A", "1610413200.000100", Transition.OPENED))
    with LocalSlack() as slack:
        receipt = send_slack(again, slack.bot())
    assert "thread_ts" not in slack.payloads[0]
    assert receipt.threads == {"A": "1610413200.000100"}


def test_what_still_stands_is_shown_in_the_channel_too() -> None:
    one = digest(follow_up("a", "A", "1610413200.000100", Transition.PERSISTING))
    with LocalSlack() as slack:
        assert send_slack(one, slack.bot()).delivered
    assert slack.payloads[0]["reply_broadcast"] is True


def test_many_threads_are_one_message() -> None:
    many = digest(*(follow_up(f"k{n}", f"F{n}", f"16104132{n:02}.0001", Transition.RESOLVED) for n in range(20)))
    with LocalSlack() as slack:
        assert send_slack(many, slack.bot()).delivered
    (payload,) = slack.payloads
    assert "thread_ts" not in payload


def test_a_thread_that_is_gone_is_answered_beside_it() -> None:
    one = digest(follow_up("a", "A", "1610413200.000100", Transition.RESOLVED))
    with LocalSlack(Answer(200, "thread_not_found")) as slack:
        assert send_slack(one, slack.bot()).delivered
    assert "thread_ts" not in slack.payloads[0]


def test_a_webhook_knows_no_threads() -> None:
    one = digest(follow_up("a", "A", "1610413200.000100", Transition.RESOLVED))
    with LocalSlack() as slack:
        receipt = send_slack(one, slack.webhook())
    assert (receipt.delivered, receipt.threads) == (True, {})


def test_after_breaking_off_it_goes_on_with_what_was_not_taken() -> None:
    whole = crowd(60)
    with LocalSlack() as slack:
        slack.answers = [Answer(200), SERVER_ERROR]
        first = send_slack(whole, slack.bot())
        broken = len(slack.payloads)
        assert send_slack(replace(whole, progress=first.progress), slack.bot()).delivered
    parts = [payload["metadata"]["event_payload"]["part"] for payload in slack.payloads]
    assert broken == 0, "an answer given instead of a yes keeps nothing"
    assert parts == list(range(2, 2 + len(parts)))


def test_a_storm_is_one_message_with_a_link_for_each_code() -> None:
    storm = replace(crowd(3000), is_summary=True, archive_url="http://archive.example")
    (message,) = digest_to_messages(storm)
    raw = json.dumps(message.to_json(), ensure_ascii=False)
    assert "3,000 alerts at once" in raw
    assert "http://archive.example/nianbao/open_findings?code=applications.balance" in raw
    assert list(broken_limits(list(message.blocks))) == []
