"""Registers core's snippets and panels in the admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.users.views.bulk_actions import DeleteBulkAction

from core.admin.tick_list import register_tick_lists
from core.admin.viewsets import NoticeViewSet, VocabularyViewSetGroup
from core.models import User
from core.pages.review_due import ReviewDuePanel
from core.pictures.progress_view import progress_urls
from core.staff.admin.several_accounts import AssignRole, SetActiveState
from core.staff.permissions import AccountPermissionPolicy
from core.traces.report import trace_menu_item, trace_urls
from core.traces.words import register_traces

hooks.register("register_admin_urls", trace_urls)
hooks.register("register_admin_urls", progress_urls)
hooks.register("register_reports_menu_item", trace_menu_item)
register_tick_lists()
register_permission_policy(User, AccountPermissionPolicy(User), exact_class=True)
# Nobody deletes an account, nor several at once; the others take the place of Wagtail's.
DeleteBulkAction.models = []
hooks.register("register_bulk_action", AssignRole, order=1)
hooks.register("register_bulk_action", SetActiveState, order=1)
register_snippet(NoticeViewSet)
register_snippet(VocabularyViewSetGroup)


@hooks.register("register_log_actions")
def staff_log_actions(actions: Any) -> None:
    """What the log says of accounts, and of who has seen what."""
    register_traces(actions)
    actions.register_action(
        "core.deactivate_account", _("Inaktivera konto"), _("Inaktiverade kontot")
    )


@hooks.register("register_permissions")
def staff_permissions() -> QuerySet[Permission]:
    """Let groups be given the right to see who has seen what."""
    return Permission.objects.filter(content_type__app_label="core", codename="see_traces")


@hooks.register("construct_homepage_panels")
def add_review_due(request: HttpRequest, panels: list[Any]) -> None:
    """Tell editors which of their pages are due for a review."""
    panels.append(ReviewDuePanel())
