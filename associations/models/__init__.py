"""What associations offers."""

from associations.directory.models import (
    AssociationDirectoryPage,
    AssociationKind,
    AssociationPage,
    EntrySuggestion,
    ReviewInvitation,
    SuggestionKind,
)
from associations.night_walks.models import NightWalkGroup, NightWalkPage
from associations.proposals.models import (
    EventKind,
    Proposal,
    ProposalEvent,
    ProposalFiguresPage,
    ProposalFile,
)
from associations.register.models import (
    GuideStage,
    NotPursued,
    PartnershipActor,
    PartnershipCost,
    PartnershipFollowUp,
    PartnershipGuidePage,
    PartnershipKind,
    PartnershipPage,
    PartnershipPeriod,
    PartnershipRegisterPage,
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
