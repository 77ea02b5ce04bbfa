"""Whether anything that is no such report is taken for one: the texts of `negative_texts` as pages of a portal, as
bare HTML and as plain text."""
# ruff: noqa: E501 - markup is easier to check in one piece

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from parsers import Hint, parse
from parsers.errors import ReadError

from .negative_texts import TEXTS

_MENU = ["首页", "政务公开", "政府信息公开指南", "政府信息公开制度", "政府信息公开年报", "依申请公开", "互动交流"]
_RELATED = ("示例市民政局2022年政府信息公开工作年度报告", "示例市教育局2023年政府信息公开工作年度报告")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one document; `taken` where it was taken for a report."""

    name: str
    taken: bool
    error: str = ""
    message: str = ""


def documents() -> Iterator[tuple[str, str, bytes]]:
    """(name, file name, bytes) of every negative in each of its dresses."""
    for name, text in TEXTS.items():
        yield f"{name}, bare page", "page.html", _page(text).encode()
        yield f"{name}, portal page", "page.html", _portal(text).encode()
        yield f"{name}, text", "page.txt", text.replace("|", "\t").encode("gb18030")


def judge_all() -> tuple[Verdict, ...]:
    """The verdict on each document."""
    return tuple(judge(name, file, data) for name, file, data in documents())


def judge(name: str, file: str, data: bytes) -> Verdict:
    try:
        report = parse(data, Hint(name=file))
    except ReadError as error:
        return Verdict(name, False, error.code, str(error))
    return Verdict(name, True, message=f"{report.title} / {report.body} / {report.year}")


def _page(text: str) -> str:
    title = escape(text.partition("\n")[0])
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>{_body(text)}</body></html>"


def _portal(text: str) -> str:
    """The same inside a portal, whose menus and lists name reports."""
    title = escape(text.partition("\n")[0])
    menu = "".join(f"<li><a href='#'>{name}</a></li>" for name in _MENU)
    related = "".join(f"<li><a href='#' title='{name}'>{name}</a></li>" for name in _RELATED)
    return (
        f"<html><head><meta charset='utf-8'><meta name='ArticleTitle' content='{title}'><meta name='PubDate' content='2024-01-20'>"
        f"<title>{title}-示例市人民政府</title></head><body><ul>{menu}</ul><p>当前位置：首页 &gt; 政务公开 &gt; 政府信息公开年报</p>"
        f"<div id='zoom'>{_body(text)}</div><div><h3>相关信息</h3><ul>{related}</ul></div>"
        "<p>主办：示例市人民政府办公室 网站标识码：0000000001</p></body></html>"
    )


def _body(text: str) -> str:
    """Lines as paragraphs, rows that follow one another as a table; the title is a heading."""
    first, *rest = text.split("\n")
    parts = [f"<h1>{escape(first)}</h1>"]
    for is_table, lines in groupby(rest, key=lambda line: "|" in line):
        if is_table:
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in line.split("|")) for line in lines)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            parts += [f"<p>{escape(line)}</p>" for line in lines]
    return "".join(parts)
