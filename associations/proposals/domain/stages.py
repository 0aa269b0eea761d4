"""The way of a proposal, from the day it comes in until a partnership has ended: one table.

Each stage has two names and a limit: what officers call it, what its sender reads, and for how
many days it may last. The stages are those of `docs/decisions/0023`; real cases go back and forth,
so the table says what is possible, not what is usual.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.records.moves import Moves


class Stage(models.TextChoices):
    """Where a proposal is; the labels are those of the officers."""

    RECEIVED = "RECEIVED"
    REGISTERED = "REGISTERED"
    ASSESSING = "ASSESSING"
    DIALOGUE = "DIALOGUE"
    LEGAL_REVIEW = "LEGAL_REVIEW"
    DRAFTING = "DRAFTING"
    BOARD_DECISION = "BOARD_DECISION"
    SIGNED = "SIGNED"
    ACTIVE = "ACTIVE"
    FOLLOW_UP = "FOLLOW_UP"
    EXTENDED = "EXTENDED"
    ENDED = "ENDED"
    NOT_PURSUED = "NOT_PURSUED"
    REDIRECTED = "REDIRECTED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> Promise:
        """What officers call it."""
        return STAGES[self].officers


@dataclass(frozen=True)
class StageRow:
    """What holds in one stage: `label`, `meaning` and `next` are the sender's words.

    `days` is how long it may last, a promise to the sender and to officers when a case is late.
    """

    officers: Promise
    label: Promise
    meaning: Promise
    next: Promise
    then: frozenset[Stage] = frozenset()
    days: int | None = None


EXITS = frozenset({Stage.NOT_PURSUED, Stage.REDIRECTED, Stage.WITHDRAWN})
STAGES: dict[Stage, StageRow] = {
    Stage.RECEIVED: StageRow(
        _("Inkommet"),
        _("Vi har tagit emot ditt förslag"),
        _("Förslaget har kommit in till oss. Ingen har läst det än."),
        _("Vi diarieför det och ger det till en handläggare."),
        then=EXITS | {Stage.REGISTERED},
        days=3,
    ),
    Stage.REGISTERED: StageRow(
        _("Diariefört"),
        _("Förslaget är diariefört"),
        _("Förslaget har fått ett nummer i vårt diarium."),
        _("En handläggare läser förslaget och hör av sig om något är oklart."),
        then=EXITS | {Stage.ASSESSING},
        days=14,
    ),
    Stage.ASSESSING: StageRow(
        _("Bedöms"),
        _("Vi läser och bedömer"),
        _("En handläggare ser efter om idén passar för ett partnerskap."),
        _("Vi berättar om vi vill gå vidare, och varför om vi inte vill det."),
        then=EXITS | {Stage.DIALOGUE, Stage.LEGAL_REVIEW, Stage.DRAFTING},
        days=30,
    ),
    Stage.DIALOGUE: StageRow(
        _("Dialog med föreningen"),
        _("Vi pratar om idén"),
        _("Vi går igenom idén tillsammans med er: vad var och en kan bidra med."),
        _("När vi är överens om vad vi vill prövar vi om det går enligt lagen."),
        then=EXITS | {Stage.ASSESSING, Stage.LEGAL_REVIEW, Stage.DRAFTING},
        days=60,
    ),
    Stage.LEGAL_REVIEW: StageRow(
        _("Juridisk granskning"),
        _("Vi prövar om det går enligt lagen"),
        _("Våra jurister ser efter att det är ett partnerskap och inget köp."),
        _("Om det går börjar vi skriva en överenskommelse tillsammans."),
        then=EXITS | {Stage.DIALOGUE, Stage.DRAFTING},
        days=30,
    ),
    Stage.DRAFTING: StageRow(
        _("Överenskommelsen skrivs"),
        _("Vi skriver en överenskommelse"),
        _("Vi vill gå vidare. Nu skriver vi överenskommelsen tillsammans med er."),
        _("Överenskommelsen går till den som får besluta om den."),
        then=EXITS | {Stage.DIALOGUE, Stage.LEGAL_REVIEW, Stage.BOARD_DECISION, Stage.SIGNED},
        days=60,
    ),
    Stage.BOARD_DECISION: StageRow(
        _("Inför beslut i nämnden"),
        _("Förslaget väntar på beslut"),
        _("Överenskommelsen är skriven och ska beslutas."),
        _("Efter beslutet skriver båda under."),
        then=EXITS | {Stage.DRAFTING, Stage.SIGNED},
        days=90,
    ),
    # From here on something is agreed, and neither side just leaves.
    Stage.SIGNED: StageRow(
        _("Underskrivet"),
        _("Överenskommelsen är underskriven"),
        _("Båda har skrivit under. Partnerskapet står i vårt register."),
        _("Partnerskapet börjar den dag som står i överenskommelsen."),
        then=frozenset({Stage.ACTIVE}),
    ),
    Stage.ACTIVE: StageRow(
        _("Pågår"),
        _("Partnerskapet pågår"),
        _("Vi arbetar tillsammans enligt överenskommelsen."),
        _("Vi följer upp tillsammans, som vi har kommit överens om."),
        then=frozenset({Stage.FOLLOW_UP, Stage.EXTENDED, Stage.ENDED}),
    ),
    Stage.FOLLOW_UP: StageRow(
        _("Följs upp"),
        _("Vi följer upp"),
        _("Vi går tillsammans igenom hur det har gått."),
        _("Resultatet står i vårt register när uppföljningen är klar."),
        then=frozenset({Stage.ACTIVE, Stage.EXTENDED, Stage.ENDED}),
    ),
    Stage.EXTENDED: StageRow(
        _("Förlängt"),
        _("Partnerskapet är förlängt"),
        _("Vi fortsätter tillsammans under en ny period."),
        _("Vi följer upp tillsammans, som vi har kommit överens om."),
        then=frozenset({Stage.FOLLOW_UP, Stage.ENDED}),
    ),
    Stage.ENDED: StageRow(
        _("Avslutat"),
        _("Partnerskapet är avslutat"),
        _("Tiden för överenskommelsen är slut."),
        _("Det som vi har lärt oss står i vårt register."),
    ),
    Stage.NOT_PURSUED: StageRow(
        _("Gick inte vidare"),
        _("Idén gick inte vidare"),
        _("Vi har tillsammans kommit fram till att inte gå vidare med idén."),
        _("Ärendet är avslutat. Du är välkommen med en ny idé."),
    ),
    Stage.REDIRECTED: StageRow(
        _("Hänvisat vidare"),
        _("Vi har hänvisat dig vidare"),
        _("Din idé hör hemma hos någon annan. Vem det är står i meddelandet till dig."),
        _("Ärendet är avslutat hos oss."),
    ),
    Stage.WITHDRAWN: StageRow(
        _("Återtaget"),
        _("Förslaget är återtaget"),
        _("Ni har valt att inte gå vidare med förslaget."),
        _("Ärendet är avslutat. Det du skickade är fortfarande en allmän handling."),
    ),
}
# For how long a case that ends here is kept whole: the keys of settings.RETENTION.
KEPT_BY: dict[str, str] = {
    Stage.ENDED: "proposal.ended",
    Stage.NOT_PURSUED: "proposal.not_pursued",
    Stage.REDIRECTED: "proposal.redirected",
    Stage.WITHDRAWN: "proposal.withdrawn",
}
MOVES: Moves[Stage] = Moves({stage: row.then for stage, row in STAGES.items() if row.then})
# Before anything is agreed, either side may leave.
OPEN = frozenset(stage for stage, row in STAGES.items() if row.then >= EXITS)


@dataclass(frozen=True)
class PublicStage:
    """The stage of one proposal, as its sender sees it; `by` is the promised day, if any."""

    stage: Stage
    words: StageRow
    by: date | None

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen."""
        return self.stage in MOVES.final


def public_stage(status: str, by: date | None) -> PublicStage:
    """Return what the sender reads of a proposal in `status` that should move on until `by`."""
    stage = Stage(status)
    return PublicStage(stage, STAGES[stage], by)
