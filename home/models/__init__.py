"""What home offers."""

from home.actors.models import ActorIndexPage
from home.answers.models import AnswerIndexPage, AnswerPage, AnswerType, DecisionStatus
from home.feedback.models import Feedback, FeedbackKind
from home.front.models import HomePage
from home.guidance.models import ContactPoint, Priority, PriorityKind
from home.measures.domain.measure_status import StatedStatus
from home.measures.domain.prevention import PreventionBasis
from home.measures.models.measure_actors import MeasureActor, MeasureRole
from home.measures.models.measure_page import MeasureIndexPage, MeasurePage
from home.news.models import NewsIndexPage, NewsPage
from home.places.models import (
    Classification,
    PlaceIndexPage,
    PlaceKind,
    PlacePage,
    PlaceStatement,
)
from home.standard.models import AccessibilityStatementPage, Compliance, StandardPage

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
