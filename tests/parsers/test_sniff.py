"""What the bytes are, whatever they are called."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from parsers.errors import Encrypted, ReadError, Unreadable, Unsupported
from parsers.readers import READERS
from parsers.report import Hint
from parsers.sniff import sniff


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, "<x/>")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


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
    ],
)
def test_the_format_is_found(data: bytes, hint: Hint, key: str) -> None:
    assert sniff(data, hint) == key
    assert key in READERS


@pytest.mark.parametrize(
    ("data", "hint", "error", "words"),
    [
        (b"", Hint("a.pdf"), Unreadable, "0 bytes"),
        (OLE + "WordDocument".encode("utf-16-le"), Hint("a.docx"), Unsupported, "old Word"),
        (OLE + "Workbook".encode("utf-16-le"), Hint(), Unsupported, "Excel"),
        (OLE, Hint(), Unsupported, "OLE"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Hint(), Encrypted, "password"),
        (archive("xl/workbook.xml"), Hint("a.docx"), Unsupported, "xlsx"),
        (archive("OFD.xml"), Hint(), Unsupported, "OFD"),
        (archive("annex/report.pdf"), Hint(), Unsupported, "zip archive"),
        (archive("word/document.xml")[:40], Hint("a.docx"), Unreadable, "cut short"),
        (b"\x89PNG\r\n\x1a\n", Hint(), Unsupported, "PNG"),
        (b"\xff\xd8\xff\xe0", Hint(), Unsupported, "JPEG"),
        (b"BM\x36\0\0\0\0\0", Hint(), Unsupported, "BMP"),
        (b"{\\rtf1", Hint(), Unsupported, "RTF"),
        (b"hello", Hint("a.pdf"), Unreadable, "PDF"),
        (b"hello", Hint("a", "application/pdf"), Unreadable, "PDF"),
        (b"\0\1\2\3", Hint("a.txt"), Unsupported, "unknown"),
    ],
)
def test_everything_else_is_refused_by_name(data: bytes, hint: Hint, error: type[ReadError], words: str) -> None:
    with pytest.raises(error, match=words):
        sniff(data, hint)


def test_no_reader_is_imported_before_it_is_used() -> None:
    code = "import sys, parsers.readers, parsers.sniff; print([m for m in ('lxml', 'pypdfium2') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
