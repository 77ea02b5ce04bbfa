"""广州市荔湾区政务服务数据管理局 in the years before and after its real report on 2020: made up, consistent with it.

The real report carries nothing in from 2019 and nothing over to 2021. One of its two reviews was still pending, so the
report on 2021 counts at least that one.
"""

from __future__ import annotations

from crawler.sample.build.invented.figures import printed
from crawler.sample.build.manuscript import MARKER, Manuscript
from parsers.form import Form

_BODY = "广州市荔湾区政务服务数据管理局"

LIWAN_2019 = Manuscript(
    body=_BODY,
    year=2019,
    form=Form.F2019,
    marker=MARKER,
    sections=(
        (
            "2019年是我局组建后的第一个完整年度。我局把信息公开与机构改革后的职能衔接同步安排，先理清清单，再规范发布。",
            "主动公开方面，全年公开政府信息58条，包括机构职能、人事任免、财政预决算、政府采购和工作总结等内容，清理合并旧栏目6个。",
            "依申请公开方面，全年收到政府信息公开申请16件，全部由自然人提出，均在期限内办结。"
            "因政府信息公开引起的行政复议1件、行政诉讼4件，结果均为维持。",
            "保障方面，印发内部办理流程图，指定两名工作人员负责登记、转办和答复，疑难件由法律顾问出具意见。",
        ),
        (),
        (),
        (),
        (
            "主要问题是：申请内容往往涉及多个部门，会商耗时较长；部分答复文书说理不够充分。",
            "今后将建立部门联络人名册，缩短会商时间，并参照公开的裁判文书完善答复模板，做到事实清楚、依据完整。",
        ),
        ("无。",),
    ),
    figures=printed(
        Form.F2019,
        {"procurement": ("9", "2874.6155万元")},
        {
            "received_new": (16, 0, 0, 0, 0, 0, 16),
            "granted": (8, 0, 0, 0, 0, 0, 8),
            "granted_partly": (1, 0, 0, 0, 0, 0, 1),
            "denied_third_party_rights": (1, 0, 0, 0, 0, 0, 1),
            "denied_process_information": (2, 0, 0, 0, 0, 0, 2),
            "unable_not_held": (2, 0, 0, 0, 0, 0, 2),
            "rejected_duplicate": (2, 0, 0, 0, 0, 0, 2),
            "results_total": (16, 0, 0, 0, 0, 0, 16),
        },
        {"review": (1, 0, 0, 0, 1), "litigation_direct": (4, 0, 0, 0, 4)},
    ),
    sign_off=(_BODY, "2020年1月14日"),
)

LIWAN_2021 = Manuscript(
    body=_BODY,
    year=2021,
    form=Form.F2021,
    marker=MARKER,
    sections=(
        (
            "2021年，我局以群众办事需要为出发点安排公开内容，全年主动公开政府信息74条，答复网上咨询131条。",
            "依申请公开工作量有所增加。全年新收政府信息公开申请26件，办结25件，另有1件结转下年度继续办理。"
            "办理政府信息公开行政复议2件，均维持；行政诉讼7件，其中维持6件，尚未审结1件。",
            "信息管理上，对历年发文重新核定公开属性，补录缺失的文号和日期；平台建设上，政务公开专区增设自助查询终端2台，方便老年人现场查阅。",
            "监督保障上，开展业务培训3场，邀请基层工作人员和市民代表对专区提出意见，采纳其中9条。",
        ),
        (),
        (),
        (),
        (
            "目前，少数申请的补正告知还不够具体，申请人往返次数偏多；专区的宣传不足，知晓率有待提高。",
            "为此，将细化补正告知的内容和示例，力争一次讲清；同时在街道服务大厅张贴专区指引，扩大服务覆盖面。",
        ),
        ("本年度未收取政府信息公开信息处理费。",),
    ),
    figures=printed(
        Form.F2021,
        {},
        {
            "received_new": (24, 2, 0, 0, 0, 0, 26),
            "granted": (11, 1, 0, 0, 0, 0, 12),
            "granted_partly": (1, 0, 0, 0, 0, 0, 1),
            "denied_third_party_rights": (1, 0, 0, 0, 0, 0, 1),
            "denied_process_information": (2, 0, 0, 0, 0, 0, 2),
            "unable_not_held": (4, 1, 0, 0, 0, 0, 5),
            "unable_needs_creation": (1, 0, 0, 0, 0, 0, 1),
            "rejected_duplicate": (2, 0, 0, 0, 0, 0, 2),
            "other_not_corrected": (1, 0, 0, 0, 0, 0, 1),
            "results_total": (23, 2, 0, 0, 0, 0, 25),
            "carried_over": (1, 0, 0, 0, 0, 0, 1),
        },
        {"review": (2, 0, 0, 0, 2), "litigation_direct": (6, 0, 0, 1, 7)},
    ),
    sign_off=(_BODY, "2022年1月12日"),
)
