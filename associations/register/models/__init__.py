"""What the register stores."""

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
    "GuideStage",
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
]
