"""Annual reports as Word documents, made from a seed: both forms, with the merges and oddities of Word files."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from parsers.form import (
    APPLICATION_COLUMNS,
    DISCLOSURE_ITEMS,
    DISPUTE_OUTCOMES,
    FIELD_LABELS,
    SECTION_HEADINGS,
    Form,
    application_rows,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MARKS = ("", "", "/", "—", "0", "0")
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/numbering.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LEVELS = (("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


@dataclass(frozen=True)
class Making:
    """How a document is made."""

    seed: int
    form: Form = Form.F2021
    groups: str = "merged"  # or "repeated", "blank"
    numbered: bool = False
    changed: bool = False  # tracked changes, hidden text, fields
    nested: bool = False
    landscape: bool = False
    boxed: bool = False  # the title in a text box, a table in another
    font: str = "宋体"
    runs: str = "whole"  # or "split"


def make_docx(making: Making) -> bytes:
    """The document's bytes; the same for the same making."""
    maker = _Maker(making)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relations((f"{_OFFICE}/officeDocument", "word/document.xml")))
        names = (f"{_OFFICE}/numbering", "numbering.xml"), (f"{_OFFICE}/styles", "styles.xml")
        archive.writestr("word/_rels/document.xml.rels", _relations(*names))
        archive.writestr("word/numbering.xml", _numbering())
        archive.writestr("word/styles.xml", _styles())
        archive.writestr("word/document.xml", maker.document())
    return buffer.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="Heading{depth + 1}"/>' if depth == 0 else "")
        + f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(_LEVELS)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="multilevel"/>'
        f'{levels}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )


def _styles() -> str:
    return (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn '
        'w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>'
    )


class _Maker:
    def __init__(self, making: Making) -> None:
        self._making = making
        self._random = random.Random(making.seed)

    def document(self) -> str:
        year = 2020 if self._making.form is Form.F2019 else 2022
        title = self._p(f"示例市第{self._making.seed}局{year}年政府信息公开工作年度报告")
        body = [self._box(title) if self._making.boxed else title]
        for number, heading in enumerate(SECTION_HEADINGS, 1):
            body.append(self._heading(number, heading))
            body.append({2: self._disclosure, 3: self._applications, 4: self._disputes}.get(number, self._prose)())
        if self._making.boxed:
            body.append(self._box(self._p("附注") + self._table([900, 900], [[self._cell("件数"), self._cell("7")]])))
        body += [self._p("示例市第一局"), self._p(f"{year + 1}年1月{self._random.randint(1, 28)}日"), self._section()]
        names = f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"'
        return f"<w:document {names}><w:body>{''.join(body)}</w:body></w:document>"

    def _box(self, inside: str) -> str:
        """A paragraph that a text box hangs on."""
        text = f"<v:textbox><w:txbxContent>{inside}{self._p('框')}</w:txbxContent></v:textbox>"
        shape = f'<w:r><w:pict><v:shape style="width:400pt;height:90pt">{text}</v:shape></w:pict></w:r>'
        return f"<w:p>{shape}<w:r><w:t>文</w:t></w:r></w:p>"

    def _section(self) -> str:
        if self._making.landscape:
            return '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
        return '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'

    def _heading(self, number: int, text: str) -> str:
        if not self._making.numbered:
            return self._p("一二三四五六"[number - 1] + "、" + text)
        return self._p(text, '<w:pStyle w:val="Heading1"/>')

    def _prose(self) -> str:
        text = f"全年主动公开政府信息{self._random.randint(1, 999)}条。"
        listed = (
            [self._p(f"{word}公开。", self._level(1)) for word in ("主动", "依申请")] if self._making.numbered else []
        )
        return self._p(text) + "".join(listed) + (self._changes() if self._making.changed else "")

    def _level(self, depth: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr>'

    def _changes(self) -> str:
        """共12件 with 11 deleted, 隐 hidden, and a field whose result is 3."""
        who = 'w:id="1" w:author="a" w:date="2021-01-01T00:00:00Z"'
        field = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{then}' for kind, then in (
            ("begin", '<w:r><w:instrText xml:space="preserve"> =1+2 </w:instrText></w:r>'),
            ("separate", "<w:r><w:t>3</w:t></w:r>"), ("end", "")))  # fmt: skip
        return (
            f"<w:p><w:r><w:t>共</w:t></w:r><w:del {who}><w:r><w:delText>11</w:delText></w:r></w:del>"
            f"<w:ins {who}><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
            f"<w:r><w:t>件，</w:t></w:r>{field}<w:r><w:t>次。</w:t></w:r></w:p>"
        )

    def _p(self, text: str, properties: str = "") -> str:
        pieces = list(text) if self._making.runs == "split" else [text]
        font = f'<w:rPr><w:rFonts w:eastAsia="{self._making.font}"/></w:rPr>'
        runs = "".join(f"<w:r>{font}<w:t>{escape(piece)}</w:t></w:r>" for piece in pieces if piece)
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def _cell(self, text: str, columns: int = 1, merge: str = "", inside: str = "") -> tuple[str, int]:
        down = {"restart": '<w:vMerge w:val="restart"/>', "go on": "<w:vMerge/>"}.get(merge, "")
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        lines = "".join(self._p(line) for line in text.split("\n"))
        return f"<w:tcPr>{{width}}{span}{down}</w:tcPr>{lines}{inside}", columns

    def _table(self, widths: list[int], rows: list[list[tuple[str, int]]]) -> str:
        """The table; each row's cells take up the columns of `widths` from the left."""
        lines = []
        for row in rows:
            place, cells = 0, []
            for content, columns in row:
                width = f'<w:tcW w:w="{sum(widths[place : place + columns])}" w:type="dxa"/>'
                cells.append(f"<w:tc>{content.replace('{width}', width, 1)}</w:tc>")
                place += columns
            lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        properties = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"

    def _figure(self) -> str:
        random_ = self._random
        return random_.choice(_MARKS) if random_.random() < 0.4 else str(random_.randint(1, 12_000))

    def _disclosure(self) -> str:
        form, rows, labels = self._making.form, [], ()
        for item in DISCLOSURE_ITEMS:
            fields = item.fields.get(form, ())
            if not fields:
                continue
            if fields != labels:
                rows.append([self._cell("第二十条", 4)])
                rows.append(self._across("信息内容", [self._field_label(field) for field in fields]))
                labels = fields
            rows.append(self._across(item.label.official, [self._figure() for _ in fields]))
        return self._table([3000, 1950, 1950, 1950], rows)

    def _field_label(self, field: str) -> str:
        if self._making.form is Form.F2021:
            return {"decisions": "本年处理决定数量", "amount": "本年收费金额\n（单位：万元）"}.get(
                field, FIELD_LABELS[field]
            )
        return FIELD_LABELS[field]

    def _across(self, label: str, texts: list[str]) -> list[tuple[str, int]]:
        """A label and the cells beside it, the last of them as wide as what is left of three columns."""
        cells = [self._cell(text) for text in texts[:-1]]
        return [self._cell(label), *cells, self._cell(texts[-1], 4 - len(texts))]

    def _applications(self) -> str:
        rows = [
            [self._cell("（本列数据的勾稽关系为）", 3, "restart"), self._cell("申请人情况", 7)],
            [self._cell("", 3, "go on"), self._cell("自然人", 1, "restart"), self._cell("法人或其他组织", 5),
             self._cell("总计", 1, "restart")],
            [self._cell("", 3, "go on"), self._cell("", 1, "go on"),
             *(self._cell(column.official) for column in APPLICATION_COLUMNS[1:-1]), self._cell("", 1, "go on")],
        ]  # fmt: skip
        for group, members in groupby(application_rows(self._making.form), lambda row: row.group):
            rows += self._group(group, [row.label.official for row in members])
        widths = [700, 900, 2800, *[640] * 7] if not self._making.landscape else [900, 1400, 4600, *[1000] * 7]
        return self._table(widths, rows)

    def _group(self, group: str, labels: list[str]) -> list[list[tuple[str, int]]]:
        rows = []
        for number, label in enumerate(labels):
            figures = [self._cell(self._figure()) for _ in APPLICATION_COLUMNS]
            if self._making.nested and label.startswith("1.属于国家"):
                note = self._table([300, 300], [[self._cell("注"), self._cell("见附件")]])
                figures[0] = self._cell("5", inside=note + self._p(""))
            if not group:
                rows.append([self._cell(label, 3), *figures])
            else:
                rows.append([*self._group_cells(group, label, is_first=number == 0), *figures])
        return rows

    def _group_cells(self, group: str, label: str, *, is_first: bool) -> list[tuple[str, int]]:
        """The cells of the labels: 三 stands before all outcomes, a group such as （三） before its own."""
        is_outcome = group.startswith("三")
        begins = is_first and label.startswith("（一）")
        outer = self._grouped("三、本年度办理结果", is_first=begins)
        if is_outcome:
            return [outer, self._cell(label, 2)]
        return [outer, self._grouped(group, is_first=is_first), self._cell(label)]

    def _grouped(self, text: str, *, is_first: bool) -> tuple[str, int]:
        if self._making.groups == "merged":
            return self._cell(text if is_first else "", 1, "restart" if is_first else "go on")
        return self._cell(text if is_first or self._making.groups == "repeated" else "")

    def _disputes(self) -> str:
        outcomes = [outcome.official for outcome in DISPUTE_OUTCOMES]
        rows = [
            [self._cell("行政复议", 5), self._cell("行政诉讼", 10)],
            [*(self._cell(outcome, 1, "restart") for outcome in outcomes), self._cell("未经复议直接起诉", 5),
             self._cell("复议后起诉", 5)],
            [*(self._cell("", 1, "go on") for _ in outcomes), *(self._cell(outcome) for outcome in outcomes * 2)],
            [self._cell(self._figure() or "0") for _ in range(15)],
        ]  # fmt: skip
        return self._table([590] * 15, rows)
