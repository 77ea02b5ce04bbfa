"""The files of the sample portal: which manuscript each is made of, and in which format."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from crawler.sample.build.as_docx import docx_bytes
from crawler.sample.build.as_html import html_bytes
from crawler.sample.build.as_pdf import OFFICE, TYPESET, pdf_bytes
from crawler.sample.build.as_word_html import word_html_bytes
from crawler.sample.build.invented import INVENTED
from crawler.sample.build.manuscript import Manuscript
from crawler.sample.build.sources import SOURCES, read_source

RENDERERS: dict[str, Callable[[Manuscript], bytes]] = {
    "zengcheng_government_services_2019.html": html_bytes,
    "zengcheng_government_services_2020.html": html_bytes,
    "zengcheng_government_services_2021.html": html_bytes,
    "liwan_government_services_2019.html": html_bytes,
    "liwan_government_services_2020.pdf": partial(pdf_bytes, look=TYPESET),
    "liwan_government_services_2021.pdf": partial(pdf_bytes, look=TYPESET),
    "jiahe_subdistrict_2020.pdf": partial(pdf_bytes, look=OFFICE),
    "huangge_town_2020.docx": docx_bytes,
    "wujiang_district_2020.html": word_html_bytes,
    "sample_statistics_2020.html": html_bytes,
    "sample_civil_affairs_2020.html": html_bytes,
    "sample_civil_affairs_2020_altered.html": html_bytes,
    "sample_education_2020.docx": docx_bytes,
}


def read_manuscripts(sources: Path) -> dict[str, Manuscript]:
    """Every manuscript by the stem of its file: the real ones read from `sources`, the made-up ones as declared."""
    return INVENTED | {name: read_source(sources / name) for name in SOURCES}


def build_documents(sources: Path, out: Path) -> list[Path]:
    """Writes every file into `out`, one after the other, and returns their paths."""
    out.mkdir(parents=True, exist_ok=True)
    manuscripts = read_manuscripts(sources)
    return [_write(out / file, render(manuscripts[Path(file).stem])) for file, render in RENDERERS.items()]


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
