"""The changes of findings as an Atom feed (RFC 4287), for readers that ask instead of being told."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import Any

from storage.web.fetch import rows

MOST = 200
"""Entries; a reader that asks once a day misses nothing in an ordinary season."""
ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHANGES = """
SELECT a.id, a.at, a.transition, f.id AS finding, f.code, f.severity, coalesce(b.name, f.body) AS body, f.year,
       f.message_en, f.message_zh, f.report, f.portal, coalesce(d.url, p.url) AS source
FROM alerts a
JOIN findings f ON f.id = a.finding
LEFT JOIN bodies b ON b.id = f.body_id
LEFT JOIN reports r ON r.id = f.report
LEFT JOIN documents d ON d.id = coalesce(f.document, r.document)
LEFT JOIN portals p ON p.id = f.portal
WHERE f.decision <> 'dismissed' AND a.transition <> 'persisting'
  AND (:body = '' OR f.body_id = :body OR f.body = :body) AND (:code = '' OR f.code = :code)
  AND (:severity = '' OR f.severity = :severity) AND (:region = '' OR b.region LIKE :region || '%')
ORDER BY a.id DESC LIMIT :most
"""
FILTERS = ("body", "code", "severity", "region")
_CHINESE = {
    "opened": "新增",
    "changed": "有变化",
    "escalated": "程度加重",
    "unstable": "反复出现",
    "resolved": "已消除",
}


async def changes(datasette: Any, wanted: Mapping[str, str]) -> list[dict[str, Any]]:
    """The newest changes of state; of certain findings only, where a body, code, severity or region is asked for.
    What somebody dismissed is left out."""
    return await rows(datasette, _CHANGES, most=MOST, **{name: wanted.get(name, "") for name in FILTERS})


def build_feed(found: Sequence[Mapping[str, Any]], site: str, address: str) -> bytes:
    """The feed as it is at `address`, with links into `site`."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", "urn:nianbao:findings")
    _add(feed, "title", "nianbao 年报：问题与变化 findings")
    _add(feed, "updated", found[0]["at"] if found else "1970-01-01T00:00:00+00:00")
    _link(feed, address, "self")
    _link(feed, site, "alternate")
    for change in found:
        _entry(feed, change, site)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: ET.Element, change: Mapping[str, Any], site: str) -> None:
    entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
    year = f" {change['year']}" if change["year"] else ""
    word = f"{_CHINESE[change['transition']]} {change['transition']}"
    _add(entry, "id", f"urn:nianbao:alert:{change['id']}:{change['finding']}")
    _add(entry, "title", f"{change['body']}{year} · {change['code']} · {word}")
    _add(entry, "updated", change["at"])
    _add(ET.SubElement(entry, f"{{{ATOM}}}author"), "name", "nianbao")
    ET.SubElement(entry, f"{{{ATOM}}}category", {"term": change["severity"]})
    ET.SubElement(entry, f"{{{ATOM}}}category", {"term": change["code"]})
    _link(entry, f"{site}finding/{change['finding']}", "alternate")
    if str(change["source"] or "").startswith(("http://", "https://")):
        _link(entry, change["source"], "related")
    _add(entry, "summary", f"{change['message_zh']}\n{change['message_en']}")


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = _NOT_XML.sub(" ", text)


def _link(parent: ET.Element, url: str, relation: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": relation, "href": _NOT_XML.sub("", url)})
