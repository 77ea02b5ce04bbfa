"""Who reports: made-up bodies of every kind, how large they are, and whether they may make 规章."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from crawler.watchlist import Body, BodyKind

CITIES = ("青禾", "临川", "安澜", "南屏", "云岭", "江浦", "石桥", "长汀", "清源", "东湖", "岚山", "白鹿")
DISTRICTS = ("东山区", "河西区", "明珠区", "青云县", "龙泉县", "高平区", "新城区", "双溪县")
TOWNS = ("红星镇", "青松镇", "柳林镇", "大桥镇", "平安乡", "石门镇", "泉水镇", "金沙镇", "双河乡", "白马镇")
STREETS = ("白云街道", "人民路街道", "凤凰街道", "建设街道", "滨江街道", "文昌街道")
OFFICES = (
    "民政局", "教育局", "财政局", "司法局", "卫生健康局", "自然资源局", "住房和城乡建设局", "交通运输局", "农业农村局",
    "文化广电和旅游局", "审计局", "统计局", "市场监督管理局", "应急管理局", "人力资源和社会保障局", "水务局",
    "城市管理局", "商务局", "科学技术局", "医疗保障局", "林业局", "信访局", "公安局", "生态环境局",
)  # fmt: skip


@dataclass(frozen=True)
class Nature:
    """What a body is like: `size` scales its counts, `rules` says it may make 规章, `level` is city or county."""

    body: Body
    size: float
    rules: bool
    level: str


def draw_bodies(seed: str, number: int) -> list[Nature]:
    """As many different bodies, always the same for the same seed; the governments of cities, which alone may make
    规章, are always among them."""
    rng = Random(f"bodies-{seed}")
    natures = [*_governments(rng), *_departments(rng), *_towns(rng)]
    rng.shuffle(natures)
    natures.sort(key=lambda nature: not nature.rules)
    if number > len(natures):
        raise ValueError(f"there are names for {len(natures)} bodies only")
    return natures[:number]


def _nature(rng: Random, id_: str, name: str, kind: BodyKind, region: str, level: str, rules: bool = False) -> Nature:
    size = {"city": 30.0, "county": 6.0, "town": 1.5}[level] * rng.lognormvariate(0, 0.8)
    if kind is BodyKind.GOVERNMENT:
        size *= 4
    return Nature(Body(id=id_, name=name, kind=kind, region=region), size, rules, level)


def _governments(rng: Random) -> list[Nature]:
    found = []
    for city_number, city in enumerate(CITIES):
        region = f"示例省/{city}市"
        id_ = f"city_{city_number}_government"
        found.append(_nature(rng, id_, f"{city}市人民政府", BodyKind.GOVERNMENT, region, "city", rules=True))
        for number, district in enumerate(DISTRICTS):
            name = f"{city}市{district}人民政府" if district.endswith("区") else f"{district}人民政府"
            if district.endswith("县"):
                name = f"{city}市{name}"
            id_ = f"city_{city_number}_district_{number}_government"
            found.append(_nature(rng, id_, name, BodyKind.GOVERNMENT, f"{region}/{district}", "county"))
    return found


def _departments(rng: Random) -> list[Nature]:
    found = []
    for city_number, city in enumerate(CITIES):
        region = f"示例省/{city}市"
        for number, office in enumerate(OFFICES):
            id_ = f"city_{city_number}_office_{number}"
            found.append(_nature(rng, id_, f"{city}市{office}", BodyKind.DEPARTMENT, region, "city"))
        for district_number, district in enumerate(DISTRICTS[:4]):
            for number, office in enumerate(OFFICES[:16]):
                id_ = f"city_{city_number}_district_{district_number}_office_{number}"
                name = f"{city}市{district}{office}"
                found.append(_nature(rng, id_, name, BodyKind.DEPARTMENT, f"{region}/{district}", "county"))
    return found


def _towns(rng: Random) -> list[Nature]:
    found = []
    for city_number, city in enumerate(CITIES):
        for district_number, district in enumerate(DISTRICTS[:3]):
            region = f"示例省/{city}市/{district}"
            for number, town in enumerate((*TOWNS, *STREETS)):
                street = town.endswith("街道")
                kind = BodyKind.SUBDISTRICT if street else BodyKind.TOWN
                name = f"{city}市{district}{town}{'办事处' if street else '人民政府'}"
                id_ = f"city_{city_number}_district_{district_number}_town_{number}"
                found.append(_nature(rng, id_, name, kind, region, "town"))
    return found
