"""What the sender of a proposal reads of its stage: the public name, what it means, what is next.

Each stage has one state and two names; officers see that of `Stage`, senders these. A promise of
days is the number of `PROPOSAL_STAGE_DAYS`, filled in by whoever shows the words.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from associations.proposals.domain.stages import Stage


@dataclass(frozen=True)
class StageWords:
    """Words for the sender. `by` follows `next` when there is a day to name."""

    label: Promise
    meaning: Promise
    next: Promise


@dataclass(frozen=True)
class PublicStage:
    """The stage of one proposal, as its sender sees it; `by` is the promised day, if any."""

    stage: Stage
    words: StageWords
    by: date | None

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen."""
        return self.stage in _FINAL


_FINAL = frozenset({Stage.ENDED, Stage.NOT_PURSUED, Stage.REDIRECTED, Stage.WITHDRAWN})
_WORDS: dict[Stage, StageWords] = {
    Stage.RECEIVED: StageWords(
        _("Vi har tagit emot ditt förslag"),
        _("Förslaget har kommit in till oss. Ingen har läst det än."),
        _("Vi diarieför det och ger det till en handläggare."),
    ),
    Stage.REGISTERED: StageWords(
        _("Förslaget är diariefört"),
        _("Förslaget har fått ett nummer i vårt diarium."),
        _("En handläggare läser förslaget och hör av sig om något är oklart."),
    ),
    Stage.ASSESSING: StageWords(
        _("Vi läser och bedömer"),
        _("En handläggare ser efter om idén passar för ett partnerskap."),
        _("Vi berättar om vi vill gå vidare, och varför om vi inte vill det."),
    ),
    Stage.DIALOGUE: StageWords(
        _("Vi pratar om idén"),
        _("Vi går igenom idén tillsammans med er: vad var och en kan bidra med."),
        _("När vi är överens om vad vi vill prövar vi om det går enligt lagen."),
    ),
    Stage.LEGAL_REVIEW: StageWords(
        _("Vi prövar om det går enligt lagen"),
        _("Våra jurister ser efter att det är ett partnerskap och inget köp."),
        _("Om det går börjar vi skriva en överenskommelse tillsammans."),
    ),
    Stage.DRAFTING: StageWords(
        _("Vi skriver en överenskommelse"),
        _("Vi vill gå vidare. Nu skriver vi överenskommelsen tillsammans med er."),
        _("Överenskommelsen går till den som får besluta om den."),
    ),
    Stage.BOARD_DECISION: StageWords(
        _("Förslaget väntar på beslut"),
        _("Överenskommelsen är skriven och ska beslutas."),
        _("Efter beslutet skriver båda under."),
    ),
    Stage.SIGNED: StageWords(
        _("Överenskommelsen är underskriven"),
        _("Båda har skrivit under. Partnerskapet står i vårt register."),
        _("Partnerskapet börjar den dag som står i överenskommelsen."),
    ),
    Stage.ACTIVE: StageWords(
        _("Partnerskapet pågår"),
        _("Vi arbetar tillsammans enligt överenskommelsen."),
        _("Vi följer upp tillsammans, som vi har kommit överens om."),
    ),
    Stage.FOLLOW_UP: StageWords(
        _("Vi följer upp"),
        _("Vi går tillsammans igenom hur det har gått."),
        _("Resultatet står i vårt register när uppföljningen är klar."),
    ),
    Stage.EXTENDED: StageWords(
        _("Partnerskapet är förlängt"),
        _("Vi fortsätter tillsammans under en ny period."),
        _("Vi följer upp tillsammans, som vi har kommit överens om."),
    ),
    Stage.ENDED: StageWords(
        _("Partnerskapet är avslutat"),
        _("Tiden för överenskommelsen är slut."),
        _("Det som vi har lärt oss står i vårt register."),
    ),
    Stage.NOT_PURSUED: StageWords(
        _("Idén gick inte vidare"),
        _("Vi har tillsammans kommit fram till att inte gå vidare med idén."),
        _("Ärendet är avslutat. Du är välkommen med en ny idé."),
    ),
    Stage.REDIRECTED: StageWords(
        _("Vi har hänvisat dig vidare"),
        _("Din idé hör hemma hos någon annan. Vem det är står i meddelandet till dig."),
        _("Ärendet är avslutat hos oss."),
    ),
    Stage.WITHDRAWN: StageWords(
        _("Förslaget är återtaget"),
        _("Ni har valt att inte gå vidare med förslaget."),
        _("Ärendet är avslutat. Det du skickade är fortfarande en allmän handling."),
    ),
}


def public_stage(status: str, by: date | None) -> PublicStage:
    """Return what the sender reads of a proposal in `status` that should move on until `by`."""
    stage = Stage(status)
    return PublicStage(stage, _WORDS[stage], by)
