"""广州市增城区政务服务数据管理局 in the years before and after its real report on 2020: made up, consistent with it.

The real report carries nothing in from 2019 and nothing over to 2021; it has no disputes, no powers and no normative
documents.
"""

from __future__ import annotations

from crawler.sample.build.invented.figures import printed
from crawler.sample.build.manuscript import MARKER, Manuscript
from parsers.form import Form

_BODY = "广州市增城区政务服务数据管理局"

ZENGCHENG_2019 = Manuscript(
    body=_BODY,
    year=2019,
    form=Form.F2019,
    marker=MARKER,
    sections=(
        (
            "2019年，我局认真学习贯彻新修订的《中华人民共和国政府信息公开条例》，把公开要求落实到政务服务和数据管理的日常工作中。",
            "（一）主动公开。全年通过区政府门户网站公开政府信息412条，以机构职能、办事指南、工作动态和财政预决算为主。",
            "（二）依申请公开。全年收到政府信息公开申请2宗，均由自然人提出，已在法定期限内办结，其中予以公开1宗，本机关不掌握相关信息1宗。"
            "没有发生因政府信息公开引起的行政复议和行政诉讼。",
            "（三）平台与保障。明确一名科室负责人专管信息发布，发布前逐条核对，每季度检查一次栏目更新情况，发现失效链接及时修复。",
        ),
        (),
        (),
        (),
        (
            "一年来的工作还有两点不足：新条例实施时间不长，经办人员对答复文书的要求还不够熟悉；办事指南的表述偏专业，群众读起来不够方便。",
            "下一步，我局将组织经办人员集中学习典型答复案例，按办事场景改写办事指南，并在发布前请窗口人员试读。",
        ),
        ("无。",),
    ),
    figures=printed(
        Form.F2019,
        {"procurement": ("38", "6120.458万元")},
        {
            "received_new": (2, 0, 0, 0, 0, 0, 2),
            "granted": (1, 0, 0, 0, 0, 0, 1),
            "unable_not_held": (1, 0, 0, 0, 0, 0, 1),
            "results_total": (2, 0, 0, 0, 0, 0, 2),
        },
        {},
    ),
    sign_off=(_BODY, "2020年1月9日"),
)

ZENGCHENG_2021 = Manuscript(
    body=_BODY,
    year=2021,
    form=Form.F2021,
    marker=MARKER,
    sections=(
        (
            "2021年，我局围绕数字政府建设和政务服务改革推进信息公开，重点做好服务事项、数据开放和财政资金三类信息的发布。",
            "全年主动公开政府信息536条，其中服务事项类287条、工作动态类164条、财政和人事类85条；政策文件同步配发图文解读12篇。",
            "全年收到政府信息公开申请3宗，其中自然人2宗、商业企业1宗，均按期答复：予以公开2宗，没有现成信息需要另行制作1宗。"
            "未发生政府信息公开行政复议、行政诉讼案件。",
            "在管理和监督方面，修订了信息发布审核办法，实行拟稿、审核、签发三级把关，并将公开工作纳入科室年度评价。",
        ),
        (),
        (),
        (),
        (
            "存在的主要问题：一是解读形式仍以文字为主；二是数据开放目录更新的频次不高。",
            "改进措施：增加短视频和问答形式的解读，逐项列明开放目录的更新周期，由专人按月核查。",
        ),
        ("本年度没有发出政府信息公开信息处理费收费通知，未收取信息处理费。",),
    ),
    figures=printed(
        Form.F2021,
        {},
        {
            "received_new": (2, 1, 0, 0, 0, 0, 3),
            "granted": (2, 0, 0, 0, 0, 0, 2),
            "unable_needs_creation": (0, 1, 0, 0, 0, 0, 1),
            "results_total": (2, 1, 0, 0, 0, 0, 3),
        },
        {},
    ),
    sign_off=(_BODY, "2022年1月10日"),
)
