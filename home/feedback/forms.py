"""The forms in which readers tell us something. They check; they never save."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.public_forms.fields import ForgivingEmailField, OneLineField, PlainTextField
from casework.public_forms.protection import ProtectedForm
from home.feedback.domain import page_addresses
from home.feedback.models import FeedbackKind

LONGEST_TEXT = 5000
YES, NO = "ja", "nej"


class FeedbackForm(ProtectedForm):
    """What the three forms share: words, the page they are about, and who wrote, if they say."""

    kind: ClassVar[FeedbackKind]
    title: ClassVar[Promise]
    lead: ClassVar[Promise]
    button: ClassVar[Promise]

    text = PlainTextField(
        longest=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6}), label=_("Meddelande")
    )
    page_address = OneLineField(
        longest=page_addresses.LONGEST,
        required=False,
        label=_("Vilken sida gäller det?"),
        help_text=_("Klistra in adressen eller skriv vad sidan heter."),
    )
    sender_name = OneLineField(
        longest=120,
        required=False,
        label=_("Ditt namn"),
        help_text=_("Du får vara anonym."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    sender_email = ForgivingEmailField(
        required=False,
        label=_("Din e-postadress"),
        help_text=_("Fyll i den om du vill ha svar."),
    )

    def __init__(self, *args: Any, host: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.host = host

    def clean_page_address(self) -> str:
        """Shorten an address of ours to its path; keep other words as they are."""
        written: str = self.cleaned_data["page_address"]
        return page_addresses.local_path(written, self.host) or written


class FoundForm(FeedbackForm):
    """Whether the reader found what they looked for, and words if there are any."""

    kind = FeedbackKind.FOUND
    purpose = "feedback.found"
    quickest = timedelta(seconds=1)
    title = _("Hittade du det du sökte?")
    lead = _("Ditt svar hjälper oss att göra portalen bättre.")
    button = _("Skicka svaret")

    found = forms.TypedChoiceField(
        label=_("Hittade du det du sökte?"),
        choices=[(YES, _("Ja")), (NO, _("Nej"))],
        coerce=lambda answer: answer == YES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj ja eller nej"),
            "invalid_choice": _("Välj ja eller nej"),
        },
    )
    field_order = ["found", "text", "page_address", "sender_name", "sender_email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.required = False
        text.label = _("Vad sökte du, eller vad saknar du?")
        self.fields["page_address"].widget = forms.HiddenInput()

    def clean_page_address(self) -> str:
        """Keep only an address of ours: nobody has seen this field, so nobody corrects it."""
        return page_addresses.local_path(self.cleaned_data["page_address"], self.host)


class ErrorForm(FeedbackForm):
    """Something on the portal is wrong, missing or old."""

    kind = FeedbackKind.ERROR
    purpose = "feedback.error"
    title = _("Rapportera fel på portalen")
    lead = _("Berätta vad som är fel, saknas eller har blivit gammalt.")
    button = _("Skicka rapporten")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("Vad är fel?")
        text.error_messages["required"] = _("Skriv vad som är fel")


class AccessibilityForm(FeedbackForm):
    """Somebody cannot use the portal: the message function that the law asks for."""

    kind = FeedbackKind.ACCESSIBILITY
    purpose = "feedback.accessibility"
    title = _("Anmäl brist i tillgänglighet")
    lead = _("Berätta vad du inte kan läsa, höra, förstå eller använda.")
    button = _("Skicka anmälan")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("Vad fungerar inte för dig?")
        text.help_text = _("Skriv gärna vilket hjälpmedel eller vilken webbläsare du använder.")
        text.error_messages["required"] = _("Skriv vad som inte fungerar")
