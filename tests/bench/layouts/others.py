"""Documents made out of others: archives, pictures inside web pages."""
# ruff: noqa: E501 - markup is easier to check in one piece

from __future__ import annotations

import base64
import io
import zipfile
from random import Random

from crawler.sample.build.tables import Table
from tests.bench.layouts import scan, word_xml
from tests.bench.layouts.layout import Layout
from tests.bench.truth import Truth


def render_zip(truth: Truth, rng: Random) -> bytes:
    """The report among a notice and a picture, with a name in GBK as Windows writes them."""
    report = word_xml.render(truth, rng, word_xml.Knobs())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (
            ("readme.txt", "附件说明".encode()),
            ("logo.png", b"\x89PNG\r\n\x1a\n"),
            ("report/report.docx", report),
        ):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


def render_pictures(truth: Truth, rng: Random) -> bytes:
    """A web page whose tables are pictures."""
    parts = []
    for block in truth.blocks:
        if isinstance(block, Table):
            alone = Truth(**{**{name: getattr(truth, name) for name in Truth.__dataclass_fields__}, "blocks": (block,)})
            data = scan.render_strip(alone, rng, scan.Knobs(dpi=150, wear=(), face="hei"))
            parts.append(f'<p><img src="data:image/png;base64,{base64.b64encode(data).decode()}"></p>')
        else:
            parts.append(f"<p>{block.text}</p>")
    return f"<html><head><meta charset=utf-8><title>{truth.title}</title></head><body>{''.join(parts)}</body></html>".encode()


LAYOUTS = (
    Layout("zip-docx", "zip", "report.zip", render_zip, "the report as DOCX among other files"),
    *((Layout("html-pictures", "tables as pictures", "report.html", render_pictures,
              "a web page whose tables are pictures", extras=False, slow=True),) if scan.is_possible() else ()),
)  # fmt: skip
