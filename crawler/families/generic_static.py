"""Any list that the server puts into the page: rows with a link and a date, further pages by link or by name.

The last resort of the table, and the family of the many small systems nobody has named yet.

What can go wrong: a row without a date is seen only where its title says that it is a report. A list whose pager is
a script shows its first page only; look for the platform's own family first.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.families.family import Ask, Column, Family, Page
from crawler.families.lists import ListPage, read_list
from crawler.families.paging import linked_by_name, linked_by_query, next_by_link, next_by_script


def read_column(page: Page, address: str) -> Column:
    return read_list(page, address, further_pages)


def further_pages(page: ListPage) -> Iterator[Ask]:
    """The next page, by the first way that shows one."""
    for way in (next_by_link, linked_by_name, linked_by_query):
        if found := tuple(way(page)):
            yield from found
            return
    yield from next_by_script(page, 1)


FAMILY = Family(read_column)
