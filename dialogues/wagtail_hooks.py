"""Registers what dialogues offers: kinds and facets of search, sections, cards, snippets."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from casework.erasing.kinds import RetentionKind
from casework.extracts.sources import PersonSource
from casework.mail.permissions import MayRead
from casework.worker.daily import DailyJob
from casework.worker.frequent import FrequentJob
from dialogues import admin_urls
from dialogues.events import front_card
from dialogues.events.admin.plan_changes import change_buttons
from dialogues.events.admin.series import SeriesViewSet
from dialogues.events.page_view import dialogue, index  # noqa: F401 - they register
from dialogues.events.permissions import may_list_dialogues, may_see_registrations
from dialogues.events.state_words import AHEAD, SHAPES, WHEN
from dialogues.invitations.admin import guard
from dialogues.invitations.admin.copies import begin_anew
from dialogues.invitations.admin.invitation_list import InvitationViewSet
from dialogues.invitations.admin.log_words import register_dialogue_log
from dialogues.invitations.admin.panel import DialoguesPanel
from dialogues.sign_up import extracts
from dialogues.sign_up.actions.reminders import send_reminders
from dialogues.sign_up.actions.seats import let_go_everywhere
from dialogues.sign_up.admin.registrations import registrations_button, warn_of_seats
from dialogues.sign_up.retention import REGISTRATIONS
from home.hooks import PlaceSection
from searching.facets.vocabulary import FacetKind, Kind

register_snippet(SeriesViewSet)


@hooks.register("search_kinds")
def dialogue_kinds() -> list[Kind]:
    """What lists and search call what dialogues publishes."""
    row = "dialogues/rows/dialogue.html"
    return [Kind("dialogue", _("Dialog"), order=25, row_template=row, shapes=SHAPES)]


@hooks.register("search_facets")
def dialogue_facets() -> list[FacetKind]:
    """By what dialogues can be narrowed, beside what all lists share."""
    return [
        FacetKind("dialogue_when", "nar", _("När"), is_worded=True),
        FacetKind("dialogue_kind", "dialogslag", _("Slag av dialog"), is_worded=True),
        FacetKind("dialogue_form", "form", _("Delta"), is_worded=True),
    ]


@hooks.register("place_sections")
def dialogue_sections() -> list[PlaceSection]:
    """What the page of a place lists of dialogues."""
    return [
        PlaceSection(
            kind="dialogue",
            title=_("Dialoger"),
            anchor="dialoger",
            index_type="dialogues.DialogueIndexPage",
            empty=_("Ingen dialog har hållits eller planeras just här, så vitt vi vet."),
            order=15,
            ahead=(WHEN, AHEAD),
        )
    ]


@hooks.register("front_cards")
def next_dialogue(now: datetime) -> list[front_card.FrontCard]:
    """What the front page shows under Härnäst."""
    return front_card.front_cards(now)


# ---------------------------------------------------------------- the communicator's workplace

hooks.register("before_delete_page", guard.lead_to_cancelling)
hooks.register("before_unpublish_page", guard.lead_from_unpublishing)
hooks.register("before_bulk_action", guard.lead_from_bulk)
hooks.register("after_edit_page", warn_of_seats)
hooks.register("after_copy_page", begin_anew)


@hooks.register("register_admin_viewset")
def invitation_viewset() -> InvitationViewSet:
    """The list of invitations."""
    return InvitationViewSet("invitations", url_prefix="dialoger")


@hooks.register("register_admin_urls")
def dialogue_urls() -> list[URLPattern | URLResolver]:
    """What is decided about one dialogue, and who has signed up for it."""
    return [path("dialog/", include(admin_urls, namespace="dialogue_admin"))]


@hooks.register("register_page_header_buttons")
def dialogue_buttons(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The ways there from a dialogue's page."""
    yield from change_buttons(page, user)
    if button := registrations_button(page, user):
        yield button


@hooks.register("construct_homepage_panels")
def add_dialogues(request: HttpRequest, panels: list[Any]) -> None:
    """Tell who writes dialogues what is missing or late."""
    if may_list_dialogues(request.user):
        panels.append(DialoguesPanel())


@hooks.register("register_log_actions")
def dialogue_log_actions(actions: Any) -> None:
    """What the log says of dialogues."""
    register_dialogue_log(actions)


@hooks.register("register_permissions")
def dialogue_permissions() -> QuerySet[Permission]:
    """Let groups be given the right to see who has signed up."""
    return Permission.objects.filter(
        content_type__app_label="dialogues", codename="view_registration"
    )


@hooks.register("frequent_jobs")
def frequent_jobs_of_organisers() -> list[FrequentJob]:
    """Seats that were held and not confirmed in time go to others."""
    return [let_go_everywhere]


@hooks.register("mail_readers")
def readers_of_dialogue_mails() -> dict[str, MayRead]:
    """Who sees mails to those who have signed up."""
    return {"dialogues/mail/": may_see_registrations}


@hooks.register("daily_jobs")
def jobs_of_organisers() -> list[DailyJob]:
    """Who comes tomorrow is reminded."""
    return [
        DailyJob("dialogues.send_reminders", send_reminders),
    ]


@hooks.register("retention_kinds")
def kept_of_dialogues() -> list[RetentionKind]:
    """For how long it is kept who came."""
    return [REGISTRATIONS]


@hooks.register("person_sources")
def people_of_extracts() -> list[PersonSource]:
    """In what of this people are found."""
    return [extracts.REGISTRATIONS]
