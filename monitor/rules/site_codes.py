"""Whose site a page says it stands on: the province in its 网站标识码, compared with that of the body it reports on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.finding import Finding

PROVINCES: dict[str, str] = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古",
    "21": "辽宁", "22": "吉林", "23": "黑龙江",
    "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东",
    "41": "河南", "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南",
    "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏",
    "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆",
}  # fmt: skip
"""The first two digits of the administrative division code (GB/T 2260), with which a 网站标识码 begins."""
_FULL_NAME = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区)?")


def check_site_code(body: str, year: int | None, region: str, url: str, code: str) -> Iterator[Finding]:
    """A page carries the website code of the body's own province; another may be that of a copy on somebody else's
    site. Tolerated: no code, one that is not ten digits (`bm` for ministries), a code or region of no known
    province."""
    if differ := provinces_that_differ(region, code):
        own, stated = differ
        holes = {"code": code, "other": stated, "own": own, "url": url}
        yield Finding("body.mismatch", body, year, (), own, code, holes, subject=url, variant="site")


def provinces_that_differ(region: str, code: str) -> tuple[str, str] | None:
    """The province of a body's region and that of a website code; None where they are one, or either is not known."""
    own = province_of_region(region)
    stated = PROVINCES.get(code[:2]) if re.fullmatch(r"[0-9]{10}", code) else None
    return (own, stated) if own and stated and own != stated else None


def province_of_region(region: str) -> str | None:
    """The province a region of the watch list lies in (广东/广州, 广东省/广州市); None unless it begins with
    one: 海南州 and 河南县 are no provinces."""
    first = region.partition("/")[0].strip()
    names = (name for name in PROVINCES.values() if first.startswith(name))
    return next((name for name in names if _FULL_NAME.fullmatch(first, len(name))), None)
