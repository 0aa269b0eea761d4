"""What a sender submitted is kept when no mail is sent, and the page says that none was."""

from typing import Any

import pytest
from django.test import Client

from associations.models import EntrySuggestion, Proposal
from casework.models import Mail
from tests.casework.public_forms.test_one_key import (
    ALL,
    Form,
    dialogue_index,
    directory,
    forms,
    ready,
    register,
    square,
)

__all__ = ["dialogue_index", "directory", "forms", "register", "square"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory", "register")]
# Nobody is mailed about what is said of the portal itself.
MAILED = [name for name in ALL if name not in ("found", "error", "accessibility")]
NONE = "Vi skickar inget brev den här gången."


@pytest.mark.parametrize("name", MAILED)
def test_beyond_the_budget_the_receipt_says_that_no_mail_was_sent(
    visitor: Client, forms: dict[str, Form], settings: Any, name: str
) -> None:
    settings.UNCONFIRMED_MAILS_PER_DAY = 1
    form = forms[name]
    first = visitor.get(visitor.post(form.address, ready(visitor, form))["Location"])
    assert NONE not in first.content.decode()
    mails = Mail.objects.count()
    kept = EntrySuggestion.objects.count() + Proposal.objects.count()
    # A new showing, as somebody has who means it.
    again = {form.email: "asa@exempel.se", "title": "Något annat"} if kept else {}
    second = visitor.post(form.address, ready(visitor, form, **again))
    told = visitor.get(second["Location"]).content.decode()
    if kept:
        assert NONE in told
        assert EntrySuggestion.objects.count() + Proposal.objects.count() == kept + 1
        assert Mail.objects.filter(to__startswith="asa").count() == 1
    elif name != "sign up":
        # Links are asked for, whether anybody has that address or not: the answer is the same.
        assert NONE in told
        assert mails == Mail.objects.count() == 0
