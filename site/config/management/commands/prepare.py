"""Makes a database ready to be served on this machine: what `make run` does before serving."""

import errno
import gc
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from config import logins
from config.own_files import close_what_is_there


class Command(BaseCommand):
    """Migrates, loads the demo content into an empty portal, and sees to a log-in."""

    help = "Prepare the database for `make run`. Safe to run again: what exists is left alone."
    # The checks ask the database questions that only a migrated one can answer.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the port that the server will listen on."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is missing, then say where the portal is and how to log in."""
        port: int = options["port"]
        _refuse_taken_port(port)
        close_what_is_there(Path(settings.VAR_DIR))
        try:
            self._migrate()
            call_command("load_initial_data", if_empty=True, verbosity=0)
            _name_port(port)
            username, password = logins.administrator()
            others = logins.demonstrators() if settings.DEMONSTRATION else []
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        self.stdout.write(
            f"\n  Portal    http://127.0.0.1:{port}/"
            f"\n  Admin     http://127.0.0.1:{port}{settings.ADMIN_PREFIX}"
            f"\n  Log in    {username}, {password}"
            f"{_told_of(others)}"
            "\n  Stop      Ctrl-C\n"
        )

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        self.stdout.write("Preparing the database ...")
        # Migrating makes and drops hundreds of thousands of model classes; collecting them less
        # often saves a fifth of the time for some 70 MB of memory.
        usual = gc.get_threshold()
        gc.set_threshold(50_000, 20, 100)
        call_command("migrate", verbosity=0, interactive=False)
        gc.set_threshold(*usual)


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
