"""Serves the portal on this machine: what `make run` does last."""

import gc
import multiprocessing
import os
import signal
from argparse import ArgumentParser
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.urls import get_resolver
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from config.doorstep.stopping import tell_everybody_on
from config.founding.static_files import read_anew
from config.supervising import keep_working

ADDRESS = "127.0.0.1"
WORKERS = 2
# Of each process. Idle ones cost little, and must not keep others out.
CONNECTIONS = 1024
HEADERS_WITHIN_MS = 20_000


class Command(BaseCommand):
    """Prepares the database, then runs the server and, beside it, the worker.

    Everything is imported once, here; the server's processes are forks that find it ready. That
    halves the time to the first page.
    """

    help = "Prepare the database and serve the portal on this machine. Ctrl-C stops it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the port to listen on, and whether the static files are new."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--collect-static",
            type=Path,
            metavar="FILE",
            help="collect the static files first, and touch FILE when that is done",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped."""
        port: int = options["port"]
        collected: Path | None = options["collect_static"]
        # On its own core, while this process prepares the database.
        collecting = _beside(_collect_static, collected) if collected else None
        call_command("prepare", port=port, stdout=self.stdout)
        self.stdout.flush()
        if collecting:
            collecting.join()
            if collecting.exitcode:
                raise CommandError("The static files could not be collected.")
            # It was read when Django started, before there was anything to read.
            read_anew()
        _import_everything()
        # A connection must not be shared by processes.
        connections.close_all()
        # What lives until the end need not be looked through by any of them.
        gc.freeze()
        _beside(keep_working, _work, os.getpid())
        server = Granian(
            "config.asgi:application",
            address=ADDRESS,
            port=port,
            interface=Interfaces.ASGINL,
            http=HTTPModes.http1,
            websockets=False,
            workers=WORKERS,
            backpressure=CONNECTIONS,
            backlog=CONNECTIONS,
            http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS),
            # Whoever still sends when the portal stops is waited for so long.
            workers_kill_timeout=8,
            respawn_failed_workers=True,
            respawn_interval=0.1,
            # Warnings only tell that a stop was not awaited by an open connection.
            log_level=LogLevels.error,
        )
        server.on_startup(_share_what_stops_it)
        server.serve()


def _share_what_stops_it() -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        tell_everybody_on(number)


def _import_everything() -> None:
    import config.asgi  # noqa: F401, PLC0415 - reads the static files, which must be in place

    get_resolver(settings.ROOT_URLCONF).url_patterns  # noqa: B018 - imports all views


def _beside(work: Callable[..., None], *given: object) -> ForkProcess:
    """Start `work` in a process of its own, which ends with this one."""
    process = multiprocessing.get_context("fork").Process(target=work, args=given, daemon=True)
    process.start()
    return process


def _collect_static(collected: Path) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    collected.touch()


def _work(keeper: int) -> None:
    os.nice(10)
    call_command("worker", beside=keeper)
