"""Archives with several files: names in GBK, junk, archives in archives, and the report among other documents."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from parsers import Hint, Report, parse
from parsers.errors import Encrypted, NotAReport, ReadError, TooLarge, Unreadable
from parsers.readers.zip import members

SAMPLES = Path(__file__).parents[2] / "crawler" / "sample" / "documents"
DOCX = (SAMPLES / "huangge_town_2020.docx").read_bytes()
PDF = (SAMPLES / "jiahe_subdistrict_2020.pdf").read_bytes()
HTML = (SAMPLES / "zengcheng_government_services_2020.html").read_bytes()
RTF = (Path(__file__).parents[1] / "fixtures" / "formats" / "huangge_town_2020.rtf").read_bytes()
LETTER = b"<html><p>A letter about something else."


def archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def gbk_archive(name: str, content: bytes) -> bytes:
    """As Windows packs it in Chinese: the name in GBK, and no word about it."""
    raw = name.encode("gbk")
    info = zipfile.ZipInfo("x" * len(raw))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(info, content)
    return buffer.getvalue().replace(b"x" * len(raw), raw)


def locked(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[changed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def read(files: dict[str, bytes]) -> Report:
    return parse(archive(files), Hint("report.zip"))


def test_names_are_read_as_meant() -> None:
    assert [member.name for member in members(gbk_archive("报告/附件一.docx", b"x"))] == ["报告/附件一.docx"]
    assert [member.name for member in members(archive({"报告.docx": b"x"}))] == ["报告.docx"]
    assert [member.name for member in members(archive({"a.docx": b"x"}))] == ["a.docx"]


def test_junk_is_left_out() -> None:
    junk = (
        "__MACOSX/._a.docx",
        "Thumbs.db",
        "a/Thumbs.db",
        ".DS_Store",
        "a/~$b.docx",
        "index.files/a.css",
        "a.mp4",
        "d/",
    )
    assert [member.name for member in members(archive({**dict.fromkeys(junk, b""), "a/b.docx": b"x"}))] == ["a/b.docx"]


@pytest.mark.parametrize(
    ("files", "reader", "name"),
    [
        ({"a.html": HTML, "b.pdf": PDF, "c.docx": DOCX}, "zip/docx", "c.docx"),
        ({"a.html": HTML, "b.pdf": PDF, "c.docx": archive({"word/document.xml": b"<x/>"})}, "zip/pdf", "b.pdf"),
        ({"letter.html": LETTER, "a.html": HTML}, "zip/html", "a.html"),
        ({"a.rtf": RTF, "a.png": b"\x89PNG\r\n\x1a\n"}, "zip/rtf", "a.rtf"),
        ({"annex.zip": archive({"x/a.pdf": PDF}), "b.rar": b"Rar!"}, "zip/pdf", "annex.zip/x/a.pdf"),
        ({"wrong.pdf": DOCX}, "zip/docx", "wrong.pdf"),
    ],
)
def test_the_report_is_found_among_others(files: dict[str, bytes], reader: str, name: str) -> None:
    report = read(files)
    assert (report.source.reader, report.source.media_type) == (reader, "application/zip")
    assert report.notes[-1].startswith(f"read from {name} in the archive")
    assert len(report.figures) >= 175


def test_the_source_is_the_archive() -> None:
    data = gbk_archive("年报.docx", DOCX)
    source = parse(data, Hint("report.zip")).source
    assert (source.name, source.sha256) == ("report.zip", hashlib.sha256(data).hexdigest())
    beside = read({"a.docx": DOCX, **{f"{n:02}.html": LETTER for n in range(12)}}).notes[-1]
    assert beside.endswith("09.html and 2 more")


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (archive({}), NotAReport, "without any document"),
        (archive({"Thumbs.db": b"x"}), NotAReport, "without any document"),
        (archive({"a.html": LETTER, "b.rar": b"Rar!"}), NotAReport, r"b\.rar \(a RAR archive.*a\.html \(no title"),
        (archive({"a.pdf": PDF[:-500]}), Unreadable, r"a\.pdf \(a PDF that is cut short"),
        (locked(archive({"a.pdf": PDF})), Encrypted, "password"),
        (archive({"a.txt": b" " * (65 << 20)}), TooLarge, r"a\.txt"),
        (archive({f"{n}.txt": b" " * (50 << 20) for n in range(3)}), TooLarge, r"2\.txt"),
        (archive({f"{n}.zip": archive({"a.txt": b" " * (50 << 20)}) for n in range(3)}), TooLarge, r"a\.txt"),
        (archive({f"{n}.txt": b"" for n in range(1001)}), TooLarge, "1,000 files"),
        (archive({"a.zip": archive({"b.zip": archive({"c.pdf": PDF})})}), ReadError, "inside an archive inside"),
        (gbk_archive("a.txt", b"hello").replace(b"hello", b"jello"), Unreadable, "broken"),
        (archive({"a.pdf": PDF})[:-30], Unreadable, "cut short"),
    ],
)
def test_what_holds_no_report_says_why(data: bytes, error: type[ReadError], words: str) -> None:
    with pytest.raises(error, match=words):
        parse(data, Hint("report.zip"))
