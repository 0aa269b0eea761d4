"""What core offers."""

from core.chrome.notices import Notice, NoticeSeverity
from core.chrome.portal_settings import PortalSettings
from core.freshness.changes import PublicChange
from core.pages.base_page import BasePage, Crumb
from core.pictures.models import AskedSizes, PortalImage, PortalRendition
from core.staff.models import User
from core.vocabulary.models import (
    Actor,
    ActorKind,
    ActorSource,
    Definition,
    FundingSource,
    SpeaksFor,
    Topic,
    TopicOnPage,
)
from core.vocabulary.sources import PageSource, SourceReference

__all__ = [
    "Actor",
    "ActorKind",
    "ActorSource",
    "AskedSizes",
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
    "PublicChange",
    "SourceReference",
    "SpeaksFor",
    "Topic",
    "TopicOnPage",
    "User",
]
