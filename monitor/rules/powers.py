"""Who has the power to make 规章: ministries, provincial governments, and governments of cities divided into districts
(立法法 第九十一条、第九十三条). Told by name, and only where the name leaves no doubt."""

from __future__ import annotations

import re

from crawler.watchlist import Body, BodyKind

_REGION = r"(?:[一-鿿]{2,7}?(?:省|自治区))?"
_CITY = r"(?:[一-鿿]{1,7}?(?:市|自治州|地区|盟))"
_OF_THE_STATE = re.compile(r"^(?:国家|国务院|中华人民共和国|中国|全国|.{2,6}部$)|海关|税务局")
_TOWN = re.compile(r"(?:[镇乡]|[镇乡]人民政府|街道|街道办事处)$")
_BELOW_A_CITY = re.compile(rf"^{_REGION}{_CITY}?[一-鿿]{{1,8}}?(?:县|旗|(?<!自治)区)")
_CITY_IN_A_CITY = re.compile(r"(?:市|自治州|地区|盟)[一-鿿]{1,6}市")
_CITY_DEPARTMENT = re.compile(rf"^{_REGION}{_CITY}[一-鿿]{{2,}}(?:局|委员会|委|中心|支队|队|站|馆)$")
_SPEAKS_FOR_A_CITY = re.compile(r"人民政府|政府办公|司法局|法制|办公厅|办公室|管理委员会|管委会")
_MUNICIPALITY = re.compile(r"^(?:北京|天津|上海|重庆)市")


def surely_lacks_power(name: str, body: Body | None) -> bool:
    """Whether a body surely can't make 规章. False where its name does not tell: a city may or may not be divided into
    districts, and a justice bureau or an office may report for the whole city."""
    if (body and body.kind in (BodyKind.TOWN, BodyKind.SUBDISTRICT)) or _TOWN.search(name):
        return True
    if _OF_THE_STATE.search(name):
        return False
    if is_below_a_city(name):
        return True
    of_a_city = _CITY_DEPARTMENT.match(name) and not _MUNICIPALITY.match(name)
    return bool(of_a_city) and not _SPEAKS_FOR_A_CITY.search(name)


def is_below_a_city(name: str) -> bool:
    """Whether a body is a county, a district, or one of theirs, as far as its name tells."""
    return bool(_BELOW_A_CITY.match(name) or _CITY_IN_A_CITY.search(name))
