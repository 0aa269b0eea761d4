"""Takes the files of one request and lets them wait under the form's key."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.proposals.forms.with_files import FormWithFiles
from casework.files import waiting_files
from casework.files.file_types import FileRefused, FileType
from casework.files.models import CaseFile
from casework.files.refusals import message_of
from casework.models import HeldFile
from casework.public_forms.rate_limits import RateLimit, sender_of

FORGOTTEN = gettext_lazy(
    "En eller flera bilagor har väntat i mer än ett dygn och finns inte kvar. Välj dem igen."
)

F = TypeVar("F", bound=FormWithFiles)

# Each file costs disk and looking into; no proposal needs so many.
LIMIT = RateLimit(scope="waiting_file", most=100, window=timedelta(hours=1))


class FileWaiting:
    """The files that came with a request: which were taken, which refused and why.

    `refused` holds messages for beside the field. A file is named in them as its sender named
    it, so templates must escape them, as they do.
    """

    def __init__(self, request: HttpRequest, now: datetime) -> None:
        self.request = request
        self.now = now
        self.taken: list[str] = []
        self.refused: list[str] = []

    def take(self, key: str) -> None:
        """Hold what came with the request under `key`, and remove what it asks to remove."""
        removed = self._removed
        if removed.isascii() and removed.isdigit() and len(removed) < 12:
            waiting_files.let_go(key, int(removed))
        if uploads := self.request.FILES.getlist("attachments"):
            self._take_all(key, uploads)

    def _take_all(self, key: str, uploads: list[UploadedFile]) -> None:
        sender = sender_of(self.request, self.now)
        if not LIMIT.count(sender, self.now, times=len(uploads)):
            self.refused.append(_("Det har kommit många filer från samma nät. Vänta en timme."))
            return
        # Looking into files takes longer than others should wait for the database.
        examined = [each for upload in uploads if (each := self._examined(upload))]
        with transaction.atomic():
            # One commit for all: each is waited for.
            for upload, kind in examined:
                with self._told(upload):
                    held = waiting_files.hold(key, upload, kind, self.now, sender=sender)
                    self.taken.append(held.name)

    def _examined(self, upload: UploadedFile) -> tuple[UploadedFile, FileType] | None:
        with self._told(upload):
            return upload, waiting_files.examine(upload)
        return None

    @contextmanager
    def _told(self, upload: UploadedFile) -> Iterator[None]:
        """Note in words why the upload was refused, and go on with the others."""
        try:
            yield
        except FileRefused as refused:
            self.refused.append(message_of(refused, upload.name or ""))

    def held(self, key: str) -> list[HeldFile]:
        """Return what waits under `key`."""
        return waiting_files.held_under(key)

    def let_go_of(self, key: str, received: Iterable[CaseFile]) -> None:
        """Let nothing wait under `key` that came again, though it was received with the form."""
        contents = {file.sha256 for file in received}
        for held in self.held(key):
            if held.sha256 in contents:
                waiting_files.let_go(key, held.pk)

    def tell(self, form: F, known: Callable[[F], object]) -> None:
        """Say in the form which files were refused, and that some have waited for too long.

        Those of a form that is `known`, received before, wait no more because the case has them.
        """
        for message in self.refused:
            form.add_error("attachments", message)
        # In this order: the other click may be stored between the two questions.
        if self.has_forgotten(form.files_key) and known(form) is None:
            form.add_error("attachments", FORGOTTEN)

    def begin_anew(self, form: FormWithFiles) -> None:
        """Make another form of it, with the same words and the same files waiting."""
        before = form.files_key
        form.begin_anew()
        HeldFile.objects.filter(form_key=before).update(form_key=form.files_key)

    def has_forgotten(self, key: str) -> bool:
        """Whether a file that the sent page showed as waiting does so no more."""
        shown = {*self.request.POST.getlist("waiting_file")} - {self._removed}
        return not shown <= {str(held.pk) for held in self.held(key)}

    @property
    def _removed(self) -> str:
        return self.request.POST.get("remove", "")
