"""The forms of whoever has sent a proposal: an answer with files, and asking for a new link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.proposals.domain.questions import LONGEST_TEXT
from associations.proposals.forms.with_files import FormWithFiles
from casework.public_forms.fields import ForgivingEmailField, OneLineField, PlainTextField
from casework.public_forms.protection import ProtectedForm
from casework.records import references

NOTHING_SAID = _("Skriv ett svar eller bifoga en fil")
BAD_REFERENCE = _("Kontrollera referensen. Den har åtta tecken, till exempel T7K4-9XQ2.")


class AnswerForm(FormWithFiles):
    """What the sender answers or adds: words, files, or both."""

    purpose = "associations.proposal_answer"
    # Errors are summed up in the order in which the page is read.
    field_order = ("text", "attachments")

    text = PlainTextField(
        longest=LONGEST_TEXT,
        label=_("Ditt svar"),
        error_messages={"required": NOTHING_SAID},
        help_text=_("Skriv inte om enskilda personer, och inga personnummer."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def let_files_answer(self) -> None:
        """Ask for no words, because files wait that may be the whole answer."""
        self.fields["text"].required = False

    def say_it_is_unasked(self) -> None:
        """Name the field for somebody whom nobody has asked anything."""
        self["text"].label = _("Det du vill lägga till")


class ProposalLinkForm(ProtectedForm):
    """Whoever has lost the link says which proposal it led to, and where it was sent."""

    purpose = "associations.proposal_link"

    reference = OneLineField(
        longest=40,
        label=_("Referens"),
        help_text=_("Den står i bekräftelsen, till exempel T7K4-9XQ2."),
        error_messages={"required": _("Fyll i referensen")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = ForgivingEmailField(
        label=_("Din e-postadress"),
        help_text=_("Den som du skrev i förslaget."),
        error_messages={"required": _("Fyll i e-postadressen")},
    )

    def clean_reference(self) -> str:
        """Return the reference as we store it, however it was written."""
        try:
            return references.normalise(self.cleaned_data["reference"])
        except references.BadReference as error:
            raise forms.ValidationError(BAD_REFERENCE, code="bad_reference") from error
