"""Why a cell was not plainly read, and what the arithmetic of the form leaves possible for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """The wording of a reason for doubt, in both languages."""

    en: str
    zh: str


REASONS: dict[str, Reason] = {
    "row_too_long": Reason(
        "the row has more numbers than the form has columns, so it can't be told which number stands in which column",
        "该行数字多于表格栏数，无法确定各数字属于哪一栏",
    ),
    "row_too_short": Reason(
        "the row has fewer cells than the form has columns, so it can't be told which cell is missing",
        "该行数字少于表格栏数，无法确定缺少的是哪一栏",
    ),
    "cell_lost": Reason(
        "the other cells of the row stand in their columns and this one has no text: lost in the copy, or left blank",
        "该行其余各栏均在原位，唯独此格没有文字：可能在转换中丢失，也可能原文留空",
    ),
    "place_unsure": Reason(
        "no line is drawn around this cell, and its place on the page doesn't tell which cell of the form it is",
        "原文未画表格线，仅凭其在页面上的位置无法确定属于哪一格",
    ),
    "two_readings": Reason(
        "the row appears twice in the source and the two do not agree in this cell",
        "该行在来源文件中出现两次，此格两处不一致",
    ),
    "not_a_number": Reason(
        "the cell holds text that is neither a number nor a mark for 'not stated'",
        "该格内容既不是数字，也不是表示未填写的符号",
    ),
    "figure_cut": Reason(
        "a page ends inside this cell, and it can't be told whether its figure goes on on the next page",
        "该格在页末断开，无法确定数字是否在下一页续写",
    ),
    "several_numbers": Reason(
        "the cell holds more than one number and none of them is plainly the figure",
        "该格含有多个数字，无法确定哪一个是填报数",
    ),
    "scan_unsure": Reason(
        "the picture of this cell can be read in more than one way",
        "该格图像可有不止一种读法",
    ),
    "scan_disputed": Reason(
        "two ways of reading the picture of this cell gave different figures",
        "两种识别方法对该格图像得出不同数字",
    ),
    "scan_settled": Reason(
        "the picture of this cell can be read in more than one way; the sums of the form agree with this one",
        "该格图像可有不止一种读法；表内勾稽关系与此读法相符",
    ),
    "documents_differ": Reason(
        "the page and its attachment both hold this report, and they state different figures here",
        "网页与其附件均载有本报告，而此格数字不一致",
    ),
    "row_lost": Reason(
        "the row's label was not found, and the table holds a row with figures that no label of the form claims",
        "未能找到该行的标签，而表中另有一行数字无法对应到表格的任何一行",
    ),
    "row_unseen": Reason(
        "this row of the form was not found; in a source of this kind it may have been lost in reading",
        "未找到表格的这一行；此类来源文件中该行可能在识别时丢失",
    ),
    "table_spoilt": Reason(
        "more than a third of what is in this picture could not be plainly read, so that no figure in it is certain",
        "该图像中三分之一以上的内容无法确认，故其余数字亦不可靠",
    ),
    "table_unread": Reason(
        "the document prints this table, or figures where it belongs, in a shape that could not be read",
        "文件中印有该表（或在该表位置印有数字），但其排版形式未能读取",
    ),
    "look_alike": Reason(
        "the cell holds a character that only looks like a digit",
        "该格含有形似数字的字符",
    ),
    "point_or_comma": Reason(
        "the cell prints a number of things with three digits behind a point, which may part thousands",
        "该格的数量在小数点后有三位数字，该点可能是千位分隔符",
    ),
}
