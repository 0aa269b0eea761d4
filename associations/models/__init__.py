"""What associations offers."""

from associations.models.directory import AssociationDirectoryPage, AssociationPage
from associations.models.guide import GuideStage, PartnershipGuidePage
from associations.models.ideas import NotPursued
from associations.models.invitations import ReviewInvitation
from associations.models.kinds import AssociationKind
from associations.models.night_walks import NightWalkGroup, NightWalkPage
from associations.models.proposal_figures import ProposalFiguresPage
from associations.models.proposal_log import EventKind, ProposalEvent, ProposalFile
from associations.models.proposals import Proposal
from associations.models.register import (
    PartnershipKind,
    PartnershipPage,
    PartnershipRegisterPage,
)
from associations.models.register_rows import (
    PartnershipActor,
    PartnershipCost,
    PartnershipFollowUp,
    PartnershipPeriod,
    PartnershipRole,
)
from associations.models.suggestions import EntrySuggestion, SuggestionKind

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
