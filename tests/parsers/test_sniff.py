"""What the bytes are, whatever they are called."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from base64 import b64encode

import pytest

from parsers.errors import Encrypted, ReadError, TooLarge, Unreadable, Unsupported
from parsers.readers import READERS
from parsers.reading import Grid
from parsers.report import Hint
from parsers.sniff import sniff


def archive(*names: str) -> bytes:
    """A ZIP whose members have no time of their own: the cases are named after their bytes, in each process alike."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(zipfile.ZipInfo(name), "<x/>")
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    """The beginning of an OLE file and its directory, whose entries hold a name, its length and a kind."""
    entries = [
        name.encode("utf-16-le").ljust(64, b"\0") + bytes([2 * len(name) + 2, 0, 2]) + bytes(61) for name in streams
    ]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(entries)


MHTML = (
    b"From: <Saved by Microsoft Word>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n"
)


@pytest.mark.parametrize(
    ("data", "hint", "key"),
    [
        (b"%PDF-1.7\n", Hint("report.html", "text/html"), "pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", Hint(), "pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), Hint("a.pdf"), "docx"),
        (b"<!DOCTYPE html><p>x", Hint("a.pdf", "application/pdf"), "html"),
        ("\ufeff\n <table><tr><td>1".encode(), Hint(), "html"),
        ("<html>年报".encode("utf-16"), Hint(), "html"),
        (b'<?xml version="1.0" encoding="gbk"?><html>', Hint(), "html"),
        ("<p>年报</p>".encode("gbk"), Hint("a.txt", "text/plain"), "html"),
        ("年报<p>正文</p>".encode("gbk"), Hint("post_1.html"), "html"),
        ("2020年<br>年报".encode(), Hint(), "html"),
        ("一、总体情况\n".encode("gbk"), Hint(), "text"),
        ("一、总体情况\n".encode(), Hint("a.html", "text/html; charset=utf-8"), "text"),
        (b"a < b\n", Hint("a.txt"), "text"),
        (b"BMI 12\n", Hint(), "text"),
        (archive("xl/workbook.xml"), Hint("a.docx"), "xlsx"),
        (archive("OFD.xml", "Doc_0/Document.xml"), Hint("a.zip"), "ofd"),
        (archive("annex/report.pdf", "word.docx"), Hint("a.docx"), "zip"),
        (archive(), Hint(), "zip"),
        (ole("WordDocument", "1Table", "Workbook"), Hint("a.wps"), "doc"),
        (ole("Workbook"), Hint("a.doc"), "xls"),
        (ole("Book"), Hint(), "xls"),
        (b"{\\rtf1", Hint("a.doc", "application/msword"), "rtf"),
        (b"\xef\xbb\xbf\r\n{\\rtf1", Hint(), "rtf"),
        (b"\x89PNG\r\n\x1a\n", Hint(), "image"),
        (b"\xff\xd8\xff\xe0", Hint("a.pdf"), "image"),
        (b"BM\x36\0\0\0\0\0", Hint(), "image"),
        (b"II*\x00", Hint(), "image"),
        (b"GIF89a", Hint(), "image"),
        (b"RIFF\0\0\0\0WEBPVP8 ", Hint(), "image"),
        (MHTML, Hint("a.doc"), "mhtml"),
        (b"\r\nmime-version: 1.0\n", Hint(), "mhtml"),
        ("收文日期: 1月\nMIME-Version: 1.0\n".encode(), Hint(), "text"),
        (b"<html xmlns:w='urn:x'><head><xml><w:WordDocument> ", Hint("a.doc", "application/msword"), "html"),
        (archive("word/document.xml"), Hint("a.doc", "application/msword"), "docx"),
        ("一、总体情况".encode("gbk"), Hint("a.doc", "application/msword"), "text"),
    ],
)
def test_the_format_is_found(data: bytes, hint: Hint, key: str) -> None:
    assert sniff(data, hint) == key
    assert key in READERS or key == "zip"


@pytest.mark.parametrize(
    ("data", "hint", "error", "words"),
    [
        (b"", Hint("a.pdf"), Unreadable, "0 bytes"),
        (ole(), Hint(), Unsupported, "OLE"),
        (ole("PowerPoint Document"), Hint(), Unsupported, "PowerPoint"),
        (ole("EncryptedPackage"), Hint(), Encrypted, "password"),
        (archive("xl/workbook.bin"), Hint(), Unsupported, "xlsb"),
        (archive("content.xml", "mimetype"), Hint("a.zip"), Unsupported, "OpenDocument"),
        (archive("word/document.xml")[:40], Hint("a.docx"), Unreadable, "cut short"),
        (b"Rar!\x1a\x07", Hint("a.zip"), Unsupported, "RAR archive.*unpack"),
        (b"7z\xbc\xaf\x27\x1c", Hint(), Unsupported, "7-Zip archive"),
        (b"\x1f\x8b\x08", Hint("a.tar.gz"), Unsupported, "gzip archive"),
        (b"RIFF\0\0\0\0WAVE", Hint(), Unsupported, "RIFF file"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', Hint(), Unsupported, "single XML"),
        (b'<?xml version="1.0"?><Workbook xmlns="x">', Hint("a.xls"), Unsupported, "single XML"),
        (b"hello", Hint("a.xlsx"), Unreadable, "XLSX"),
        (b"hello", Hint("a.pdf"), Unreadable, "PDF"),
        (b"hello", Hint("a", "application/pdf"), Unreadable, "PDF"),
        (b"\0\1\2\3", Hint("a.txt"), Unsupported, "unknown"),
    ],
)
def test_everything_else_is_refused_by_name(data: bytes, hint: Hint, error: type[ReadError], words: str) -> None:
    with pytest.raises(error, match=words):
        sniff(data, hint)


def test_no_reader_is_imported_before_it_is_used() -> None:
    heavy = ("lxml", "pypdfium2", "python_calamine", "olefile", "email", "numpy", "cv2")
    code = f"import sys, parsers.readers, parsers.sniff; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_web_archive_is_read_as_its_page() -> None:
    page = "<html><h1>甲局年报</h1><table><tr><td>新收</td><td>21</td></tr></table></html>".encode("gbk")
    part = b"--x\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    data = MHTML + part + b64encode(page) + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
    reading = READERS[sniff(data, Hint("a.doc"))](data)
    assert (reading.reader, reading.media_type, reading.titles) == ("mhtml", "multipart/related", ("甲局年报",))
    (grid,) = [block for block in reading.blocks if isinstance(block, Grid)]
    assert [cell.text for cell in grid.cells] == ["新收", "21"]


def test_a_web_archive_without_a_page_is_refused() -> None:
    with pytest.raises(Unreadable, match="without a page"):
        READERS["mhtml"](MHTML + b"--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--")
    with pytest.raises(TooLarge, match="inside one another"):
        READERS["mhtml"](MHTML + b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 5000)
