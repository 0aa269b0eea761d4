"""The way of one proposal as its sender sees it: what is behind, where it is, what may come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from associations.proposals.domain.stages import Stage

# Up to here every proposal goes that ends in a partnership.
WAY = (
    Stage.RECEIVED,
    Stage.REGISTERED,
    Stage.ASSESSING,
    Stage.DIALOGUE,
    Stage.LEGAL_REVIEW,
    Stage.DRAFTING,
    Stage.BOARD_DECISION,
    Stage.SIGNED,
)


class Passing(StrEnum):
    """Whether a step is behind the proposal, where it is now, or ahead."""

    DONE = "done"
    PRESENT = "present"
    AHEAD = "ahead"


@dataclass(frozen=True)
class WayStep:
    """One step of the way; `since` is when the proposal last came there, if it has."""

    stage: Stage
    passing: Passing
    since: datetime | None


def way(present: Stage, entered: Mapping[Stage, datetime]) -> list[WayStep]:
    """Return the steps of a proposal that is in `present` and came to each stage when `entered`.

    Steps that it left out are not shown among those behind; one that it went back from is ahead
    again. After an exit, or once the partnership has begun, nothing is ahead.
    """
    place = WAY.index(present) if present in WAY else len(WAY)
    behind, ahead = WAY[:place], WAY[place + 1 :]
    return [
        *(WayStep(each, Passing.DONE, entered[each]) for each in behind if each in entered),
        WayStep(present, Passing.PRESENT, entered.get(present)),
        *(WayStep(each, Passing.AHEAD, None) for each in ahead),
    ]
