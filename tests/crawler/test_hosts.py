"""How hosts are treated over several runs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from crawler.hosts import BACK_OFF, LONGEST_REST, HostLedger, host_key, read_retry_after, rest_until
from crawler.resolution import is_public, private_refusal
from crawler.watchlist import Host, Watchlist
from storage.archive import Archive

NOW = dt.datetime(2026, 1, 20, 14, tzinfo=dt.timezone(dt.timedelta(hours=8)))
LIST = Watchlist(
    name="Test",
    first_year=2020,
    bodies=(),
    portals=(),
    requests_a_day=10,
    hosts=(Host(host="www.small.gov.cn", requests_a_day=2),),
)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://WWW.gz.gov.cn/a", "www.gz.gov.cn"),
        ("http://www.gz.gov.cn:8080/", "www.gz.gov.cn"),
        ("http://127.0.0.1:8765/", "127.0.0.1:8765"),
        ("http://localhost:1/", "localhost:1"),
    ],
)
def test_one_host_is_one_name_whatever_its_ports(url: str, key: str) -> None:
    assert host_key(url) == key


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 3600 ", 3600),
        ("Tue, 20 Jan 2026 07:00:00 GMT", 3600),
        ("99999999", LONGEST_REST.total_seconds()),
        ("0", None),
        ("soon", None),
        ("", None),
        ("Tue, 20 Jan 2015 07:00:00 GMT", None),
        ("9" * 40, None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    moment = read_retry_after(value, NOW)
    assert (moment - NOW).total_seconds() == seconds if seconds and moment else moment is None and seconds is None


def test_a_rest_grows_and_is_never_shorter_than_was_asked_for() -> None:
    assert [rest_until(refusals, NOW) - NOW for refusals in range(1, 9)] == [*BACK_OFF, BACK_OFF[-1]]
    assert rest_until(1, NOW, NOW + dt.timedelta(hours=5)) == NOW + dt.timedelta(hours=5)
    assert rest_until(3, NOW, NOW + dt.timedelta(hours=5)) == NOW + BACK_OFF[2]


def test_rests_are_remembered_over_runs_and_forgotten_when_the_host_serves_us(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        first = HostLedger(archive, LIST, NOW)
        first.refused("www.gz.gov.cn", "/ answered 429", NOW)
        later = NOW + dt.timedelta(minutes=59)
        second = HostLedger(archive, LIST, later)
        row = second.resting("www.gz.gov.cn", later)
        assert row
        assert (row.reason, row.refusals) == ("/ answered 429", 1)
        assert second.resting("www.gz.gov.cn", NOW + dt.timedelta(hours=1)) is None
        second.refused("www.gz.gov.cn", "/ answered 429", later)
        third = HostLedger(archive, LIST, later)
        assert third.resting("www.gz.gov.cn", later + dt.timedelta(hours=2))
        third.served("www.gz.gov.cn", later)
        assert HostLedger(archive, LIST, later).resting("www.gz.gov.cn", later) is None
        assert [event.kind for event in archive.events_after(0)] == ["host.rests", "host.rests", "host.served"]


def test_the_budget_holds_for_a_day_over_several_runs(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        first = HostLedger(archive, LIST, NOW)
        first.count("www.small.gov.cn")
        first.save_counts(NOW)
        second = HostLedger(archive, LIST, NOW)
        assert (second.budget_left("www.small.gov.cn"), second.budget_left("www.large.gov.cn")) == (1, 10)
        second.count("www.small.gov.cn")
        assert second.budget_left("www.small.gov.cn") == 0
        second.save_counts(NOW)
        tomorrow = NOW + dt.timedelta(days=1)
        assert HostLedger(archive, LIST, tomorrow).budget_left("www.small.gov.cn") == 2


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "198.18.0.1", "240.0.0.1"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)
    assert private_refusal("www.gz.gov.cn", address, (".gov.cn",))
    assert private_refusal("www.gz.gov.cn", address, (".gov.cn", "www.gz.gov.cn")) is None


@pytest.mark.parametrize("address", ["14.18.100.1", "8.8.8.8", "2400:3200::1"])
def test_public_addresses(address: str) -> None:
    assert private_refusal("www.gz.gov.cn", address, (".gov.cn",)) is None
