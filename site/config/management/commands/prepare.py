"""Makes a portal ready to be served: on this machine, as `make run` does, or for the public."""

import errno
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import DatabaseError
from django.utils import timezone
from wagtail.models import Site

from config import logins
from config.founding.migrating import migrate_if_needed
from config.founding.preparing import prepare_portal
from config.own_files import close_what_is_there


class Command(BaseCommand):
    """Migrates, then makes what is missing: the demo content, or what any portal begins with."""

    help = (
        "Prepare the database for `make run` or, with --production, a portal for the public."
        " Safe to run again: what exists is left alone."
    )
    # The checks ask the database questions that only a migrated one can answer.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the port that the server will listen on, and what a public portal begins with."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--production",
            action="store_true",
            help="migrate, collect static files, make site, front page and index pages, look"
            " whether everything answers; no demo content",
        )
        parser.add_argument(
            "--administrator",
            default="",
            metavar="ADDRESS",
            help="with --production: invite this person by mail to choose a password; repeated, it"
            " invites again until one is chosen, once an hour at most",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is missing, and say it."""
        try:
            if options["production"]:
                self._for_the_public(options["administrator"].strip())
            elif options["administrator"]:
                raise CommandError("--administrator goes with --production.")
            else:
                self._for_this_machine(options["port"])
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error

    def _for_the_public(self, administrator: str) -> None:
        if not settings.IS_PUBLIC:
            raise CommandError(
                "These are not the settings of a public portal:"
                " export DJANGO_SETTINGS_MODULE=config.settings.production"
            )
        if administrator:
            try:
                validate_email(administrator)
            except ValidationError as error:
                raise CommandError(f"--administrator {administrator} is no address.") from error
        faults = prepare_portal(administrator, say=self.stdout.write, now=timezone.now())
        if faults:
            raise CommandError(f"Not everything is as it must be: {', '.join(faults)}.")

    def _for_this_machine(self, port: int) -> None:
        """Do what is missing, then say where the portal is and how to log in."""
        _refuse_taken_port(port)
        close_what_is_there(Path(settings.VAR_DIR))
        migrate_if_needed(lambda: self.stdout.write("Preparing the database ..."))
        call_command("load_initial_data", if_empty=True, verbosity=0)
        _name_port(port)
        username, password = logins.administrator()
        others = logins.demonstrators() if settings.DEMONSTRATION else []
        self.stdout.write(
            f"\n  Portal    http://127.0.0.1:{port}/"
            f"\n  Admin     http://127.0.0.1:{port}{settings.ADMIN_PREFIX}"
            f"\n  Log in    {username}, {password}"
            f"{_told_of(others)}"
            "\n  Stop      Ctrl-C\n"
        )


def _name_port(port: int) -> None:
    """Let the portal know at which address it is served now; one with a name of its own keeps it.

    Canonical addresses, the sitemap and shared links are made of it.
    """
    local = Site.objects.filter(is_default_site=True, hostname__in=("127.0.0.1", "localhost"))
    for site in local.exclude(port=port):
        site.port = port
        site.save()


def _told_of(others: list[str]) -> str:
    kept = f"{settings.VAR_DIR.name}/{logins.KEPT}"
    return f"\n            {', '.join(others)}: the password in {kept}" if others else ""


def _refuse_taken_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port that was just let go is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CommandError(f"Port {port} cannot be used: {error.strerror}.") from error
            raise CommandError(
                f"Port {port} is taken, perhaps by a portal that already runs. "
                f"Stop it, or choose another: make run PORT={port + 1}"
            ) from error
