"""A report set as one table: which rows are text, and which are rows of a table whose figures were left blank."""

from __future__ import annotations

import pytest

from parsers.lone_rows import lift_text
from parsers.reading import Cell, Grid, Layout, Paragraph

HEADS = "信息内容|本年制发件数|本年废止件数|现行有效件数"
APPLICANTS = "|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"


def grid(*rows: str, width: int = 8, layout: Layout = Layout.CELLS) -> Grid:
    """A grid of one text a row, cells between bars; a row is filled up with blank cells."""
    texts = [[*row.split("|"), *[""] * (width - row.count("|") - 1)] for row in rows]
    return Grid(tuple(Cell(text, r, c) for r, row in enumerate(texts) for c, text in enumerate(row)), layout)


def shown(*blocks: Paragraph | Grid) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else ["|".join(cell.text for cell in row) for row in block.rows()]
        for block in lift_text(blocks)
    ]


def test_headings_text_and_signature_become_paragraphs() -> None:
    rows = (
        "示例局", "2023年政府信息公开工作年度报告", "一、总体情况", "2023年，我局主动公开信息3条。", "（一）主动公开",
        "二、主动公开政府信息情况", "第二十条第（一）项", HEADS, "规章", "行政规范性文件|0|0|3",
        "三、收到和处理政府信息公开申请情况", APPLICANTS, "一、本年新收政府信息公开申请数量|1||||||1",
        "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理", "五、存在的主要问题及改进情况", "无",
        "六、其他需要报告的事项", "无", "示例局", "2024年1月9日",
    )  # fmt: skip
    assert shown(grid(*rows)) == [
        "示例局", "2023年政府信息公开工作年度报告", "一、总体情况", "2023年，我局主动公开信息3条。", "（一）主动公开",
        "二、主动公开政府信息情况", ["第二十条第（一）项|||", HEADS, "规章|||", "行政规范性文件|0|0|3"],
        "三、收到和处理政府信息公开申请情况",
        [APPLICANTS, "一、本年新收政府信息公开申请数量|1||||||1", "二、上年结转政府信息公开申请数量|||||||",
         "四、结转下年度继续办理|||||||"],
        "五、存在的主要问题及改进情况", "无", "六、其他需要报告的事项", "无", "示例局", "2024年1月9日",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        ("第二十条第（一）项", HEADS, "规章", "行政规范性文件|0|0|3"),
        (APPLICANTS, "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"),
        ("首页", "政务公开", "年报|更多"),
    ],
)
def test_a_table_without_a_heading_of_the_report_stays_whole(rows: tuple[str, ...]) -> None:
    whole = grid(*rows)
    assert lift_text((whole,)) == (whole,)


def test_groups_of_indicators_are_no_headings() -> None:
    rows = ("示例局2016年政府信息公开工作年度报告", "指标|单位|数", "三、依申请公开情况", "收到申请数|件|3")
    assert shown(grid(*rows)) == [rows[0], ["指标|单位|数", "三、依申请公开情况||", "收到申请数|件|3"]]


def test_a_cell_that_reaches_down_holds_its_rows_together() -> None:
    cells = [
        Cell("一、总体情况", 0, 0, 1, 3), Cell("三、本年度办理结果", 1, 0, 3, 1), Cell("（一）予以公开", 1, 1),
        Cell("1", 1, 2), Cell("其他需要报告的事项", 2, 1), Cell("", 2, 2), Cell("3.其他", 3, 1), Cell("0", 3, 2),
    ]  # fmt: skip
    heading, table = lift_text((Grid(tuple(cells)),))
    assert heading == Paragraph("一、总体情况")
    assert table == Grid(tuple(cells[1:]))


def test_a_text_that_only_has_words_is_left_alone() -> None:
    words = grid("一、总体情况", "规章|0", layout=Layout.WORDS)
    assert lift_text((words,)) == (words,)


def test_a_figure_alone_in_its_row_is_a_row_of_the_table() -> None:
    heads = "|".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
    figure = "|" * 11 + "3|||"
    rows = ("四、政府信息公开行政复议、行政诉讼情况", heads, figure, "五、存在的主要问题及改进情况", "无。")
    assert shown(grid(*rows, width=15)) == [rows[0], [heads, figure], rows[3], rows[4]]


def test_a_table_of_labels_and_blanks_keeps_its_blank_figures() -> None:
    rows = ("（七）总计|||||||", "四、结转下年度继续办理|||||||", "五、存在的主要问题及改进情况", "无")
    assert shown(grid(*rows)) == [[rows[0], rows[1]], "五、存在的主要问题及改进情况", "无"]
