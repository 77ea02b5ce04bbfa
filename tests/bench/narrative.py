"""The text of invented reports: sentences with figures, dates and names that a reader must not take for its tables."""

from __future__ import annotations

from random import Random

BODIES: tuple[str, ...] = (
    "示例市民政局", "示例市教育局", "示例县青松镇人民政府", "示例市东山区人民政府办公室", "示例省科学技术厅",
    "示例市公安局交通警察支队", "示例经济技术开发区管理委员会", "示例县气象局", "国家税务总局示例市税务局",
    "示例市东山区白云街道办事处", "示例市住房和城乡建设局", "示例县人民政府", "示例市机关事务管理中心", "示例海关",
    "示例市应急管理局", "示例市消防救援支队", "示例市档案馆", "示例海事局", "示例高新技术产业开发区管委会",
    "示例市公共资源交易中心", "示例县红星乡人民政府", "示例市东山区政务服务数据管理局", "示例市财政局",
    "示例市人民政府地方志编纂委员会办公室", "示例县烟草专卖局", "示例市人力资源和社会保障局",
)  # fmt: skip

_BASIS = (
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》要求，现公布{body}{year}年政府信息公开工作年度报告。",
    "本报告按照《中华人民共和国政府信息公开条例》的要求编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "如对本报告有疑问，请与{body}办公室联系（地址：示例市人民路{n}号，邮编：000000，电话：000-{m}0000）。",
)
_ONE = (
    "（一）主动公开情况。{year}年，{body}通过政府网站主动公开政府信息{a}条，其中规范性文件{n}件，政策解读{m}篇，比上年增长{p}.5%。",
    "（二）依申请公开情况。全年共收到政府信息公开申请{n}件，上年结转{m}件，均在法定期限内答复，无收费情况。",
    "（三）政府信息管理情况。健全信息发布“三审三校”制度，动态调整主动公开目录，清理失效文件{m}件。",
    "（四）政府信息公开平台建设情况。政府网站设置栏目{n}个，政务新媒体发布信息{a}条，总浏览量{p}.{m}万次。",
    "（五）监督保障情况。{year}年{m}月{n}日召开专题会议，开展业务培训{m}次，参训人员{a}人次；社会评议满意，未发生责任追究情况。",
    "2024年1月1日起，新的工作机制开始运行；2023年5月12日印发的工作要点得到落实。",
)
_FIVE = (
    "（一）存在的主要问题。一是公开内容的深度和广度有待拓展；二是政策解读形式较为单一；三是基层工作人员业务能力需进一步提升。",
    "（二）改进情况。一是加强学习培训，{year}年以来开展集中学习{m}次；二是丰富解读形式，增加图文解读；三是强化督促检查。",
    "上年度存在的{m}个问题已整改到位，今年将继续推进。",
)
_SIX = (
    "无。", "无其他需要报告的事项。", "按照《政府信息公开信息处理费管理办法》，{year}年度本机关未收取信息处理费。",
    "（一）本年度发出收费通知的件数和总金额均为0，实际收取的总金额为0。\n（二）{year}年无其他需要报告的事项。",
    "{body}无其他需要报告的事项。本报告自2024年1月20日起可在门户网站下载。",
)  # fmt: skip
CLOSINGS: tuple[str, ...] = (
    "附件：{body}{year}年政府信息公开工作年度报告.docx",
    "（联系人：示例，电话：000-0000000）",
    "（此件主动公开）",
)

_BETWEEN = (
    "",
    "",
    "",
    "（表格中数据由各业务科室汇总，统计口径与上年一致。）",
    "{year}年，本机关共制发规范性文件{n}件，见下表。",
)


class Teller:
    """Fills one report's sentences in with figures drawn at random."""

    def __init__(self, rng: Random, body: str, year: int) -> None:
        self._rng, self._body, self._year = rng, body, year

    def preamble(self) -> tuple[str, ...]:
        return self._some(_BASIS, self._rng.randint(0, 3))

    def sections(self) -> tuple[tuple[str, ...], ...]:
        """The text of the six sections, tables apart."""
        between = (tuple(filter(None, self._some(_BETWEEN, 1))) for _ in range(3))
        six = tuple(self._some(_SIX, 1)[0].split("\n"))
        return (self._some(_ONE, self._rng.randint(2, 6)), *between, self._some(_FIVE, self._rng.randint(1, 3)), six)

    def closing(self) -> tuple[str, ...]:
        return self._some(CLOSINGS, self._rng.choice((0, 0, 0, 1)))

    def _some(self, sentences: tuple[str, ...], count: int) -> tuple[str, ...]:
        chosen = sorted(self._rng.sample(range(len(sentences)), count))
        return tuple(self._fill(sentences[index]) for index in chosen)

    def _fill(self, sentence: str) -> str:
        rng = self._rng
        return sentence.format(
            body=self._body, year=self._year, n=rng.randint(1, 28), m=rng.randint(1, 9), a=rng.randint(100, 3000),
            p=rng.randint(1, 60),
        )  # fmt: skip
