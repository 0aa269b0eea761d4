"""Registers the workplace of those who handle proposals: its list, panel, log and daily job."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from associations.proposals import extracts, page_view
from associations.proposals.actions.retention import PROPOSALS as KEPT
from associations.proposals.actions.retention import tell_of_due_proposals
from associations.proposals.admin.panel import ProposalsPanel
from associations.proposals.admin.timeline import register_proposal_log
from associations.proposals.admin.viewset import ProposalViewSet
from associations.proposals.models import Proposal
from associations.proposals.permissions import PROPOSALS, may_handle_proposals
from casework.erasing.kinds import RetentionKind
from casework.extracts.sources import PersonSource
from casework.mail.permissions import MayRead
from casework.worker.daily import DailyJob

# Importing a page view registers it.
__all__ = ["page_view"]
register_permission_policy(Proposal, PROPOSALS, exact_class=True)
hooks.register("register_log_actions", register_proposal_log)


@hooks.register("register_admin_viewset")
def proposal_viewset() -> ProposalViewSet:
    """The list of proposals, and each case."""
    return ProposalViewSet("proposals", url_prefix="partnerskapsforslag")


@hooks.register("construct_homepage_panels")
def add_proposals(request: HttpRequest, panels: list[Any]) -> None:
    """Tell who handles proposals what waits for them."""
    if may_handle_proposals(request.user):
        panels.append(ProposalsPanel())


@hooks.register("register_permissions")
def proposal_permissions() -> QuerySet[Permission]:
    """Let groups be given the right to handle and to erase proposals."""
    return Permission.objects.filter(
        content_type__app_label="associations", codename__in=("handle_proposal", "erase_proposal")
    )


@hooks.register("mail_readers")
def readers_of_proposal_mails() -> dict[str, MayRead]:
    """Who sees mails about proposals."""
    return {"associations/mail/proposal": may_handle_proposals}


@hooks.register("daily_jobs")
def proposal_jobs() -> list[DailyJob]:
    """What an officer should erase."""
    return [DailyJob("associations.tell_of_due_proposals", tell_of_due_proposals)]


@hooks.register("retention_kinds")
def kept_of_proposals() -> list[RetentionKind]:
    """For how long proposals are kept."""
    return [KEPT]


@hooks.register("person_sources")
def people_of_extracts() -> list[PersonSource]:
    """In what of this people are found."""
    return [extracts.PROPOSALS]
