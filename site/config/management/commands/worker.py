"""The process beside the server: sends mail, publishes what is scheduled, does the day's jobs."""

import logging
import os
import signal
import threading
from argparse import ArgumentParser
from datetime import timedelta
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone, translation

from casework.mail import delivery
from casework.worker import daily, frequent, leases
from casework.worker.leases import own_name
from config.buckets import hurry_buckets
from config.examining.registered import refuse_unusable
from config.kept_open import close_if_replaced
from config.statement_limits import lift_limits

logger = logging.getLogger(__name__)

# How soon a stop or the end of the server is noticed.
_NAP_S = 1.0
# How often Wagtail is asked for pages whose time has come; an editor chooses minutes.
_MINUTE = timedelta(seconds=60)
# How many times longer it rests when the database does not answer.
_PATIENCE = 10


class Command(BaseCommand):
    """Works until it is told to stop. Any number may run: they take turns."""

    help = "Send queued mail every few seconds and run the daily jobs. SIGTERM stops it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add how often, and how long."""
        parser.add_argument("--interval", type=float, default=3.0, help="seconds between rounds")
        parser.add_argument("--once", action="store_true", help="do what is due, then end")
        parser.add_argument("--beside", type=int, help="end when this parent process has ended")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work in rounds; a round that has begun is finished."""
        refuse_unusable()
        lift_limits()
        hurry_buckets(on=False)
        self.name = own_name()
        self.stopped = threading.Event()
        self.parent: int | None = options["beside"]
        if options["once"]:
            while self._round():
                pass
            self._leave()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.interval: float = options["interval"]
        while not self.stopped.is_set():
            self._rest(self._safe_round())
        self._leave()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopped.set()

    def _safe_round(self) -> float:
        """Do a round; return for how long to rest. What does not answer is waited for."""
        try:
            return 0.0 if self._round() else self.interval
        except (DatabaseError, InterfaceError, OSError) as failure:
            logger.error("The worker could not work: %s", type(failure).__name__)
            return self.interval * _PATIENCE
        finally:
            close_old_connections()
            close_if_replaced()

    def _round(self) -> bool:
        now = timezone.now()
        with translation.override(settings.LANGUAGE_CODE):
            if leases.take_over("scheduled", holder=self.name, length=_MINUTE):
                _publish_scheduled()
            daily.run_due(now, daily.offered_jobs())
            has_more = frequent.do_all(now)
            delivered = delivery.deliver(worker=self.name, now=now)
        return has_more or delivered.attempted > 0

    def _rest(self, seconds: float) -> None:
        while seconds > 0 and not self.stopped.wait(min(seconds, _NAP_S)):
            seconds -= _NAP_S
            if self.parent is not None and os.getppid() != self.parent:
                self.stopped.set()

    def _leave(self) -> None:
        try:
            delivery.stop_delivering(worker=self.name)
        except (DatabaseError, InterfaceError):
            logger.warning("The worker stopped without giving its turn back")


def _publish_scheduled() -> None:
    try:
        call_command("publish_scheduled", verbosity=0)
    except Exception:  # one page that cannot be published must not stop the mail
        logger.exception("What was scheduled could not be published")
