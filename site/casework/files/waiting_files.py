"""Files that wait for their form to be sent.

A file is taken as soon as it is right, whatever is wrong with the rest of the form, and waits
under the form's key. When the form is received the case takes over the very same blob. What
nobody claims within a day is forgotten. What waits has a ceiling for each form (five files), for
each sender and in all, so that nobody fills the disk with forms that are never sent.
"""

import hashlib
import logging
from contextlib import suppress
from datetime import datetime
from typing import BinaryIO, TypedDict, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, IntegrityError, InterfaceError, transaction
from django.db.models import Sum

from casework.files.checks.contents import identify
from casework.files.file_types import MOST_BYTES, MOST_FILES, FileRefused, FileType, Reason
from casework.files.models import CaseFile, HeldFile
from casework.files.private_storage import private_storage, put, remove, remove_after_commit
from casework.files.shown_names import shown_name
from casework.files.virus_scanner import scan
from casework.records.retention import Rule

logger = logging.getLogger(__name__)


class FileFields(TypedDict):
    """What a CaseFile is made of, but for the case and `received_at`."""

    name: str
    content_type: str
    extension: str
    size: int
    sha256: str
    file: str


def examine(upload: UploadedFile) -> FileType:
    """Return what kind of file it is, or raise FileRefused when it is not one that we take.

    Takes a while, so it is done before the transaction that stores the file.
    """
    _refuse_by_size(upload)
    content = cast(BinaryIO, upload.file)
    kind = identify(content)
    scan(content)
    return kind


def hold(
    form_key: str, upload: UploadedFile, kind: FileType, now: datetime, *, sender: str = ""
) -> HeldFile:
    """Let a file of the kind that `examine` told wait under `form_key`, 64 hexadecimal digits.

    The same content under the same key is the same row. Raises FileRefused when five wait
    already or when there is no room for more, OSError or DatabaseError when it could not be
    stored; then nothing is left of it.
    """
    size = upload.size or 0
    sha256 = _sha256(upload)
    waiting = held_under(form_key)
    if same := _same(waiting, sha256):
        return same
    place = _free_place(waiting)
    _refuse_without_room(size, sender)
    upload.seek(0)
    blob = put(upload)
    fields = FileFields(
        name=shown_name(upload.name or "", kind),
        content_type=kind.content_type,
        extension=kind.extension,
        size=size,
        sha256=sha256,
        file=blob,
    )
    try:
        held = _make_row(form_key, fields, place, now, sender)
    except (FileRefused, DatabaseError, InterfaceError):
        remove([blob])
        raise
    if held.file.name != blob:
        remove([blob])
    return held


def held_under(form_key: str) -> list[HeldFile]:
    """Return the files that wait under a key, in the order in which they came."""
    return list(HeldFile.objects.filter(form_key=form_key))


def let_go(form_key: str, pk: int) -> bool:
    """Remove a waiting file at its sender's wish; whether it was there, under that key."""
    with transaction.atomic():
        held = HeldFile.objects.select_for_update().filter(form_key=form_key, pk=pk).first()
        if held is None:
            return False
        remove_after_commit([str(held.file.name)])
        held.delete()
    return True


def claim(form_key: str) -> list[FileFields]:
    """Take all files that wait under a key; return what the case's own rows are made of.

    To be called inside the transaction that makes the case: if it fails, the files still wait.
    Of two at once one gets them all and the other none. The blobs stay where they are.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("claim() needs the case's transaction.")
    waiting = list(HeldFile.objects.select_for_update().filter(form_key=form_key))
    HeldFile.objects.filter(pk__in=[held.pk for held in waiting]).delete()
    return [_fields_of(held) for held in waiting]


def forget_old(kept: Rule, now: datetime) -> int:
    """Remove what has waited too long, and blobs that nothing refers to; return how many."""
    before = kept.due_if_before(now)
    with transaction.atomic():
        old = list(HeldFile.objects.select_for_update().filter(held_at__lte=before))
        HeldFile.objects.filter(pk__in=[held.pk for held in old]).delete()
        remove_after_commit(str(held.file.name) for held in old)
    orphans = _orphans(before)
    remove(orphans)
    return len(old) + len(orphans)


def _refuse_by_size(upload: UploadedFile) -> None:
    # Both set by casework.files.uploads on what was not kept while the request was read.
    failure: OSError | None = getattr(upload, "failure", None)
    if failure is not None:
        raise failure
    refused: Reason | None = getattr(upload, "refused", None)
    if refused:
        raise FileRefused(refused)
    if (upload.size or 0) > MOST_BYTES:
        raise FileRefused(Reason.TOO_BIG)
    if not upload.size:
        raise FileRefused(Reason.EMPTY)


def _refuse_without_room(size: int, sender: str) -> None:
    """Keep what waits under its ceilings; requests at the same moment may pass them by a file."""
    waiting = HeldFile.objects.all()
    ceilings = [(waiting, settings.WAITING_FILES_MOST_MB)]
    if sender:
        ceilings.append((waiting.filter(sender=sender), settings.WAITING_FILES_MOST_MB_OF_SENDER))
    for files, megabytes in ceilings:
        taken = files.aggregate(Sum("size"))["size__sum"] or 0
        if taken + size > megabytes * 1024 * 1024:
            logger.error("No room for more waiting files: %s MB are taken", taken >> 20)
            raise FileRefused(Reason.NO_ROOM)


def _sha256(upload: UploadedFile) -> str:
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _same(waiting: list[HeldFile], sha256: str) -> HeldFile | None:
    return next((held for held in waiting if held.sha256 == sha256), None)


def _free_place(waiting: list[HeldFile]) -> int:
    taken = {held.place for held in waiting}
    for place in range(1, MOST_FILES + 1):
        if place not in taken:
            return place
    raise FileRefused(Reason.TOO_MANY)


def _make_row(
    form_key: str, fields: FileFields, place: int, now: datetime, sender: str
) -> HeldFile:
    """Write the row, or return the one that another request wrote for the same content."""
    # Other requests may take the place just now, at most as often as there are places.
    for _attempt in range(MOST_FILES):
        with suppress(IntegrityError), transaction.atomic():
            return HeldFile.objects.create(
                form_key=form_key, place=place, held_at=now, sender=sender, **fields
            )
        waiting = held_under(form_key)
        if same := _same(waiting, fields["sha256"]):
            return same
        place = _free_place(waiting)
    raise FileRefused(Reason.TOO_MANY)


def _fields_of(held: HeldFile) -> FileFields:
    return FileFields(
        name=held.name,
        content_type=held.content_type,
        extension=held.extension,
        size=held.size,
        sha256=held.sha256,
        file=str(held.file.name),
    )


def _orphans(before: datetime) -> list[str]:
    storage = private_storage()
    try:
        _folders, names = storage.listdir("")
    except FileNotFoundError:
        return []
    # In this order: a file that is claimed between the two questions is found by the second.
    referred = set(HeldFile.objects.values_list("file", flat=True))
    for model in _file_models(CaseFile):  # type: ignore[type-abstract]
        referred.update(model._default_manager.values_list("file", flat=True))
    unknown = [name for name in names if name not in referred]
    return [name for name in unknown if storage.get_modified_time(name) <= before]


def _file_models(parent: type[CaseFile]) -> list[type[CaseFile]]:
    """Return all models with a table of their own that hold files of cases."""
    found = []
    for model in parent.__subclasses__():
        found += [*([] if model._meta.abstract else [model]), *_file_models(model)]
    return found
