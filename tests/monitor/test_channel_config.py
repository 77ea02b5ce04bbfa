"""Channels and routes in nianbao.toml: what is right is understood, what is wrong is named with key and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.clock import now
from monitor.config import Config, load_config
from monitor.config_template import TEMPLATE
from monitor.errors import ConfigError
from monitor.steps.flow import build_flow

MAIL = 'host = "smtp.example.org"\nsender = "a@b.cn"\nto = ["c@d.cn"]\n'
SEVERAL = f"""\
[slack]
channel = "#office"
token = "xoxb-1"

[channel.newsroom]
kind = "slack"
channel = "#press"
quiet = "22:00-07:00"

[channel.chief]
kind = "mail"
{MAIL}
[channel.feishu]
kind = "apprise"

[[route]]
channels = ["slack", "newsroom"]
codes = ["deadline.*"]

[[route]]
channels = ["chief", "feishu"]
send = "weekly"
weekday = "friday"
at = 17:30:00
language = "zh"
"""
SECRETS = {"NIANBAO_NEWSROOM_TOKEN": "xoxb-2", "NIANBAO_FEISHU_ADDRESS": "feishu://token123456"}


def load(folder: Path, text: str, **environment: str) -> Config:
    file = folder / "nianbao.toml"
    file.write_text(text, encoding="utf-8")
    return load_config(file, environment)


def test_several_channels_of_one_kind_and_their_secrets(tmp_path: Path) -> None:
    config = load(tmp_path, SEVERAL, **SECRETS)
    assert {name: channel.kind for name, channel in config.channels.items()} == {
        "slack": "slack", "newsroom": "slack", "chief": "mail", "feishu": "apprise",
    }  # fmt: skip
    assert config.channel["newsroom"].settings().secrets[-1] == "xoxb-2"
    assert config.routes[1].at.hour == 17
    assert "xoxb" not in repr(config)
    assert "token123456" not in repr(config)


def test_the_plain_sections_need_no_route(tmp_path: Path) -> None:
    config = load(tmp_path, f'[alerts]\nleast_severity = "warning"\n[mail]\n{MAIL}')
    (route,) = config.routes
    assert (route.channels, str(route.least_severity), route.send) == (("mail",), "warning", "now")


def test_without_channels_there_are_no_routes(tmp_path: Path) -> None:
    assert load(tmp_path, "").routes == ()


@pytest.mark.parametrize(
    ("line", "instead", "at", "said"),
    [
        ('kind = "apprise"', 'kind = "pigeon"', "[channel.feishu]", "channel.feishu"),
        ('channel = "#press"', 'chanel = "#press"', "", "channel.newsroom.chanel: is not a known key"),
        ('quiet = "22:00-07:00"', 'quiet = "late"', "", "22:00-07:00"),
        ("[channel.feishu]", '[channel."飞书"]', "", "a channel's name"),
        ('["slack", "newsroom"]', '["slack", "newsrom"]', "", "there is no channel newsrom; known: slack, newsroom"),
        ('weekday = "friday"', 'weekday = "caturday"', "", "route.2.weekday"),
        ("at = 17:30:00", 'at = "25:00"', "", "route.2.at"),
        ('codes = ["deadline.*"]', "codes = 3", "", "route.1.codes"),
        ('sender = "a@b.cn"\n', "", "[channel.chief]", "channel.chief.sender: is missing; add it"),
        ('language = "zh"', 'language = "fr"', "", "route.2.language"),
    ],
)
def test_mistakes_name_key_and_line(tmp_path: Path, line: str, instead: str, at: str, said: str) -> None:
    assert line in SEVERAL
    text = SEVERAL.replace(line, instead)
    number = 1 + next(n for n, each in enumerate(text.splitlines()) if (at or instead) in each)
    variables = {**SECRETS, "NIANBAO_飞书_ADDRESS": "feishu://token123456"}
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text, **variables)
    assert said in str(caught.value)
    assert f", line {number}:" in str(caught.value)


def test_a_missing_secret_names_its_variable(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"line 16: channel\.feishu\.address: is missing; add it or set NIANBAO_FEISHU"
    ):
        load(tmp_path, SEVERAL, NIANBAO_NEWSROOM_TOKEN="xoxb-2")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'[mail]\n{MAIL}[channel.mail]\nkind = "mail"\n{MAIL}', "give one of them another name"),
        (
            f'[mail]\n{MAIL}[channel.press]\nkind = "mail"\n{MAIL}[[route]]\nchannels = ["mail"]\n',
            r"line 5: press: no route leads to this channel",
        ),
        (f'[alerts]\nfallback = "slack"\n[mail]\n{MAIL}', "alerts.fallback: there is no channel slack"),
        (
            '[channel.x]\nkind = "apprise"\naddress = "nonsense"\n',
            "line 1: channel.x: address must be one of Apprise's",
        ),
        (f'[mail]\n{MAIL}unsubscribe = "javascript:x"\n', "mail.unsubscribe"),
    ],
)
def test_what_does_not_fit_together(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load(tmp_path, text)


def test_a_body_the_watch_list_does_not_have_is_named_with_its_line(tmp_path: Path) -> None:
    config = load(
        tmp_path, f'watchlist = "sample"\n[mail]\n{MAIL}\n[[route]]\nchannels = ["mail"]\nbodies = ["nobody"]\n'
    )
    with pytest.raises(ConfigError, match=r"nianbao\.toml, line 9: route\.1\.bodies: the watch list .* has no nobody"):
        build_flow(tmp_path, config, now)


def test_an_address_that_is_wrong_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, '[channel.x]\nkind = "apprise"\naddress = "feishu token-of-mine"\n')
    assert "token-of-mine" not in str(caught.value)


def test_the_template_shows_every_key_and_is_right_once_uncommented(tmp_path: Path) -> None:
    lines = [
        line[2:] if line.startswith("# ") and ("=" in line or line[2:3] == "[") else line
        for line in TEMPLATE.splitlines()
    ]
    text = "\n".join(line for line in lines if 'address = ""' not in line and 'ca_file = ""' not in line)
    for blank in ('webhook_url = ""', 'username = ""', 'password = ""', 'token = ""'):
        text = text.replace(blank, "")
    text = text.replace('bodies = ["example_*"]\n', "")
    text += '\n[[route]]\nchannels = ["slack", "newsroom", "feishu"]\n'
    config = load(
        tmp_path, text, NIANBAO_SLACK_TOKEN="x", NIANBAO_NEWSROOM_TOKEN="x", NIANBAO_FEISHU_ADDRESS="feishu://abcdefgh"
    )
    assert set(config.channels) == {"slack", "mail", "newsroom", "feishu"}
    assert config.alerts.templates == "templates"
