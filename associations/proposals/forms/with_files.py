"""What the forms share that files come with: a field for them, and the key they wait under."""

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from casework.public_forms.protection import ProtectedForm


class FilesInput(forms.ClearableFileInput):
    """Chooses several files at once."""

    template_name = "django/forms/widgets/input.html"
    allow_multiple_selected = True


class FilesField(forms.Field):
    """Where files are chosen and their errors shown; `waiting_files` takes the files."""

    widget = FilesInput


class FormWithFiles(ProtectedForm):
    """A form whose files wait under its key until it is received."""

    attachments = FilesField(
        required=False,
        label=_("Bilagor"),
        help_text=_(
            "Högst 5 filer på 10 MB var: PDF, ODT, ODS, DOCX, XLSX, PNG eller JPEG. Skriv inga"
            " personuppgifter i filnamnen."
        ),
        widget=FilesInput(attrs={"accept": ".pdf,.odt,.ods,.docx,.xlsx,.png,.jpg,.jpeg"}),
    )

    @property
    def files_key(self) -> str:
        """What this form's files wait under, and what makes a double submit one thing."""
        return self.key.for_content(self.purpose)

    def leave_unexamined(self) -> None:
        """Show what was typed without judging it; errors can still be added."""
        self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
