"""The words of a report: what its sentences say is drawn so that no two years and no two bodies read alike."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from .draft import Line

WORDS: Mapping[str, tuple[str, ...]] = {
    "who": ("主要负责同志", "分管领导", "办公室", "政务公开领导小组", "各业务科室", "党组会议", "政策法规科"),
    "field": (
        "财政预决算", "义务教育招生", "食品安全监管", "城市更新", "养老服务", "重大建设项目", "农村危房改造",
        "就业创业扶持",
        "惠企政策兑现", "公共卫生", "生态环境治理", "政府采购", "征地补偿", "公共法律服务", "基层医疗", "救灾物资调拨",
        "供水排水", "交通限行", "老旧小区加装电梯", "粮食收储", "文物保护", "殡葬服务", "安全生产", "水库移民扶持",
    ),
    "means": (
        "门户网站专栏", "政务新媒体矩阵", "政府公报", "新闻发布会", "社区公告栏", "便民服务热线", "现场宣讲",
        "广播村村响",
        "图书馆查阅点", "电子显示屏", "入户发放手册", "短视频", "直播访谈", "政策明白卡",
    ),
    "act": (
        "逐条核对", "分类归档", "定期清理", "动态更新", "集中解读", "上门讲解", "跟踪督办", "交叉检查", "限时办结",
        "公开征求意见", "随机抽查", "专题研究", "制定台账", "形成清单",
    ),
    "gain": (
        "群众知晓率明显提升", "办事材料减少", "来电咨询量下降", "企业满意度提高", "答复更加规范", "历史信息得到补录",
        "栏目更新更加及时", "链接差错基本消除", "档案移交更加顺畅", "办理环节进一步压缩",
    ),
    "lack": (
        "部分栏目更新不够及时", "解读形式偏少", "基层力量薄弱", "答复文书说理不足", "公开目录与职责调整衔接不紧",
        "新媒体互动不多",
        "业务培训覆盖面不广", "涉企信息检索不便", "历史文件数字化滞后", "村级公开不够均衡", "数据口径不够统一",
        "回应关切不够主动",
    ),
    "plan": (
        "开展全员轮训", "推行图解配套发布", "建立季度通报机制", "选派骨干跟班学习", "完善依申请公开答复模板",
        "增设老年版页面",
        "组织第三方测评", "梳理公开事项清单", "引入智能检索", "建设政策文件库", "开设专家访谈栏目", "细化保密审查流程",
    ),
    "place": (
        "南湖片区", "老城片区", "高铁新城", "工业园区", "北部山区", "沿江片区", "大学城", "农贸市场周边",
        "开发区", "景区周边",
    ),
    "month": ("一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "汛期前", "开学前", "年中", "年末"),
}  # fmt: skip

TALK: Mapping[int, tuple[str, ...]] = {
    1: (
        "{month}，{who}围绕{field}{act}，依托{means}向{place}居民发布相关政策，{gain}。",
        "针对{place}群众反映集中的{field}问题，{who}牵头{act}，并通过{means}作出说明。",
        "{field}领域信息由{who}{act}后统一发布，{means}同步推送，{gain}。",
        "把{field}作为{month}公开重点，{who}对存量信息{act}，在{place}试点后推广。",
        "{who}在{month}听取{field}公开情况汇报，要求对{means}内容{act}。",
        "以{means}为主渠道，{field}政策从文件印发到解读间隔缩短，{gain}。",
        "在{place}设立查阅点，{month}起由{who}轮流值守，解答{field}方面的疑问。",
        "完善{field}信息发布前的审查环节，{who}负责{act}，全年未出现泄密情形。",
        "探索{field}与{means}结合的做法，{place}的经验在{month}被推介，{gain}。",
        "{who}结合{month}工作安排，对{field}栏目{act}，同时优化{means}的导航结构。",
    ),
    5: (
        "（一）存在问题：一是{lack}，在{field}方面较为突出；二是{lack2}。",
        "从{month}自查情况看，{lack}，{place}尤为明显；同时{lack2}。",
        "对照群众期待，{field}公开仍有差距，主要表现为{lack}、{lack2}。",
        "（二）改进措施：一是{plan}，由{who}负责；二是{plan2}，力争{month}见效。",
        "下一步将{plan}，并在{place}先行{plan2}，推动{field}信息公开提质。",
        "针对上述不足，{who}已着手{plan}，{means}改版也将同步推进。",
        "围绕{field}，计划{plan2}，进一步发挥{means}的作用。",
    ),
}
"""Sentences without figures, by section."""

BASIS = (
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（{notice}）要求，编制本报告。",
    "本报告依据《中华人民共和国政府信息公开条例》第五十条编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。",
)
PERIOD = (
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "数据统计期限为{year}年1月1日至{year}年12月31日。",
    "本年度报告中使用数据的统计时限为{year}年1月1日至12月31日。",
)
SIX_AFTER_2020 = (
    "本机关{year}年度未收取信息处理费，无其他需要报告的事项。",
    "按照《政府信息公开信息处理费管理办法》，{year}年度发出收费通知0件，实际收取0元。",
    "{year}年度没有收取政府信息公开信息处理费。",
)
SIX_BEFORE = ("无。", "无其他需要报告的事项。", "{body}{year}年无其他需要报告的事项。")


def talk(rng: Random, section: int, number: int) -> list[Line]:
    """Sentences of a section, each filled in with words of its own."""
    templates = rng.sample(TALK[section], number)
    return [Line("talk", fill(rng, template)) for template in templates]


def fill(rng: Random, template: str) -> str:
    chosen = {name: rng.choice(words) for name, words in WORDS.items()}
    doubled = {f"{name}2": rng.choice(words) for name, words in WORDS.items()}
    return template.format(**chosen, **doubled)
