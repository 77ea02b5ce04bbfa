"""Labels of real reports to rows of the form: every variant, brackets and numbering of any kind, pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.form import APPLICATION_ROWS, DISCLOSURE_ITEMS
from parsers.labels import match_ending, match_label, words
from tests.bench.wording import LABELS

ROWS = [("applications", row.label.name, row.label.official) for row in APPLICATION_ROWS]
ITEMS = [("disclosure", item.label.name, item.label.official) for item in DISCLOSURE_ITEMS]
VARIANTS = [(kind, name, text) for kind, name, official in ROWS + ITEMS for text in LABELS.get(official, ()) if text]


@pytest.mark.parametrize(("kind", "name", "text"), ROWS + ITEMS + VARIANTS)
def test_every_print_of_a_label_is_known(kind: str, name: str, text: str) -> None:
    match = match_label(kind, (text,))
    assert match is not None
    assert (match.name, match.whole) == (name, True)


SEEN: dict[str, tuple[tuple[str, str], ...]] = {
    "applications": (
        ("一本年新收政府信息公开申请数量", "received_new"),
        ("本年新收政府信息公开申请数量", "received_new"),
        ("（二）部分公开(区分处理的，只计这一情形,不计其他情形）", "granted_partly"),
        ("1属于国家秘密", "denied_state_secret"),
        ("(1)属于国家秘密", "denied_state_secret"),
        ("①属于国家秘密", "denied_state_secret"),
        ("2.其他法律行政止公开", "denied_forbidden_by_law"),
        ("3.危及“三安全一稳定", "denied_security_and_stability"),
        ("3.危及『三安全一稳定』", "denied_security_and_stability"),
        ("8、屬於行政查詢事項", "denied_administrative_inquiry"),
        ("2.没有现成信息需另行制作", "unable_needs_creation"),
        ("4.无证当理由大量反复申请", "rejected_excessive_repeat"),
        ("5.要求行政机关确认或重新出具己获取信息", "rejected_reconfirmation"),
        ("（六)其他处理", "other"),
        ("1.逾期不补正", "other_not_corrected"),
        ("2.逾期不缴费", "other_fee_unpaid"),
        ("3、其他", "other_other"),
        ("（七）合计", "results_total"),
        ("（七)总 计", "results_total"),
    ),
    "disclosure": (
        ("规章（设区的市…应提供相关数据）", "regulations"),
        ("規章", "regulations"),
        ("规范性文件", "normative_documents"),
        ("行政許可", "licensing"),
        ("行政处罚（件）", "penalties"),
        ("行政事业性收费（单位：万元）", "fees"),
    ),
}
"""Prints of form.md, 1.4 and 1.5, beyond those the bench draws."""


@pytest.mark.parametrize(
    ("kind", "text", "name"), [(kind, text, name) for kind, prints in SEEN.items() for text, name in prints]
)
def test_every_print_seen_in_a_report_is_known(kind: str, text: str, name: str) -> None:
    match = match_label(kind, (text,))
    assert match is not None
    assert (match.name, match.whole) == (name, True)


@pytest.mark.parametrize(
    "text", ["其他主动公开文件", "办公设备", "信息内容", "本年新公开数量", "法人或其他组织", "申请人情况"]
)
def test_what_is_no_row_of_the_form_is_none(text: str) -> None:
    assert not any((match := match_label(kind, (text,))) and match.whole for kind in SEEN)


@given(st.sampled_from(ROWS + ITEMS), st.data())
def test_brackets_blanks_and_line_ends_change_nothing(row: tuple[str, str, str], data: st.DataObject) -> None:
    kind, name, text = row
    place = data.draw(st.integers(min_value=2, max_value=len(text)))
    space = data.draw(st.sampled_from(["", " ", "\n", "\u3000", "\xa0"]))
    text = (text[:place] + space + text[place:]).replace("（", "(") if data.draw(st.booleans()) else text
    match = match_label(kind, (text,))
    assert match is not None
    assert match.name == name


@given(st.sampled_from(ROWS), st.sampled_from(["三、本年度办理结果", "（三）不予公开", "（五）不予处理", ""]))
def test_group_labels_before_a_label_change_nothing(row: tuple[str, str, str], group: str) -> None:
    kind, name, text = row
    match = match_label(kind, (group, text))
    assert match is not None
    assert match.name == name


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12))
def test_foreign_words_name_no_row(text: str) -> None:
    known = {words(official) for _, _, official in ROWS + ITEMS} | {words(text) for _, _, text in VARIANTS}
    match = match_label("applications", (text,))
    if match and match.whole:
        assert any(text.endswith(print_) for print_ in known)


def test_the_longest_ending_wins() -> None:
    assert match_ending("disclosure", "信息内容本年制发件数行政规范性文件") == "normative_documents"
    assert match_ending("applications", "（七）总计四、结转下年度继续办理") == "carried_over"
