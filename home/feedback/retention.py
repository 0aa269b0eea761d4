"""For how long it is kept what readers have told us."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.erasing.kinds import Due, Late, RetentionKind
from casework.records.actions import erase_due
from home.feedback.domain.feedback_status import FeedbackStatus
from home.feedback.models import Feedback
from home.feedback.permissions import FEEDBACK as FEEDBACK_POLICY

FEEDBACK = RetentionKind(
    name="feedback",
    label=_("Tyck till"),
    what=_("text, namn, e-postadress och anteckning"),
    remains=_("Referens, slag, datum och status finns kvar."),
    dues=(
        Due(
            "feedback.handled", _("efter att synpunkten är hanterad"), partial(erase_due, Feedback)
        ),
        Due(
            "feedback.unhandled",
            _("efter att den kom in, om ingen har hanterat den"),
            partial(erase_due, Feedback),
        ),
    ),
    late=Late(
        rows=lambda now: Feedback.objects.late(now),
        listed_at=lambda: f"{reverse('feedback:index')}?status={FeedbackStatus.NEW}",
        may=lambda user: FEEDBACK_POLICY.user_has_permission(user, "change"),
    ),
)
