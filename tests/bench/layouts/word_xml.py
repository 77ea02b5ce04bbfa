"""Word documents: merges, nested tables, runs cut to pieces, tracked changes, text boxes, content controls."""
# ruff: noqa: E501 - markup is easier to check in one piece

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from random import Random

from crawler.sample.build.manuscript import Style
from crawler.sample.build.tables import Cell, Placed, Table, placed
from tests.bench.layouts.layout import Layout, is_applications, split_table
from tests.bench.truth import Truth

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = f"{_RELATION}/officeDocument"
_HEADS = '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
_SECTION_END = f'<w:p><w:pPr><w:sectPr>{_HEADS}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'
_LANDSCAPE_END = (
    f'<w:p><w:pPr><w:sectPr>{_HEADS}<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>'
)
_BOX = '<w:p><w:r><w:pict><v:shape style="width:420pt;height:90pt"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'


@dataclass(frozen=True, slots=True)
class Knobs:
    """`runs` is how a text is cut up: whole, by character, as a field, with tracked changes."""

    runs: str = "whole"
    nested: bool = False
    split: bool = False
    controls: bool = False
    bare_merge: bool = False
    grid_before: bool = False
    sections: bool = False
    box: bool = False


def render(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """The bytes of the document, compressed as Word does."""
    parts: list[str] = []
    for block in truth.blocks:
        if isinstance(block, Table):
            halves = split_table(block, rng, repeat=True) if knobs.split and is_applications(block) else (block,)
            tables = "<w:p/>".join(_table(half, knobs, rng) for half in halves)
            parts.append(f"{_SECTION_END}{tables}{_LANDSCAPE_END}" if knobs.sections else tables)
        elif knobs.box and block.style is Style.TITLE:
            parts.append(_BOX.format(_paragraph(block.text, knobs, rng)))
        else:
            parts.append(_paragraph(block.text, knobs, rng))
    body = "".join(parts)
    if knobs.nested:
        body = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{body}<w:p/></w:tc></w:tr></w:tbl>'
    last = f"<w:sectPr>{_HEADS}</w:sectPr>" if knobs.sections else "<w:sectPr/>"
    document = f'{_XML}<w:document xmlns:w="{_W}" xmlns:r="{_RELATION}" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}{last}</w:body></w:document>'
    return archive({"word/document.xml": document} | (_margins() if knobs.sections else {}))


def archive(parts: dict[str, str]) -> bytes:
    """A package with the parts every reader asks for."""
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
    )
    relations = (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}" '
        'Target="word/document.xml"/></Relationships>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {"[Content_Types].xml": types, "_rels/.rels": relations, **parts}.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _margins() -> dict[str, str]:
    """What stands above and below the text of every page, a number among it that is no figure."""
    texts = {"header": "政府信息公开工作年度报告 总计 12", "footer": "第 3 页 共 8 页"}
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(texts, 1)
    )
    tags = {"header": "hdr", "footer": "ftr"}
    parts = {
        f"word/{name}.xml": f'{_XML}<w:{tags[name]} xmlns:w="{_W}"><w:p>{_run(text)}</w:p></w:{tags[name]}>'
        for name, text in texts.items()
    }
    return parts | {
        "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
    }


def _paragraph(text: str, knobs: Knobs, rng: Random) -> str:
    lines = text.split("\n")
    return "".join(f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{_runs(line, knobs, rng)}</w:p>" for line in lines)


def _runs(text: str, knobs: Knobs, rng: Random) -> str:
    if knobs.runs == "characters":
        return "".join(map(_run, text))
    if knobs.runs == "tracked" and text:
        cut = rng.randint(0, len(text))
        gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>99</w:delText></w:r></w:del>'
        return f'{_run(text[:cut])}{gone}<w:ins w:id="2" w:author="x">{_run(text[cut:])}</w:ins>'
    if knobs.runs == "field" and text.isdigit():
        begin, middle, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
        )
        return f'{begin}<w:r><w:instrText xml:space="preserve"> =SUM(LEFT) \\# 0 </w:instrText></w:r>{middle}{_run(text)}{end}'
    return _run(text)


def _run(text: str) -> str:
    fonts = '<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="仿宋"/><w:sz w:val="21"/></w:rPr>'
    return f'<w:r>{fonts}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""


def _table(table: Table, knobs: Knobs, rng: Random) -> str:
    grid = "".join(f'<w:gridCol w:w="{round(9000 * share)}"/>' for share in table.widths)
    rows: list[list[Placed]] = [[] for _ in table.rows]
    for place in sorted(_strips(table), key=lambda strip: (strip.row, strip.column)):
        rows[place.row].append(place)
    lines = "".join(_row(places, knobs, rng) for places in rows)
    if knobs.controls:
        lines = f"<w:sdt><w:sdtPr/><w:sdtContent>{lines}</w:sdtContent></w:sdt>"
    return f"<w:tbl><w:tblPr><w:tblW w:w='9000' w:type='dxa'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _strips(table: Table) -> Iterator[Placed]:
    """Every cell once for each row it covers, of height 0 after the first."""
    for place in placed(table):
        yield place
        for below in range(1, place.cell.height):
            yield Placed(place.row + below, place.column, Cell("", place.cell.kind, place.cell.width, 0))


def _row(places: list[Placed], knobs: Knobs, rng: Random) -> str:
    before = ""
    if knobs.grid_before and places[0].cell.height == 0 and places[0].column == 0:
        before = f'<w:trPr><w:gridBefore w:val="{places[0].cell.width}"/></w:trPr>'
        places = places[1:]
    return f"<w:tr>{before}{''.join(_cell(place, knobs, rng) for place in places)}</w:tr>"


def _cell(place: Placed, knobs: Knobs, rng: Random) -> str:
    cell = place.cell
    span = f'<w:gridSpan w:val="{cell.width}"/>' if cell.width > 1 else ""
    going_on = "<w:vMerge/>" if knobs.bare_merge else '<w:vMerge w:val="continue"/>'
    merge = going_on if cell.height == 0 else '<w:vMerge w:val="restart"/>' if cell.height > 1 else ""
    inner = _paragraph(cell.text, knobs, rng) if cell.text else "<w:p/>"
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>"


def _layout(name: str, about: str, **knobs: object) -> Layout:
    return Layout(f"docx-{name}", "docx", "report.docx", partial(render, knobs=Knobs(**knobs)), about)  # type: ignore[arg-type]


LAYOUTS = (
    _layout("word", "gridSpan and vMerge as Word writes them", bare_merge=True),
    _layout("wps", "vMerge spelt out, tables inside content controls", controls=True),
    _layout("split-runs", "every character a run of its own", runs="characters"),
    _layout("tracked", "figures corrected with tracked changes: deleted and inserted text", runs="tracked"),
    _layout("fields", "figures that are results of fields", runs="field"),
    _layout("nested", "the whole report inside one cell of a layout table", nested=True),
    _layout("split", "the big table cut in two, its headers repeated", split=True, bare_merge=True),
    _layout("sections", "each table on landscape pages of its own, headers and footers", sections=True),
    _layout("box", "the title in a text box", box=True),
)  # fmt: skip
