"""Proposals for the browser checks, in each state, behind links that are known beforehand."""

from datetime import timedelta

from django.core.signing import Signer
from django.utils import timezone

# With this the served portal signs its links; the checks must know where they lead.
SECRET_KEY = "only-for-tests"
_ASKED, _CLOSED = "asked-proposal-of-checks", "closed-proposal-of-check"


def _token(link_key: str) -> str:
    signer = Signer(key=SECRET_KEY, salt="associations.my_proposal", fallback_keys=[])
    return signer.sign(link_key)


ASKED, CLOSED = _token(_ASKED), _token(_CLOSED)


def make_proposals() -> None:
    """Make one proposal that waits for an answer after much talk, and one that is closed."""
    # Only possible once Django is set up, and the addresses are wanted before.
    from associations.models import EventKind  # noqa: PLC0415
    from associations.proposals.domain.stages import Stage  # noqa: PLC0415
    from tests.factories.proposals import (  # noqa: PLC0415
        ProposalEventFactory,
        ProposalFactory,
        ProposalFileFactory,
    )

    now = timezone.now()
    asked = ProposalFactory(
        link_key=_ASKED,
        status=Stage.DIALOGUE,
        days=4,
        received_at=now - timedelta(days=30),
        registry_number="HÄ 2026/123",
        asked_at=now,
        title="Schack och fika på torget för alla åldrar, varje torsdag hela året",
    )
    ProposalFileFactory(case=asked, name=f"{'Budget' * 14}.pdf", size=1_300_000, file="none")
    told = [
        (EventKind.MOVED, 28, False, "", Stage.REGISTERED),
        (EventKind.MOVED, 20, False, "Vi har börjat läsa.", Stage.ASSESSING),
        (EventKind.MESSAGE, 18, False, "Tack för idén!\nVi hör av oss nästa vecka.", ""),
        (EventKind.ANSWERED, 17, True, f"Det låter bra. {'ja' * 120} مرحبا", ""),
        (EventKind.MOVED, 4, False, "", Stage.DIALOGUE),
        (EventKind.ASKED, 0, False, "Hur många vuxna kan vara med varje torsdag?", ""),
    ]
    for kind, days, is_mine, text, stage in told:
        ProposalEventFactory(
            case=asked,
            kind=kind,
            at=now - timedelta(days=days),
            is_by_sender=is_mine,
            text=text,
            to_status=stage,
        )
    closed = ProposalFactory(link_key=_CLOSED, status=Stage.NOT_PURSUED, days=9)
    ProposalEventFactory(
        case=closed,
        kind=EventKind.MOVED,
        at=now,
        is_by_sender=False,
        text="Vi kom tillsammans fram till att lokalen saknas. Hör gärna av er igen.",
        to_status=Stage.NOT_PURSUED,
    )
