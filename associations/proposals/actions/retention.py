"""When a proposal's time of keeping is over, who is told, and erasing it (gallring).

Erasing is an officer's: explicit, by a decision, logged and recorded, and it leaves a stub.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from associations.proposals.actions.log import record
from associations.proposals.mails import proposals_due_told_on, queue_proposals_due
from associations.proposals.models import EventKind, Proposal
from associations.proposals.permissions import may_erase_proposals
from casework.erasing.actions import record_erasure
from casework.erasing.kinds import Confirmed, Due, RetentionKind
from casework.files.private_storage import remove_after_commit
from casework.mail.outbox import forget_mails_about
from casework.records.actions import erase as erase_received
from core.models import User
from core.times.days import day_of


class NotDue(Exception):
    """The rules say that the proposal is still to be kept."""


class NotDecided(Exception):
    """Nobody has decided that it may be erased, or erasing is not switched on here."""


@transaction.atomic
def tell_of_due_proposals(now: datetime) -> int:
    """Queue one mail when proposals have become due since the last one; return how many are new.

    The mail names all that are due, by reference only. Nobody is told where nothing is erased.
    """
    if not settings.PROPOSAL_ERASING:
        return 0
    due: list[Proposal] = list(Proposal.objects.to_erase(now))
    told_on = proposals_due_told_on()
    new = [each for each in due if told_on is None or _is_due_after(each, told_on)]
    if new:
        today = day_of(now)
        queue_proposals_due([each.reference for each in due], today)
    return len(new)


def erase(*, proposal_id: int, officer: User, now: datetime) -> Proposal:
    """Erase words, sender and files; reference, number, dates, stages, places and topics remain.

    Twice is once. Raises PermissionDenied, NotDue while the proposal is still to be kept, and
    NotDecided.
    """
    erase_chosen([proposal_id], officer, now)
    proposal: Proposal = Proposal.objects.get(pk=proposal_id)
    return proposal


@transaction.atomic
def erase_chosen(proposal_ids: Sequence[int], officer: User, now: datetime) -> int:
    """Erase several, all or none, and record it for each rule; return how many are gone now.

    Raises as `erase` does.
    """
    if not may_erase_proposals(officer):
        raise PermissionDenied
    gone: dict[str, list[str]] = {}
    chosen = Proposal.objects.select_for_update().filter(pk__in=proposal_ids)
    for proposal in chosen.order_by("pk"):
        if proposal.erased_at is None:
            key = _may_go_under(proposal, now)
            number = f" ({proposal.registry_number})" if proposal.registry_number else ""
            _erase(proposal, officer, now)
            gone.setdefault(key, []).append(f"{proposal.reference}{number}")
    for due in PROPOSALS.dues:
        if references := gone.get(due.key):
            record_erasure(PROPOSALS, due, references, now=now, officer=officer)
    return sum(len(references) for references in gone.values())


def _may_go_under(proposal: Proposal, now: datetime) -> str:
    """Return the key of the rule under which a locked proposal is to be erased."""
    kept = proposal.kept_under
    if kept is None or not proposal.is_to_be_erased(now):
        raise NotDue
    if not settings.PROPOSAL_ERASING or not kept.decision:
        raise NotDecided
    return kept.key


def _erase(proposal: Proposal, officer: User, now: datetime) -> None:
    def erase_the_rest(proposal: Proposal) -> None:
        remove_after_commit([str(file.file.name) for file in proposal.files.all()])
        proposal.files.all().delete()
        proposal.events.update(text="")
        forget_mails_about(proposal.reference)
        record(proposal, EventKind.ERASED, now=now, by=officer)

    erase_received(proposal, now=now, officer=officer, and_then=erase_the_rest)


def _is_due_after(proposal: Proposal, day: date) -> bool:
    due_on = proposal.to_erase_on
    return due_on is not None and due_on > day


PROPOSALS = RetentionKind(
    name="proposal",
    label=pgettext_lazy("partnerskap", "Förslag till partnerskap"),
    what=_("svar, kontaktuppgifter, meddelanden och filer"),
    remains=_("Ärendets nummer, datum, status, platser och ämnen finns kvar."),
    dues=(
        Due("proposal.withdrawn", _("efter att förslaget togs tillbaka")),
        Due("proposal.redirected", _("efter att förslaget hänvisades vidare")),
        Due("proposal.not_pursued", _("efter att vi kom fram till att inte gå vidare")),
        Due("proposal.ended", _("efter att partnerskapet tog slut")),
    ),
    confirmed=Confirmed(
        listed=lambda now: list(Proposal.objects.to_erase(now)),
        erase=erase_chosen,
        may=may_erase_proposals,
        is_on=lambda: settings.PROPOSAL_ERASING,
    ),
)
