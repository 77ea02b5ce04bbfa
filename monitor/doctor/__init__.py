"""What a user can get wrong, looked at one by one: each check says what it found, and the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from monitor.doctor.archive import check_archive, check_backups, check_blobs, check_service
from monitor.doctor.channels import check_channels
from monitor.doctor.checkup import Checkup, Patient, Verdict
from monitor.doctor.machine import check_browser, check_clock, check_disk, check_home, check_zone
from monitor.doctor.settings import check_configuration, check_secrets_file, check_watchlist

Check = Callable[[Patient], Iterator[Checkup]]

CHECKS: tuple[Check, ...] = (
    check_configuration,
    check_secrets_file,
    check_watchlist,
    check_zone,
    check_clock,
    check_home,
    check_disk,
    check_archive,
    check_blobs,
    check_backups,
    check_service,
    check_browser,
    check_channels,
)


def examine(patient: Patient) -> Iterator[Checkup]:
    """Yield what every check found, in order. A check that fails itself says so and stops no other."""
    for check in CHECKS:
        try:
            yield from check(patient)
        except Exception as error:
            name = check.__name__.removeprefix("check_").replace("_", " ")
            said = f"could not be looked at ({type(error).__name__}: {error})"
            yield Checkup(name, Verdict.BAD, said, "please report this: it is a defect of ours")
