"""Registers what associations offers: lists in the admin, kinds and facets of search, sections."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from associations.directory.actions.review_links import send_due_reminders
from associations.directory.actions.suggestion_decisions import erase_due_suggestions
from associations.directory.admin.kinds import RegisterViewSetGroup
from associations.directory.admin.review_link import review_link_button, send_link
from associations.directory.admin.suggestion_list import SuggestionViewSet
from associations.directory.admin.suggestion_log import register_suggestion_log
from associations.directory.permissions import (
    ProposalPermissionPolicy,
    SuggestionPermissionPolicy,
    may_handle_proposals,
)
from associations.models import EntrySuggestion, NotPursued, Proposal
from associations.proposals.actions.due import tell_of_due_proposals
from associations.proposals.admin.log_words import register_proposal_log
from associations.proposals.admin.panel import ProposalsPanel
from associations.proposals.admin.viewset import ProposalViewSet
from associations.register.admin import warn_of_overlaps
from casework.worker.daily import DailyJob
from core.models import PortalSettings
from home.hooks import EntrySection, Link
from home.models import AnswerPage, MeasurePage
from home.places.page_view import PlaceSection
from searching.facets.vocabulary import FacetKind, Kind
from searching.models import SearchEntry

register_snippet(RegisterViewSetGroup)
register_permission_policy(
    EntrySuggestion, SuggestionPermissionPolicy(EntrySuggestion), exact_class=True
)
register_permission_policy(Proposal, ProposalPermissionPolicy(Proposal), exact_class=True)


@hooks.register("search_kinds")
def association_kinds() -> list[Kind]:
    """What lists and search call what associations publishes."""
    return [
        Kind("night_walk", _("Nattvandring"), order=30),
        Kind("partnership", _("Partnerskap"), order=40),
        Kind("association", _("Förening"), order=50),
        Kind("idea", _("Idé som inte gick vidare"), order=55),
    ]


@hooks.register("search_facets")
def association_facets() -> list[FacetKind]:
    """By what the directory and the register can be narrowed, beside what all lists share."""
    return [
        FacetKind("letter", "bokstav", _("Första bokstaven"), is_worded=True),
        FacetKind("association_kind", "foreningsslag", _("Slag av förening")),
        FacetKind("offer", "utbyte", _("Söker eller bidrar"), is_worded=True),
        FacetKind("partnership_kind", "slag", _("Slag"), is_worded=True),
        FacetKind("funding", "pengar", _("Betalas med")),
    ]


@hooks.register("place_sections")
def association_sections() -> list[PlaceSection]:
    """What the page of a place lists of associations."""
    return [
        PlaceSection(
            kind="night_walk",
            title=_("Nattvandring"),
            anchor="nattvandring",
            index_type="associations.NightWalkPage",
            empty=_("Vi känner inte till någon grupp som nattvandrar just här."),
            order=20,
        ),
        PlaceSection(
            kind="partnership",
            title=_("Partnerskap"),
            anchor="partnerskap",
            index_type="associations.PartnershipRegisterPage",
            empty=_("Inget partnerskap gäller just den här platsen."),
            order=30,
        ),
        PlaceSection(
            kind="association",
            title=_("Föreningar"),
            anchor="foreningar",
            index_type="associations.AssociationDirectoryPage",
            empty=_("Vi känner inte till någon förening just här."),
            order=40,
        ),
    ]


@hooks.register("measure_sections")
def partnerships_of_measure(measure: MeasurePage, now: datetime) -> list[EntrySection]:
    """The partnerships within which a measure is carried out, the latest first."""
    if measure.pk is None:
        return []
    tied = SearchEntry.objects.filter(page__partnershippage__measures=measure)
    entries = tied.in_one_language().with_facets(now)
    latest = F("date").desc(nulls_last=True)
    return [
        EntrySection(
            title=_("Partnerskap"),
            anchor="partnerskap",
            entries=list(entries.order_by(latest, "-pk")),
            order=10,
        )
    ]


@hooks.register("answer_uses")
def ideas_of_answer(answer: AnswerPage) -> list[Link]:
    """The ideas that did not go further of which an answer tells."""
    return [Link(idea.title, idea.address, "idea") for idea in NotPursued.objects.told_in(answer)]


@hooks.register("register_admin_viewset")
def suggestion_viewset() -> SuggestionViewSet:
    """The list of what associations and readers suggest."""
    return SuggestionViewSet("entry_suggestions", url_prefix="foreningsforslag")


@hooks.register("register_admin_viewset")
def proposal_viewset() -> ProposalViewSet:
    """The workplace of those who handle proposals."""
    return ProposalViewSet("proposals", url_prefix="partnerskapsforslag")


@hooks.register("construct_homepage_panels")
def add_proposals(request: HttpRequest, panels: list[Any]) -> None:
    """Tell who handles proposals what waits for them."""
    if may_handle_proposals(request.user):
        panels.append(ProposalsPanel())


@hooks.register("register_log_actions")
def suggestion_log_actions(actions: Any) -> None:
    """What the log says of entries, suggestions and proposals."""
    register_suggestion_log(actions)
    register_proposal_log(actions)


@hooks.register("register_admin_urls")
def review_link_urls() -> list[URLPattern]:
    """Where a communicator sends a link from."""
    return [path("foreningslank/<int:page_id>/", send_link, name="association_review_link")]


@hooks.register("register_permissions")
def association_permissions() -> QuerySet[Permission]:
    """Let groups be given the right to send links, and to handle and erase proposals."""
    return Permission.objects.filter(
        content_type__app_label="associations",
        codename__in=("send_review_link", "handle_proposal", "erase_proposal"),
    )


hooks.register("after_create_page", warn_of_overlaps)
hooks.register("after_edit_page", warn_of_overlaps)


@hooks.register("register_page_header_buttons")
def review_link_buttons(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The way there from an association's page."""
    if button := review_link_button(page, user):
        yield button


@hooks.register("daily_jobs")
def association_jobs() -> list[DailyJob]:
    """Whom to remind, what to forget, and what an officer should erase."""
    return [
        DailyJob("associations.send_due_reminders", send_due_reminders),
        DailyJob("associations.erase_due_suggestions", _erase_suggestions),
        DailyJob("associations.tell_of_due_proposals", tell_of_due_proposals),
    ]


def _erase_suggestions(now: datetime) -> int:
    months = PortalSettings.known_by_default().feedback_retention_months
    return erase_due_suggestions(months=months, now=now)
