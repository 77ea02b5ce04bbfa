"""Which platform a column is on, by its address and first page: a table that is read from the top."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.families.markup import decode
from crawler.families.page import Page


@dataclass(frozen=True, slots=True)
class Sign:
    """What gives a platform away: a pattern in the address or in the page's source, and the same in words."""

    family: str
    words: str
    address: str = ""
    source: str = ""

    def is_on(self, address: str, text: str) -> bool:
        by_address = bool(self.address) and re.search(self.address, address, re.I) is not None
        return by_address or (bool(self.source) and re.search(self.source, text, re.I | re.S) is not None)


SIGNS: tuple[Sign, ...] = (
    Sign(
        "gkmlpt",
        "the address has `/gkmlpt/` in it, or the page has `window._CONFIG` with `SID`",
        address=r"/gkmlpt/",
        source=r"window\._CONFIG\s*=.{0,2000}?\bSID\s*:",
    ),
    Sign(
        "nfcms",
        "links to `/content/post_1.html`, to `/attachment/a/b/c/1.pdf`, or of class `nfw-cms-attachment`",
        source=r"content/(\d+/\d+/)?m?post_\d+\.html|/attachment/\d+/\d+/\d+/\d+\.\w+|nfw-cms-attachment",
    ),
    Sign(
        "hanweb-jpage",
        'the page names `dataproxy.jsp`, or holds `<script type="text/xml"><datastore>`',
        source=r"dataproxy\.jsp|<script[^>]*text/xml[^>]*>\s*<datastore>",
    ),
    Sign(
        "hanweb-xxgk",
        "the page names `module/xxgk/search.jsp` or `module/xxgk/tree.jsp`, and no `dataproxy.jsp`",
        source=r"module/xxgk/(search|tree)\.jsp",
    ),
    Sign(
        "hanweb-jpaas",
        "the page names `jpaas-publish-server`, or has `queryData=\"{'webId':…}\"`",
        source=r"jpaas-publish-server|queryData\s*=\s*[\"']\{\s*(&quot;|')webId",
    ),
    Sign("truecms", "the page names `messageController/getMessage.do`", source=r"messageController/getMessage\.do"),
    Sign(
        "epoint-ewb",
        "the address has `govInfoPub` in it, or the page has `EWB-FRONT` or `lightfrontaction`",
        address=r"govInfoPub",
        source=r"EWB-FRONT|lightfrontaction|webBuilderCommon\.js",
    ),
    Sign(
        "kaipu-cmspro",
        "`createPageHTML` with a box and the number of rows, `('page_div', 10, 1, 'list', 'shtml', 189)`; `.shtml` "
        "pages called `c01_1` or by 32 hexadecimal digits; a path with `/c112289c/`",
        address=r"/c\d{5,}c?/|/(common_list|xlist|rlist)\w*\.shtml",
        source=r"createPageHTML\(\s*['\"]\w+['\"]\s*,\s*\d+|/c01_\d+\.shtml|/[0-9a-f]{32}\.shtml",
    ),
    Sign(
        "trs-wcm",
        'links to `./202401/t20240115_1.html`; `createPageHTML(3, 0, "index", "html")`; `TRS_Editor` or '
        "`trs_editor_view`",
        source=r"/20\d{4}/t20\d{6}_\d+\.s?html?|createPage(HTML)?\(\s*\d+\s*,|TRS_(UE)?DITOR|trs_editor_view",
    ),
    Sign(
        "vsb",
        "links to `/info/1001/123.htm`; `#vsb_content`, `.v_news_content`; `_content/download.jsp`",
        source=r"info/\d+/\d+\.htm|vsb_content|v_news_content|_content/download\.jsp|_sitegray",
    ),
    Sign(
        "longxun",
        "the address is `/public/column/ID?…action=list`, `/content/column/ID` or `/site/tpl/ID`",
        address=r"/(public|content)/column/\d+|/site/tpl/\d+",
        source=r"/public/column/\d+\?",
    ),
    Sign(
        "shanghai-nw",
        "the address is `/nw12344/`, or posts are `/nw12344/20240112/` and 32 hexadecimal digits",
        address=r"/nw\d+/",
        source=r"/nw\d+/20\d{6}/[0-9a-f]{32}\.html",
    ),
    Sign(
        "link-table",
        "the page's heading is that of annual reports, with 汇总 or 一览",
        source=r"<(title|h1|h2)[^>]*>[^<]{0,40}(年报|年度报告)[^<]{0,6}(汇总|一览|总览)",
    ),
    Sign("generic-static", "nothing of the above: any link beside a date in one row", source=r"."),
)
"""The first that fits counts: two platforms may share a mark, and the rarer one stands first."""


def sniff(page: Page) -> str:
    """The name of the family a page belongs to; the last line of the table is for what nothing gives away."""
    text = decode(page)
    return next((sign.family for sign in SIGNS if sign.is_on(page.url, text)), SIGNS[-1].family)
