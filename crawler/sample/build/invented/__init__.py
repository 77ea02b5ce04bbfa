"""The made-up reports, as declarations. Each carries the marker that says so; nothing in them is true of anybody.

Reports on 2019 and 2021 of two real bodies are made up only so that there is a year before and a year after the real
2020 report to compare it with: they follow from its figures and hold no fault. Whatever goes wrong goes wrong with
bodies of 示例市示例区, which does not exist.
"""

from __future__ import annotations

from crawler.sample.build.invented.liwan import LIWAN_2019, LIWAN_2021
from crawler.sample.build.invented.sample_district import CIVIL_AFFAIRS, CIVIL_AFFAIRS_ALTERED, EDUCATION, STATISTICS
from crawler.sample.build.invented.zengcheng import ZENGCHENG_2019, ZENGCHENG_2021
from crawler.sample.build.manuscript import Manuscript

INVENTED: dict[str, Manuscript] = {
    "zengcheng_government_services_2019": ZENGCHENG_2019,
    "zengcheng_government_services_2021": ZENGCHENG_2021,
    "liwan_government_services_2019": LIWAN_2019,
    "liwan_government_services_2021": LIWAN_2021,
    "sample_statistics_2020": STATISTICS,
    "sample_civil_affairs_2020": CIVIL_AFFAIRS,
    "sample_civil_affairs_2020_altered": CIVIL_AFFAIRS_ALTERED,
    "sample_education_2020": EDUCATION,
}
