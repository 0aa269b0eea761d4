"""Tells who writes two periods of a partnership that share days."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages

from associations.models import PartnershipPage
from associations.register.domain.partnership_term import overlaps
from core.templatetags.portal_dates import span


def warn_of_overlaps(request: HttpRequest, page: Any) -> None:
    """Say after each save which periods overlap. That is allowed, and often a mistake."""
    if not isinstance(page, PartnershipPage):
        return
    told = _("Perioderna %(first)s och %(second)s överlappar. Kontrollera att datumen stämmer.")
    for first, second in overlaps(page.periods):
        days = {
            "first": span(first.starts_on, first.ends_on),
            "second": span(second.starts_on, second.ends_on),
        }
        messages.warning(request, told % days)
