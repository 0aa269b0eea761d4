"""The page that shows in numbers how proposals are handled."""

from __future__ import annotations

from django.utils.translation import gettext as _

from associations.models import PartnershipRegisterPage, ProposalFiguresPage
from home.demo.garden import Garden


def build_proposal_figures(garden: Garden, register: PartnershipRegisterPage) -> None:
    """Make the page below the register."""
    garden.planter.page(
        register,
        ProposalFiguresPage(
            title=_("Förslag i siffror"),
            slug="siffror",
            introduction=_(
                "Så många förslag till partnerskap har kommit in, det här blev det av dem och så"
                " lång tid tog det."
            ),
        ),
    )
