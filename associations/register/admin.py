"""Ideas that did not become partnerships in the admin, and a warning to who edits partnerships."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import SnippetViewSet

from associations.register.domain.partnership_term import overlaps
from associations.register.models import NotPursued, PartnershipPage
from core.templatetags.portal_dates import span


class NotPursuedViewSet(SnippetViewSet):
    """Ideas that did not go further. Drafts until somebody who may publish approves them."""

    model = NotPursued
    icon = "pause"
    list_display = ["title", "proposed_by", "as_of"]
    search_fields = ["title", "idea", "reason"]
    inspect_view_enabled = True


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
