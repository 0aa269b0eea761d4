"""Passwords of restricted pages and documents, which many share: guessing them is slow.

Wagtail's own views look at every password that is sent, as fast as they come. An attempt is
counted before it is looked at, so that of many at once none passes uncounted; the right one is no
attempt.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from wagtail.documents.views.serve import authenticate_with_password as wagtail_document_password
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.views import authenticate_with_password as wagtail_page_password

from casework.public_forms.rate_limits import RateLimit, sender_of
from core.chrome import errors

# From one sender, which all of an office may be, and from everybody: what is shared has no owner
# whose device could be known, so strangers must not close it for others easily.
MOST_OF_SENDER, WITHIN = 10, timedelta(minutes=15)
MOST_OF_ALL, WITHIN_OF_ALL = 200, timedelta(hours=1)
_EVERYBODY = "everybody"


def page_password(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> HttpResponseBase:
    """As Wagtail's; 429 for whoever has guessed too often."""
    return _slowly(
        request,
        PageViewRestriction,
        page_view_restriction_id,
        lambda: wagtail_page_password(request, page_view_restriction_id, page_id),
    )


def document_password(request: HttpRequest, restriction_id: int) -> HttpResponseBase:
    """As Wagtail's; 429 for whoever has guessed too often."""
    return _slowly(
        request,
        CollectionViewRestriction,
        restriction_id,
        lambda: wagtail_document_password(request, restriction_id),
    )


def _slowly(
    request: HttpRequest,
    kind: type[Model],
    restriction_id: int,
    answer: Callable[[], HttpResponseBase],
) -> HttpResponseBase:
    # What does not exist is not counted: its numbers have no end.
    if request.method != "POST" or not kind._default_manager.filter(pk=restriction_id).exists():
        return answer()
    now = timezone.now()
    scope = f"{kind._meta.model_name}:{restriction_id}"[:40]
    of_sender, of_all = (
        RateLimit(scope, most, window)
        for most, window in ((MOST_OF_SENDER, WITHIN), (MOST_OF_ALL, WITHIN_OF_ALL))
    )
    sender = sender_of(request, now)
    for limit, whose in ((of_sender, sender), (of_all, _EVERYBODY)):
        if not limit.count(whose, now):
            return errors.password_locked(request, limit.seconds_left(now))
    response = answer()
    if response.status_code == 302:
        of_sender.take_back(sender, now)
        of_all.take_back(_EVERYBODY, now)
    return response
