"""Who can log in."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff. Readers and associations never need an account."""

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]
        permissions = [("see_traces", _("Kan se åtkomstloggen"))]
