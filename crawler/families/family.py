"""What a platform family is: pure functions from an answered page to the entries and documents it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler.families.page import Ask, Attachment, Column, Entry, Page, Post, Unreadable
from crawler.families.posts import CONTENT, read_post
from crawler.families.start import ask_address, no_such_page

__all__ = ["Ask", "Attachment", "Column", "Entry", "Family", "Page", "Post", "Unreadable"]


@dataclass(frozen=True, slots=True)
class Family:
    """How one platform is read. Only the first function has to be written; the others have the usual answer.

    1. `read_column(page, address)` reads any answer of the column, `page.asked` being what it answers: its entries,
       what else to ask for newer rows (`more`) and for older ones (`older`). It raises Unreadable when the answer is
       no such column: a login, an empty shell, a page that says "not found".
    2. `start(address)` turns the address of the watch list into the first ask.
    3. `read_error(page, address)` says what an answer other than 200 means for the column: an empty Column where the
       list only has no such page, another ask where there is another way, None where it is an error.
    4. `read_post(page)` reads the page of one entry: attachments and the date of publication.
    5. `content` is the CSS selector of a post's text, for a browser to wait on.
    6. `by_script` says that a script puts the rows on the page: the column has to be read through a browser.

    For example `Column(entries=(Entry("http://…/post_1.html", "某局2020年政府信息公开工作年度报告"),),
    older=(Ask("http://…/index_2.html"),))`.
    """

    read_column: Callable[[Page, str], Column]
    start: Callable[[str], Ask] = ask_address
    read_error: Callable[[Page, str], Column | None] = no_such_page
    read_post: Callable[[Page], Post] = read_post
    content: str = CONTENT
    by_script: bool = False
