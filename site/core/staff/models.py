"""Who can log in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. Readers and associations never need an account."""
