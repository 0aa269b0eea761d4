"""Who is told when something is wrong with the portal itself."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from core.staff.roles import Role


def administrators() -> QuerySet[Any]:
    """Return those who see to accounts and settings."""
    may = Q(is_superuser=True) | Q(groups__name=str(Role.ADMINISTRATOR))
    return get_user_model().objects.filter(may, is_active=True).distinct().order_by("pk")
