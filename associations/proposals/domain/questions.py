"""What the form asks of somebody who proposes a partnership: one list for form, case and export.

The questions are the usual ones of municipalities for an idéburet offentligt partnerskap. Only
what is needed to begin is required; the rest can be told later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_LINE = 160
LONGEST_TEXT = 20_000


class Answer(Enum):
    """In what form a question is answered."""

    LINE = "line"
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    ORGANISATION_NUMBER = "organisation_number"
    PLACES = "places"
    TOPICS = "topics"


@dataclass(frozen=True)
class Question:
    """One question. `name` is the field of the form and of the proposal alike.

    `missing` is said when a required answer is not there; without it the answer is voluntary.
    """

    name: str
    label: Promise
    answer: Answer = Answer.TEXT
    hint: Promise | str = ""
    missing: Promise | None = None
    rows: int = 4
    autocomplete: str = ""

    @property
    def is_required(self) -> bool:
        """Whether the form cannot be sent without an answer."""
        return self.missing is not None


@dataclass(frozen=True)
class Section:
    """Questions that belong together. `anchor` is the part's address within the page."""

    anchor: str
    title: Promise
    questions: tuple[Question, ...]
    lead: Promise | str = ""


SECTIONS: tuple[Section, ...] = (
    Section(
        "foreningen",
        _("Föreningen"),
        (
            Question(
                "association_name",
                _("Föreningens namn"),
                Answer.LINE,
                missing=_("Fyll i föreningens namn"),
                autocomplete="organization",
            ),
            Question(
                "organisation_number",
                _("Organisationsnummer"),
                Answer.ORGANISATION_NUMBER,
                hint=_(
                    "Tio siffror, till exempel 802012-3454. Skriv ”saknas” om ni inte har något."
                ),
            ),
        ),
    ),
    Section(
        "kontakt",
        _("Vem vi kan kontakta"),
        (
            Question(
                "contact_name",
                _("Kontaktpersonens namn"),
                Answer.LINE,
                missing=_("Fyll i kontaktpersonens namn"),
                autocomplete="name",
            ),
            Question(
                "contact_role",
                _("Roll i föreningen"),
                Answer.LINE,
                hint=_("Till exempel ordförande."),
                autocomplete="organization-title",
            ),
            Question(
                "email",
                _("E-postadress"),
                Answer.EMAIL,
                hint=_("Dit skickar vi bekräftelsen och länken till ditt förslag."),
                missing=_("Fyll i en e-postadress"),
                autocomplete="email",
            ),
            Question("phone", _("Telefon"), Answer.PHONE, autocomplete="tel"),
            Question(
                "adaptation",
                _("Behöver du tolk eller något annat för att vi ska kunna prata?"),
                hint=_("Skriv vad du behöver, men inte varför."),
                rows=2,
            ),
        ),
    ),
    Section(
        "iden",
        _("Idén"),
        (
            Question(
                "title",
                _("Vad kallar ni idén?"),
                Answer.LINE,
                missing=_("Ge idén ett namn"),
            ),
            Question(
                "problem",
                _("Vilket problem eller behov vill ni göra något åt?"),
                hint=_("Beskriv platsen och behovet. Skriv inte om enskilda personer."),
                missing=_("Skriv vilket problem eller behov det gäller"),
                rows=6,
            ),
            Question(
                "places",
                _("Vilka platser gäller det?"),
                Answer.PLACES,
                missing=_("Välj minst en plats"),
            ),
            Question("topics", _("Vilka ämnen gäller det?"), Answer.TOPICS),
            Question(
                "activity",
                _("Vad vill ni göra?"),
                hint=_("Hur ofta, hur många och på vilket sätt, om ni vet det."),
                missing=_("Skriv vad ni vill göra"),
                rows=6,
            ),
            Question("target_group", _("För vem?"), rows=2),
            Question("goal", _("Vad ska ha blivit bättre?"), rows=3),
        ),
    ),
    Section(
        "samverkan",
        _("Hur vi kan göra det tillsammans"),
        (
            Question(
                "contributes",
                _("Vad bidrar ni med?"),
                hint=_("Till exempel tid, lokal, kunskap eller pengar."),
            ),
            Question("needs", _("Vad behöver ni från oss?")),
            Question("partners", _("Vilka andra är med?"), rows=2),
            Question("period", _("När och hur länge?"), rows=2),
        ),
        lead=_(
            "I ett partnerskap bidrar båda. Det ni inte vet än kan ni lämna tomt, så pratar vi om"
            " det."
        ),
    ),
    Section(
        "pengar",
        _("Pengar"),
        (
            Question("budget", _("Vad kostar det, ungefär?")),
            Question(
                "other_funding",
                _("Har ni sökt eller fått andra pengar till samma sak?"),
                rows=2,
            ),
        ),
        lead=_("Att du skickar in ett förslag betyder inte att det finns pengar."),
    ),
    Section(
        "prioriteringar",
        _("Mål och uppföljning"),
        (
            Question(
                "priorities",
                _("Hur hänger idén ihop med det som stadsdelen prioriterar?"),
            ),
            Question(
                "follow_up",
                _("Hur kan vi se om det fungerar?"),
                rows=3,
            ),
        ),
    ),
)


def all_questions() -> Iterator[Question]:
    """Give every question, in the order of the form."""
    for section in SECTIONS:
        yield from section.questions


# What the proposal itself stores as words, in columns of the same name.
WRITTEN = tuple(
    question.name
    for question in all_questions()
    if question.answer not in (Answer.PLACES, Answer.TOPICS)
)
