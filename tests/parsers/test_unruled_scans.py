"""A scan whose tables are not seen as tables: what stands in its lines is found, and never taken for certain."""

from __future__ import annotations

import io

import pytest

from parsers import Hint, parse
from tests.scans import Look, Pages, has_fonts

ROWS = (
    "信息内容    本年制发件数    本年废止件数    现行有效件数",
    "规章    1    2    30",
    "行政规范性文件    4    0    56",
    "信息内容    本年处理决定数量",
    "行政许可    1834",
    "行政处罚    52",
    "行政强制    7",
)
TEXTS = (
    ("示例市财政局2022年政府信息公开工作年度报告", 18),
    ("一、总体情况", 14),
    ("本局认真贯彻落实政府信息公开条例，主动公开各类政府信息，较好地完成了全年的各项工作任务。", 12),
    ("二、主动公开政府信息情况", 14),
    *((row, 12) for row in ROWS),
    ("三、收到和处理政府信息公开申请情况", 14),
    ("四、政府信息公开行政复议、行政诉讼情况", 14),
    ("五、存在的主要问题及改进情况", 14),
    ("公开的内容还不够全面，下一步将进一步加强业务培训。", 12),
    ("六、其他需要报告的事项", 14),
    ("无其他需要报告的事项。", 12),
)


@pytest.mark.skipif(not has_fonts(), reason="no Chinese fonts (fonts-wqy-zenhei, fonts-noto-cjk)")
def test_figures_of_lines_that_were_read_in_one_pass_are_doubted() -> None:
    pages = Pages(Look(1, 0, 10, 0.75, 2.5, 0.48, 8), 200)
    for text, size in TEXTS:
        pages.text(text, size, centred=size == 18)
    buffer = io.BytesIO()
    pages.pages[0].save(buffer, "PNG", dpi=(200, 200))
    report = parse(buffer.getvalue(), Hint(name="report.png"))
    printed = {address: figure.raw for address, figure in report.figures.items() if figure.raw}
    assert printed["disclosure.licensing.decisions"] == "1834"
    assert set(printed) <= {doubt.cell for doubt in report.doubts}
