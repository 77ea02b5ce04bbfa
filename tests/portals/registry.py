"""The simulators, by family: one for each name in `crawler.families.FAMILIES`."""

from __future__ import annotations

from collections.abc import Mapping

from tests.portals import gkmlpt, nfcms
from tests.portals.simulator import Quirks, Simulator
from tests.portals.site import Site

SIMULATORS: Mapping[str, Simulator] = {
    "gkmlpt": gkmlpt.SIMULATOR,
    "nfcms": nfcms.SIMULATOR,
}


def sites(family: str) -> dict[str, Site]:
    """Every site of a family: the plain one, and one for each quirk, by the quirk's name."""
    simulator = SIMULATORS[family]
    return {quirk or "plain": simulator.build(_only(quirk)) for quirk in ("", *simulator.quirks)}


def _only(quirk: str) -> Quirks:
    return frozenset({quirk} if quirk else ())
