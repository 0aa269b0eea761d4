"""Registers what home offers: page views, lists in the admin, kinds, facets, sections, jobs."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from casework.erasing.kinds import RetentionKind
from casework.extracts.sources import PersonSource

# Importing what a feature's pages show registers it.
from home.answers import page_view as answers
from home.feedback import extracts, retention
from home.feedback.admin.feedback_views import FeedbackViewSet
from home.feedback.admin.log_words import register_feedback_log
from home.feedback.permissions import FEEDBACK
from home.front import page_view as front
from home.guidance.admin import ContentViewSetGroup
from home.hooks import PlaceSection
from home.measures import page_view as measures
from home.models import Feedback
from home.news import page_view as news
from home.places import page_view as places
from home.standard import page_view as standard
from searching.facets.vocabulary import FacetKind, Kind

__all__ = ["answers", "front", "measures", "news", "places", "standard"]

register_snippet(ContentViewSetGroup)
register_permission_policy(Feedback, FEEDBACK, exact_class=True)


@hooks.register("register_admin_viewset")
def feedback_viewset() -> FeedbackViewSet:
    """The list of what readers have told us."""
    return FeedbackViewSet("feedback", url_prefix="synpunkter")


@hooks.register("register_log_actions")
def feedback_log_actions(actions: Any) -> None:
    """What the log says of messages."""
    register_feedback_log(actions)


@hooks.register("retention_kinds")
def kept_of_home() -> list[RetentionKind]:
    """For how long home keeps what readers tell."""
    return [retention.FEEDBACK]


@hooks.register("place_sections")
def home_sections() -> list[PlaceSection]:
    """What home itself lists on the page of a place."""
    return [
        PlaceSection(
            kind="measure",
            title=_("Insatser"),
            anchor="insatser",
            index_type="home.MeasureIndexPage",
            empty=_("Vi känner inte till någon insats just här."),
            order=10,
        ),
        PlaceSection(
            kind="answer",
            title=_("Frågor och svar"),
            anchor="svar",
            index_type="home.AnswerIndexPage",
            empty=_("Inget svar från nämnden handlar om den här platsen."),
            order=60,
        ),
        PlaceSection(
            kind="news",
            title=_("Nyheter"),
            anchor="nyheter",
            index_type="home.NewsIndexPage",
            empty=_("Inga nyheter om den här platsen."),
            order=70,
        ),
        PlaceSection(
            kind="actor",
            title=_("Aktörer här"),
            anchor="aktorer",
            index_type="home.ActorIndexPage",
            empty=_("Vi känner inte till någon aktör just här."),
            order=80,
        ),
    ]


@hooks.register("search_kinds")
def home_kinds() -> list[Kind]:
    """What lists and search call what home publishes."""
    return [
        Kind("place", _("Plats"), order=10, row_template="home/rows/place.html"),
        Kind("measure", _("Insats"), order=20, row_template="home/rows/measure.html"),
        Kind("answer", _("Svar"), order=60, row_template="home/rows/answer.html"),
        Kind("news", _("Nyhet"), order=70, row_template="home/rows/news.html"),
        Kind("actor", _("Aktör"), order=80, row_template="home/rows/actor.html"),
        Kind("page", _("Sida"), order=90),
    ]


@hooks.register("search_facets")
def home_facets() -> list[FacetKind]:
    """By what home's lists can be narrowed, beside place, topic and year."""
    return [
        FacetKind("prevention", "inriktning", _("Inriktning"), is_worded=True),
        FacetKind("target", "malgrupp", _("Målgrupp")),
        FacetKind("status", "status", _("Status"), is_worded=True),
        FacetKind("place_kind", "platsslag", _("Slag av plats"), is_worded=True),
        FacetKind("actor_kind", "aktorsslag", _("Slag av aktör"), is_worded=True),
        FacetKind("answer_type", "svarsslag", _("Slag av svar"), is_worded=True),
        FacetKind("outcome", "resultat", _("Resultat"), is_worded=True),
    ]


@hooks.register("person_sources")
def people_of_extracts() -> list[PersonSource]:
    """In what of this people are found."""
    return [extracts.FEEDBACK]
