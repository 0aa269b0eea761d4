"""For how long it is kept what somebody wants to have changed in the directory."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from associations.directory.models import EntrySuggestion
from associations.directory.permissions import SUGGESTIONS as SUGGESTIONS_POLICY
from casework.erasing.kinds import Due, Late, RetentionKind
from casework.records.actions import erase_due

SUGGESTIONS = RetentionKind(
    name="suggestion",
    label=_("Uppgifter om föreningar"),
    what=_("uppgifter, meddelande, namn och e-postadress"),
    remains=_("Det som har publicerats står kvar, och referens, slag, datum och status."),
    dues=(
        Due(
            "suggestion.handled",
            _("efter att vi har beslutat om uppgifterna"),
            partial(erase_due, EntrySuggestion),
        ),
        Due(
            "suggestion.unhandled",
            _("efter att de kom in, om ingen har beslutat om dem"),
            partial(erase_due, EntrySuggestion),
        ),
    ),
    late=Late(
        rows=lambda now: EntrySuggestion.objects.late(now),
        listed_at=lambda: f"{reverse('entry_suggestions:index')}?status=RECEIVED",
        may=lambda user: SUGGESTIONS_POLICY.user_has_permission(user, "decide"),
    ),
)
