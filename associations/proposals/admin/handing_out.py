"""What leaves a case: a file to an officer, or the whole to who has a right to it.

Pictures leave it as copies without what they tell beside what they show, but for the officer who
asks for the record.

The whole goes out as data, as an archive with files or as a printout. Each time is logged in the
case and in Wagtail's log, which is why it takes a POST.
"""

import json
import tempfile
import zipfile
from collections.abc import Callable
from typing import IO, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from associations.proposals.actions.handling import Erased, note_handing_out
from associations.proposals.admin.record import path_in_archive, record_of
from associations.proposals.admin.timeline import history_of
from associations.proposals.answers import sections_of
from associations.proposals.models import Proposal, ProposalFile
from associations.proposals.permissions import may_handle_proposals
from casework.files.attachments import copy_of, serve_as_attachment, serve_copy
from core.models import User
from core.pictures.traces import PictureRefused
from core.traces.log import Trace, note_record

# An archive larger than this is put together on disk.
_IN_MEMORY = 2_000_000


@require_safe
def file_of_proposal(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """Hand out a copy of one file; 404 if it is of another case. Wagtail has checked the log-in."""
    file = _file_for(request, pk, file_pk)
    try:
        return _traced(request, file, serve_copy(file))
    except PictureRefused:
        messages.error(
            request,
            _(
                "Det gick inte att göra en kopia av bilden utan uppgifter om plats och kamera. "
                "Öppna den som den kom in i stället."
            ),
        )
        return redirect("proposals:inspect", pk)


@require_safe
def record_of_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """Hand out one file just as it was sent: the record itself."""
    file = _file_for(request, pk, file_pk)
    return _traced(request, file, serve_as_attachment(file))


def _traced(request: HttpRequest, file: ProposalFile, answer: HttpResponseBase) -> HttpResponseBase:
    note_record(Trace.OPENED_FILE, file.case, request.user, file=file.pk)
    return answer


def _file_for(request: HttpRequest, pk: int, file_pk: int) -> ProposalFile:
    if not may_handle_proposals(request.user):
        raise PermissionDenied
    return get_object_or_404(ProposalFile, pk=file_pk, case=pk)


@cache_control(private=True, no_store=True)
@require_POST
def hand_out(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the case in the form that was asked for; 404 for any other form."""
    if not may_handle_proposals(request.user):
        raise PermissionDenied
    form = request.POST.get("form", "")
    if form not in FORMS:
        raise Http404
    get_object_or_404(Proposal, pk=pk)
    officer = cast(User, request.user)
    try:
        proposal = note_handing_out(
            proposal_id=pk, form=form.upper(), officer=officer, now=timezone.now()
        )
    except Erased:
        messages.error(request, _("Ärendet är gallrat. Det finns inget kvar att lämna ut."))
        return redirect("proposals:inspect", pk)
    answer = FORMS[form](request, proposal)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _as_json(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    answer = HttpResponse(_json(proposal), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{proposal.reference}.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _as_archive(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    whole: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{proposal.reference}.json", _json(proposal))
        for file in proposal.files.all():
            # The rest of the case is not withheld because one file is lost.
            try:
                archive.writestr(path_in_archive(file), copy_of(file))
            except FileNotFoundError:
                archive.writestr(f"{path_in_archive(file)}-saknas.txt", _("Filen saknas."))
            except PictureRefused:
                why = _("Bilden gick inte att kopiera utan uppgifter om plats och kamera.")
                archive.writestr(f"{path_in_archive(file)}-saknas.txt", why)
    whole.seek(0)
    return FileResponse(
        whole,
        as_attachment=True,
        filename=f"{proposal.reference}.zip",
        content_type="application/zip",
    )


def _as_page(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    history = history_of(proposal)
    told = {
        "proposal": proposal,
        "sections": sections_of(proposal),
        "history": history[::-1],
        "printed_at": timezone.now(),
    }
    return TemplateResponse(request, "associations/admin/proposals/printout.html", told)


def _json(proposal: Proposal) -> str:
    return json.dumps(record_of(proposal), ensure_ascii=False, indent=2)


FORMS: dict[str, Callable[[HttpRequest, Proposal], HttpResponseBase]] = {
    "json": _as_json,
    "zip": _as_archive,
    "print": _as_page,
}
