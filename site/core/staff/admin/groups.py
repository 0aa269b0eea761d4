"""Groups in the admin: nobody gives a group what they do not have, nor changes their own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.users.views import groups

from core.staff.permissions import Excess, excess, may_change_group


class _NothingBeyond:
    """Takes back what was saved if it gives the group more than its giver has."""

    request: HttpRequest
    object: Any
    get_form: Any
    form_invalid: Any
    is_new = False
    produced_error_message: str | None = None

    def process_form(self) -> HttpResponseBase:
        had: Excess = excess(self.request.user, self.object) if self.object.pk else set()
        with transaction.atomic():
            answer: HttpResponseBase = super().process_form()  # type: ignore[misc]
            group = self.object
            beyond = group.pk is not None and excess(self.request.user, group) - had
            if beyond:
                transaction.set_rollback(True)
        return self._refused() if beyond else answer

    def _refused(self) -> HttpResponseBase:
        """Show the form as it was sent, and why nothing was stored."""
        # Read, and so not shown: that the group was saved.
        list(messages.get_messages(self.request))
        if self.is_new:
            self.object.pk = None
        form = self.get_form()
        form.is_valid()
        told = _("Inget är ändrat. Du kan bara ge en grupp de behörigheter som du själv har.")
        form.add_error(None, told)
        self.produced_error_message = told
        answer: HttpResponseBase = self.form_invalid(form)
        return answer


class GroupCreateView(_NothingBeyond, groups.CreateView):
    """A new group."""

    is_new = True


class GroupEditView(_NothingBeyond, groups.EditView):
    """What the members of a group may do."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for who is not in it."""
        _refuse_members(self, request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class GroupDeleteView(groups.DeleteView):
    """A group that nobody needs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for who is not in it."""
        _refuse_members(self, request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


def _refuse_members(view: Any, request: HttpRequest) -> None:
    if not may_change_group(request.user, view.get_object()):
        raise PermissionDenied


class GroupViewSet(groups.GroupViewSet):
    """«Grupper» among the settings."""

    add_view_class = GroupCreateView
    edit_view_class = GroupEditView
    delete_view_class = GroupDeleteView
