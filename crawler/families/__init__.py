"""The portal platforms we can read, one per file."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.families import (
    epoint_ewb,
    generic_static,
    gkmlpt,
    hanweb_jpaas,
    hanweb_jpage,
    hanweb_xxgk,
    kaipu_cmspro,
    link_table,
    longxun,
    nfcms,
    rendered,
    report_page,
    shanghai_nw,
    shell,
    trs_wcm,
    truecms,
    vsb,
)
from crawler.families.auto import build_auto
from crawler.families.detours import with_detours
from crawler.families.family import Ask, Attachment, Column, Entry, Family, Page, Post, Unreadable

_NAMED: Mapping[str, Family] = {
    "gkmlpt": gkmlpt.FAMILY,
    "nfcms": nfcms.FAMILY,
    "hanweb-jpage": hanweb_jpage.FAMILY,
    "hanweb-xxgk": hanweb_xxgk.FAMILY,
    "hanweb-jpaas": hanweb_jpaas.FAMILY,
    "trs-wcm": trs_wcm.FAMILY,
    "kaipu-cmspro": kaipu_cmspro.FAMILY,
    "vsb": vsb.FAMILY,
    "epoint-ewb": epoint_ewb.FAMILY,
    "truecms": truecms.FAMILY,
    "longxun": longxun.FAMILY,
    "shanghai-nw": shanghai_nw.FAMILY,
    "generic-static": generic_static.FAMILY,
    "rendered": rendered.FAMILY,
    "report-page": report_page.FAMILY,
    "link-table": link_table.FAMILY,
    "shell": shell.FAMILY,
}
_LED_ON: Mapping[str, Family] = {name: with_detours(family) for name, family in _NAMED.items()}
FAMILIES: Mapping[str, Family] = {**_LED_ON, "auto": build_auto(_LED_ON)}
"""By the name a watch list gives; a family's file has the same name, with _ for -."""

__all__ = ["FAMILIES", "Ask", "Attachment", "Column", "Entry", "Family", "Page", "Post", "Unreadable"]
