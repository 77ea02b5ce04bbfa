"""The watch list: which bodies must publish, and in which columns their reports appear. Imports no Scrapy."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from crawler.watchlist_lines import first_problem

SHIPPED = Path(__file__).parent / "watchlists"


class WatchlistError(Exception):
    """Raised when a watch list can't be used; `str()` names file, line and remedy."""


class BodyKind(StrEnum):
    """What a body is; decides its statutory date (条例 Art. 49)."""

    GOVERNMENT = "government"
    """A people's government at county level or above: 31 March."""
    DEPARTMENT = "department"
    """A department of such a government: 31 January."""
    TOWN = "town"
    """A town or township government: no date in the 条例."""
    SUBDISTRICT = "subdistrict"
    """A subdistrict office (街道办事处): no date in the 条例."""


MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
"""MM-DD."""


class Strict(BaseModel):
    """Base of all declarations: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Alias(Strict):
    """A name that a body bore for a time."""

    name: str
    since: dt.date | None = None
    until: dt.date | None = None


class Body(Strict):
    """An agency that must publish one report a year."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: str
    kind: BodyKind
    region: str = ""
    aliases: tuple[str | Alias, ...] = ()
    """Other names: of before a merger or a renaming of the district, or shortened in an unusual way."""
    first_year: int | None = None
    """The first year reported on that the body is watched for; the list's own when left out."""
    last_year: int | None = None
    """The last year reported on: the body was merged or abolished after it."""
    due: MonthDay | None = None
    """Month and day by which this body has to publish, where a local notice sets one."""

    covers: tuple[str, ...] = ()
    """Ids of all the bodies whose figures this body's report adds up: a county's departments, towns and
    subdistricts."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, of whatever time."""
        return self.names_for(None)

    def names_for(self, year: int | None) -> tuple[str, ...]:
        """The names under which a report on `year` may go, which is published in the year after; all where it is not
        known."""
        return (
            self.name,
            *(each if isinstance(each, str) else each.name for each in self.aliases if _bore(each, year)),
        )


def _bore(alias: str | Alias, year: int | None) -> bool:
    if isinstance(alias, str) or year is None:
        return True
    begun = alias.since is None or alias.since <= dt.date(year + 1, 12, 31)
    return begun and (alias.until is None or alias.until >= dt.date(year, 1, 1))


class Portal(Strict):
    """One column of a website that lists reports of one or many bodies."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: str
    url: Annotated[str, Field(pattern=r"^https?://")]
    family: str
    bodies: tuple[str, ...] = ()
    """Ids of the bodies whose reports are expected here."""
    browser: Literal["never", "documents", "always"] = "never"
    """What of this column needs a browser: nothing, the documents, or the list as well."""
    enabled: bool = True
    note: str = ""
    """Why it is on or off, and what is odd about it, for people; `nianbao portals check` shows it."""


class Host(Strict):
    """What one host needs that others do not."""

    host: Annotated[str, Field(pattern=r"^[a-z0-9.:-]+$")]
    """Its name as in addresses, without scheme; on this machine with its port."""
    tls: Literal["modern", "legacy"] = "modern"
    """`legacy` allows what old servers need: TLS 1.0, weak ciphers, unsafe renegotiation. Certificates are verified all
    the same."""
    delay: Annotated[float, Field(ge=0)] | None = None
    """Seconds between two requests, where the list's own delay is not right for it."""
    requests_a_day: Annotated[int, Field(ge=1)] | None = None


class Watchlist(Strict):
    """A file of bodies and portals, read and checked as a whole."""

    name: str
    first_year: int
    """Reports on earlier years are read where they are found, and never called missing."""
    allowed_hosts: tuple[str, ...] = (".gov.cn",)
    """Host suffixes that may be fetched; everything else is recorded and left alone."""
    delay: float = 3.0
    """Seconds between two requests to one host, give or take half of it."""
    due: dict[BodyKind, MonthDay] = Field(default_factory=dict)
    """Month and day by which bodies of a kind have to publish, where a local notice sets one for all of them; a body's
    own `due` goes before it."""
    requests_a_day: Annotated[int, Field(ge=1)] = 2000
    """The most requests a day to one host, over everything that is fetched from it."""
    timeout: Annotated[float, Field(gt=0)] = 60.0
    """Seconds an answer may take, to its last byte."""
    hosts: tuple[Host, ...] = ()
    """Hosts that need something of their own."""
    bodies: tuple[Body, ...]
    portals: tuple[Portal, ...]

    @model_validator(mode="after")
    def _dates_of_the_list_hold_for_its_bodies(self) -> Watchlist:
        bodies = (body.model_copy(update={"due": body.due or self.due.get(body.kind)}) for body in self.bodies)
        object.__setattr__(self, "bodies", tuple(bodies))
        return self

    @model_validator(mode="after")
    def _ids_are_unique_and_known(self) -> Watchlist:
        bodies = [body.id for body in self.bodies]
        portals = [portal.id for portal in self.portals]
        for ids in (bodies, portals):
            doubled = {id_ for id_ in ids if ids.count(id_) > 1}
            if doubled:
                raise ValueError(f"the id {sorted(doubled)[0]} stands twice")
        for body in self.bodies:
            strangers = set(body.covers) - (set(bodies) - {body.id})
            if strangers:
                raise ValueError(f"body {body.id} covers {sorted(strangers)[0]}, which is no other body of the list")
        for portal in self.portals:
            unknown = set(portal.bodies) - set(bodies)
            if unknown:
                raise ValueError(f"portal {portal.id} names the body {sorted(unknown)[0]}, which is not in the list")
        return self

    @cached_property
    def bodies_by_id(self) -> dict[str, Body]:
        return {body.id: body for body in self.bodies}

    @cached_property
    def covering(self) -> dict[str, tuple[str, ...]]:
        """The bodies whose reports add up others', by the id of the one that is covered."""
        found: dict[str, tuple[str, ...]] = {}
        for body in self.bodies:
            for member in body.covers:
                found[member] = (*found.get(member, ()), body.id)
        return found

    @cached_property
    def hosts_by_name(self) -> dict[str, Host]:
        return {host.host: host for host in self.hosts}

    def requests_a_day_of(self, host: str) -> int:
        own = self.hosts_by_name.get(host)
        return (own.requests_a_day if own else None) or self.requests_a_day

    @property
    def enabled_portals(self) -> tuple[Portal, ...]:
        return tuple(portal for portal in self.portals if portal.enabled)

    def years_of(self, body: Body, today: dt.date) -> range:
        """The years reported on that `body` is answerable for at `today`; last year's is the newest."""
        last = today.year if body.last_year is None else min(body.last_year + 1, today.year)
        return range(body.first_year or self.first_year, last)


def find_watchlist(name: str) -> Path:
    """The file a user means by `name`: a path, or the stem of a list shipped with the product."""
    path = Path(name)
    if path.is_file():
        return path
    shipped = SHIPPED / f"{name}.yml"
    if shipped.is_file():
        return shipped
    known = ", ".join(sorted(file.stem for file in SHIPPED.glob("*.yml")))
    raise WatchlistError(f"{name}: there is no such file, and no shipped watch list of that name (shipped: {known})")


def load_watchlist(path: Path) -> Watchlist:
    """Read and check a watch list; raises WatchlistError with file, line and remedy, before any request is made."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise WatchlistError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise WatchlistError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise WatchlistError(f"{path}{line}: is not YAML ({getattr(error, 'problem', error)})") from error
    try:
        return Watchlist.model_validate(data)
    except ValidationError as error:
        raise WatchlistError(first_problem(path, node, error)) from error
