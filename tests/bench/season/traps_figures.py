"""Traps in the tables: exceptions of the form's arithmetic, of its years, and of what bodies may state."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from parsers.form import DISPUTE_KINDS, DISPUTE_OUTCOMES, Form, application_rows
from parsers.report import Doubt

from .bodies import Nature
from .draft import KINDS, Draft, History
from .trap import say, tell

APPLICATIONS = "applications."


def noughts_left_blank(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Noughts of the big table are blanks: the sums hold, and only the blanks are mentioned."""
    draft = history[year]
    for cell, value in draft.figures.items():
        if cell.startswith(APPLICATIONS) and value == 0:
            draft.figures[cell], draft.raws[cell] = None, ""
    draft.allowed.add("cell.blank")
    return True


def totals_only(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """The split over kinds of applicant is not given."""
    draft = history[year]
    for cell in draft.figures:
        if cell.startswith(APPLICATIONS) and not cell.endswith(".total"):
            draft.figures[cell], draft.raws[cell] = None, rng.choice(("", "/"))
    for line in draft.find("received"):
        line.template = "全年新收政府信息公开申请{new}件，上年结转{carried_in}件。"
    draft.allowed.add("cell.blank")
    return True


def no_rules_left_blank(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """规章 left out with a stroke, by a body that makes none."""
    if nature.rules:
        return False
    for cell in history[year].figures:
        if cell.startswith("disclosure.regulations."):
            history[year].figures[cell], history[year].raws[cell] = None, rng.choice(("/", "—", ""))
    return True


def grouped_digits(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """1,234 is a whole number, and 12件 is twelve."""
    draft = history[year]
    for cell, value in draft.figures.items():
        if isinstance(value, int) and cell.startswith("disclosure."):
            draft.raws[cell] = rng.choice((f"{value:,}", f"{value}件", f" {value}"))
    return True


def answered_later(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Disputes in a year without applications: about answers of the years before."""
    draft = history[year]
    for cell in draft.figures:
        if cell.startswith(APPLICATIONS) and "carried" not in cell:
            draft.figures[cell] = 0
    _settle_columns(draft)
    draft.figures["disputes.review.upheld"] = draft.count("disputes.review.upheld") + 2
    draft.figures["disputes.review.total"] = draft.count("disputes.review.total") + 2
    _without_figures(draft)
    _carry_on(history, year)
    return True


def _settle_columns(draft: Draft) -> None:
    """Let everything carried in be answered as granted, and nothing be carried over."""
    for kind in (*KINDS, "total"):
        held = draft.count(f"applications.carried_in.{kind}")
        for row, value in (("granted", held), ("results_total", held), ("carried_over", 0)):
            draft.figures[f"applications.{row}.{kind}"] = value


def _carry_on(history: History, year: int) -> None:
    """Let the next year begin with what this one left, and answer as much less or more."""
    later = history.get(year + 1)
    if later is None:
        return
    for kind in (*KINDS, "total"):
        left = history[year].count(f"applications.carried_over.{kind}")
        more = left - later.count(f"applications.carried_in.{kind}")
        later.add(f"applications.carried_in.{kind}", more)
        later.add(f"applications.received_new.{kind}", -more)


def _without_figures(draft: Draft) -> None:
    for number, lines in draft.lines.items():
        draft.lines[number] = [line for line in lines if line.role not in {"received", "results", "disputes"}]


def all_in_one_row(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Everything was granted."""
    draft = history[year]
    outcomes = [row.label.name for row in application_rows(draft.form) if row.outcome]
    for kind in (*KINDS, "total"):
        for row in outcomes:
            draft.figures[f"applications.{row}.{kind}"] = 0
        draft.figures[f"applications.granted.{kind}"] = draft.count(f"applications.results_total.{kind}")
    return True


def more_reviews_than_answers(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """One application may give several cases."""
    draft = history[year]
    more = draft.count("applications.results_total.total") + 4
    draft.add("disputes.review.upheld", more)
    draft.add("disputes.review.total", more)
    draft.allowed.add("year.swing")
    if not draft.find("disputes"):
        return True
    say(draft, "disputes", "{year}年，因政府信息公开被申请行政复议{review}件。")
    return True


def new_cases_only(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A body that counts the new cases of the year only; that pending ones are lost is information, no more."""
    if year + 1 not in history:
        return False
    draft, later = history[year], history[year + 1]
    draft.lines = {n: [line for line in lines if line.role != "disputes"] for n, lines in draft.lines.items()}
    for kind in DISPUTE_KINDS:
        for outcome in DISPUTE_OUTCOMES:
            later.figures[f"disputes.{kind.name}.{outcome.name}"] = 0
    later.lines = {n: [line for line in lines if line.role != "disputes"] for n, lines in later.lines.items()}
    last = history.get(year + 2)
    if last is not None:
        last.lines = {n: [line for line in lines if line.role != "disputes"] for n, lines in last.lines.items()}
    draft.add("disputes.review.pending", 2)
    draft.add("disputes.review.total", 2)
    later.allowed.add("disputes.pending_lost")
    return True


def expired_documents(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Documents that expired by themselves are in force no longer, and were not repealed; the text says so."""
    draft = history[year]
    cell = "disclosure.normative_documents.in_force"
    if draft.form is not Form.F2021 or year == 2021 or draft.count(cell) < 6:
        return False
    gone = rng.randint(1, 3)
    for later in range(year, max(history) + 1):
        if history[later].count(cell) < gone:
            return False
    for later in range(year, max(history) + 1):
        history[later].add(cell, -gone)
    text = rng.choice(
        ("另有{gone}件规范性文件有效期届满自然失效。", "经清理，{gone}件行政规范性文件到期自动失效，未计入废止件数。")
    )
    tell(draft, text, gone=gone)
    return True


def recount(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A recount with the justice department changed what is in force; the text says so."""
    draft = history[year]
    cell = "disclosure.normative_documents.in_force"
    if draft.form is not Form.F2021 or year == 2021:
        return False
    for later in range(year, max(history) + 1):
        history[later].add(cell, 7)
    tell(draft, "会同司法行政部门对现行有效行政规范性文件重新核定底数，本年度现行有效件数据此调整，与上年度不衔接。")
    return True


def merged_body(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A body took over another's work in mid-year: what it carries in is not what it carried over; it says so."""
    if year - 1 not in history:
        return False
    draft, kind = history[year], rng.choice(KINDS)
    for row in ("carried_in", "granted", "results_total"):
        for column in (kind, "total"):
            draft.add(f"applications.{row}.{column}", 3)
    tell(
        draft,
        "因机构改革，原{other}政府信息公开职能划入本机关，上年结转数含划入单位结转的申请3件，与本机关上年度报告结转下年度数据不一致。",
        other="市政务服务中心",
    )
    draft.allowed |= {"applications.carry_over"}
    return True


def catalogue_moved(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Items moved with the catalogue of powers; the text says so."""
    if year != 2020:
        return False
    history[year].add("disclosure.other_services.prior_items", 25)
    tell(history[year], "根据权责清单动态调整，上一年项目数量按调整后口径重新统计，与上年度报告不一致。")
    return True


def one_row_by_chance(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """In one row the decisions happen to be as many as the items."""
    draft = history[year]
    if draft.form is not Form.F2019:
        return False
    whole = draft.count("disclosure.coercion.prior_items") + draft.count("disclosure.coercion.change")
    draft.figures["disclosure.coercion.decisions"] = whole
    for each in (year, year + 1):
        if each in history:
            history[each].allowed.add("year.swing")
    return True


def tasks_taken_over(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Subdistricts took over law enforcement in 2020: thousands of new items."""
    if year != 2020:
        return False
    draft = history[year]
    draft.figures["disclosure.penalties.change"] = 3863
    tell(draft, "2020年镇街综合行政执法改革后，承接行政处罚事项3863项。")
    return True


def large_fees(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A city takes fees of more than a thousand million, every year."""
    if not nature.rules or history[year].form is not Form.F2021:
        return False
    for draft in history.values():
        if draft.form is Form.F2021:
            draft.figures["disclosure.fees.amount"] = Decimal(rng.randint(90_000, 160_000)) + Decimal("0.3672")
    return True


def fees_in_yuan(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """Printed in yuan with the word, and read as what it is; that the form asks for 万元 is information, no more."""
    draft = history[year]
    cell = "disclosure.fees.amount"
    amount = draft.figures.get(cell)
    if not isinstance(amount, Decimal):
        return False
    draft.raws[cell] = f"{int(amount * 10_000)}元"
    draft.allowed.add("disclosure.unit")
    return True


def small_numbers_jump(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """From 1 to 9 is nine times as much, and nothing."""
    draft = history[year]
    if year - 1 not in history or nature.level != "town":
        return False
    history[year - 1].figures["disclosure.coercion.decisions"] = 1
    draft.figures["disclosure.coercion.decisions"] = 9
    for each in {year - 1, year + 1} & set(history):
        history[each].allowed.add("year.swing")  # to 1 from what it was before, and from 9 to what it will be
    return True


def nothing_at_all(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A small office states noughts everywhere, as it did last year: nothing was copied."""
    if nature.level != "town" or year - 1 not in history:
        return False
    years = (year - 1, year)
    for draft in (history[each] for each in years):
        for cell, value in draft.figures.items():
            kept = cell.rpartition(".")[2] in {"in_force", "disclosed_total", "prior_items"}
            draft.figures[cell] = value if kept else type(value or 0)(0)
        _without_figures(draft)
        draft.lines[1] = [line for line in draft.lines[1] if line.role != "documents"]
    return _repaired(history, year)


def _repaired(history: History, year: int) -> bool:
    """Let what is carried from the year before and into the year after agree with the noughts."""
    for each in (year - 1, year, year + 1):
        before, draft = history.get(each - 1), history.get(each)
        if before is None or draft is None:
            continue
        for kind in (*KINDS, "total"):
            more = before.count(f"applications.carried_over.{kind}") - draft.count(f"applications.carried_in.{kind}")
            draft.add(f"applications.carried_in.{kind}", more)
            for row, part in (("granted", more), ("results_total", more)) if more > 0 else (("received_new", -more),):
                draft.add(f"applications.{row}.{kind}", part)
    for each in sorted(history):
        _roll_on(history.get(each - 1), history[each])
    history[year].allowed |= {"disputes.pending_lost", "year.swing"}
    history[year - 1].allowed |= {"disputes.pending_lost", "year.swing"}
    return True


def _roll_on(before: Draft | None, draft: Draft) -> None:
    for item in ("regulations", "normative_documents"):
        cell = f"disclosure.{item}."
        if before and draft.form is before.form is Form.F2021:
            held = before.count(cell + "in_force") - draft.count(cell + "repealed") + draft.count(cell + "issued")
            draft.figures[cell + "in_force"] = held
    for item in ("licensing", "other_services", "penalties", "coercion", "fees"):
        cell = f"disclosure.{item}."
        if before and draft.form is before.form is Form.F2019:
            draft.figures[cell + "prior_items"] = before.count(cell + "prior_items") + before.count(cell + "change")


def misread_cells(rng: Random, nature: Nature, history: History, year: int) -> bool:
    """A scan: some cells misread, and doubted where they were."""
    misread(rng, history[year], rng.randint(1, 6))
    history[year].allowed.add("reading.doubt")
    return True


def misread(rng: Random, draft: Draft, number: int) -> None:
    """Let so many cells be read wrongly, and doubted; the text is read as it is."""
    draft.freeze()
    cells = [cell for cell, value in draft.figures.items() if isinstance(value, int)]
    for cell in rng.sample(cells, number):
        draft.figures[cell] = _misread(rng, draft.count(cell))
        draft.doubts[cell] = Doubt(cell, str(draft.figures[cell]), "cell_lost")


def _misread(rng: Random, value: int) -> int:
    other = int(str(value).replace("1", "7").replace("0", "8"))
    return rng.choice((value * 10, abs(value) // 10, other, value + 3))
