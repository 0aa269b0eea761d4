"""Wagtail's app of users, with our views of accounts and groups."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Accounts are deactivated, never deleted, and nobody gives away more than they have."""

    user_viewset = "core.staff.admin.accounts.AccountViewSet"
    group_viewset = "core.staff.admin.groups.GroupViewSet"
