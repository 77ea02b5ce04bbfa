"""The two official forms as data: names, labels, order and arithmetic. Nothing here reads or judges anything.

Sources: 国办公开办函〔2019〕60号 (form 2019, reports on 2019 and 2020) and 国办公开办函〔2021〕30号 (form 2021,
reports on 2021 and later). Labels are the printed ones; variants seen in real reports stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from parsers.legacy_form import official_indicator


class Form(StrEnum):
    """Which official form a report's tables follow; decided by the columns, never by the year."""

    F2019 = "2019"
    F2021 = "2021"
    LEGACY = "legacy"


def form_in_force(year: int) -> Form:
    """The form a report on `year` has to use."""
    if year <= 2018:
        return Form.LEGACY
    return Form.F2019 if year <= 2020 else Form.F2021


@dataclass(frozen=True, slots=True)
class Label:
    """A canonical name with its official label; `variants` are other prints of it that mean the same."""

    name: str
    official: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the disclosure table: its label and its fields in printed order, form by form."""

    label: Label
    fields: Mapping[Form, tuple[str, ...]]


_DOCUMENTS = {
    Form.F2019: ("made", "newly_disclosed", "disclosed_total"),
    Form.F2021: ("issued", "repealed", "in_force"),
}
_POWERS_2019 = ("prior_items", "change", "decisions")

DISCLOSURE_ITEMS: tuple[Item, ...] = (
    Item(Label("regulations", "规章"), _DOCUMENTS),
    Item(Label("normative_documents", "规范性文件", ("行政规范性文件",)), _DOCUMENTS),
    Item(Label("licensing", "行政许可"), {Form.F2019: _POWERS_2019, Form.F2021: ("decisions",)}),
    Item(Label("other_services", "其他对外管理服务事项"), {Form.F2019: _POWERS_2019}),
    Item(Label("penalties", "行政处罚"), {Form.F2019: _POWERS_2019, Form.F2021: ("decisions",)}),
    Item(Label("coercion", "行政强制"), {Form.F2019: _POWERS_2019, Form.F2021: ("decisions",)}),
    Item(Label("fees", "行政事业性收费"), {Form.F2019: ("prior_items", "change"), Form.F2021: ("amount",)}),
    Item(Label("procurement", "政府集中采购"), {Form.F2019: ("projects", "amount")}),
)

FIELD_LABELS: dict[str, str] = {
    "made": "本年新制作数量",
    "newly_disclosed": "本年新公开数量",
    "disclosed_total": "对外公开总数量",
    "issued": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
    "prior_items": "上一年项目数量",
    "change": "本年增/减",
    "decisions": "处理决定数量",
    "projects": "采购项目数量",
    "amount": "金额（万元）",
}
FIELD_LABELS_2021: dict[str, str] = {"decisions": "本年处理决定数量", "amount": "本年收费金额（单位：万元）"}
AMOUNT_LABELS: dict[str, str] = {"fees": "本年收费金额（单位：万元）", "procurement": "采购总金额"}

AMOUNTS: frozenset[str] = frozenset(
    {"disclosure.fees.amount", "disclosure.procurement.amount", "legacy.fees.amount", "legacy.resources.funds"}
)
SIGNED_FIELDS: frozenset[str] = frozenset({"change"})

APPLICANTS: tuple[Label, ...] = (
    Label("natural_person", "自然人"),
    Label("business", "商业企业"),
    Label("research", "科研机构"),
    Label("nonprofit", "社会公益组织"),
    Label("legal_service", "法律服务机构"),
    Label("other", "其他"),
)
TOTAL = Label("total", "总计", ("合计",))
APPLICATION_COLUMNS: tuple[Label, ...] = (*APPLICANTS, TOTAL)

_BOTH = (Form.F2019, Form.F2021)
_ONLY_2019 = (Form.F2019,)
_ONLY_2021 = (Form.F2021,)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the applications table; `outcome` rows add up to `results_total`."""

    label: Label
    group: str = ""
    forms: tuple[Form, ...] = _BOTH
    outcome: bool = True


_RESULTS = "三、本年度办理结果"
_DENIED = "（三）不予公开"
_UNABLE = "（四）无法提供"
_REJECTED = "（五）不予处理"
_OTHER = "（六）其他处理"

APPLICATION_ROWS: tuple[Row, ...] = (
    Row(Label("received_new", "一、本年新收政府信息公开申请数量"), outcome=False),
    Row(Label("carried_in", "二、上年结转政府信息公开申请数量"), outcome=False),
    Row(Label("granted", "（一）予以公开"), _RESULTS),
    Row(
        Label(
            "granted_partly",
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            ("（二）部分公开",),
        ),
        _RESULTS,
    ),
    Row(Label("denied_state_secret", "1.属于国家秘密"), _DENIED),
    Row(Label("denied_forbidden_by_law", "2.其他法律行政法规禁止公开", ("2.其他法律行政止公开",)), _DENIED),
    Row(Label("denied_security_and_stability", "3.危及“三安全一稳定”"), _DENIED),
    Row(Label("denied_third_party_rights", "4.保护第三方合法权益"), _DENIED),
    Row(Label("denied_internal_affairs", "5.属于三类内部事务信息"), _DENIED),
    Row(Label("denied_process_information", "6.属于四类过程性信息"), _DENIED),
    Row(Label("denied_enforcement_files", "7.属于行政执法案卷"), _DENIED),
    Row(Label("denied_administrative_inquiry", "8.属于行政查询事项"), _DENIED),
    Row(Label("unable_not_held", "1.本机关不掌握相关政府信息"), _UNABLE),
    Row(Label("unable_needs_creation", "2.没有现成信息需要另行制作", ("2.没有现成信息需另行制作",)), _UNABLE),
    Row(Label("unable_still_unclear", "3.补正后申请内容仍不明确"), _UNABLE),
    Row(Label("rejected_petition", "1.信访举报投诉类申请"), _REJECTED),
    Row(Label("rejected_duplicate", "2.重复申请"), _REJECTED),
    Row(Label("rejected_public_publication", "3.要求提供公开出版物"), _REJECTED),
    Row(Label("rejected_excessive_repeat", "4.无正当理由大量反复申请", ("4.无证当理由大量反复申请",)), _REJECTED),
    Row(
        Label(
            "rejected_reconfirmation",
            "5.要求行政机关确认或重新出具已获取信息",
            ("5.要求行政机关确认或重新出具己获取信息",),
        ),
        _REJECTED,
    ),
    Row(Label("other", "（六）其他处理"), _RESULTS, _ONLY_2019),
    Row(
        Label(
            "other_not_corrected",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            ("1.申请人无正当理由逾期不补正", "1.逾期不补正"),
        ),
        _OTHER,
        _ONLY_2021,
    ),
    Row(
        Label(
            "other_fee_unpaid",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            ("2.申请人逾期未按收费通知要求缴纳费用", "2.逾期不缴费"),
        ),
        _OTHER,
        _ONLY_2021,
    ),
    Row(Label("other_other", "3.其他"), _OTHER, _ONLY_2021),
    Row(Label("results_total", "（七）总计", ("（七）合计",)), _RESULTS, outcome=False),
    Row(Label("carried_over", "四、结转下年度继续办理"), outcome=False),
)

DISPUTE_KINDS: tuple[Label, ...] = (
    Label("review", "行政复议"),
    Label("litigation_direct", "未经复议直接起诉"),
    Label("litigation_after_review", "复议后起诉"),
)
DISPUTE_OUTCOMES: tuple[Label, ...] = (
    Label("upheld", "结果维持"),
    Label("corrected", "结果纠正"),
    Label("other", "其他结果"),
    Label("pending", "尚未审结"),
    TOTAL,
)

SECTION_HEADINGS: tuple[str, ...] = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)


def application_rows(form: Form) -> tuple[Row, ...]:
    """The rows of table 三 in printed order for one form; none for a legacy report."""
    return tuple(row for row in APPLICATION_ROWS if form in row.forms)


@cache
def addresses(form: Form) -> tuple[str, ...]:
    """Every cell address of a form, in printed order."""
    disclosure = [
        f"disclosure.{item.label.name}.{field}" for item in DISCLOSURE_ITEMS for field in item.fields.get(form, ())
    ]
    applications = [
        f"applications.{row.label.name}.{column.name}"
        for row in application_rows(form)
        for column in APPLICATION_COLUMNS
    ]
    disputes = [f"disputes.{kind.name}.{outcome.name}" for kind in DISPUTE_KINDS for outcome in DISPUTE_OUTCOMES]
    return (*disclosure, *applications, *(disputes if form is not Form.LEGACY else ()))


@dataclass(frozen=True, slots=True)
class Identity:
    """An equation the printed form obeys: the cells of `left` add up to the cells of `right`.

    `code` is the finding an unmet identity raises (public contract, section 4).
    """

    code: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.left, *self.right)


@cache
def identities(form: Form) -> tuple[Identity, ...]:
    """All equations of a form: row totals, results totals, balance, dispute totals."""
    if form is Form.LEGACY:
        return ()
    return (*_row_totals(form), *_results_totals(form), *_balances(), *_dispute_totals())


def _row_totals(form: Form) -> tuple[Identity, ...]:
    return tuple(
        Identity(
            "applications.row_total",
            tuple(f"applications.{row.label.name}.{applicant.name}" for applicant in APPLICANTS),
            (f"applications.{row.label.name}.total",),
        )
        for row in application_rows(form)
    )


def _results_totals(form: Form) -> tuple[Identity, ...]:
    outcomes = [row.label.name for row in application_rows(form) if row.outcome]
    return tuple(
        Identity(
            "applications.results_total",
            tuple(f"applications.{outcome}.{column.name}" for outcome in outcomes),
            (f"applications.results_total.{column.name}",),
        )
        for column in APPLICATION_COLUMNS
    )


def _balances() -> tuple[Identity, ...]:
    """The rule printed in the form itself: 第一项加第二项之和，等于第三项加第四项之和."""
    return tuple(
        Identity(
            "applications.balance",
            (f"applications.received_new.{column.name}", f"applications.carried_in.{column.name}"),
            (f"applications.results_total.{column.name}", f"applications.carried_over.{column.name}"),
        )
        for column in APPLICATION_COLUMNS
    )


def _dispute_totals() -> tuple[Identity, ...]:
    return tuple(
        Identity(
            "disputes.total",
            tuple(f"disputes.{kind.name}.{outcome.name}" for outcome in DISPUTE_OUTCOMES[:-1]),
            (f"disputes.{kind.name}.total",),
        )
        for kind in DISPUTE_KINDS
    )


@cache
def _labels() -> dict[str, str]:
    labels = {f"disclosure.{item.label.name}": item.label.official for item in DISCLOSURE_ITEMS}
    labels |= {
        f"applications.{row.label.name}": row.group + row.label.official if row.group else row.label.official
        for row in APPLICATION_ROWS
    }
    labels |= {f"disputes.{kind.name}": kind.official for kind in DISPUTE_KINDS}
    return labels


def official_label(address: str, form: Form = Form.F2019) -> str:
    """A cell's address in the words of the printed form: 「（七）总计 · 总计」; raises KeyError on an unknown
    address."""
    table, row, column = address.split(".")
    if table == "legacy":
        return official_indicator(address)
    return f"{_labels()[f'{table}.{row}']} · {_column_label(table, row, column, form)}"


def official_row(table: str, row: str) -> str:
    """The label of a row of the form; raises KeyError on an unknown one."""
    return _labels()[f"{table}.{row}"]


def _column_label(table: str, row: str, column: str, form: Form) -> str:
    if table == "disclosure":
        if column == "amount":
            return AMOUNT_LABELS[row]
        return (FIELD_LABELS_2021 if form is Form.F2021 else FIELD_LABELS).get(column) or FIELD_LABELS[column]
    labels = APPLICATION_COLUMNS if table == "applications" else DISPUTE_OUTCOMES
    return next(label.official for label in labels if label.name == column)
