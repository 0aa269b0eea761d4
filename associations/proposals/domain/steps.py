"""What officers do with a proposal: one table of steps, and what each leaves in the log.

A step says in one place what it is called, what it asks for, in which stages and with which right
it is possible, and where it leads. `associations.proposals.admin.steps` binds each to its action.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from associations.proposals.domain.stages import EXITS, MOVES, OPEN, Stage


class EventKind(models.TextChoices):
    """What can happen to a proposal."""

    RECEIVED = "RECEIVED", _("Kom in")
    MOVED = "MOVED", _("Ny status")
    ASSIGNED = "ASSIGNED", _("Ny handläggare")
    REGISTERED = "REGISTERED", _("Diarienummer")
    ASKED = "ASKED", _("Fråga till avsändaren")
    MESSAGE = "MESSAGE", _("Meddelande till avsändaren")
    ANSWERED = "ANSWERED", _("Svar från avsändaren")
    NOTE = "NOTE", _("Intern anteckning")
    LINK_RENEWED = "LINK_RENEWED", _("Ny länk skickad")
    PARTNERSHIP = "PARTNERSHIP", _("Utkast till partnerskap")
    IDEA = "IDEA", _("Utkast till publicerad idé")
    EXPORTED = "EXPORTED", _("Utlämnat")
    ERASED = "ERASED", _("Gallrat")


@dataclass(frozen=True)
class Asked:
    """The text that a step asks for; it must be given when there are words for its absence.

    Without rows it is one line.
    """

    label: Promise
    hint: Promise | str = ""
    missing: Promise | None = None
    rows: int = 4


@dataclass(frozen=True)
class Step:
    """One step. `makes` is the event that comes of it, `to` the stage that it always leads to."""

    name: str
    title: Promise
    button: Promise
    done: Promise
    makes: EventKind
    text: Asked | None = None
    possible: frozenset[Stage] = frozenset(Stage)
    to: Stage | None = None
    permission: str = "handle_proposal"
    lead: Promise | str = ""
    is_grave: bool = False


@dataclass(frozen=True)
class Group:
    """Steps that belong together in the panel."""

    title: Promise
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class IdeaToTell:
    """What may be published of an idea that did not go further; not in the sender's words."""

    title: str
    idea: str
    reason: str
    alternative: str = ""


# From where a proposal can be accepted: then the overenskommelse is written.
ACCEPTABLE = frozenset({Stage.ASSESSING, Stage.DIALOGUE, Stage.LEGAL_REVIEW})


def further(stage: Stage) -> list[Stage]:
    """Return the stages to which an officer may just move a proposal, in the order of the way.

    Exits and registering need more than a press of a button and are steps of their own;
    so is that to writing, which makes the draft of the partnership.
    """
    apart = EXITS | {Stage.REGISTERED}
    if stage in ACCEPTABLE:
        apart |= {Stage.DRAFTING}
    return [following for following in Stage if following in MOVES.after(stage) - apart]


_SEEN = _("Avsändaren läser det här på sidan Mitt förslag.")
_WRITE = _("Skriv en text.")
GROUPS: tuple[Group, ...] = (
    Group(
        _("Ärendet"),
        (
            Step(
                "assign",
                _("Välj handläggare"),
                _("Spara handläggare"),
                _("Handläggaren är sparad."),
                EventKind.ASSIGNED,
            ),
            Step(
                "register",
                _("Fyll i diarienummer"),
                _("Spara diarienummer"),
                _("Diarienumret är sparat."),
                EventKind.REGISTERED,
                Asked(
                    _("Diarienummer"),
                    _("Registratorn sätter det, till exempel HÄ 2026/123."),
                    missing=_("Fyll i diarienumret."),
                    rows=0,
                ),
            ),
        ),
    ),
    Group(
        _("Skriv"),
        (
            Step(
                "note",
                _("Anteckna internt"),
                _("Spara anteckning"),
                _("Anteckningen är sparad."),
                EventKind.NOTE,
                Asked(
                    _("Anteckning"),
                    _("Syns inte för avsändaren, men är en del av ärendet och kan begäras ut."),
                    missing=_WRITE,
                ),
            ),
            Step(
                "message",
                _("Skriv till avsändaren"),
                _("Skicka meddelande"),
                _("Meddelandet är skickat."),
                EventKind.MESSAGE,
                Asked(_("Meddelande"), _SEEN, missing=_WRITE),
            ),
            Step(
                "ask",
                _("Be om mer uppgifter"),
                _("Skicka fråga"),
                _("Frågan är skickad. Ärendet väntar på svar."),
                EventKind.ASKED,
                Asked(
                    _("Fråga"),
                    _(
                        "Avsändaren får ett brev med länk och kan svara med text och filer på"
                        " sidan Mitt förslag."
                    ),
                    missing=_WRITE,
                ),
                possible=frozenset(Stage) - MOVES.final,
            ),
        ),
    ),
    Group(
        _("Gå vidare"),
        (
            Step(
                "move",
                _("Byt status"),
                _("Byt status"),
                _("Statusen är bytt och avsändaren får veta det."),
                EventKind.MOVED,
                Asked(
                    _("Meddelande till avsändaren"),
                    _("Frivilligt. Avsändaren får veta den nya statusen ändå."),
                    rows=3,
                ),
                possible=frozenset(stage for stage in Stage if further(stage)),
            ),
            Step(
                "accept",
                _("Säg ja och börja skriva"),
                _("Säg ja till förslaget"),
                _("Förslaget är accepterat. Ett utkast till partnerskap ligger i registret."),
                EventKind.MOVED,
                Asked(
                    _("Meddelande till avsändaren"),
                    _("Frivilligt. Avsändaren får veta att ni vill gå vidare ändå."),
                    rows=3,
                ),
                possible=ACCEPTABLE,
                to=Stage.DRAFTING,
                lead=_(
                    "Registret får ett utkast med det som förslaget säger om saken. Inget om"
                    " kontaktpersonen förs över, och inget publiceras."
                ),
            ),
        ),
    ),
    Group(
        _("Avsluta"),
        (
            Step(
                "not_pursue",
                _("Gå inte vidare"),
                _("Avsluta utan partnerskap"),
                _("Ärendet är avslutat: idén gick inte vidare."),
                EventKind.MOVED,
                Asked(
                    _("Vad ni tillsammans kom fram till"),
                    _SEEN,
                    missing=_("Skriv vad ni kom fram till."),
                ),
                possible=OPEN,
                to=Stage.NOT_PURSUED,
                is_grave=True,
            ),
            Step(
                "redirect",
                _("Hänvisa vidare"),
                _("Hänvisa och avsluta"),
                _("Ärendet är avslutat: hänvisat vidare."),
                EventKind.MOVED,
                Asked(
                    _("Vart avsändaren kan vända sig"),
                    _SEEN,
                    missing=_("Skriv vart avsändaren kan vända sig."),
                ),
                possible=OPEN,
                to=Stage.REDIRECTED,
                is_grave=True,
            ),
            Step(
                "withdraw",
                _("Avsändaren vill ta tillbaka"),
                _("Avsluta som återtaget"),
                _("Ärendet är avslutat: återtaget."),
                EventKind.MOVED,
                Asked(
                    _("Hur avsändaren sade det"),
                    _("Frivilligt, till exempel ”per telefon”. Avsändaren kan läsa det."),
                    rows=2,
                ),
                possible=OPEN,
                to=Stage.WITHDRAWN,
                is_grave=True,
            ),
            Step(
                "erase",
                _("Gallra"),
                _("Gallra ärendet"),
                _("Ärendet är gallrat. Referens, datum, status, platser och ämnen finns kvar."),
                EventKind.ERASED,
                # And only when the time of keeping is over.
                possible=MOVES.final,
                permission="erase_proposal",
                lead=_(
                    "Tiden för att bevara har gått ut. Svar, kontaktuppgifter, meddelanden och"
                    " filer tas bort. Det går inte att ångra."
                ),
                is_grave=True,
            ),
        ),
    ),
)
STEPS: dict[str, Step] = {step.name: step for group in GROUPS for step in group.steps}
