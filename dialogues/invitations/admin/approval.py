"""Approving from the admin's front page, where nobody sees the editor or its checklist.

Wagtail has no hook before an approval, so its address is answered here first.
"""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.workflow import WorkflowActionView

from dialogues.events.models import DialoguePage
from dialogues.invitations.admin.guard import sends_back


class ApprovalView(WorkflowActionView):
    """As Wagtail's; an invitation that lacks something leads its reviewer to the editor."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Approve, or show where what is missing can be written."""
        page = self.task_state.revision.as_object()
        is_going_out = self.action_name == "approve" and isinstance(page, DialoguePage)
        if not is_going_out or not sends_back(request, page, timezone.now()):
            answer: HttpResponseBase = super().post(request, *args, **kwargs)
            return answer
        editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
        # Wagtail's script asks in the background and follows what it is told.
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            shown: HttpResponseBase = self.render_modal_json(
                request, {"step": "success", "redirect": editor}
            )
            return shown
        return redirect(editor)


urlpatterns = [
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        require_admin_access(ApprovalView.as_view()),
    ),
]
