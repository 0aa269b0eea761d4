"""What the city's own log-in says of somebody, taken over here at each log-in."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log

from core.models import User
from core.staff.roles import Role


@transaction.atomic
def take_over_roles(*, user_id: int, roles: Iterable[str]) -> None:
    """Give the account exactly these roles; what else it belongs to stays."""
    user = User.objects.select_for_update().get(pk=user_id)
    known = {str(role) for role in Role}
    had = set(user.groups.filter(name__in=known).values_list("name", flat=True))
    has = set(roles) & known
    if had == has:
        return
    user.groups.remove(*Group.objects.filter(name__in=had - has))
    user.groups.add(*Group.objects.filter(name__in=has - had))
    told = {"taken": sorted(had - has), "given": sorted(has - had)}
    log(instance=user, action="casework.roles_from_city", user=user, data=told)
