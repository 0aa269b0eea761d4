"""What the database refuses, and what is erased when its time is over."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from associations.directory.actions.suggestion_decisions import (
    EntryGone,
    approve_suggestion,
    refuse_suggestion,
)
from associations.directory.domain.suggestion_status import SuggestionStatus
from associations.models import EntrySuggestion
from casework.records.actions import erase_due
from casework.records.moves import IllegalMove
from casework.records.retention import rule
from core.models import User
from tests.factories.suggestions import SuggestionFactory


@pytest.mark.django_db
def test_words_and_senders_are_erased_when_their_time_is_over() -> None:
    now = timezone.now()
    old = SuggestionFactory(refused=True, signed=True, handled_at=now - timedelta(days=400))
    young = SuggestionFactory(refused=True, signed=True)
    waiting = SuggestionFactory(signed=True, received_at=now - timedelta(days=700))
    forgotten = SuggestionFactory(signed=True, received_at=now - timedelta(days=740))
    handled = rule("suggestion.handled")
    assert erase_due(EntrySuggestion, handled, now) == [old.reference]
    old.refresh_from_db()
    assert (old.sender_email, old.reason, old.data, old.base) == ("", "", {}, {})
    assert old.reference
    for kept in (young, waiting):
        kept.refresh_from_db()
        assert kept.sender_email
    assert erase_due(EntrySuggestion, handled, now) == []
    unhandled = rule("suggestion.unhandled")
    assert erase_due(EntrySuggestion, unhandled, now) == [forgotten.reference]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"status": SuggestionStatus.APPROVED},
        {"handled_at": timezone.now()},
        {"status": SuggestionStatus.REFUSED, "handled_at": timezone.now()},
        {"erased_at": timezone.now(), "sender_name": "Åsa"},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SuggestionFactory(**wrong)


@pytest.mark.django_db
def test_what_is_decided_stays_decided(officer: User) -> None:
    decided = SuggestionFactory(refused=True)
    with pytest.raises(IllegalMove):
        refuse_suggestion(suggestion_id=decided.pk, reason="x", officer=officer, now=timezone.now())


@pytest.mark.django_db
def test_a_change_without_its_entry_cannot_be_approved(officer: User) -> None:
    lost = SuggestionFactory()
    with pytest.raises(EntryGone):
        approve_suggestion(
            suggestion_id=lost.pk,
            values={},
            seen_revision=None,
            officer=officer,
            now=timezone.now(),
        )
