"""What an association proposes, its log and files, and the page that counts them."""

from associations.proposals.domain.steps import EventKind
from associations.proposals.models.case import Proposal, ProposalEvent, ProposalFile, new_link_key
from associations.proposals.models.figures_page import ProposalFiguresPage

__all__ = [
    "EventKind",
    "Proposal",
    "ProposalEvent",
    "ProposalFiguresPage",
    "ProposalFile",
    "new_link_key",
]
