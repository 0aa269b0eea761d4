"""What home offers."""

from home.models.actors import ActorIndexPage
from home.models.answers import AnswerIndexPage, AnswerPage, AnswerType, DecisionStatus
from home.models.feedback import Feedback, FeedbackKind
from home.models.front import HomePage
from home.models.lists import ContactPoint, Priority, PriorityKind
from home.models.measure_actors import MeasureActor, MeasureRole
from home.models.measure_index import MeasureIndexPage
from home.models.measure_words import PreventionBasis, StatedStatus
from home.models.measures import MeasurePage
from home.models.news import NewsIndexPage, NewsPage
from home.models.places import (
    Classification,
    PlaceIndexPage,
    PlaceKind,
    PlacePage,
    PlaceStatement,
)
from home.models.standard import AccessibilityStatementPage, Compliance, StandardPage

__all__ = [
    "AccessibilityStatementPage",
    "ActorIndexPage",
    "AnswerIndexPage",
    "AnswerPage",
    "AnswerType",
    "Classification",
    "Compliance",
    "ContactPoint",
    "DecisionStatus",
    "Feedback",
    "FeedbackKind",
    "HomePage",
    "MeasureActor",
    "MeasureIndexPage",
    "MeasurePage",
    "MeasureRole",
    "NewsIndexPage",
    "NewsPage",
    "PlaceIndexPage",
    "PlaceKind",
    "PlacePage",
    "PlaceStatement",
    "PreventionBasis",
    "Priority",
    "PriorityKind",
    "StandardPage",
    "StatedStatus",
]
