"""The way back in for who has lost telephone, key and codes, and for the last administrator."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from wagtail.log_actions import log

from core.models import User


class Command(BaseCommand):
    """Take the second step away from an account; it is set up anew at the next log-in."""

    help = "Take the second step away from an account; it is set up anew at the next log-in."

    def add_arguments(self, parser: CommandParser) -> None:
        """The account."""
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Remove app, keys and codes, and log that."""
        user = User.objects.select_for_update().filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody has the user name {username}")
        Authenticator.objects.filter(user_id=user.pk).delete()
        log(instance=user, action="casework.second_step_removed", user=None)
        self.stdout.write(f"{username} sets a second step up at the next log-in")
