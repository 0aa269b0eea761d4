"""Accounts in the admin: who may be changed by whom, and deactivating instead of deleting."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.users.views import users

from core.staff.models import User
from core.staff.permissions import (
    groups_to_give,
    may_change_account,
    may_change_roles_of,
    may_deactivate,
)
from core.traces.views import TracedList, TracedRecord


def limit(form: Any, actor: Any, account: User | None) -> None:
    """Let a form for an account offer what `actor` may change; a disabled field keeps its value."""
    if not actor.is_superuser and "is_superuser" in form.fields:
        field = form.fields["is_superuser"]
        field.disabled = True
        field.help_text = _("Bara den som själv har full behörighet kan ge den till någon.")
    groups = form.fields["groups"]
    if account and not may_change_roles_of(actor, account):
        groups.disabled = True
        groups.help_text = _("Du kan inte ändra dina egna roller. Be en annan administratör.")
        return
    offered = groups_to_give(actor)
    groups.queryset = offered | account.groups.all() if account else offered


class AccountIndexView(TracedList, users.IndexView):
    """The list. Whoever may change an account can deactivate it there."""

    def get_edit_url(self, instance: User) -> str | None:
        """The way to the account, for who may change it."""
        may = may_change_account(self.request.user, instance)
        return cast(str | None, super().get_edit_url(instance)) if may else None

    def get_delete_url(self, instance: User) -> None:
        """Nobody deletes an account."""


class AccountCreateView(users.CreateView):
    """A new account, with what its maker may give."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        limit(form, self.request.user, None)
        return form


class AccountEditView(TracedRecord, users.EditView):
    """An account. Where deleting would be offered, deactivating is."""

    delete_item_label = _("Inaktivera")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = self.object.is_active and may_deactivate(request.user, self.object)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for who may change this very account."""
        if not may_change_account(request.user, self.object):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        limit(form, self.request.user, self.object)
        if "is_active" in form.fields:
            form.fields["is_active"].help_text = _(
                "Ta bort krysset när någon slutar. Kontot finns kvar, så att historiken säger vem"
                " som har gjort vad, men ingen kan logga in med det."
            )
        return form


class DeactivateView(users.DeleteView):
    """What stands where Wagtail deletes an account: nobody can log in with it any more."""

    page_title = _("Inaktivera konto")
    permission_required = "change"
    success_message = _("Kontot ”%(object)s” är inaktiverat.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As all views with a permission; Wagtail's own asks for that to delete."""
        if not may_deactivate(request.user, self.object):
            raise PermissionDenied
        answer: HttpResponseBase = super(users.DeleteView, self).dispatch(request, *args, **kwargs)
        return answer

    def get_usage(self) -> None:
        """What the account is named in stays as it is."""

    def get_usage_url(self) -> None:
        """Nor is it told."""

    def delete_action(self) -> None:
        self.object.is_active = False
        self.object.save(update_fields=["is_active"])
        log(instance=self.object, action="core.deactivate_account", user=self.request.user)


class AccountViewSet(users.UserViewSet):
    """«Användare» among the settings."""

    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = DeactivateView
    delete_template_name = "core/admin/deactivate_account.html"
    copy_view_enabled = False
