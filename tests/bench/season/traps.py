"""Every trap that is planted, by name: exceptions of the form's checks, in reports that are in order."""

from __future__ import annotations

from . import traps_figures as figures
from . import traps_words as words
from .trap import Trap

TRAPS: tuple[Trap, ...] = (
    figures.noughts_left_blank,
    figures.totals_only,
    figures.no_rules_left_blank,
    figures.grouped_digits,
    figures.answered_later,
    figures.all_in_one_row,
    figures.more_reviews_than_answers,
    figures.new_cases_only,
    figures.expired_documents,
    figures.recount,
    figures.merged_body,
    figures.catalogue_moved,
    figures.one_row_by_chance,
    figures.tasks_taken_over,
    figures.large_fees,
    figures.fees_in_yuan,
    figures.small_numbers_jump,
    figures.nothing_at_all,
    figures.misread_cells,
    words.other_scope,
    words.last_years_figures,
    words.since_years,
    words.reviews_in_general,
    words.published_decisions,
    words.republished_documents,
    words.incomplete_parts,
    words.one_thing_on_several_channels,
    words.nested_parts,
    words.channels_of_both,
    words.fees_but_none_of_these,
    words.other_years_named,
    words.others_named,
    words.no_sign_off,
    words.signed_in_short,
    words.signed_on_the_day,
    words.signed_on_the_last_day,
    words.headings_in_other_words,
    words.two_sections_in_one,
    words.same_law_every_year,
    words.answers_of_both_kinds,
    words.withdrawn,
    words.growth,
    words.county_template,
    words.national_notices,
)
