"""What the directory stores."""

from associations.directory.models.invitations import ReviewInvitation
from associations.directory.models.kinds import AssociationKind
from associations.directory.models.pages import AssociationDirectoryPage, AssociationPage
from associations.directory.models.suggestions import EntrySuggestion, SuggestionKind

__all__ = [
    "AssociationDirectoryPage",
    "AssociationKind",
    "AssociationPage",
    "EntrySuggestion",
    "ReviewInvitation",
    "SuggestionKind",
]
