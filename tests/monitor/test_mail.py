"""Mail, through a real mail server on this machine."""

from __future__ import annotations

import threading
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from monitor.alerts import CHANNELS, SETTINGS
from monitor.alerts.digest import Receipt
from monitor.alerts.local import LocalMail
from monitor.alerts.mail import digest_to_mail, send_mail
from monitor.alerts.preview import mail_to_html
from monitor.alerts.settings import MailSettings
from monitor.catalogue import CATALOGUE, Entry, Language, Severity, Words
from monitor.finding import Operand
from parsers.form import official_label
from tests.monitor.digests import ARCHIVE, BALANCE, PORTAL, crowd, digest, morning, notice

SETTINGS_OF_NOBODY = MailSettings("mail.example.org", "nianbao <nianbao@example.org>", ("office@example.org",))


def plain(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_digest_arrives_whole() -> None:
    with LocalMail() as server:
        receipt = send_mail(morning(), server.settings())
    assert (receipt.delivered, receipt.error) == (True, "")
    (message,) = server.messages
    assert message["Subject"] == (
        "[nianbao] 4 errors, 2 warnings, 1 note, 1 resolved · 示例市示例区教育局, 示例市示例区统计局 and 2 more"
    )
    assert message["Message-ID"] == "<digest-20210209@example.org>"
    assert message["List-Id"] == "<sample.nianbao.example.org>"
    assert message["Date"] == "Tue, 09 Feb 2021 09:00:00 +0800"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    assert server.recipients == [("office@example.org",)]


def test_the_local_server_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    for _ in range(3):
        with LocalMail() as server:
            send_mail(morning(), server.settings())
    assert threading.active_count() == before


ENGLISH = """\
示例市示例区统计局 · 2020

- Applications do not balance
  12 new applications and 2 carried in make 14, but 12 results and 1 carried over make 13.

  In the report:
    一、本年新收政府信息公开申请数量 · 总计: 12
    二、上年结转政府信息公开申请数量 · 总计: 2
    三、本年度办理结果（七）总计 · 总计: 12
    四、结转下年度继续办理 · 总计: 1

  Expected: 14
  Found: 13
  What to do: Compare the figures.
  Source: http://www.example.gov.cn/zwgk/xxgknb/content/post_10021022.html
  Archive page: http://127.0.0.1:8001/report/sample_statistics/2020
  (applications.balance, new)
"""
CHINESE = """\
示例市示例区统计局 · 2020 年度

- 收到与办理数不平衡
  本年新收 12 件、上年结转 2 件，合计 14 件；办理结果 12 件、结转下年度 1 件，合计 13 件。

  报告所填：
    一、本年新收政府信息公开申请数量 · 总计：12
    二、上年结转政府信息公开申请数量 · 总计：2
    三、本年度办理结果（七）总计 · 总计：12
    四、结转下年度继续办理 · 总计：1

  应为：14
  实为：13
  处理建议：请核对。
  原文：http://www.example.gov.cn/zwgk/xxgknb/content/post_10021022.html
  存档页：http://127.0.0.1:8001/report/sample_statistics/2020
  (applications.balance，新增)
"""


@pytest.mark.parametrize(("language", "expected"), [(Language.EN, ENGLISH), (Language.ZH, CHINESE)])
def test_the_plain_part_can_be_read_on_its_own(
    language: Language, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = Words("Applications do not balance", "", "", "Compare the figures.")
    chinese = Words("收到与办理数不平衡", "", "", "请核对。")
    monkeypatch.setitem(CATALOGUE, "applications.balance", Entry(Severity.ERROR, "", english, chinese))
    text = plain(digest_to_mail(morning(language), SETTINGS_OF_NOBODY))
    assert expected in text
    order = ["ERRORS · 4", "WARNINGS · 2", "NOTES · 1", "RESOLVED · 1"]
    if language is Language.ZH:
        order = ["错误 · 4", "警告 · 2", "提示 · 1", "已消除 · 1"]
    places = [text.index(heading) for heading in order]
    assert places == sorted(places)


@pytest.mark.parametrize("language", list(Language))
def test_both_parts_say_the_same(language: Language) -> None:
    message = digest_to_mail(morning(language), SETTINGS_OF_NOBODY)
    for text in (plain(message), mail_to_html(message)):
        for one in morning(language).notices:
            assert one.body in text
            assert one.code in text
            assert (one.source_url or PORTAL) in text
            assert (one.archive_url or ARCHIVE) in text
        assert all(official_label(cell) in text for cell in BALANCE)
    assert f'lang="{"zh-CN" if language is Language.ZH else "en"}"' in mail_to_html(message)


def test_the_html_part_brings_everything_with_it() -> None:
    page = mail_to_html(digest_to_mail(morning(), SETTINGS_OF_NOBODY))
    assert "prefers-color-scheme: dark" in page
    assert not any(word in page for word in ("<img", "<script", "<link", "url(", "@import"))


def test_documents_cannot_add_markup_or_headers() -> None:
    bad = '<img src=x onerror="a">\r\nBcc: all@example.org\u202e\x07'
    cells = (Operand("applications.granted.total", bad, bad, 2020),)
    one = digest(notice("bad", bad, body=bad, cells=cells, expected=bad, found=bad, source_url='javascript:"x"'))
    message = digest_to_mail(one, SETTINGS_OF_NOBODY)
    assert message["Bcc"] is None
    assert "<img" not in mail_to_html(message)
    assert "javascript" not in mail_to_html(message)
    assert not any(char in plain(message) for char in "\u202e\x07\r")


def test_three_hundred_notices_arrive_in_one_mail() -> None:
    whole = crowd(300)
    with LocalMail() as server:
        assert send_mail(whole, server.settings()).delivered
    (message,) = server.messages
    for text in (plain(message), mail_to_html(message)):
        assert all(f"case {one.key}." in text for one in whole.notices)


def test_a_watch_list_with_a_chinese_name_has_a_list_id() -> None:
    message = digest_to_mail(replace(morning(), watchlist="示例区", id="甲 乙"), SETTINGS_OF_NOBODY)
    assert message["List-Id"].isascii()
    assert message["Message-ID"].isascii()
    assert message["Message-ID"] == digest_to_mail(replace(morning(), id="甲 乙"), SETTINGS_OF_NOBODY)["Message-ID"]


LOGIN = ("clerk", "correct horse")


def test_the_right_password_is_taken() -> None:
    with LocalMail(LOGIN) as server:
        assert send_mail(morning(), server.settings()).delivered


def test_a_wrong_password_is_one_clear_line_and_final() -> None:
    with LocalMail(LOGIN) as server:
        receipt = send_mail(morning(), server.settings(password="battery staple"))
    assert receipt.permanent
    assert receipt.error == (
        f"The mail server 127.0.0.1:{server_port(receipt)} refused the name or password of clerk "
        "(535 5.7.8 Authentication credentials invalid)"
    )
    assert server.messages == []


def server_port(receipt: Receipt) -> str:
    return receipt.error.split("127.0.0.1:")[1].split(" ")[0]


@pytest.mark.parametrize(
    ("changes", "permanent", "said"),
    [
        ({"username": None, "password": None}, True, "530 5.7.0 Authentication required"),
        ({"security": "starttls"}, True, "does not offer"),
        ({"security": "tls", "timeout": 2.0}, False, "was not reached"),
    ],
)
def test_a_server_that_wants_something_else(changes: dict[str, Any], permanent: bool, said: str) -> None:
    with LocalMail(LOGIN) as server:
        receipt = send_mail(morning(), server.settings(**changes))
    assert not receipt.delivered
    assert receipt.permanent is permanent
    assert said in receipt.error
    assert "correct horse" not in receipt.error


def test_refused_recipients_are_named() -> None:
    with LocalMail(refused=("gone@example.org",)) as server:
        none = send_mail(morning(), server.settings(to=("gone@example.org",)))
        some = send_mail(morning(), server.settings(to=("gone@example.org", "here@example.org")))
    assert (none.delivered, none.permanent) == (False, True)
    assert "gone@example.org (550 5.1.1 No such user here)" in none.error
    assert some.delivered
    assert "gone@example.org" in some.error
    assert server.recipients == [("here@example.org",)]


def test_nobody_listening_is_worth_another_try() -> None:
    with LocalMail() as server:
        settings = server.settings()
    receipt = send_mail(morning(), settings)
    assert (receipt.delivered, receipt.permanent) == (False, False)
    assert receipt.error.endswith("was not reached: Connection refused")


@pytest.mark.parametrize(
    "changes",
    [
        {"to": ()},
        {"to": ("nobody",)},
        {"sender": "a@b\nBcc: c@d"},
        {"username": "clerk"},
        {"username": "clerk", "password": "secret", "security": "none"},
        {"security": "ssl"},
    ],
)
def test_settings_that_cannot_work_are_refused(changes: dict[str, Any]) -> None:
    known: dict[str, Any] = {"host": "mail.example.org", "sender": "a@b.cn", "to": ("c@d.cn",)}
    with pytest.raises(ValueError, match=r"^mail[.: ]") as caught:
        MailSettings(**{**known, **changes})
    assert "secret" not in str(caught.value)


def test_the_password_is_not_shown() -> None:
    assert "hush" not in repr(MailSettings("h", "a@b.cn", ("c@d.cn",), username="clerk", password="hush"))


def test_every_channel_has_settings() -> None:
    assert CHANNELS.keys() == SETTINGS.keys() == {"slack", "mail", "apprise"}
