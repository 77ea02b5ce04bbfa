"""Documents that mean harm, or are broken: each with the error codes it may end as."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from monitor.workers import MOST_BYTES

TITLE = "<title>甲局2020年政府信息公开工作年度报告</title>"
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def docx(*chunks: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        with archive.open("word/document.xml", "w") as part:
            for chunk in chunks:
                part.write(chunk)
    return buffer.getvalue()


def pdf(pages: int, **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    for _ in range(pages):
        canvas.drawString(100, 700, "1")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def one_page(content: bytes, more: bytes = b"") -> bytes:
    """A PDF written by hand, so that its one page can hold anything."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<<%b/Length %d>>stream\n%b\nendstream" % (more, len(content), content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%bendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"%bxref\n0 5\n0000000000 65535 f \n%btrailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        out,
        table,
        len(out),
    )


def locked(data: bytes) -> bytes:
    """A zip file whose directory says that its parts have a password."""
    return data.replace(b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\1\0").replace(
        b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"
    )


def locked_office() -> bytes:
    """An OLE file with the one entry in its directory by which a locked Office document is known."""
    name = "EncryptedPackage".encode("utf-16-le")
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + name.ljust(64, b"\0") + bytes([34, 0, 2]) + bytes(600)
    )


def zips_in_zips(depth: int) -> bytes:
    data = b"1"
    for _ in range(depth):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", data)
        data = buffer.getvalue()
    return data


def entities(root: str) -> str:
    """Nine levels of ten: a billion times the innermost."""
    levels = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a "{"x" * 100}">{levels}]>'


def digits_on_a_page() -> bytes:
    text = b"".join(b"1 0 0 1 %d %d Tm (%b) Tj " % (n % 500, n * 7 % 800, b"1234567890" * 10) for n in range(20_000))
    return one_page(b"BT /F1 6 Tf " + text + b"ET")


HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "0 bytes": (lambda: b"", {"unreadable"}),
    "random bytes": (lambda: bytes(range(256)) * 4000, {"unreadable", "unsupported"}),
    "a zip bomb": (lambda: docx(WORD.encode(), *[b"0" * 2**20] * 1024), {"too_large"}),
    "an entity bomb in a docx": (
        lambda: docx(
            f"{entities('w:document')}{WORD}<w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>".encode()
        ),
        {"unreadable", "too_large"},
    ),
    "an entity bomb in a page": (
        lambda: f"{entities('html')}<html>{TITLE}<p>&j;</p></html>".encode(),
        {"not_a_report", "too_large"},
    ),
    "colspan=1000000": (
        lambda: f"{TITLE}<table>{'<tr><td colspan=1000000 rowspan=1000000>自然人<td>2</tr>' * 300}</table>".encode(),
        {"not_a_report", "too_large"},
    ),
    "10,000 nested tags": (lambda: f"{TITLE}{'<div>' * 10_000}x".encode(), {"not_a_report", "too_large"}),
    "10,000 nested tables": (lambda: f"{TITLE}{'<table><tr><td>' * 10_000}x".encode(), {"too_large"}),
    "10,000 nested tables in a docx": (
        lambda: docx((WORD + "<w:tbl><w:tr><w:tc>" * 10_000).encode()),
        {"unreadable", "too_large"},
    ),
    "2,000 blank pages": (lambda: pdf(2000), {"too_large"}),
    "a password": (lambda: pdf(1, encrypt=pdfencrypt.StandardEncryption("secret")), {"encrypted"}),
    "half a PDF": (lambda: pdf(9)[:1500], {"unreadable"}),
    "a page that unpacks to 600 MB": (
        lambda: one_page(zlib.compress(b"0 0 1 1 re f\n" * 50_000_000, 1), b"/Filter/FlateDecode"),
        {"unreadable", "too_large"},
    ),
    "2,000,000 digits on a page": (digits_on_a_page, {"too_large"}),
    "60 MB of digits in a page": (lambda: f"{TITLE}<p>{'1' * 60_000_000}".encode(), {"too_large"}),
    "a table of 90,000 headings": (
        lambda: f"{TITLE}<table>{'<tr><td>一、总体情况' * 90_000}<tr><td>1<td>2</table>".encode(),
        {"not_a_report", "too_large"},
    ),
    "4,000,000 beginnings of a period": (lambda: f"{TITLE}<p>{'统计' * 2_000_000}".encode(), {"not_a_report"}),
    "a number of 6,000 digits": (
        lambda: f"{TITLE}<table><tr><td>规章<td>{'9' * 6000}</table>".encode(),
        {"not_a_report", "too_large"},
    ),
    "1,000,000 open groups in an RTF": (lambda: b"{\\rtf1" + b"{" * 1_000_000, {"too_large", "unreadable"}),
    "half an RTF": (lambda: b"{\\rtf1\\ansi" + b"\\trowd\\cellx100\\intbl 1\\cell\\row" * 200, {"unreadable"}),
    "half a Word document": (lambda: docx(WORD.encode(), b"<w:p/>" * 9000)[:-90], {"unreadable"}),
    "a locked zip file": (lambda: locked(docx(WORD.encode())), {"encrypted"}),
    "a locked Office document": (locked_office, {"encrypted"}),
    "zips in zips in zips": (lambda: zips_in_zips(6), {"not_a_report", "too_large", "unsupported"}),
    "101 MB": (lambda: b"1" * (MOST_BYTES + 1), {"too_large"}),
}
