"""A row whose label can't be made out leaves its cells doubted, never 'not stated'."""

from pathlib import Path

from parsers import Hint, parse

DOCUMENTS = Path(__file__).parents[2] / "crawler" / "sample" / "documents"


def test_a_row_with_an_illegible_label_is_doubted_and_inferred() -> None:
    page = (DOCUMENTS / "sample_civil_affairs_2020.html").read_text(encoding="utf-8")
    broken = page.replace("2.重复申请", "#&@")
    assert broken != page
    whole, report = (parse(text.encode(), Hint(name="page.html")) for text in (page, broken))
    assert [doubt.cell for doubt in report.doubts] == [
        f"applications.rejected_duplicate.{column}"
        for column in ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
    ]
    assert {doubt.reason for doubt in report.doubts} == {"row_lost"}
    assert [doubt.inferred for doubt in report.doubts] == [whole.value(doubt.cell) for doubt in report.doubts]


def test_a_row_that_is_simply_not_there_states_nothing_and_is_no_doubt() -> None:
    page = (DOCUMENTS / "sample_civil_affairs_2020.html").read_text(encoding="utf-8")
    start = page.rindex("<tr", 0, page.index("2.重复申请"))
    end = page.index("</tr>", start) + len("</tr>")
    report = parse((page[:start] + page[end:]).encode(), Hint(name="page.html"))
    assert report.doubts == ()
    assert "applications.rejected_duplicate.total" not in report.figures


def test_a_row_lost_from_a_text_copy_is_doubted() -> None:
    fixture = Path(__file__).parents[1] / "fixtures" / "reports" / "liwan_government_services_2020" / "input.txt"
    text = fixture.read_text(encoding="utf-8").replace("2.重复申请 3 0 0 0 0 0 3\n", "")
    report = parse(text.encode(), Hint(name="copy.txt"))
    assert {doubt.reason for doubt in report.doubts} == {"row_unseen"}
    assert {doubt.cell: doubt.inferred for doubt in report.doubts}["applications.rejected_duplicate.total"] == 3
