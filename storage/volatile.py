"""What changes on a page by itself, hour by hour, and is no change of what the page says."""

from __future__ import annotations

import re

_MARKUP: tuple[re.Pattern[str], ...] = (
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r"<(style|noscript)\b.*?</\1\s*>", re.S | re.I),
    re.compile(
        r"<(input|meta)\b[^>]*\b(name|id)\s*=\s*[\"']?[^\"'>]*(csrf|token|viewstate|nonce|session)[^>]*>", re.S | re.I
    ),
    re.compile(r"\b(nonce|data-token|data-time|data-timestamp)\s*=\s*(\"[^\"]*\"|'[^']*')", re.I),
    re.compile(
        r"\b(token|csrf\w*|nonce|_t|timestamp|ts|rand(om)?|jsessionid|sid_?token)\s*[=:]\s*[\"']?[\w.-]+[\"']?", re.I
    ),
)
"""Comments with the time of generation, tokens of forms and scripts."""
_TEXT: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"(总?访问(人数|人次|次数|量)?|浏览(次数|量|人次)?|阅读(次数|量|数)?|点击(次数|量|数|率)?|查看次数|人气|已阅读|下载(次数|量))"
        r"\s*[:：]?\s*(<[^<>]{0,80}>\s*){0,3}[\d,，]+\s*(<[^<>]{0,40}>\s*)*(次|人次|人)?"
    ),
    re.compile(r"(您是)?第\s*[\d,，]+\s*(位|次)(访问者|访客|浏览者|访问|浏览)"),
    re.compile(
        r"(页面)?(生成|静态化|更新缓存|服务器|系统|当前|现在|今天)(时间|日期|是)?\s*[:：]?\s*"
        r"20\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(\s*(星期|周)[一二三四五六日天])?(\s*\d{1,2}:\d{2}(:\d{2})?)?"
    ),
)
"""Visit counters, times of generation, today's date."""


def without_volatile(text: str) -> str:
    """A text without what changes by itself: visit counters, times of generation, today's date."""
    for pattern in _TEXT:
        text = pattern.sub("", text)
    return text


def without_volatile_markup(page: str) -> str:
    """A page's source without what changes by itself, in text and markup, and with runs of blanks as one."""
    for pattern in _MARKUP:
        page = pattern.sub("", page)
    return " ".join(without_volatile(page).split())
