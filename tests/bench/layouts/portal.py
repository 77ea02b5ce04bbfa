"""The chrome of portals: menus, breadcrumbs, calendars, lists of other bodies' reports, footers."""
# ruff: noqa: E501 - markup is easier to check in one piece

from __future__ import annotations

from html import escape
from random import Random

from tests.bench.narrative import BODIES
from tests.bench.truth import Truth

_MENU = (
    "首页", "政务公开", "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开",
    "政策解读", "互动交流", "网上办事", "领导之窗", "机构概况", "财政预决算", "行政许可和行政处罚", "统计数据",
)  # fmt: skip
_SCRIPT = "<script>var _paq = window._paq || [];function f%d(a){return a.map(function(b){return b*%d})}</script>\n"


def in_layout_tables(truth: Truth, body: str, charset: str) -> str:
    """The article inside three tables, beside a menu, a calendar of numbers and a visitor count."""
    menu = "".join(f"<tr><td><a href='/{n}.html'>{name}</a></td></tr>" for n, name in enumerate(_MENU))
    days = "".join(
        "<tr>" + "".join(f"<td>{7 * week + day + 1}</td>" for day in range(7)) + "</tr>" for week in range(4)
    )
    visits = "<table><tr><td>今日访问</td><td>1204</td></tr><tr><td>总访问量</td><td>3920184</td></tr></table>"
    return (
        f"<html><head>{charset}<title>{escape(truth.title)}-示例市人民政府</title></head><body><table width=1000><tr>"
        f"<td colspan=2><table><tr><td>示例市人民政府门户网站</td><td>2026年2月1日 星期日</td></tr></table></td></tr><tr>"
        f"<td width=200><table>{menu}</table><table>{days}</table>{visits}</td>"
        f"<td><table><tr><td>当前位置：首页 &gt; 政务公开 &gt; 政府信息公开年报</td></tr>"
        f"<tr><td><table><tr><td>{body}</td></tr></table></td></tr></table></td></tr>"
        "<tr><td colspan=2>主办：示例市人民政府办公室 备案序号：示例ICP备00000001号 网站标识码：0000000001</td></tr></table></body></html>"
    )


def in_portal(truth: Truth, body: str, charset: str, kilobytes: int, rng: Random) -> str:
    """The page of a portal: what is around the article weighs far more than the article, and names other reports."""
    size = rng.randint(kilobytes, 5 * kilobytes) * 1024
    scripts = "".join(_SCRIPT % (n, n) for n in range(size // 2 // len(_SCRIPT)))
    menu = "".join(f"<li class='nav-item'><a href='/col/{n}/'>{name}</a></li>" for n, name in enumerate(_MENU * 3))
    others = "".join(
        f"<li><a href='/art/{n}.html' title='{name}{year}年政府信息公开工作年度报告'>{name}{year}年政府信息公开工作年度报告</a><span>{year + 1}-01-2{n % 9}</span></li>"
        for n, name in enumerate(BODIES)
        for year in (2019, 2022)
    )
    meta = f"<meta name='ArticleTitle' content='{escape(truth.title)}'><meta name='PubDate' content='{truth.year + 1}-01-25 10:19'>"
    style = "".join(f".c{n}{{margin:0 {n}px;color:#{n % 4096:03x}}}\n" for n in range(size // 2 // 30))
    return (
        f"<!DOCTYPE html><html><head>{charset}{meta}<title>{escape(truth.title)}_示例市人民政府门户网站</title><style>{style}</style>"
        f"{scripts}</head><body><header><ul>{menu}</ul></header><div class='location'>当前位置：首页 / 政务公开 / 政府信息公开年报</div>"
        f"<div class='info'>发布时间：{truth.year + 1}-01-25 来源：本网 浏览次数：<span>1203</span></div>"
        f"<div id='UCAP-CONTENT' class='article'>{body}</div><div class='share'>扫一扫在手机打开当前页</div>"
        f"<div class='related'><h3>相关报告</h3><ul>{others}</ul></div>"
        "<footer><p>主办：示例市人民政府办公室　承办：示例市大数据中心</p><p>示例ICP备00000001号 网站标识码：0000000001</p>"
        "<p>版权所有 2019-2026</p></footer></body></html>"
    )
