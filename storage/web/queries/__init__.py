"""The questions people ask of the archive, in the order the front page lists them."""

from storage.web.queries.faults import FAULTS
from storage.web.queries.figures import FIGURES
from storage.web.queries.obligation import OBLIGATION
from storage.web.queries.query import Query
from storage.web.queries.reading import READING

GROUPS: tuple[tuple[str, tuple[Query, ...]], ...] = (
    ("Who publishes 公布", OBLIGATION),
    ("What is wrong 问题", FAULTS),
    ("What they say 数据", FIGURES),
    ("How well we read 读取", READING),
)
QUERIES: tuple[Query, ...] = tuple(query for _, group in GROUPS for query in group)

__all__ = ["GROUPS", "QUERIES", "Query"]
