"""Binary Word files, saved by LibreOffice out of Word, web and rich text documents; only where LibreOffice is."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random

from tests.bench.layouts import html, rtf, word_xml
from tests.bench.layouts.layout import Layout
from tests.bench.truth import Truth

_SOFFICE = shutil.which("soffice")
_START_SECONDS, _SECONDS_EACH = 120, 15
_WORD_97 = "doc:MS Word 97"
_WEB_PAGE = "--infilter=HTML (StarWriter)"
"""The whole page as a text document; LibreOffice takes it for one of its own web pages otherwise, and saves no DOC."""


def is_possible() -> bool:
    return _SOFFICE is not None


def version() -> tuple[str, str]:
    """LibreOffice's name and version."""
    done = subprocess.run([str(_SOFFICE), "--version"], check=True, capture_output=True, text=True, timeout=60)
    name, number, *_ = done.stdout.split()
    return name, number


def convert(sources: Sequence[bytes], extension: str, target: str, *options: str) -> list[bytes]:
    """Each document as LibreOffice saves it in another format; one start for all, with settings of its own."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.{extension}" for number in range(len(sources))]
        for file, source in zip(files, sources, strict=True):
            file.write_bytes(source)
        out = Path(folder) / "out"
        settings = f"-env:UserInstallation=file://{folder}/settings"
        command = [str(_SOFFICE), settings, "--headless", *options, "--convert-to", target, "--outdir", str(out)]
        limit = _START_SECONDS + _SECONDS_EACH * len(files)
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=limit)
        return [(out / file.name).with_suffix("." + target.partition(":")[0]).read_bytes() for file in files]


def _docx(truth: Truth, rng: Random, **knobs: object) -> bytes:
    return word_xml.render(truth, rng, word_xml.Knobs(**knobs))  # type: ignore[arg-type]


def _html(truth: Truth, rng: Random, **knobs: object) -> bytes:
    return html.render(truth, rng, html.Knobs(**knobs))  # type: ignore[arg-type]


def _rtf(truth: Truth, rng: Random) -> bytes:
    return rtf.render(truth, rng, rtf.Knobs())


def _from_docx(name: str, about: str, **knobs: object) -> Layout:
    converted = partial(convert, extension="docx", target=_WORD_97)
    return Layout(f"doc-{name}", "doc", "report.doc", partial(_docx, **knobs), about, convert=converted)


def _from_html(name: str, about: str, **knobs: object) -> Layout:
    def converted(sources: Sequence[bytes]) -> list[bytes]:
        return convert(sources, "html", _WORD_97, _WEB_PAGE)

    return Layout(f"doc-{name}", "doc", "report.doc", partial(_html, **knobs), about, convert=converted)


LAYOUTS = (
    _from_docx("word", "gridSpan and vMerge as Word writes them", bare_merge=True),
    _from_docx("wps", "tables inside content controls", controls=True),
    _from_docx("split-runs", "every character a run of its own", runs="characters"),
    _from_docx("tracked", "figures corrected with tracked changes: deleted and inserted text", runs="tracked"),
    _from_docx("fields", "figures that are results of fields", runs="field"),
    _from_docx("nested", "the whole report inside one cell of a layout table", nested=True),
    _from_docx("split", "the big table cut in two, its headers repeated", split=True, bare_merge=True),
    _from_docx("sections", "each table on landscape pages of its own, headers and footers", sections=True),
    _from_docx("box", "the title in a text box", box=True),
    _from_html("html", "a web page of Word's, opened and saved", cell="mso", quotes="", hidden_row=True),
    _from_html("html-sheet", "a web page with the whole report in one table", one_table=True),
    Layout("doc-rtf", "doc", "report.doc", _rtf, "rich text, opened and saved",
           convert=partial(convert, extension="rtf", target=_WORD_97)),
)  # fmt: skip
