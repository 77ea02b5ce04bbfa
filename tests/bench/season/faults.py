"""Every fault that is planted, by name; the codes they are to give are told by each, and come from the contract."""

from __future__ import annotations

from . import faults_form, faults_sums, faults_text, faults_years
from .fault import Plant

ARITHMETIC: tuple[Plant, ...] = (
    faults_sums.one_part,
    faults_sums.one_results_total,
    faults_sums.one_received,
    faults_sums.outcome_left_out,
    faults_sums.unbalanced,
    faults_sums.two_errors,
    faults_sums.disputes_total,
    faults_sums.negative,
    faults_sums.fraction,
    faults_sums.blank,
    faults_years.carry_over,
    faults_years.carry_over_of_a_kind,
    faults_years.roll_forward,
    faults_years.prior_items,
    faults_years.pending_lost,
    faults_years.copied_figures,
    faults_years.columns_misread,
    faults_years.no_power,
    faults_years.unit,
    faults_years.swing,
    faults_form.signed_too_early,
    faults_form.incomplete_date,
    faults_form.published_before_signed,
    faults_form.section_missing,
    faults_form.heading_gone,
    faults_form.table_missing,
    faults_form.table_and_section_missing,
    faults_form.table_pictured,
    faults_form.old_form,
    faults_form.doubted,
)
"""Faults of figures, years and make-up: the higher bar."""
NARRATIVE: tuple[Plant, ...] = (
    faults_text.received,
    faults_text.results,
    faults_text.carried_over,
    faults_text.disputes,
    faults_text.no_disputes,
    faults_text.documents,
    faults_text.parts_and_whole,
    faults_text.copied,
    faults_text.copied_from_another,
    faults_text.template_left,
    faults_form.other_year,
    faults_form.other_body,
    faults_form.stale_basis,
)
"""Faults that lie in the words."""
