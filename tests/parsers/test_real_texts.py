"""Five real reports, as extracted from the originals: every cell, doubt and date as a person transcribed them."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parsers import Hint, Report, parse
from parsers.form import AMOUNTS, Form, addresses
from parsers.serialize import report_from_json, report_to_json

FIXTURES = Path(__file__).parent.parent / "fixtures" / "reports"
NAMES = sorted(folder.name for folder in FIXTURES.iterdir())
UNITS = {"万元": 0, "万": 0}


def read(name: str) -> Report:
    return parse((FIXTURES / name / "input.txt").read_bytes(), Hint(name=f"{name}.txt"))


def expected(name: str, file: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FIXTURES / name / file).read_text(encoding="utf-8"))
    return loaded


def transcribed_value(address: str, printed: Any) -> int | Decimal | None:
    """The transcription keeps units and signs as printed; this is what they mean."""
    if printed is None:
        return None
    text = str(printed).removesuffix("次").removesuffix("元").removesuffix("万")
    return Decimal(text) if address in AMOUNTS else int(text)


def test_there_are_five() -> None:
    assert len(NAMES) == 5


@pytest.mark.parametrize("table", ["disclosure", "applications", "disputes"])
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_the_table_is_as_transcribed(name: str, table: str) -> None:
    report = read(name)
    transcription = {
        f"{table}.{row}.{column}": transcribed_value(f"{table}.{row}.{column}", printed)
        for row, columns in expected(name, "expected.json")["tables"][table].items()
        for column, printed in columns.items()
    }
    read_values = {
        address: figure.value for address, figure in report.figures.items() if address.startswith(f"{table}.")
    }
    assert read_values == transcription
    assert set(transcription) == {address for address in addresses(Form.F2019) if address.startswith(f"{table}.")}


@pytest.mark.parametrize("name", NAMES)
def test_doubts_are_exactly_where_the_text_is_damaged(name: str) -> None:
    assert {doubt.cell: doubt.inferred for doubt in read(name).doubts} == expected(name, "meta.json")["doubts"]


@pytest.mark.parametrize("name", NAMES)
def test_body_year_and_form(name: str) -> None:
    report, transcription = read(name), expected(name, "expected.json")
    assert (report.body, report.year, report.form) == (transcription["body"], 2020, Form.F2019)
    assert report.title == f"{transcription['body']}2020年政府信息公开工作年度报告"


@pytest.mark.parametrize("name", NAMES)
def test_sign_off(name: str) -> None:
    report, meta = read(name), expected(name, "meta.json")
    assert (report.signed_on.isoformat() if report.signed_on else None) == meta["signed_on"]
    assert (report.sign_off.body if report.sign_off else None) == meta["signer"]
    if "sign_off" in meta:
        assert report.sign_off is not None
        assert (report.sign_off.year, report.sign_off.month, report.sign_off.day) == tuple(meta["sign_off"].values())


@pytest.mark.parametrize("name", NAMES)
def test_the_six_sections_are_found_and_hold_no_table(name: str) -> None:
    sections = read(name).sections
    assert [section.number for section in sections] == [1, 2, 3, 4, 5, 6]
    assert [section.text for section in sections[1:4]] == ["", "", ""]
    assert len(sections[0].text) > 500
    assert sections[5].text.startswith("无")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_with_figures_is_left_over(name: str) -> None:
    assert read(name).notes == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_printed_json_reads_back_as_the_same_report(name: str) -> None:
    report = read(name)
    assert report_from_json(json.loads(json.dumps(report_to_json(report)))) == report
