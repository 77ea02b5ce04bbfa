"""Templates of the user's own: they take the place of ours, reach nothing else, and can lose no alert."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from monitor.alerts.chat import digest_to_texts
from monitor.alerts.mail import digest_to_mail
from monitor.alerts.preview import mail_to_html
from monitor.alerts.settings import MailSettings
from monitor.alerts.slack_limits import broken_limits, texts
from monitor.alerts.slack_messages import digest_to_messages
from monitor.alerts.template import OVERRIDABLE, Templates, load_templates, own_templates
from monitor.errors import ConfigError
from tests.monitor.digests import crowd, digest, morning, notice

SETTINGS = MailSettings("mail.example.org", "nianbao@example.org", ("office@example.org",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def use(folder: Path, **files: str) -> Templates:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return load_templates(str(folder))


def test_a_template_takes_the_place_of_ours(folder: Path) -> None:
    own = use(
        folder, subject_txt="年报提醒：{{ outline.headline }}", mail_html="<p>{{ outline.bodies | join('、') }}</p>"
    )
    message = digest_to_mail(replace(morning(), templates=own), SETTINGS)
    assert message["Subject"] == "年报提醒：4 errors, 2 warnings, 1 note, 1 resolved"
    assert mail_to_html(message).startswith("<p>示例市示例区")
    assert digest_to_mail(morning(), SETTINGS)["Subject"].startswith("[nianbao]"), "another archive keeps to its own"


def test_what_documents_say_is_escaped_there_too(folder: Path) -> None:
    own = use(
        folder, mail_html="{% for s in outline.sections %}{% for g in s.groups %}{{ g.body }}{% endfor %}{% endfor %}"
    )
    html = mail_to_html(
        digest_to_mail(replace(digest(notice("n", "m", body="<script>x</script>")), templates=own), SETTINGS)
    )
    assert "<script>" not in html


@pytest.mark.parametrize(
    "text",
    [
        "{{ outline.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ frame.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ outline.nothing_of_this_name }}",
        "{{ 1 / 0 }}",
        "{% for x in range(100000000) %}{% endfor %}",
        "{% include 'chat.txt' %}{% include '../../secret' %}",
    ],
)
def test_a_template_that_reaches_out_or_fails_gives_way_to_ours(
    folder: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    own = use(folder, chat_txt=text)
    (said,) = digest_to_texts(replace(digest(notice("n", "case n.")), templates=own), 4000)
    assert "case n." in said
    assert "alerts.templates: chat.txt failed" in caplog.text


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("mail.html", "one\ntwo {% if %}", "mail.html, line 2:"),
        ("mail.htm", "x", "is none of the templates"),
    ],
)
def test_a_template_that_cannot_work_is_refused_at_the_start(folder: Path, name: str, text: str, said: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load_templates(str(folder))


def test_a_folder_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(ConfigError, match="is no folder"):
        load_templates(str(folder / "nowhere"))


def test_slack_in_words_of_ones_own_keeps_to_its_limits(folder: Path) -> None:
    one_a_line = (
        "{% for s in outline.sections %}{% for g in s.groups %}{% for i in g.items %}\n\n\n{{ g.body }}: "
        "{{ i.message }}"
        "{% endfor %}{% endfor %}{% endfor %}"
    )
    own = use(folder, slack_txt=one_a_line)
    messages = digest_to_messages(replace(crowd(300), templates=own))
    said = "\n".join(text for message in messages for text in texts(list(message.blocks)))
    assert [list(broken_limits(list(message.blocks))) for message in messages] == [[]] * len(messages)
    assert all(f"case {one.key}." in said for one in crowd(300).notices)


def test_every_template_of_ours_can_be_replaced() -> None:
    shipped = set(own_templates().list_templates()) - {"slack_preview.html"}
    assert shipped == set(OVERRIDABLE) - {"slack.txt"}
