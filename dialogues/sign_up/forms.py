"""«Anmäl dig»: who comes, how many, how, and what they need."""

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from casework.public_forms.fields import ForgivingEmailField, OneLineField, PlainTextField
from casework.public_forms.protection import ProtectedForm
from dialogues.events.domain.choices import DialogueForm
from dialogues.events.models import DialoguePage
from dialogues.sign_up.domain.seating import can_ever_fit
from dialogues.sign_up.models import MOST_PEOPLE

# So many free seats, or a quarter of a large room, are "some".
_FEW = 5
ON_SITE, ONLINE = "plats", "digitalt"


class SignUpForm(ProtectedForm):
    """Signing up for one dialogue. It asks how one takes part where there are two ways."""

    purpose = "dialogues.sign_up"
    dialogue: DialoguePage | None = None

    name = OneLineField(
        longest=120,
        label=_("Ditt namn"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Skriv ditt namn")},
    )
    email = ForgivingEmailField(
        label=_("Din e-postadress"),
        help_text=_("Dit skickar vi en bekräftelse, en påminnelse och besked om något ändras."),
        error_messages={"required": _("Skriv din e-postadress")},
    )
    way = forms.ChoiceField(
        label=_("Hur vill du delta?"),
        choices=[(ON_SITE, _("På plats")), (ONLINE, _("Digitalt"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur du vill delta")},
    )
    people = forms.IntegerField(
        label=_("Hur många kommer ni?"),
        help_text=_("Du själv inräknad."),
        initial=1,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Skriv hur många ni är"),
            "invalid": _("Skriv hur många ni är med siffror"),
            "min_value": _("Ni måste vara minst en"),
            "max_value": _(
                "Ni kan vara högst tio i samma anmälan. Är ni fler? Hör av er till oss."
            ),
        },
    )
    needs = PlainTextField(
        longest=1000,
        required=False,
        label=_("Vad behöver du för att kunna vara med?"),
        help_text=_(
            "Till exempel tolk, hörslinga eller plats för rullstol. Skriv vad du behöver, men inte"
            " varför."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def belong_to(self, dialogue: DialoguePage) -> None:
        """Say for which dialogue it is. Before that it asks for everything and judges nothing.

        Twice is once.
        """
        self.dialogue = dialogue
        if dialogue.form != DialogueForm.BOTH:
            self.fields.pop("way", None)

    def clean(self) -> dict[str, Any]:
        """Refuse a party that could not sit together even if nobody else came.

        `is_digital` is whether they take part from home, asked or known from the dialogue.
        """
        cleaned = super().clean()
        way = cleaned.get("way")
        if "way" not in self.fields and self.dialogue is not None:
            way = ONLINE if self.dialogue.form == DialogueForm.ONLINE else ON_SITE
        cleaned["is_digital"] = way == ONLINE
        people, capacity = cleaned.get("people"), self.dialogue and self.dialogue.capacity
        if capacity is None or people is None or way != ON_SITE:
            return cleaned
        if not can_ever_fit(people, capacity=capacity):
            told = ngettext(
                "Det finns bara %(seats)s plats. Skriv ett lägre antal.",
                "Det finns bara %(seats)s platser. Skriv ett lägre antal.",
                capacity,
            )
            self.add_error("people", told % {"seats": capacity})
        return cleaned


def seats_in_words(free: int | None, capacity: int | None) -> str:
    """Return how it stands with seats, or "" when there are enough for everybody.

    Never a count: whoever signs up could see it move, and with it that others did.
    """
    if free is None or capacity is None:
        return ""
    if free == 0:
        return gettext(
            "Alla platser är tagna. Anmäler du dig nu ställs du i kö, och får ett brev om det blir"
            " en plats ledig."
        )
    plenty = max(_FEW, capacity // 4)
    return gettext("Gott om platser.") if free > plenty else gettext("Några platser kvar.")
