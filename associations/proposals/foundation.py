"""The page that counts proposals, which is true from the first day on."""

from django.utils.translation import gettext as _

from associations.proposals.models import ProposalFiguresPage


def proposal_figures() -> ProposalFiguresPage:
    """Return the page, unsaved; it belongs below the register."""
    return ProposalFiguresPage(
        title=_("Förslag i siffror"),
        slug="siffror",
        introduction=_(
            "Så många förslag till partnerskap har kommit in, det här blev det av dem och så"
            " lång tid tog det."
        ),
    )
