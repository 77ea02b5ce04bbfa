"""A channel that is taken out of the configuration: what waits there is given up, and somebody hears of it once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from monitor.alerts.digest import Digest, Receipt
from monitor.steps.abandoned import REASON
from monitor.steps.deliver import Outlet
from tests.monitor.outbox_world import HOUR, World

DAY = dt.timedelta(days=1)


class Teller:
    """A channel that takes everything, or nothing, and remembers what it was told."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.said: list[str] = []

    @property
    def outlet(self) -> Outlet:
        return Outlet(self.send)

    def send(self, digest: Digest) -> Receipt:
        if self.works:
            self.said += [f"{notice.transition} {notice.message}" for notice in digest.notices]
        return Receipt(delivered=self.works, error="" if self.works else "no answer")


@pytest.fixture
def desk() -> Teller:
    return Teller()


@pytest.fixture
def world(tmp_path: Path, desk: Teller) -> World:
    """Two findings, told at the desk and waiting for the newsroom, which is then taken out."""
    world = World(tmp_path, desk=desk.outlet, newsroom=Teller(works=False).outlet)
    world.find("one", "two")
    world.step()
    del world.outlets["newsroom"]
    desk.said.clear()
    return world


def test_what_waits_is_given_up_with_the_reason_and_told_once_elsewhere(world: World, desk: Teller) -> None:
    world.live(4 * DAY, HOUR)
    assert world.states("newsroom") == {"given_up": 2}
    errors = world.archive.rows("SELECT DISTINCT error FROM deliveries WHERE channel = 'newsroom'")
    assert [row["error"] for row in errors] == [REASON]
    (said,) = desk.said
    assert said.startswith("opened 渠道「newsroom」已不在 nianbao.toml 中，仍有 2 条提醒在等待发送，现已放弃")
    assert world.open_codes() == ["channel.failing"]
    world.live(7 * DAY, HOUR)
    assert world.open_codes() == []
    assert len(desk.said) == 1, "that it is no longer shown is no news"


def test_a_channel_that_is_only_away_for_a_while_loses_nothing(world: World, desk: Teller) -> None:
    """As where a command is run without its secret."""
    world.live(2 * DAY, HOUR)
    assert world.states("newsroom") == {"pending": 2}
    back = Teller()
    world.outlets["newsroom"] = back.outlet
    world.live(DAY, HOUR)
    assert world.states("newsroom") == {"delivered": 2}
    assert (len(back.said), desk.said) == (2, [])


def test_what_is_due_later_is_not_given_up_before(world: World) -> None:
    """A weekly digest whose channel is away for a day in between."""
    later = (world.now + 6 * DAY).isoformat()
    world.archive.db.conn.execute("UPDATE deliveries SET next_attempt_at = ? WHERE channel = 'newsroom'", (later,))
    world.live(5 * DAY, HOUR)
    assert world.states("newsroom") == {"pending": 2}
