"""The channels: whether each would take a message, without sending one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from monitor.alerts.address import load_service
from monitor.alerts.digest import Receipt
from monitor.alerts.mail import try_login
from monitor.alerts.settings import AddressSettings, MailSettings, SlackSettings
from monitor.alerts.slack import try_token
from monitor.doctor.checkup import Checkup, Patient, bad, good, warning


def check_channels(patient: Patient) -> Iterator[Checkup]:
    if patient.config is None:
        return
    channels = patient.config.channels
    if not channels:
        yield warning(
            "channels", "none is configured: nobody is told anything", "add [slack] or [mail] to nianbao.toml"
        )
    for name, channel in channels.items():
        settings = channel.settings()
        yield _CHECKS[type(settings)](f"channel {name}", settings)


def _check_mail(name: str, settings: MailSettings) -> Checkup:
    who = f" as {settings.username}" if settings.username else ""
    return _said(name, try_login(settings), f"{settings.host}:{settings.port} lets us in{who}")


def _check_slack(name: str, settings: SlackSettings) -> Checkup:
    if settings.webhook_url:
        return good(name, "a webhook; whether Slack takes it shows only in a message: `nianbao alerts test`")
    return _said(name, try_token(settings), f"Slack knows the token; messages go to {settings.channel}")


def _check_address(name: str, settings: AddressSettings) -> Checkup:
    if load_service(settings) is None:
        return bad(
            name, f"Apprise knows no such address ({settings.scheme}://…)", "see https://appriseit.com/services/"
        )
    return good(name, f"{settings.scheme}://…; whether it takes messages shows in one: `nianbao alerts test`")


def _said(name: str, receipt: Receipt, all_well: str) -> Checkup:
    if receipt.delivered:
        return good(name, all_well)
    return bad(name, receipt.error, "correct the section in nianbao.toml or its secret in the environment")


_CHECKS: dict[type, Callable[[str, Any], Checkup]] = {
    MailSettings: _check_mail,
    SlackSettings: _check_slack,
    AddressSettings: _check_address,
}
