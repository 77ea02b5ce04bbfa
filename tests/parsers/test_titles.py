"""Titles as they are printed, and lines that only look like one; signatures and their dates."""

from __future__ import annotations

import pytest

from parsers.identity import find_sign_off
from parsers.reading import Paragraph, Reading
from parsers.report import Hint
from parsers.sections import divide
from parsers.titles import find_title, parse_title
from tests.bench.wording import TITLES, chinese_year

BODY = "示例市民政局"


@pytest.mark.parametrize("pattern", sorted(set(TITLES)))
@pytest.mark.parametrize("body", [BODY, "示例海关", "示例县人民政府", "示例市公安局交通警察支队"])
def test_every_variant_names_body_and_year(pattern: str, body: str) -> None:
    title = parse_title(pattern.format(body=body, year=2023, chinese=chinese_year(2023)))
    assert title is not None
    assert (title.body, title.year) == (body, 2023)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2021年度示例局政府信息公开工作年度报告", "2021年度示例局政府信息公开工作年度报告"),
        ("附件1：示例局2021年政府信息公开工作年度报告.docx", "示例局2021年政府信息公开工作年度报告"),
        ("示例局2021年政府信息公开工作年度报告（全文）", "示例局2021年政府信息公开工作年度报告"),
        ("示例局２０２１年度政府信息公开年报", "示例局2021年度政府信息公开年报"),
        (
            "示例局2021年政府信息公开工作年度报告 发布日期：2022-01-20 来源：本网",
            "示例局2021年政府信息公开工作年度报告",
        ),
    ],
)
def test_what_stands_around_a_title_is_no_part_of_it(text: str, title: str) -> None:
    parsed = parse_title(text)
    assert parsed is not None
    assert (parsed.text, parsed.year) == (title, 2021)


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2023年政府信息公开工作年度报告编制工作的通知",
        "《示例局2023年政府信息公开工作年度报告》解读",
        "一图读懂示例局2023年政府信息公开工作年度报告",
        "示例局2023年政府信息公开工作年度报告汇总",
        "示例局发布2023年政府信息公开工作年度报告",
        "现将示例局2023年政府信息公开工作年度报告公布如下。",
        "示例大学2022-2023学年信息公开工作年度报告",
        "示例局2023年法治政府建设年度报告",
        "示例局政府信息公开工作年度报告",
        "示例网站2023年工作年度报表",
        "示例市人民政府门户网站2026年2月1日星期日首页 当前位置：首页 > 政务公开 > 政府信息公开年报",
        "",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert parse_title(text) is None


@pytest.mark.parametrize(
    "lines",
    [
        (BODY, "2023年政府信息公开工作年度报告"),
        (f"{BODY}2023年政府信息公开", "工作年度报告"),
        (BODY, "2023年", "政府信息公开工作年度报告"),
        (f"{BODY}文件", "示民〔2024〕3号", "2023年政府信息公开工作年度报告"),
        ("示例市教育局2022年政府信息公开工作年度报告", f"{BODY}2023年政府信息公开工作年度报告"),
        (f"{BODY}政府信息公开", "2023年度报告", "（2024年1月）"),
    ],
)
def test_a_title_over_several_lines_and_below_other_titles(lines: tuple[str, ...]) -> None:
    blocks = tuple(Paragraph(line) for line in (*lines, "一、总体情况", "文字。", "二、主动公开政府信息情况"))
    title = find_title(Reading("text", "text/plain", blocks), Hint(), divide(blocks))
    assert title is not None
    assert (title.body, title.year) == (BODY, 2023)


@pytest.mark.parametrize(
    ("lines", "signed", "signer"),
    [
        ((BODY, "2024年1月18日"), (2024, 1, 18), BODY),
        ((f"{BODY}  2024年1月18日",), (2024, 1, 18), BODY),
        (("2024 年 1 月 18 日",), (2024, 1, 18), None),
        ((BODY, "二〇二四年一月十八日"), (2024, 1, 18), BODY),
        ((f"{BODY}二○二四年一月三十一日",), (2024, 1, 31), BODY),
        ((BODY, "2024年1月  日"), (2024, 1, None), BODY),
        ((BODY, "2024-01-18"), (2024, 1, 18), BODY),
        ((BODY, "2024.1.18"), (2024, 1, 18), BODY),
        (("2024-01-18",), None, None),
        ((BODY, "2024年1月18日", "扫一扫在手机打开当前页", "2026年3月1日"), (2024, 1, 18), BODY),
        (("扫一扫在手机打开当前页", BODY, "2026年3月1日"), None, None),
        ((f"{BODY} 2024年1月18日附件：报告.docx",), (2024, 1, 18), BODY),
        (("本报告自2024年1月20日起可下载。",), None, None),
        ((), None, None),
    ],
)
def test_sign_off(lines: tuple[str, ...], signed: tuple[int, ...] | None, signer: str | None) -> None:
    blocks = tuple(
        Paragraph(line)
        for line in ("一、总体情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项", "无。", *lines)
    )
    sign_off, _ = find_sign_off(blocks, divide(blocks))
    found = (sign_off.year, sign_off.month, sign_off.day) if sign_off else None
    assert (found, sign_off.body if sign_off else None) == (signed, signer)
