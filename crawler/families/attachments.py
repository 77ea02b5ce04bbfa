"""Files that belong to a post of the Guangdong platform, on portal and disclosure pages alike."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin

from lxml import html as lxml_html

from crawler.families.family import Attachment
from crawler.families.markup import path_of, text_of

FILE_PATH = re.compile(r"\.(pdf|docx?|wps|xlsx?|et|ofd|zip|rar|txt|rtf|jpe?g|png|tiff?)$", re.I)
_POST_ID = re.compile(r"/m?post_(\d+)\.html?$")
_SAYS_NOTHING = re.compile(r"^(点击|此处|这里|下载|附件|查看|文件|\d|[:：.、\s])*$")
_HARDLY_ANY_TEXT = 200


def find_attachments(tree: lxml_html.HtmlElement, base: str) -> tuple[Attachment, ...]:
    """The files a post links, each once; pictures only where they stand in for the text."""
    post = _POST_ID.search(path_of(base))
    links = [a for a in tree.iter("a") if a.get("href") and _belongs(a, post.group(1) if post else None)]
    found = {urljoin(base, a.get("href", "").strip()): _name(a) for a in links}
    if not found:
        found = _pictured_text(tree, base)
    return tuple(Attachment(url, name) for url, name in found.items())


def _belongs(link: lxml_html.HtmlElement, post: str | None) -> bool:
    """Whether a link is this post's file: marked as such, or named after the post, as the platform names its files."""
    if "nfw-cms-attachment" in (link.get("class") or ""):
        return True
    path = path_of(link.get("href", "").strip())
    if not FILE_PATH.search(path):
        return False
    in_box = any("attachment" in (box.get("class") or "") for box in link.iterancestors("div"))
    return in_box or (post is not None and path.rpartition("/")[2].startswith(f"{post}."))


def _name(link: lxml_html.HtmlElement) -> str:
    """The file's name: in `alt` by the platform's custom, as the link's text may only say 点击下载."""
    candidates = (link.get("alt"), link.get("title"), text_of(link))
    told = next((name.strip() for name in candidates if name and not _SAYS_NOTHING.match(name)), "")
    return told or unquote(path_of(link.get("href", "")).rpartition("/")[2])


def _pictured_text(tree: lxml_html.HtmlElement, base: str) -> dict[str, str]:
    pictures = [image for image in tree.iter("img") if "nfw-cms-img" in (image.get("class") or "")]
    boxes = {box for image in pictures for box in image.iterancestors("div")}
    inner = min((text_of(box) for box in boxes), key=len, default="")
    if not pictures or len(inner) > _HARDLY_ANY_TEXT:
        return {}
    return {urljoin(base, image.get("src", "")): image.get("alt") or "" for image in pictures if image.get("src")}
