"""What changes on a page by itself, and what does not."""

from __future__ import annotations

import pytest

from storage.volatile import without_volatile, without_volatile_markup

SAME = [
    ("<p>浏览次数：1024 次</p>", "<p>浏览次数：1025 次</p>"),
    ("<span>访问量：<em id='hits'>12</em></span>", "<span>访问量：<em id='hits'>98,765</em></span>"),
    ("<!-- 页面生成时间 2026-01-20 10:00:01 --><ul></ul>", "<!-- 页面生成时间 2026-01-21 09:59:59 --><ul></ul>"),
    ("<p>页面生成时间：2026-01-20 10:00:01</p>", "<p>页面生成时间：2026-01-21 11:12:13</p>"),
    ("<p>今天是2026年1月20日 星期二</p>", "<p>今天是2026年1月21日 星期三</p>"),
    ("<input type='hidden' name='_csrf' value='a1'>", "<input type='hidden' name='_csrf' value='b2'>"),
    ("<script nonce='abc'>x()</script>", "<script nonce='def'>x()</script>"),
    ("<script src='/a.js?_t=17'></script>", "<script src='/a.js?_t=18'></script>"),
    ("您是第 10,001 位访问者", "您是第 10,002 位访问者"),
    ("<ul>\n\n  <li>a</li></ul>", "<ul> <li>a</li></ul>"),
]
DIFFERENT = [
    ("<li>甲局2020年年报<span>2021-01-20</span></li>", "<li>甲局2020年年报<span>2021-01-21</span></li>"),
    ("<td>本年新收</td><td>12</td>", "<td>本年新收</td><td>13</td>"),
    ("发布时间：2021-01-20", "发布时间：2021-01-21"),
    ("<a href='/post_1.html'>", "<a href='/post_2.html'>"),
    ("收到申请12件", "收到申请13件"),
    ("门户网站全年点击率较上年提高12%", "门户网站全年点击率较上年提高13%"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_no_change(one: str, other: str) -> None:
    assert without_volatile_markup(one) == without_volatile_markup(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_changes(one: str, other: str) -> None:
    assert without_volatile_markup(one) != without_volatile_markup(other)
    assert without_volatile(one) != without_volatile(other)
