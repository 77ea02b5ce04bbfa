"""Addresses that lead to the same thing."""

from __future__ import annotations

import pytest

from storage.addresses import address_key, tidy_address, twins

SAME = [
    ("http://www.gz.gov.cn/zwgk/", "https://www.gz.gov.cn/zwgk/"),
    ("https://www.gz.gov.cn/content/post_12.html", "http://www.gz.gov.cn/content/mpost_12.html"),
    ("https://www.gz.gov.cn:443/a", "http://www.gz.gov.cn:80/a"),
    ("https://WWW.gz.gov.cn./a#top", "https://www.gz.gov.cn/a"),
    ("https://www.gz.gov.cn", "https://www.gz.gov.cn/"),
]
DIFFERENT = [
    ("https://www.gz.gov.cn/a", "https://www.gz.gov.cn/A"),
    ("https://www.gz.gov.cn/a?id=1", "https://www.gz.gov.cn/a?id=2"),
    ("https://www.gz.gov.cn:8443/a", "https://www.gz.gov.cn/a"),
    ("https://www.gz.gov.cn/content/post_12.html", "https://www.gz.gov.cn/content/post_13.html"),
    ("https://gz.gov.cn/a", "https://www.gz.gov.cn/a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_twins(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)
    assert tidy_address(one) in twins(other)
    assert tidy_address(other) in twins(one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_no_twins(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)
    assert one not in twins(other)


def test_an_address_is_among_its_own_twins() -> None:
    assert twins("HTTP://X.gov.cn/m")[0] == "HTTP://X.gov.cn/m"
    assert len(twins("http://x.gov.cn/content/post_1.html")) == 4
