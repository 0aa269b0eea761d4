"""Whoever has left a trace in a log keeps their account, so that the log keeps a name.

Wagtail's logs name people by the number of their account alone. What cases say of people is
protected by the database (`on_delete=PROTECT`).
"""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from wagtail.log_actions import registry

from core.staff.models import User


def connect() -> None:
    """Refuse to delete such accounts, wherever it is tried. Called once, when ready."""
    pre_delete.connect(_refuse, sender=User, dispatch_uid="core.staff.named_in_logs")


def _refuse(instance: User, **kwargs: Any) -> None:
    for log_model in registry.get_log_entry_models():
        named = log_model.objects.filter(user=instance.pk)
        if named.exists():
            raise ProtectedError("Named in a log: deactivate it instead.", set(named[:1]))
