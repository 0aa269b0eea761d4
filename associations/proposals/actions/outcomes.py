"""What a proposal becomes: the draft of a partnership, or an idea that did not go further."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale

from associations.directory.models import AssociationPage
from associations.proposals.actions.handling import change_stage, handling
from associations.proposals.actions.log import record
from associations.proposals.domain.stages import MOVES, Stage
from associations.proposals.domain.steps import IdeaToTell
from associations.proposals.models import EventKind, Proposal, ProposalEvent
from associations.register.models import (
    NotPursued,
    PartnershipActor,
    PartnershipKind,
    PartnershipPage,
    PartnershipRegisterPage,
    PartnershipRole,
)
from core.models import Actor, TopicOnPage, User


class NoRegister(Exception):
    """There is no register of partnerships to put the draft into."""


def accept(*, proposal_id: int, officer: User, now: datetime, text: str = "") -> PartnershipPage:
    """Say yes: the overenskommelse is to be written, and the register gets a draft of its page.

    The draft takes over what the proposal says of the matter, nothing of the person. Raises
    IllegalMove and NoRegister, and what `handling` raises.
    """
    with handling(proposal_id, officer) as proposal:
        MOVES.check(proposal.stage, to=Stage.DRAFTING)
        if proposal.partnership is None:
            proposal.partnership = _draft(proposal, officer)
            proposal.save(update_fields=["partnership"])
            record(proposal, EventKind.PARTNERSHIP, now=now, by=officer)
        change_stage(proposal, Stage.DRAFTING, officer=officer, now=now, text=text)
        return proposal.partnership


def not_pursue(
    *,
    proposal_id: int,
    text: str,
    officer: User,
    now: datetime,
    told: IdeaToTell | None = None,
) -> ProposalEvent:
    """Close the proposal for the reason that both sides came to.

    With `told` the idea is prepared for publishing as a draft; whoever may publish approves it.
    """
    with handling(proposal_id, officer) as proposal:
        event = change_stage(proposal, Stage.NOT_PURSUED, officer=officer, now=now, text=text)
        if told is not None:
            proposal.idea = _idea(told, officer, now)
            proposal.save(update_fields=["idea"])
            record(proposal, EventKind.IDEA, now=now, by=officer)
        return event


def _draft(proposal: Proposal, officer: User) -> PartnershipPage:
    registers = PartnershipRegisterPage.objects.filter(
        alias_of__isnull=True, locale=Locale.get_default()
    )
    register = registers.order_by("-live", "path").first()
    if register is None:
        raise NoRegister
    page = PartnershipPage(
        title=proposal.title,
        slug=find_available_slug(register, slugify(proposal.title)[:80] or "partnerskap"),
        kind=PartnershipKind.IOP,
        purpose="\n\n".join(filter(None, (proposal.problem, proposal.goal))),
        content=proposal.activity,
        funding_note=proposal.other_funding,
        follow_up_plan=proposal.follow_up,
        live=False,
        owner=officer,
    )
    page.places = list(proposal.places.all())
    page.topic_links = [TopicOnPage(tag=topic) for topic in proposal.topics.all()]
    if actor := _actor(proposal):
        page.actor_links = [PartnershipActor(actor=actor, role=PartnershipRole.PARTY)]
    register.add_child(instance=page)
    page.save_revision(user=officer)
    log(instance=page, action="wagtail.create", user=officer)
    return page


def _actor(proposal: Proposal) -> Actor | None:
    """Return whom the directory knows by the number or the name of the association."""
    entries = AssociationPage.objects.filter(alias_of__isnull=True, actor__isnull=False)
    found = None
    if proposal.organisation_number:
        found = entries.filter(organisation_number=proposal.organisation_number).first()
    found = found or entries.filter(title__iexact=proposal.association_name).first()
    if found is not None:
        return found.actor
    return Actor.objects.filter(name__iexact=proposal.association_name).first()


def _idea(told: IdeaToTell, officer: User, now: datetime) -> NotPursued:
    base = slugify(told.title)[:40] or "ide"
    taken = set(NotPursued.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug = next(name for name in _numbered(base) if name not in taken)
    idea = NotPursued(
        title=told.title,
        slug=slug,
        idea=told.idea,
        reason=told.reason,
        alternative_text=told.alternative,
        as_of=timezone.localdate(now),
        live=False,
    )
    idea.save()
    idea.save_revision(user=officer)
    log(instance=idea, action="wagtail.create", user=officer)
    return idea


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
