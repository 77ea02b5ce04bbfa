"""Whatever happens, in whatever order: in the end the receiver knows of each finding what is true of it."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.alerts.digest import Digest, Receipt
from monitor.steps.deliver import Outlet
from tests.monitor.outbox_world import HOUR, World

Step = tuple[str, object]


class Killed(BaseException):
    """The process ends here."""


class Receiver:
    """A channel in one of several moods; `heard` is what its readers have seen, in order."""

    def __init__(self) -> None:
        self.mood = "up"
        self.heard: list[Digest] = []

    def __call__(self, digest: Digest) -> Receipt:
        if self.mood in ("down", "refusing"):
            return Receipt(False, "no", permanent=self.mood == "refusing")
        self.heard.append(digest)
        if self.mood == "killed":
            self.mood = "up"
            raise Killed
        return Receipt(self.mood != "answer lost", "" if self.mood != "answer lost" else "the line broke")

    def last_told(self, finding: str) -> str | None:
        told = [str(each.transition) for digest in self.heard for each in digest.notices if each.finding == finding]
        return told[-1] if told else None


STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("find"), st.sampled_from("abc")),
    st.tuples(st.just("resolve"), st.sampled_from("abc")),
    st.tuples(st.just("mood"), st.sampled_from(("up", "down", "refusing", "answer lost", "killed"))),
    st.tuples(st.just("live"), st.integers(1, 90)),
    st.tuples(st.just("jump"), st.integers(-2, 2)),
)


def play(world: World, receiver: Receiver, step: Step) -> None:
    match step:
        case ("find", str(name)):
            world.find(name)
        case ("resolve", str(name)):
            world.open.pop(name, None)
            world.settle()
        case ("mood", str(mood)):
            receiver.mood = mood
        case ("jump", int(hours)):
            world.now += hours * HOUR
        case ("live", int(minutes)):
            try:
                world.live(dt.timedelta(minutes=minutes), every=dt.timedelta(minutes=3))
            except Killed:
                world.archive.close()
                world.archive = type(world.archive).open(world.archive.home)


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, max_size=25))
@example([("find", "a"), ("mood", "killed"), ("live", 9), ("resolve", "a"), ("live", 9)])
@example([("mood", "refusing"), ("jump", 2), ("find", "a"), ("live", 9), ("jump", -2), ("mood", "up")])
@example([("mood", "answer lost"), ("find", "a"), ("live", 30), ("resolve", "a"), ("mood", "up")])
def test_in_the_end_the_receiver_knows_the_truth(steps: list[Step]) -> None:
    receiver = Receiver()
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), mail=Outlet(receiver))
        for step in steps:
            play(world, receiver, step)
        receiver.mood = "up"
        world.live(16 * HOUR, every=dt.timedelta(minutes=7))
        rows = world.archive.rows("SELECT state FROM deliveries")
        assert {row["state"] for row in rows} <= {"delivered"}, "nothing is lost"
        on_record = world.archive.rows("SELECT id FROM digests WHERE delivered_at IS NOT NULL")
        assert {row["id"] for row in on_record} == {digest.id for digest in receiver.heard}
        for name in "abc":
            told = receiver.last_told(name)
            expected = {"opened", "unstable"} if name in world.open else {None, "resolved", "unstable"}
            assert told in expected
        world.archive.close()
