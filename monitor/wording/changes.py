"""Words of the findings about published documents that change, and columns that can't be read."""

from __future__ import annotations

from typing import Any

_WATCH_EN = "Open the column in a browser; if it has moved, correct its address in the watch list."
_WATCH_ZH = "请用浏览器打开该栏目；如已迁移，请更正监测清单中的地址。"

ENTRIES: dict[str, dict[str, Any]] = {
    "document.revised": {
        "severity": "warning",
        "source": "nianbao：已公布的报告应保持原貌，更正应予说明",
        "en": {
            "title": "A published report was changed",
            "message": "The report no longer reads as in the version kept before: {changes}.",
            "explanation": "Both versions are kept in the archive. White space is ignored, and so are cells that were "
            "not plainly "
            "read. A correction may be quite proper; it should be recognisable as one.",
            "next": "Compare the two versions in the archive; ask the body why it was changed.",
        },
        "zh": {
            "title": "已公布的报告内容有改动",
            "message": "报告内容与此前存档的版本不同：{changes}。",
            "explanation": "两个版本均已存档。空白字符和未能确读的单元格不作比较。更正本身可以是正当的，"
            "但应当予以说明。",
            "next": "请在存档中对照两个版本，并向填报单位了解改动原因。",
        },
    },
    "document.withdrawn": {
        "severity": "error",
        "source": "政府信息公开条例 第四十九条",
        "en": {
            "title": "A published report is gone",
            "message": "“{title}” can no longer be retrieved from {url}: it was gone on {passes} visits in a row from "
            "{since} "
            "to {until}. We keep a copy.",
            "explanation": "Said only after the document was gone on several visits over several days while the site "
            "answered. It "
            "may have moved to another address.",
            "next": "Look for the report on the website; ask the body to make it available again.",
        },
        "zh": {
            "title": "已公布的报告无法获取",
            "message": "《{title}》已无法从 {url} 获取：自 {since} 至 {until} 连续 {passes} 次访问均不存在。"
            "本系统留有存档。",
            "explanation": "仅在网站可以访问、而文件连续多日多次不存在时提示。文件也可能已移至其他地址。",
            "next": "请在网站上查找该报告；确已撤下的，请填报单位恢复公开。",
        },
    },
    "portal.unreachable": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "A column can't be read",
            "message": "The column {name} has not answered since {since}: {passes} visits in a row failed, the last "
            "with "
            "{status}.",
            "explanation": "While a column can't be read, nothing can be said about reports that may have appeared in "
            "it, and "
            "nothing is.",
            "next": _WATCH_EN,
            "variants": {
                "unreadable": "The column {name} answers, but no list of reports could be made out in it since {since} "
                "({passes} visits in a row).",
                "moved": "The website of the column {name} has said since {since} that it is not at this address "
                "({passes} visits in a row), the last time with {status}.",
            },
        },
        "zh": {
            "title": "栏目无法读取",
            "message": "栏目「{name}」自 {since} 起连续 {passes} 次访问失败，最近一次：{status}。",
            "explanation": "栏目无法读取期间，对其中可能出现的报告不作任何判断。",
            "next": _WATCH_ZH,
            "variants": {
                "unreadable": "栏目「{name}」可以访问，但自 {since} 起连续 {passes} 次未能识别出报告列表。",
                "moved": "栏目「{name}」所在网站自 {since} 起连续 {passes} 次答复该地址不存在，最近一次：{status}。",
            },
        },
    },
    "portal.blocked": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "A website turns us away",
            "message": "The website of the column {name} has refused our visits since {since} ({passes} in a row), "
            "the last with "
            "{status}.",
            "explanation": "The site answers with a page that is meant to keep programs out. We do not try to get "
            "around it.",
            "next": "Visit more slowly, or ask the website's operator for access.",
        },
        "zh": {
            "title": "网站拒绝访问",
            "message": "栏目「{name}」所在网站自 {since} 起连续 {passes} 次拒绝访问，最近一次：{status}。",
            "explanation": "网站返回了防止程序访问的页面，本系统不会设法绕过。",
            "next": "请降低访问频率，或与网站管理方联系。",
        },
    },
    "portal.emptied": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "A column has lost its entries",
            "message": "The column {name} listed {before} before; since {since} it has listed none ({passes} visits "
            "in a row).",
            "explanation": "The column answers and is empty. Either its entries were removed or moved, or its layout "
            "has changed "
            "so that they are no longer recognised. Meanwhile nothing is called missing that should stand in it.",
            "next": _WATCH_EN,
            "variants": {
                "moved": "The column {name} listed {before} before; since {since} the website has said that there is "
                "nothing at this address ({passes} visits in a row), the last time with {status}.",
            },
        },
        "zh": {
            "title": "栏目内容被清空",
            "message": "栏目「{name}」原列有 {before}，自 {since} 起连续 {passes} 次访问均为空。",
            "explanation": "栏目可以访问但没有条目：可能被删除或迁移，也可能改版后无法识别。"
            "在此期间，不会将应在该栏目公布的报告判为缺失。",
            "next": _WATCH_ZH,
            "variants": {
                "moved": "栏目「{name}」原列有 {before}，自 {since} 起网站连续 {passes} 次答复该地址不存在，"
                "最近一次：{status}。",
            },
        },
    },
}
