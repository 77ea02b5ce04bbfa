"""The simulators, by family: one for each name in `crawler.families.FAMILIES` but `auto`, which reads all of them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.portals import (
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
from tests.portals.simulator import Quirks, Simulator
from tests.portals.site import Site

SIMULATORS: Mapping[str, Simulator] = {
    "gkmlpt": gkmlpt.SIMULATOR,
    "nfcms": nfcms.SIMULATOR,
    "hanweb-jpage": hanweb_jpage.SIMULATOR,
    "hanweb-xxgk": hanweb_xxgk.SIMULATOR,
    "hanweb-jpaas": hanweb_jpaas.SIMULATOR,
    "trs-wcm": trs_wcm.SIMULATOR,
    "kaipu-cmspro": kaipu_cmspro.SIMULATOR,
    "vsb": vsb.SIMULATOR,
    "epoint-ewb": epoint_ewb.SIMULATOR,
    "truecms": truecms.SIMULATOR,
    "longxun": longxun.SIMULATOR,
    "shanghai-nw": shanghai_nw.SIMULATOR,
    "generic-static": generic_static.SIMULATOR,
    "rendered": rendered.SIMULATOR,
    "report-page": report_page.SIMULATOR,
    "link-table": link_table.SIMULATOR,
    "shell": shell.SIMULATOR,
}


def build(family: str, quirk: str) -> Site:
    """A family's site with one quirk, or with none where the quirk is `plain`."""
    return SIMULATORS[family].build(_only(quirk))


def _only(quirk: str) -> Quirks:
    return frozenset() if quirk == "plain" else frozenset({quirk})
