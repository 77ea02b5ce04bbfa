"""What is installed: the wheel holds every file the program needs, the units are hardened and sound."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from monitor.config import load_config, load_serve
from monitor.errors import ConfigError

ROOT = Path(__file__).parent.parent
UNITS = sorted((ROOT / "packaging").glob("*.service"))
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectControlGroups": "yes",
    "RestrictSUIDSGID": "yes",
    "CapabilityBoundingSet": "",
    "SystemCallFilter": "@system-service",
}


def read_unit(file: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(file.read_text(encoding="utf-8"))
    return unit


@pytest.mark.parametrize("file", UNITS, ids=lambda file: file.name)
def test_a_unit_is_hardened_and_runs_as_nobody_in_particular(file: Path) -> None:
    service = read_unit(file)["Service"]
    assert {key: service.get(key) for key in HARDENED} == HARDENED
    assert service["User"] == "nianbao"
    assert service["Restart"] == "always"


@pytest.mark.parametrize("file", UNITS, ids=lambda file: file.name)
def test_systemd_finds_nothing_wrong_with_a_unit(file: Path, tmp_path: Path) -> None:
    """Where systemd is at hand it judges; everywhere, what a unit starts has to be a command of ours."""
    command = read_unit(file)["Service"]["ExecStart"].split()
    assert command[0] == "/opt/nianbao/.venv/bin/nianbao"
    done = subprocess.run(
        [sys.executable, "-m", "monitor.cli", *command[1:], "--help"], capture_output=True, check=True
    )
    assert done.stdout
    if analyze := shutil.which("systemd-analyze"):
        here = tmp_path / file.name
        here.write_text(file.read_text(encoding="utf-8").replace(command[0], sys.executable), encoding="utf-8")
        done = subprocess.run([analyze, "verify", here], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_the_service_tells_systemd_what_its_unit_expects() -> None:
    service = read_unit(ROOT / "packaging" / "nianbao.service")["Service"]
    assert (service["Type"], service["NotifyAccess"]) == ("notify", "main")
    assert int(service["WatchdogSec"]) >= 60
    assert service["StateDirectory"] == "nianbao"


@pytest.mark.parametrize(("named", "again"), [("here", False), ("/home/clerk/nianbao", True)])
def test_an_environment_that_was_copied_is_set_up_anew(tmp_path: Path, named: str, again: bool) -> None:
    """Its scripts would start the one it was copied from, which a service may not even see."""
    for name in ("Makefile", "setup.sh", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / ".ready").write_text(f"{tmp_path if named == 'here' else named}\n")
    done = subprocess.run(["make", "-n", "setup"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ("sh setup.sh" in done.stdout) is again


def locked(file: str) -> set[str]:
    """The lines of a lock that name a package, with its version and where it is wanted."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return {line.removesuffix(" \\") for line in lines if "==" in line and not line.startswith(" ")}


def test_the_container_installs_what_is_locked_and_no_tools_of_ours() -> None:
    everything, runs = locked("requirements.lock"), locked("requirements.run.lock")
    assert runs < everything
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^a-z0-9-]", line)[0] for line in runs}
    assert {re.split(r"[^A-Za-z0-9-]", each)[0].lower() for each in project["dependencies"]} <= names
    assert names.isdisjoint({"pytest", "mypy", "ruff", "hypothesis"})


def test_the_container_is_given_nothing_but_what_it_copies() -> None:
    """The builder is sent neither secrets nor archives, and all that the Dockerfile copies."""
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    given = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.M)
    assert "*" in ignored
    assert {name for names in copied for name in names.split()} == given


def test_the_container_runs_as_no_root_and_with_nothing_to_spare() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER 10001:10001" in lines
    assert lines.index("USER 10001:10001") < lines.index('ENTRYPOINT ["nianbao"]')
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    wanted = {name for name in tracked if name.split("/")[0] in ("crawler", "monitor", "parsers", "storage")}
    for name in wanted | {"pyproject.toml", "README.md", "LICENSE"}:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-q"]
    subprocess.run([*build, "-w", str(tmp_path), str(source)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("nianbao-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        missing = wanted - set(archive.namelist())
    assert not missing


def test_the_web_pages_need_no_secrets(tmp_path: Path) -> None:
    """`nianbao serve` has a unit and a container of its own, which are not given the passwords of the channels."""
    file = tmp_path / "nianbao.toml"
    file.write_text(
        '[mail]\nhost = "smtp.example.org"\nusername = "nianbao"\nsender = "a@example.org"\nto = ["b@example.org"]\n'
        "[serve]\nport = 8123\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match="go together"):
        load_config(file, {})
    assert load_serve(file).port == 8123
    file.write_text("[serve]\nport = 99999\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"serve\.port"):
        load_serve(file)
    assert "EnvironmentFile" not in read_unit(ROOT / "packaging" / "nianbao-web.service")["Service"]
