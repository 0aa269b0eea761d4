"""Who may do what with records: one policy for all that nobody rewrites."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models
from wagtail.permission_policies import ModelPermissionPolicy

from core.models import User


class RecordPermissionPolicy(ModelPermissionPolicy):
    """Nobody adds a record for others and nobody deletes one, not even an administrator.

    `granted_by` names all that may be done, and for each which permissions, any of them, grant it.
    """

    def __init__(
        self, model: type[models.Model], granted_by: Mapping[str, Collection[str]]
    ) -> None:
        super().__init__(model)
        self.granted_by = granted_by

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether `user` may do `action` ("view", "decide" …)."""
        has = super().user_has_permission
        return any(has(user, needed) for needed in self.granted_by.get(action, ()))

    def users_with_any_permission(self, actions: Any) -> Any:
        """The users who may do one of `actions`."""
        needed = {each for action in actions for each in self.granted_by.get(action, ())}
        return super().users_with_any_permission(needed) if needed else User.objects.none()
