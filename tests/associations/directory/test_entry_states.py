"""What a reader is told of how fresh an association's entry is."""

from datetime import date

import pytest

from associations.templatetags.entry_states import entry_state
from tests.factories.associations import AssociationFactory

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("checked_on", [date(2026, 9, 2), "2026-09-02"])
def test_an_entry_that_was_checked_lately_says_when(checked_on):
    state = entry_state(checked_on, TODAY)
    assert (state.code, state.label) == ("done", "Kontrollerad 2 september 2026")


def test_an_entry_that_was_checked_long_ago_needs_to_be_confirmed():
    state = entry_state("2025-09-02", TODAY)
    assert (state.code, state.label) == ("last-known", "Behöver bekräftas")
    assert state.detail == "Kontrollerad 2 september 2025"


def test_an_entry_that_nobody_has_checked_says_no_date():
    state = entry_state(None, TODAY)
    assert (state.label, state.detail) == ("Behöver bekräftas", "")


@pytest.mark.django_db
def test_the_list_and_the_page_say_the_same(directory, visitor):
    association = AssociationFactory(parent=directory, checked_on=None)
    for url in (directory.url, association.url):
        assert "Behöver bekräftas" in visitor.get(url).content.decode()
