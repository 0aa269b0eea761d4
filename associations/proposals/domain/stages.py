"""The way of a proposal, from the day it comes in until a partnership has ended.

The stages are those of `docs/decisions/0023`; real cases go back and forth, so the table says
what is possible, not what is usual.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.records.moves import Moves


class Stage(models.TextChoices):
    """Where a proposal is, as the officers call it."""

    RECEIVED = "RECEIVED", _("Inkommet")
    REGISTERED = "REGISTERED", _("Diariefört")
    ASSESSING = "ASSESSING", _("Bedöms")
    DIALOGUE = "DIALOGUE", _("Dialog med föreningen")
    LEGAL_REVIEW = "LEGAL_REVIEW", _("Juridisk granskning")
    DRAFTING = "DRAFTING", _("Överenskommelsen skrivs")
    BOARD_DECISION = "BOARD_DECISION", _("Inför beslut i nämnden")
    SIGNED = "SIGNED", _("Underskrivet")
    ACTIVE = "ACTIVE", _("Pågår")
    FOLLOW_UP = "FOLLOW_UP", _("Följs upp")
    EXTENDED = "EXTENDED", _("Förlängt")
    ENDED = "ENDED", _("Avslutat")
    NOT_PURSUED = "NOT_PURSUED", _("Gick inte vidare")
    REDIRECTED = "REDIRECTED", _("Hänvisat vidare")
    WITHDRAWN = "WITHDRAWN", _("Återtaget")


# Before anything is agreed, either side may leave.
OPEN = frozenset(
    {
        Stage.RECEIVED,
        Stage.REGISTERED,
        Stage.ASSESSING,
        Stage.DIALOGUE,
        Stage.LEGAL_REVIEW,
        Stage.DRAFTING,
        Stage.BOARD_DECISION,
    }
)
EXITS = frozenset({Stage.NOT_PURSUED, Stage.REDIRECTED, Stage.WITHDRAWN})
# From where a proposal can be accepted: then the overenskommelse is written.
ACCEPTABLE = frozenset({Stage.ASSESSING, Stage.DIALOGUE, Stage.LEGAL_REVIEW})
_ON = {
    Stage.RECEIVED: {Stage.REGISTERED},
    Stage.REGISTERED: {Stage.ASSESSING},
    Stage.ASSESSING: {Stage.DIALOGUE, Stage.LEGAL_REVIEW, Stage.DRAFTING},
    Stage.DIALOGUE: {Stage.ASSESSING, Stage.LEGAL_REVIEW, Stage.DRAFTING},
    Stage.LEGAL_REVIEW: {Stage.DIALOGUE, Stage.DRAFTING},
    Stage.DRAFTING: {Stage.DIALOGUE, Stage.LEGAL_REVIEW, Stage.BOARD_DECISION, Stage.SIGNED},
    Stage.BOARD_DECISION: {Stage.DRAFTING, Stage.SIGNED},
    Stage.SIGNED: {Stage.ACTIVE},
    Stage.ACTIVE: {Stage.FOLLOW_UP, Stage.EXTENDED, Stage.ENDED},
    Stage.FOLLOW_UP: {Stage.ACTIVE, Stage.EXTENDED, Stage.ENDED},
    Stage.EXTENDED: {Stage.FOLLOW_UP, Stage.ENDED},
}
MOVES: Moves[Stage] = Moves(
    {
        stage: frozenset(following | EXITS if stage in OPEN else following)
        for stage, following in _ON.items()
    }
)


def further(stage: Stage) -> list[Stage]:
    """Return the stages to which an officer may just move a proposal, in the order of the way.

    Exits and registering need more than a press of a button and are actions of their own;
    so is the step to writing, which makes the draft of the partnership.
    """
    apart = EXITS | {Stage.REGISTERED}
    if stage in ACCEPTABLE:
        apart |= {Stage.DRAFTING}
    return [following for following in Stage if following in MOVES.after(stage) - apart]
