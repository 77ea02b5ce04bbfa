"""Channels by address, through endpoints on this machine: what arrives, what is refused, and what is never shown."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.address import send_to_address
from monitor.alerts.chat import digest_to_texts, text_to_pages
from monitor.alerts.digest import Digest
from monitor.alerts.harmless import clean, inert
from monitor.alerts.robots import ROBOTS
from monitor.alerts.settings import AddressSettings
from monitor.catalogue import Language
from tests.monitor.digests import crowd, digest, morning, notice
from tests.monitor.endpoints import Robots, answer_half, raw_server

TOKEN = "7f3a91c2d4e5b6a7secret"
DINGTALK = f"dingtalk://{TOKEN}/"
SIGNED = f"dingtalk://SECabcdef123456@{TOKEN}/"
WECOM = f"wecombot://{TOKEN}"


def webhook(robots: Robots) -> AddressSettings:
    return AddressSettings(f"json://127.0.0.1:{robots.port}/{TOKEN}")


def robot(address: str, robots: Robots) -> AddressSettings:
    return AddressSettings(address, timeout=5, endpoint=robots.url)


def text_of(payload: dict[str, Any]) -> str:
    return str(payload["text"]["content"] if "text" in payload else payload["message"])


@pytest.mark.parametrize("language", list(Language))
def test_a_webhook_is_told_everything(language: Language) -> None:
    with Robots() as robots:
        receipt = send_to_address(morning(language), webhook(robots))
    assert (receipt.delivered, receipt.error) == (True, "")
    said = "\n".join(map(text_of, robots.taken))
    for one in morning(language).notices:
        assert one.message in said
        assert one.body in said
        assert one.code in said
        assert (one.archive_url or "") in said


@pytest.mark.parametrize(
    ("address", "path"), [(DINGTALK, "/robot/send?access_token="), (WECOM, "/cgi-bin/webhook/send?key=")]
)
def test_the_robots_of_chats_are_told_in_parts_they_take(address: str, path: str) -> None:
    whole = crowd(60)
    with Robots() as robots:
        assert send_to_address(whole, robot(address, robots)).delivered
    texts = [text_of(payload) for payload in robots.taken]
    longest = ROBOTS[address.partition(":")[0]].longest
    assert all(len(text.encode()) <= longest for text in texts)
    assert all(f"case {one.key}." in "\n".join(texts) for one in whole.notices)
    assert robots.paths[0].startswith(path + TOKEN)
    assert texts[0].endswith(f"(1/{len(texts)})")


def test_a_robot_with_a_secret_is_signed_for() -> None:
    with Robots() as robots:
        assert send_to_address(digest(notice("n", "m")), robot(SIGNED, robots)).delivered
    assert "&sign=" in robots.paths[0]
    assert "SECabcdef123456" not in robots.paths[0]


@pytest.mark.parametrize(
    ("address", "answer", "permanent", "waits", "unwanted", "said"),
    [
        (DINGTALK, {"errcode": 310000, "errmsg": "keywords not in content"}, True, None, False, "security settings"),
        (DINGTALK, {"errcode": 300001, "errmsg": "token is not exist"}, True, None, False, "the token is not valid"),
        (DINGTALK, {"errcode": 130101, "errmsg": "send too fast"}, False, 60.0, False, "wait (130101)"),
        (DINGTALK, {"errcode": 430101, "errmsg": "unsafe link"}, False, None, True, "unsafe link"),
        (DINGTALK, {"errcode": 999999, "errmsg": f"news of {TOKEN}"}, False, None, False, "news of •••"),
        (WECOM, {"errcode": 93000, "errmsg": "invalid webhook url"}, True, None, False, "the key is not valid"),
        (WECOM, {"errcode": 45009, "errmsg": "api freq out of limit"}, False, 60.0, False, "wait (45009)"),
        (WECOM, ["nothing", "like", "it"], False, None, False, "something else"),
    ],
)
def test_what_robots_refuse_with_200_is_not_taken_for_success(
    address: str, answer: Any, permanent: bool, waits: float | None, unwanted: bool, said: str
) -> None:
    with Robots((200, answer)) as robots:
        receipt = send_to_address(morning(), robot(address, robots))
    assert not receipt.delivered
    assert (receipt.permanent, receipt.retry_after, receipt.is_message_refused) == (permanent, waits, unwanted)
    assert said in receipt.error
    assert TOKEN not in receipt.error


@pytest.mark.parametrize("way", [webhook, lambda robots: robot(WECOM, robots)])
@pytest.mark.parametrize(
    ("status", "permanent", "waits"), [(500, False, False), (404, True, False), (403, True, False), (429, False, True)]
)
def test_what_is_refused_by_status(way: Any, status: int, permanent: bool, waits: bool) -> None:
    with Robots((status, {})) as robots:
        receipt = send_to_address(morning(), way(robots))
    assert (receipt.delivered, receipt.permanent, receipt.retry_after is not None) == (False, permanent, waits)
    assert str(status) in receipt.error


def test_a_part_that_arrived_is_not_sent_again() -> None:
    whole = crowd(40)
    with Robots((200, {"errcode": 0}), (500, {})) as robots:
        settings = robot(WECOM, robots)
        first = send_to_address(whole, settings)
        again = send_to_address(replace(whole, progress=first.progress), settings)
    assert "(1 of " in first.error
    assert again.delivered
    texts = [text_of(payload) for payload in robots.taken]
    assert len(texts) == len(set(texts)) == len(digest_to_texts(whole, ROBOTS["wecombot"].longest))


def test_half_an_answer_is_no_answer() -> None:
    with raw_server(answer_half) as port:
        for settings in (
            AddressSettings(WECOM, timeout=2, endpoint=f"http://127.0.0.1:{port}"),
            AddressSettings(f"json://127.0.0.1:{port}/{TOKEN}", timeout=5),
        ):
            receipt = send_to_address(digest(notice("n", "m")), settings)
            assert (receipt.delivered, receipt.permanent) == (False, False)
            assert TOKEN not in receipt.error


@pytest.mark.parametrize(
    "address",
    [
        "nonsense://whatever",
        f"json://user:{TOKEN}@127.0.0.1:9/x",
        f"feishu://{TOKEN}?format=nothing",
        f"tgram://{TOKEN}",
    ],
)
def test_secrets_are_neither_logged_nor_told(address: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    settings = AddressSettings(address, timeout=3)
    if address.startswith("feishu"):
        settings = replace(settings, address=f"json://127.0.0.1:9/{TOKEN}")
    receipt = send_to_address(digest(notice("n", "m")), settings)
    assert not receipt.delivered
    assert TOKEN not in receipt.error + caplog.text + repr(settings)
    assert "://" not in receipt.error.replace("https://appriseit.com", "").replace(f"{settings.scheme}://…", "")


INJECTED = "@all <@U1> @channel https://evil.example/x www.evil.example [a](http://evil.example) **b**"


def test_what_a_document_says_becomes_no_link_and_no_mention() -> None:
    bad = notice("bad", INJECTED, body=INJECTED, expected=INJECTED, source_url=None, archive_url=None)
    said = "\n".join(digest_to_texts(digest(bad), 4000))
    for attempt in ("@all", "@U1", "@channel", "https://", "http://", "evil.example", "www.evil"):
        assert attempt not in said


def test_texts_are_cut_between_lines_and_never_inside_a_letter() -> None:
    long = "第一项，" * 2000
    texts = digest_to_texts(digest(notice("n", long)), 1900)
    assert all(len(text.encode()) <= 1900 for text in texts)
    assert "".join(texts).count("第一项") + 2 * len(texts) >= 2000
    assert "\ufffd" not in "".join(texts)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=400), st.integers(8, 60))
def test_pages_are_short_enough_and_lose_nothing(text: str, most: int) -> None:
    pages = text_to_pages(text, most)
    assert all(len(page.encode()) <= most for page in pages)
    assert "".join("".join(pages).split()) == "".join(text.split())


@given(st.text("ab.@:/<!# 中\n-w", max_size=60))
def test_no_text_makes_a_link_or_a_mention(text: str) -> None:
    said = inert(text)
    assert not re.search(r"://|@\w|<[!@#]|\w\.[a-z]{2}", said)
    assert said.replace("\u2060", "") == clean(text)


def test_a_storm_is_one_short_text() -> None:
    storm: Digest = replace(crowd(3000), is_summary=True, archive_url="http://archive.example")
    (text,) = digest_to_texts(storm, 4000)
    assert "3,000 alerts" in text
    assert "http://archive.example/nianbao/open_findings?code=applications.balance" in text
