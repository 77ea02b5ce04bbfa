"""The portal platforms we can read, one per file."""

from __future__ import annotations

from crawler.families import gkmlpt, nfcms
from crawler.families.family import Attachment, Column, Entry, Family, Page, Post, Unreadable

FAMILIES: dict[str, Family] = {
    "gkmlpt": gkmlpt.FAMILY,
    "nfcms": nfcms.FAMILY,
}

__all__ = ["FAMILIES", "Attachment", "Column", "Entry", "Family", "Page", "Post", "Unreadable"]
