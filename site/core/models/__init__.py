"""What core offers."""

from core.models.images import PortalImage, PortalRendition
from core.models.notices import Notice, NoticeSeverity
from core.models.pages import BasePage, Crumb
from core.models.settings import PortalSettings
from core.models.sources import PageSource, SourceReference
from core.models.users import User
from core.models.vocabulary import (
    Actor,
    ActorKind,
    ActorSource,
    Definition,
    FundingSource,
    Topic,
    TopicOnPage,
)

__all__ = [
    "Actor",
    "ActorKind",
    "ActorSource",
    "BasePage",
    "Crumb",
    "Definition",
    "FundingSource",
    "Notice",
    "NoticeSeverity",
    "PageSource",
    "PortalImage",
    "PortalRendition",
    "PortalSettings",
    "SourceReference",
    "Topic",
    "TopicOnPage",
    "User",
]
