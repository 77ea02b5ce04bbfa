"""The meta tags of government pages, as they are found in the wild."""

import datetime as dt

import pytest

from crawler.families.metadata import published_by_metadata, read_metadata


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<meta name="PubDate" content="2021-01-12 10:19">', dt.date(2021, 1, 12)),
        ('<META content="2021-01-12" NAME=pubdate>', dt.date(2021, 1, 12)),
        ('<html><body><p>unclosed<meta name="PubDate" content="2021年1月12日"></body>', dt.date(2021, 1, 12)),
        ('<meta name="PubDate" content=""><meta name="PubDate" content="2021-01-12">', dt.date(2021, 1, 12)),
        ('<meta name="PubDate" content="{pubdate}">', None),
        ('<meta property="PubDate" content="2021-01-12">', None),
        ('<meta name="Description" content="a > b"><meta name="PubDate" content="2021-01-12">', dt.date(2021, 1, 12)),
        (
            "<meta name=Description content='never closed><p></p><meta name=PubDate content=2021-01-12>",
            dt.date(2021, 1, 12),
        ),
        ('<meta name="PubDate"\n content="2021-01-12"\n/>', dt.date(2021, 1, 12)),
        ("", None),
    ],
)
def test_publication_date(text: str, expected: dt.date | None) -> None:
    assert published_by_metadata(text) == expected


def test_names_are_lower_case_and_values_as_printed() -> None:
    page = '<meta name="SiteIDCode" content="4403000052"><meta name="ColumnName" content=" 政府信息公开年报 ">'
    assert read_metadata(page) == {"siteidcode": "4403000052", "columnname": "政府信息公开年报"}
