"""The time line as templates draw it: rows, gaps and what happened on a day."""

from datetime import date

import pytest

from associations.register.page_view import partnership_on
from associations.templatetags.partnership_terms import percent
from core.templatetags.portal_dates import iso_span
from tests.factories.associations import PartnershipFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def test_a_gap_stands_in_the_row_of_the_period_that_ended_it(register):
    page = PartnershipFactory(parent=register, dated=True)
    (row,) = partnership_on(page, TODAY).drawn
    (gap,) = row.gaps
    assert (gap.starts_on, gap.ends_on) == (date(2024, 12, 29), date(2025, 1, 2))
    assert len(row.bars) == 2


def test_decision_and_signature_are_marked_on_their_day(register):
    page = PartnershipFactory(
        parent=register, dated=True, decided_on=date(2024, 8, 29), signed_on=date(2024, 12, 17)
    )
    (row,) = partnership_on(page, TODAY).drawn
    assert [mark.label for mark in row.marks] == [
        "Beslut 29 augusti 2024",
        "Underskrift 17 december 2024",
    ]
    assert row.marks[0].x < row.bars[0].x < row.marks[1].x


def test_what_happened_outside_the_drawing_is_not_marked(register):
    page = PartnershipFactory(parent=register, dated=True, decided_on=date(2022, 5, 1))
    (row,) = partnership_on(page, TODAY).drawn
    assert row.marks == []


def test_without_periods_there_are_no_rows(register):
    page = PartnershipFactory(parent=register)
    assert partnership_on(page, TODAY).drawn == []


def test_places_in_the_drawing_are_written_as_browsers_read_them():
    assert percent(123.4) == "12.34%"


def test_the_span_of_a_list_row_may_be_open():
    assert iso_span("2024-09-06", "2024-12-28") == "6 september–28 december 2024"
    assert iso_span("2024-09-06", "9999-12-31") == "från 6 september 2024"
    assert iso_span(None, None) == ""
