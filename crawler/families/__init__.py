"""The portal platforms we can read, one per file."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.families import gkmlpt, nfcms
from crawler.families.auto import build_auto
from crawler.families.family import Ask, Attachment, Column, Entry, Family, Page, Post, Unreadable

_PLATFORMS: Mapping[str, Family] = {
    "gkmlpt": gkmlpt.FAMILY,
    "nfcms": nfcms.FAMILY,
}
FAMILIES: Mapping[str, Family] = {**_PLATFORMS, "auto": build_auto(_PLATFORMS)}
"""By the name a watch list gives; a family's file has the same name, with _ for -."""

__all__ = ["FAMILIES", "Ask", "Attachment", "Column", "Entry", "Family", "Page", "Post", "Unreadable"]
