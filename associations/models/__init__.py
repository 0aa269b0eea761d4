"""What associations offers."""

from associations.directory.models.invitations import ReviewInvitation
from associations.directory.models.kinds import AssociationKind
from associations.directory.models.pages import AssociationDirectoryPage, AssociationPage
from associations.directory.models.suggestions import EntrySuggestion, SuggestionKind
from associations.night_walks.models import NightWalkGroup, NightWalkPage
from associations.proposals.models import (
    EventKind,
    Proposal,
    ProposalEvent,
    ProposalFiguresPage,
    ProposalFile,
)
from associations.register.models.guide import GuideStage, PartnershipGuidePage
from associations.register.models.ideas import NotPursued
from associations.register.models.partnership import (
    PartnershipKind,
    PartnershipPage,
)
from associations.register.models.register import PartnershipRegisterPage
from associations.register.models.rows import (
    PartnershipActor,
    PartnershipCost,
    PartnershipFollowUp,
    PartnershipPeriod,
    PartnershipRole,
)

__all__ = [
    "AssociationDirectoryPage",
    "AssociationKind",
    "AssociationPage",
    "EntrySuggestion",
    "EventKind",
    "GuideStage",
    "NightWalkGroup",
    "NightWalkPage",
    "NotPursued",
    "PartnershipActor",
    "PartnershipCost",
    "PartnershipFollowUp",
    "PartnershipGuidePage",
    "PartnershipKind",
    "PartnershipPage",
    "PartnershipPeriod",
    "PartnershipRegisterPage",
    "PartnershipRole",
    "Proposal",
    "ProposalEvent",
    "ProposalFiguresPage",
    "ProposalFile",
    "ReviewInvitation",
    "SuggestionKind",
]
