"""Three bodies of 示例市示例区, which does not exist: one has a wrong total, one alters its report, one is in order."""

from __future__ import annotations

from dataclasses import replace

from crawler.sample.build.invented.figures import printed
from crawler.sample.build.manuscript import MARKER, Manuscript
from parsers.form import Form

STATISTICS = Manuscript(
    body="示例市示例区统计局",
    year=2020,
    form=Form.F2019,
    marker=MARKER,
    sections=(
        (
            "2020年，我局以方便公众使用统计数据为目标做好政府信息公开工作，按月公布主要经济指标，按年公布统计公报和统计年鉴。",
            "全年主动公开政府信息146条，其中统计数据类98条、统计分析类31条、机构与财务类17条。",
            "全年收到政府信息公开申请8件，内容多为分行业、分镇街的历史数据，均在规定期限内答复。没有发生行政复议和行政诉讼。",
        ),
        (),
        (),
        (),
        (
            "一年来，数据发布的说明文字偏少，口径变化交代得不够清楚；电子表格的格式不统一，不便于再次利用。",
            "今后发布数据时一并附上指标解释和口径说明，统一表格格式，并提前公布全年数据发布日程。",
        ),
        ("无。",),
    ),
    figures=printed(
        Form.F2019,
        {"penalties": ("4", "0", "3"), "procurement": ("6", "84.6万元")},
        {
            "received_new": (6, 2, 0, 0, 0, 0, 8),
            "granted": (3, 1, 0, 0, 0, 0, 4),
            "denied_process_information": (1, 0, 0, 0, 0, 0, 1),
            "unable_not_held": (2, 0, 0, 0, 0, 0, 2),
            "unable_needs_creation": (0, 1, 0, 0, 0, 0, 1),
            "results_total": (6, 2, 0, 0, 0, 0, 9),
        },
        {},
    ),
    sign_off=("示例市示例区统计局", "2021年1月21日"),
)
"""The one mistake is `results_total.total`: 9 is printed where everything else says 8."""

_CIVIL_AFFAIRS_OPENING = (
    "2020年，我局围绕社会救助、养老服务、儿童福利和社会组织管理等职责，及时公开群众关心的政策、标准和办理结果。",
    "全年主动公开政府信息203条，制发并公开规范性文件2件；社会救助对象和资金发放情况按季度在各镇街公示。",
)
_CIVIL_AFFAIRS_CLOSING = "因政府信息公开引起的行政复议1件，结果为维持；没有发生行政诉讼。"

CIVIL_AFFAIRS = Manuscript(
    body="示例市示例区民政局",
    year=2020,
    form=Form.F2019,
    marker=MARKER,
    sections=(
        (
            *_CIVIL_AFFAIRS_OPENING,
            "全年新收政府信息公开申请12件，另有上年结转1件，全年办结11件，其余2件结转下年度继续办理。",
            _CIVIL_AFFAIRS_CLOSING,
        ),
        (),
        (),
        (),
        (
            "当前的主要问题，一是养老机构信息更新不够及时，二是个别申请办理周期偏长，三是镇街公示的格式各不相同。",
            "我局将逐月核对养老机构名录，对临近期限的申请提前提醒，并统一公示表样，方便群众查阅比较。",
        ),
        ("无其他需要报告的事项。",),
    ),
    figures=printed(
        Form.F2019,
        {
            "normative_documents": ("2", "2", "6"),
            "licensing": ("3", "0", "41"),
            "other_services": ("14", "-1", "326"),
            "penalties": ("12", "+1", "2"),
            "coercion": ("2", "0", "0"),
            "fees": ("1", "0"),
            "procurement": ("9", "212.4万元"),
        },
        {
            "received_new": (9, 1, 0, 0, 2, 0, 12),
            "carried_in": (1, 0, 0, 0, 0, 0, 1),
            "granted": (4, 1, 0, 0, 1, 0, 6),
            "granted_partly": (1, 0, 0, 0, 0, 0, 1),
            "denied_third_party_rights": (1, 0, 0, 0, 0, 0, 1),
            "denied_internal_affairs": (0, 0, 0, 0, 1, 0, 1),
            "unable_not_held": (2, 0, 0, 0, 0, 0, 2),
            "results_total": (8, 1, 0, 0, 2, 0, 11),
            "carried_over": (2, 0, 0, 0, 0, 0, 2),
        },
        {"review": (1, 0, 0, 0, 1)},
    ),
    sign_off=("示例市示例区民政局", "2021年1月25日"),
)

CIVIL_AFFAIRS_ALTERED = replace(
    CIVIL_AFFAIRS,
    sections=(
        (
            *_CIVIL_AFFAIRS_OPENING,
            "全年新收政府信息公开申请10件，均按规定程序办理。",
            _CIVIL_AFFAIRS_CLOSING,
        ),
        *CIVIL_AFFAIRS.sections[1:],
    ),
    figures={**CIVIL_AFFAIRS.figures, "applications.received_new.total": "10"},
)
"""The same report after somebody has changed it on the page: 12 became 10 in one cell and in one sentence."""

EDUCATION = Manuscript(
    body="示例市示例区教育局",
    year=2020,
    form=Form.F2019,
    marker=MARKER,
    sections=(
        (
            "2020年，我局重点公开义务教育招生、民办学校管理、教育经费和校园安全等信息，回应家长关切。",
            "全年主动公开政府信息318条，发布招生政策问答4期，制发规范性文件1件并同步公开。",
            "全年收到政府信息公开申请5件，均已办结，其中予以公开3件，本机关不掌握相关信息1件，按信访类申请告知1件。"
            "没有发生因政府信息公开引起的行政复议、行政诉讼。",
        ),
        (),
        (),
        (),
        (
            "不足之处在于：学校层面的公开内容详略不一，招生季集中咨询时答复不够快。",
            "下一步将制定学校信息公开参考目录，在招生季增派人员答复咨询，并把常见问题整理成册对外公布。",
        ),
        ("无。",),
    ),
    figures=printed(
        Form.F2019,
        {
            "normative_documents": ("1", "1", "7"),
            "licensing": ("6", "0", "18"),
            "other_services": ("11", "+1", "240"),
            "penalties": ("9", "0", "0"),
            "fees": ("3", "0"),
            "procurement": ("22", "1386.52万元"),
        },
        {
            "received_new": (4, 0, 0, 1, 0, 0, 5),
            "granted": (2, 0, 0, 1, 0, 0, 3),
            "unable_not_held": (1, 0, 0, 0, 0, 0, 1),
            "rejected_petition": (1, 0, 0, 0, 0, 0, 1),
            "results_total": (4, 0, 0, 1, 0, 0, 5),
        },
        {},
    ),
    sign_off=("示例市示例区教育局", "2021年2月3日"),
)
