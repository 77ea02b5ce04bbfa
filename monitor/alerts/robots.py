"""The group robots of DingTalk and WeCom, asked by ourselves: they answer HTTP 200 to what they refuse, with the reason
in the body, and Apprise does not look there."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from apprise import Apprise

from monitor.alerts.digest import Receipt
from monitor.alerts.settings import AddressSettings, without_secrets

_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Robot:
    """`longest` is the bytes a message may have; `waits` and `refusals` are the service's own numbers."""

    name: str
    url: str
    longest: int
    waits: tuple[int, ...]
    """What is tried again: too many messages, a busy service."""
    refusals: Mapping[int, str]
    """What trying again can't mend, in words."""
    unwanted: tuple[int, ...] = ()
    """What is refused for something in the message."""


ROBOTS: dict[str, Robot] = {
    "dingtalk": Robot(
        "DingTalk",
        "https://oapi.dingtalk.com/robot/send",
        18_000,
        (-1, 130101, 130102, 410100),
        {
            300001: "the token is not valid",
            300005: "the token is not valid",
            310000: "the robot's security settings refuse the message (keyword, signature or address)",
            400101: "the token is not valid",
            400102: "the robot was stopped",
            400105: "the robot takes no such message",
            400106: "there is no such robot",
        },
        (430101, 430102, 430103, 430104),
    ),
    "wecombot": Robot(
        "WeCom",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
        1_900,
        (-1, 45009, 45033),
        {93000: "the key is not valid", 93004: "the robot was stopped", 93008: "the robot is not in the group"},
    ),
}
"""https://open.dingtalk.com/document/orgapp/custom-robot-access and
https://developer.work.weixin.qq.com/document/path/99110"""


def post_to_robot(robot: Robot, text: str, settings: AddressSettings) -> Receipt:
    """One message, or why not."""
    query = _query(settings)
    if query is None:
        return Receipt(False, f"{robot.name}: the address is not one of its robots", permanent=True)
    base = robot.url
    if settings.endpoint:
        base = settings.endpoint.rstrip("/") + urlsplit(robot.url).path
    payload = json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False).encode()
    request = urllib.request.Request(f"{base}?{urlencode(query)}", payload, {"Content-Type": "application/json"})  # noqa: S310 - ours, https
    try:
        with urllib.request.urlopen(request, timeout=settings.timeout) as response:  # noqa: S310
            return _judge(robot, json.loads(response.read(100_000)), settings)
    except urllib.error.HTTPError as error:
        return _http_error(robot, error)
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "reason", None) or error or type(error).__name__)
        return Receipt(False, f"{robot.name} was not reached: {without_secrets(reason, settings.secrets)}")


def _query(settings: AddressSettings) -> dict[str, str] | None:
    """What names the robot, and signs for it, in the address of the request."""
    service: Any = Apprise.instantiate(settings.address, suppress_exceptions=True)
    if service is None:
        return None
    if settings.scheme == "wecombot":
        return {"key": service.key}
    if not service.secret:
        return {"access_token": service.token}
    timestamp, signature = service.get_signature()
    return {"access_token": service.token, "timestamp": timestamp, "sign": urllib.parse.unquote(signature)}


def _judge(robot: Robot, answer: Any, settings: AddressSettings) -> Receipt:
    code = answer.get("errcode") if isinstance(answer, dict) else None
    if code == 0:
        return Receipt(True)
    if not isinstance(code, int):
        return Receipt(False, f"{robot.name} answered something else than a robot does")
    if code in robot.waits:
        return Receipt(False, f"{robot.name} asks us to wait ({code})", retry_after=_WAIT)
    said = without_secrets(robot.refusals.get(code) or str(answer.get("errmsg", "")), settings.secrets)
    line = f"{robot.name} refused the message: {said} ({code})"
    return Receipt(False, line, permanent=code in robot.refusals, is_message_refused=code in robot.unwanted)


def _http_error(robot: Robot, error: urllib.error.HTTPError) -> Receipt:
    with error:
        asked = error.headers.get("Retry-After", "")
        waits = float(asked) if asked.isdecimal() else _WAIT if error.code == 429 else None
        return Receipt(
            False,
            f"{robot.name} answered {error.code}",
            retry_after=waits,
            permanent=error.code in (401, 403, 404, 410),
        )
