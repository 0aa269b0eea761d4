"""Notes that a case was handed out, as whoever asks for a public record or their own data may."""

from datetime import datetime

from wagtail.log_actions import log

from associations.models import EventKind, Proposal
from associations.proposals.actions.events import record
from associations.proposals.actions.handling import handling
from core.models import User


def note_handing_out(*, proposal_id: int, form: str, officer: User, now: datetime) -> Proposal:
    """Log that `officer` took the whole case out in `form`, such as "JSON".

    Raises PermissionDenied, and Erased when nothing is left to hand out.
    """
    with handling(proposal_id, officer) as proposal:
        record(proposal, EventKind.EXPORTED, now=now, by=officer, text=form)
        log(instance=proposal, action="associations.export_proposal", user=officer)
        return proposal
