"""Who may do what with dialogues and with those who sign up. Views, buttons and menus ask here."""

from typing import Any

from wagtail.permissions import page_permission_policy

from dialogues.events.models import DialoguePage


def may_list_dialogues(user: Any) -> bool:
    """May see the list of invitations: whoever writes pages."""
    return bool(page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}))


def may_change_plans(user: Any, page: DialoguePage) -> bool:
    """May move, postpone and cancel this dialogue; that publishes the change."""
    return bool(page.permissions_for_user(user).can_publish())


def may_see_registrations(user: Any) -> bool:
    """May see who has signed up, with addresses and needs."""
    return bool(user.has_perm("dialogues.view_registration"))
