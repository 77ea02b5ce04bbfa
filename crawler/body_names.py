"""The ways in which a body's name is written: without its city, shortened, by its office. Data and pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SHORT_FORMS: tuple[tuple[str, str], ...] = (
    ("政务服务和数据管理局", "政数局"),
    ("政务服务数据管理局", "政数局"),
    ("发展和改革委员会", "发改委"),
    ("发展和改革局", "发改局"),
    ("发展改革局", "发改局"),
    ("人力资源和社会保障局", "人社局"),
    ("人力资源社会保障局", "人社局"),
    ("住房和城乡建设局", "住建局"),
    ("市场监督管理局", "市场监管局"),
    ("市场监督管理局", "市监局"),
    ("卫生健康委员会", "卫健委"),
    ("卫生健康局", "卫健局"),
    ("城市管理和综合执法局", "城管局"),
    ("城市管理和综合执法局", "城管执法局"),
    ("农业农村局", "农业局"),
    ("文化广电旅游体育局", "文广旅体局"),
    ("规划和自然资源局", "规自局"),
    ("退役军人事务局", "退役军人局"),
    ("应急管理局", "应急局"),
    ("生态环境局", "环保局"),
    ("人民政府办公室", "政府办"),
    ("人民政府办公室", "政府办公室"),
)
"""What is often written for the end of an official name."""
_LEVELS = ("特别行政区", "自治区", "自治州", "自治县", "省", "市", "区", "县", "旗", "盟")
_OFFICE_OF = re.compile(r"^(?P<place>.+?)人民政府(?P<office>[^政府]{1,12}街道办事处)$")
_SUBDISTRICT = re.compile(r"街道办事处$")
_TOWN = re.compile(r"(镇|乡)人民政府$")
_GOVERNMENT = re.compile(r"人民政府$")


def written_forms(name: str) -> tuple[str, ...]:
    """Other ways to write an official name, places as they stand in it."""
    found: list[str] = []
    if office := _OFFICE_OF.match(name):
        found += [f"{office['place']}{office['office']}", office["office"]]
    found += [name.removesuffix(full) + short for full, short in SHORT_FORMS if name.endswith(full)]
    for each in (name, *found):
        found += [
            pattern.sub(to, each)
            for pattern, to in ((_SUBDISTRICT, "街道"), (_SUBDISTRICT, "街"), (_TOWN, r"\1政府"), (_TOWN, r"\1"))
            if pattern.search(each)
        ]
    if _GOVERNMENT.search(name) and not _TOWN.search(name):
        found.append(_GOVERNMENT.sub("政府", name))
    return tuple(dict.fromkeys(form for form in found if form != name))


def places_of(region: str) -> tuple[str, ...]:
    """The names of a region's places, general to particular, each with and without its level: 广东, 广东省, 广州, …"""
    found: list[str] = []
    for number, place in enumerate(part for part in region.split("/") if part):
        if place.endswith(_LEVELS):
            found.append(place)
        else:
            found += [f"{place}{'省' if number == 0 else '市'}", place]
    return tuple(found)


def without_places(name: str, places: Iterable[str]) -> Iterator[str]:
    """The name with its leading places taken away one after the other: 广州市荔湾区教育局, 荔湾区教育局, 教育局."""
    rest = name
    for place in places:
        if rest.startswith(place) and len(rest) > len(place) + 2:
            rest = rest.removeprefix(place)
            yield rest
