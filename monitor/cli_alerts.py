"""`nianbao alerts`: what was told, what waits to be told, and trying out how it looks and whether it arrives."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli_options import ConfigOption, HomeOption, JsonOption, flow_of, home_of

alerts = typer.Typer(
    name="alerts",
    help="What was told, what waits to be told, and whether it arrives.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
ChannelOption = Annotated[str | None, typer.Option("--channel", metavar="NAME", help="Only this channel.")]


@alerts.command("list")
def list_(
    context: typer.Context,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="Only these: pending, delivered, given_up or silenced.")
    ] = None,
    channel: ChannelOption = None,
    limit: Annotated[int, typer.Option(min=1, help="How many, the newest first.")] = 50,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """List alerts with what became of them on each channel, the newest first."""
    from monitor.commands.alert_list import list_alerts

    list_alerts(home_of(context, home), state=state, channel=channel, limit=limit, as_json=as_json)


@alerts.command()
def show(
    context: typer.Context,
    alert: Annotated[int, typer.Argument(metavar="ALERT", help="Its number, as `alerts list` shows it.")],
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show one alert: the finding, and every delivery with its attempts and errors."""
    from monitor.commands.alert_list import show_alert

    show_alert(home_of(context, home), alert, as_json=as_json)


@alerts.command()
def preview(
    context: typer.Context,
    channel: ChannelOption = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="A digest of made-up bodies instead of what is waiting.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the messages as files too: HTML, EML, JSON or text by channel."),
    ] = None,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Print what would be sent next on each channel, without sending anything: a dry run."""
    from monitor.commands.alert_preview import preview_alerts

    preview_alerts(flow_of(context, home, config), channel, sample=sample, output=output)


@alerts.command()
def send(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print instead of sending; the same as `preview`.")
    ] = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Deliver what is due now.

    Exit code 0 when all of it arrived, 6 when something could not be delivered.
    """
    from monitor.commands.alert_preview import preview_alerts
    from monitor.commands.alert_send import send_due

    flow = flow_of(context, home, config)
    if dry_run:
        preview_alerts(flow, None, sample=False, output=None)
    else:
        raise typer.Exit(send_due(flow))


@alerts.command("test")
def try_out(
    context: typer.Context,
    channels: Annotated[
        list[str] | None, typer.Argument(metavar="[CHANNEL]...", help="Names of channels.", show_default="all")
    ] = None,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Send a test message on the channels. One that takes it is tried again at once with what waits for it.

    Exit code 0 when all took it, 6 when one did not.
    """
    from monitor.commands.alert_send import send_test

    raise typer.Exit(send_test(flow_of(context, home, config), tuple(channels or ())))


@alerts.command()
def resend(
    context: typer.Context,
    channel: Annotated[str, typer.Option("--channel", metavar="NAME", help="The channel that should have them.")],
    numbers: Annotated[
        list[int] | None,
        typer.Argument(metavar="[ALERT]...", help="Numbers of alerts.", show_default="all that were given up there"),
    ] = None,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Put alerts into the outbox of a channel again; they go out with what is due next."""
    from monitor.commands.alert_send import resend_alerts

    resend_alerts(flow_of(context, home, config), channel, tuple(numbers or ()))


@alerts.command()
def snooze(
    context: typer.Context,
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="Its id, or the beginning of it.")],
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day on which it is told again.")] = None,
    days: Annotated[int | None, typer.Option(min=0, help="Or for so many days; 0 wakes it.")] = None,
    home: HomeOption = None,
) -> None:
    """Keep a finding silent for a while. If it still stands then, it is told again."""
    from monitor.commands.alert_send import snooze_finding

    snooze_finding(home_of(context, home), finding, until, days)
