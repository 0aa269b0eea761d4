"""The files of a proposal, for those who may handle it. Always as attachments."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from associations.models import ProposalFile
from associations.proposals.permissions import may_handle_proposals
from casework.files.attachments import serve_as_attachment


@require_safe
def file_of_proposal(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """Hand out one file of this proposal; 404 for any other. Wagtail has checked the log-in."""
    if not may_handle_proposals(request.user):
        raise PermissionDenied
    return serve_as_attachment(get_object_or_404(ProposalFile, pk=file_pk, case=pk))
