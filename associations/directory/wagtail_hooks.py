"""Registers what the directory offers: suggestions in the admin, its kind, facets and section."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy

from associations.directory import extracts, page_view, retention
from associations.directory.actions.review_links import send_due_reminders
from associations.directory.admin.review_link import review_link_button, send_link
from associations.directory.admin.suggestion_list import SuggestionViewSet
from associations.directory.admin.suggestion_log import register_suggestion_log
from associations.directory.models import EntrySuggestion
from associations.directory.permissions import (
    SUGGESTIONS,
    may_see_suggestions,
    may_send_review_link,
)
from casework.erasing.kinds import RetentionKind
from casework.extracts.sources import PersonSource
from casework.mail.permissions import MayRead
from casework.worker.daily import DailyJob
from home.hooks import PlaceSection
from searching.facets.vocabulary import FacetKind, Kind

# Importing what the pages show registers it.
__all__ = ["page_view"]

register_permission_policy(EntrySuggestion, SUGGESTIONS, exact_class=True)
hooks.register("register_log_actions", register_suggestion_log)


@hooks.register("search_kinds")
def directory_kinds() -> list[Kind]:
    """What lists and search call an entry."""
    return [
        Kind(
            "association",
            _("Förening"),
            order=50,
            row_template="associations/rows/association.html",
        )
    ]


@hooks.register("search_facets")
def directory_facets() -> list[FacetKind]:
    """By what the directory can be narrowed, beside what all lists share."""
    return [
        FacetKind("letter", "bokstav", _("Första bokstaven"), is_worded=True),
        FacetKind("association_kind", "foreningsslag", _("Slag av förening")),
        FacetKind("offer", "utbyte", _("Söker eller bidrar"), is_worded=True),
    ]


@hooks.register("place_sections")
def associations_of_place() -> list[PlaceSection]:
    """The associations that the page of a place lists."""
    return [
        PlaceSection(
            kind="association",
            title=_("Föreningar"),
            anchor="foreningar",
            index_type="associations.AssociationDirectoryPage",
            empty=_("Vi känner inte till någon förening just här."),
            order=40,
        )
    ]


@hooks.register("register_admin_viewset")
def suggestion_viewset() -> SuggestionViewSet:
    """The list of what associations and readers suggest."""
    return SuggestionViewSet("entry_suggestions", url_prefix="foreningsforslag")


@hooks.register("register_admin_urls")
def review_link_urls() -> list[URLPattern]:
    """Where a communicator sends a link from."""
    return [path("foreningslank/<int:page_id>/", send_link, name="association_review_link")]


@hooks.register("register_page_header_buttons")
def review_link_buttons(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The way there from an association's page."""
    if button := review_link_button(page, user):
        yield button


@hooks.register("register_permissions")
def directory_permissions() -> QuerySet[Permission]:
    """Let groups be given the right to send links."""
    return Permission.objects.filter(
        content_type__app_label="associations", codename="send_review_link"
    )


@hooks.register("mail_readers")
def readers_of_directory_mails() -> dict[str, MayRead]:
    """Who sees mails about suggestions and review links."""
    return {
        "associations/mail/suggestion": may_see_suggestions,
        "associations/mail/review_link": may_send_review_link,
    }


@hooks.register("daily_jobs")
def directory_jobs() -> list[DailyJob]:
    """Whom to remind."""
    return [DailyJob("associations.send_due_reminders", send_due_reminders)]


@hooks.register("retention_kinds")
def kept_of_directory() -> list[RetentionKind]:
    """For how long it is kept what is suggested."""
    return [retention.SUGGESTIONS]


@hooks.register("person_sources")
def people_of_extracts() -> list[PersonSource]:
    """In what of this people are found."""
    return [extracts.SUGGESTIONS]
