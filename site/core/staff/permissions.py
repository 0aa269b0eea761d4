"""Who may do what with accounts and groups. Nobody gives away more than they have."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.permission_policies import ModelPermissionPolicy

from core.staff.models import User

Excess = set[tuple[object, ...]]


class AccountPermissionPolicy(ModelPermissionPolicy):
    """As groups say, but an account is never deleted: the logs name whoever did something."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))

    def users_with_any_permission(self, actions: Any) -> Any:
        """The users who may do one of `actions`."""
        return super().users_with_any_permission(set(actions) - {"delete"})

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether `user` may do `action` to this account."""
        return self.user_has_permission(user, action) and may_change_account(user, instance)


def may_change_account(actor: Any, account: User) -> bool:
    """May change name, address, password, roles and state: a superuser's only as one."""
    return bool(actor.is_superuser or not account.is_superuser)


def may_deactivate(actor: Any, account: User) -> bool:
    """May keep somebody else from logging in."""
    return may_change_account(actor, account) and actor.pk != account.pk


def may_change_roles_of(actor: Any, account: User) -> bool:
    """May put an account in groups, but nobody their own."""
    return may_change_account(actor, account) and (actor.is_superuser or actor.pk != account.pk)


def may_change_group(actor: Any, group: Group) -> bool:
    """May say what the members of a group may do, but nobody for a group of their own."""
    return bool(actor.is_superuser or not actor.groups.filter(pk=group.pk).exists())


def groups_to_give(actor: Any) -> QuerySet[Group]:
    """The groups in which `actor` may put others: those that may nothing that `actor` may not."""
    groups = Group.objects.order_by("name")
    if actor.is_superuser:
        return groups
    return groups.filter(pk__in=[group.pk for group in groups if not excess(actor, group)])


def excess(actor: Any, group: Group) -> Excess:
    """What the members of `group` may do and `actor` may not."""
    if actor.is_superuser:
        return set()
    # Those for pictures and documents count where they are granted for a collection, below.
    counted = group.permissions.exclude(content_type__model__in=["image", "document"])
    of_models = counted.values_list("content_type__app_label", "codename")
    held = actor.get_all_permissions()
    beyond: Excess = {named for named in of_models if "{}.{}".format(*named) not in held}
    return (
        beyond
        | _in_tree(GroupPagePermission, "page", actor, group)
        | _in_tree(GroupCollectionPermission, "collection", actor, group)
    )


def _in_tree(model: Any, node: str, actor: Any, group: Group) -> Excess:
    """What is granted to `group` at a place in a tree, at or above which `actor` has it not."""
    granted = model.objects.values_list("permission", f"{node}__path")
    held = set(granted.filter(group__user=actor))
    return {
        (node, permission, path)
        for permission, path in granted.filter(group=group)
        if not any(permission == own and path.startswith(above) for own, above in held)
    }
