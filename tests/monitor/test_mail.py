"""Mail, through a real mail server on this machine."""

from __future__ import annotations

import csv
import io
import threading
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from monitor.alerts import CHANNELS, SETTINGS
from monitor.alerts.digest import Receipt
from monitor.alerts.local import LocalMail
from monitor.alerts.mail import digest_to_mail, send_mail
from monitor.alerts.preview import mail_to_html
from monitor.alerts.settings import MailSettings
from monitor.catalogue import CATALOGUE, Entry, Language, Severity, Words
from monitor.finding import Operand, Transition
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
  Open in the archive: http://127.0.0.1:8001/report/sample_statistics/2020
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
  查看存档页：http://127.0.0.1:8001/report/sample_statistics/2020
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


def test_what_follows_on_a_mail_stands_beside_it() -> None:
    first = digest_to_mail(morning(), SETTINGS_OF_NOBODY)["Message-ID"]
    resolved = notice("r", "m", transition=Transition.RESOLVED, thread=first)
    answer = digest_to_mail(digest(resolved, key="two"), SETTINGS_OF_NOBODY)
    assert (answer["References"], answer["In-Reply-To"]) == (first, first)
    again = digest_to_mail(digest(notice("r", "m", thread=first), key="four"), SETTINGS_OF_NOBODY)
    assert (again["References"], again["In-Reply-To"]) == (first, None), "news of its own, beside the old"
    mixed = digest_to_mail(digest(resolved, notice("new", "m"), key="three"), SETTINGS_OF_NOBODY)
    assert (mixed["References"], mixed["In-Reply-To"]) == (first, None)
    assert digest_to_mail(morning(), SETTINGS_OF_NOBODY)["References"] is None


def test_sending_says_where_each_finding_was_told() -> None:
    with LocalMail() as server:
        receipt = send_mail(digest(notice("a", "m", finding="A")), server.settings())
    assert receipt.threads == {"A": server.messages[0]["Message-ID"]}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (None, "mailto:nianbao@example.org?subject=unsubscribe"),
        ("https://example.org/leave", "https://example.org/leave"),
    ],
)
def test_a_reader_can_ask_to_be_left_out(given: str | None, shown: str) -> None:
    message = digest_to_mail(morning(), replace(SETTINGS_OF_NOBODY, unsubscribe=given))
    assert message["List-Unsubscribe"] == f"<{shown}>"
    assert shown in plain(message)
    assert f'href="{shown}"' in mail_to_html(message)


HARMFUL = '=HYPERLINK("http://evil.example","click")'


def test_a_long_digest_brings_a_table_in_which_text_stays_text() -> None:
    long = replace(crowd(40), notices=(*crowd(39).notices, notice("bad", HARMFUL, found=HARMFUL, expected="-5")))
    message = digest_to_mail(long, SETTINGS_OF_NOBODY)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "nianbao-2021-02-09.xlsx"
    data = attached.get_payload(decode=True)
    assert isinstance(data, bytes)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert len(rows) == 41
    assert rows[0][:3] == ["Severity", "Change", "Body"]
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert "<f>" not in "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert any(HARMFUL in row for row in rows)
    assert "as a table is attached" in plain(message)


def test_the_table_as_csv_cannot_be_taken_for_formulas() -> None:
    bad = tuple(notice(f"n{number}", HARMFUL, expected="-5") for number in range(10))
    message = digest_to_mail(digest(*bad), replace(SETTINGS_OF_NOBODY, attach="csv"))
    (attached,) = message.iter_attachments()
    data = attached.get_payload(decode=True)
    assert isinstance(data, bytes)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == 11
    assert rows[1][6] == f"'{HARMFUL}"
    assert rows[1][7] == "-5"


@pytest.mark.parametrize(("number", "attach"), [(5, "xlsx"), (40, "none")])
def test_a_short_digest_or_a_reader_who_wants_none_gets_no_table(number: int, attach: Any) -> None:
    message = digest_to_mail(crowd(number), replace(SETTINGS_OF_NOBODY, attach=attach))
    assert list(message.iter_attachments()) == []
    assert "attached" not in plain(message)


def test_what_a_document_says_becomes_no_link_in_any_mail_program() -> None:
    bad = "see https://evil.example/x and www.evil.example, write to a@evil.example"
    message = digest_to_mail(digest(notice("n", bad, body=bad, found=bad)), SETTINGS_OF_NOBODY)
    for text in (plain(message), mail_to_html(message)):
        assert "https://evil" not in text
        assert "evil.example" not in text
        assert "@evil" not in text


def test_the_documents_own_address_stays_whole() -> None:
    message = digest_to_mail(
        digest(notice("n", f"gone from {PORTAL}/content/post_10021022.html now")), SETTINGS_OF_NOBODY
    )
    assert f"gone from {PORTAL}/content/post_10021022.html now" in plain(message)
