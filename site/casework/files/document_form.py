"""The form of a document in the library: the same rule as for files that residents send.

Whichever way a document comes (a form, several at once, a chooser, or in place of another), this
is the form that it comes through. WAGTAILDOCS_DOCUMENT_FORM_BASE names it.
"""

from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm

from casework.files.checks.contents import identify
from casework.files.checks.plain_text import TEXTS, refuse_unless_text
from casework.files.file_types import FileRefused, Reason
from casework.files.refusals import message_of
from casework.files.virus_scanner import scan


class DocumentForm(BaseDocumentForm):
    """As Wagtail's, which believes the extension."""

    def clean_file(self) -> Any:
        """Return the file; raises ValidationError with its name and why we do not take it."""
        sent = self.cleaned_data["file"]
        if isinstance(sent, UploadedFile):
            try:
                _examine(sent)
            except FileRefused as refused:
                said = message_of(refused, sent.name or "")
                raise ValidationError(said, code=refused.reason.value) from refused
        return sent


def _examine(sent: UploadedFile) -> None:
    content = cast(BinaryIO, sent.file)
    extension = (sent.name or "").rpartition(".")[2].lower()
    if extension in TEXTS:
        refuse_unless_text(content)
    elif identify(content).extension != extension:
        # It is handed out by its name, so the name has to be true.
        raise FileRefused(Reason.MISNAMED)
    scan(content)
    sent.seek(0)
