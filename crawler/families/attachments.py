"""Files that belong to a post: by the platform's own mark, by their name, or by where the link stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import html as lxml_html

from crawler.families.markup import base_of, join, path_of, target_of, text_of
from crawler.families.page import Attachment

FILE_PATH = re.compile(r"\.(pdf|docx?|wps|xlsx?|et|ofd|zip|rar|txt|rtf|jpe?g|png|tiff?)$", re.I)
DOWNLOADS = re.compile(r"/(_content/download\.jsp|document/download|download/downfile\.jsp)$", re.I)
"""Scripts that hand out files: VSB's, jpaas's, Hanweb's. The name is in the query, or only in the link's text."""
MARKS: Mapping[str, str] = {"class": "nfw-cms-attachment", "id": "xzdllj"}
"""How platforms mark the link to a file: 南方集约化平台 by class, kaipu by id."""
_BOXES = re.compile(r"attach|annex|(^|[\s_-])fj|xgfj|appendix", re.I)
"""Class or id of the box that holds a post's files."""
_TRS_FILE = re.compile(r"/[PW]0\d{10,}(_\w+)?\.\w+$")
"""TRS names a post's files so, and puts them beside the post."""
_POST_ID = re.compile(r"/m?post_(\d+)\.html?$")
_SAYS_NOTHING = re.compile(r"^(点击|此处|这里|下载|附件|查看|文件|\d|[:：.、\s])*$")
_PICTURE = re.compile(r"\.(jpe?g|png|tiff?)$", re.I)
HARDLY_ANY_TEXT = 200


def is_file(url: str) -> bool:
    """Whether an address leads straight to a file."""
    parts = urlsplit(url)
    return FILE_PATH.search(parts.path) is not None or DOWNLOADS.search(parts.path) is not None


def file_name(url: str) -> str:
    """The name of a file by its address: in the query of a download script, else the last part of the path."""
    parts = urlsplit(url)
    fields = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
    return fields.get("filename") or unquote(parts.path.rpartition("/")[2])


def find_attachments(
    tree: lxml_html.HtmlElement, url: str, bodies: tuple[lxml_html.HtmlElement, ...] = ()
) -> tuple[Attachment, ...]:
    """The files a post links, each once; pictures only where they stand in for the text.

    A file counts that is marked as the post's, named after it or put beside it, stands in a box for files, or is handed
    out by a download script; with `bodies`, the boxes of its text, also one that is linked in the text, by an address
    that says nothing where the link is named like a file.
    """
    post = _POST_ID.search(path_of(url))
    base = base_of(tree, url)
    links = [a for a in tree.iter("a") if target_of(a) and _belongs(a, post.group(1) if post else None, bodies)]
    found = {join(base, target_of(a)): _name(a) for a in links}
    if not found:
        found = _pictured_text(tree, base, bodies)
    return tuple(Attachment(url, name) for url, name in found.items())


def _belongs(link: lxml_html.HtmlElement, post: str | None, bodies: tuple[lxml_html.HtmlElement, ...]) -> bool:
    if any(mark in (link.get(name) or "") for name, mark in MARKS.items()):
        return True
    path = path_of(target_of(link))
    in_text = post is None and any(box in bodies for box in link.iterancestors())
    if in_text and FILE_PATH.search(_name(link)):
        return True
    if DOWNLOADS.search(path) or _TRS_FILE.search(f"/{path}"):
        return True
    if not FILE_PATH.search(path):
        return False
    boxes = (f"{box.get('class') or ''} {box.get('id') or ''}" for box in link.iterancestors())
    named = post is not None and path.rpartition("/")[2].startswith(f"{post}.")
    return named or any(map(_BOXES.search, boxes)) or (in_text and not _PICTURE.search(path))


def _name(link: lxml_html.HtmlElement) -> str:
    """The file's name: in `alt` by one platform's custom, as the link's text may only say 点击下载."""
    candidates = (link.get("alt"), link.get("title"), text_of(link))
    told = next((name.strip() for name in candidates if name and not _SAYS_NOTHING.match(name)), "")
    return told or file_name(target_of(link))


def _pictured_text(tree: lxml_html.HtmlElement, base: str, bodies: tuple[lxml_html.HtmlElement, ...]) -> dict[str, str]:
    """The pictures of a text that is there as pictures only."""
    marked = [image for image in tree.iter("img") if "nfw-cms-img" in (image.get("class") or "")]
    boxes = {box for image in marked for box in image.iterancestors("div")}
    inner = min((text_of(box) for box in boxes), key=len, default="")
    if not marked:
        marked = [image for body in bodies if len(text_of(body)) <= HARDLY_ANY_TEXT for image in body.iter("img")]
    if len(inner) > HARDLY_ANY_TEXT:
        return {}
    return {url: image.get("alt") or "" for image in marked if (url := join(base, image.get("src") or "")) != base}
