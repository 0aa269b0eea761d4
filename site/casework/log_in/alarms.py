"""Administrators learn when somebody tries hard to log in as one of the staff."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.admin.ui.components import Component

from casework.log_in.brakes import FORGOTTEN_AFTER, NAME, name_key
from casework.log_in.models import LogInBrake
from casework.mail.outbox import queue_mail
from core.models import User
from core.staff.administrators import administrators

logger = logging.getLogger(__name__)


def besieged(now: datetime) -> QuerySet[LogInBrake]:
    """Return the accounts that are being guessed at."""
    lately = LogInBrake.objects.filter(kind=NAME.kind, failures__gte=NAME.free)
    return lately.filter(last_failed_at__gt=now - FORGOTTEN_AFTER).order_by("-failures", "pk")


def tell_administrators(now: datetime) -> int:
    """Queue the mails about accounts that are being guessed at; return of how many accounts.

    Once a day for each account. Names that nobody has are no news.
    """
    untold = list(
        besieged(now).filter(Q(told_at__isnull=True) | Q(told_at__lte=now - FORGOTTEN_AFTER))
    )
    if not untold:
        return 0
    users = {name_key(user.get_username()): user for user in User.objects.filter(is_active=True)}
    return sum(_tell(row, users.get(row.key), now) for row in untold)


@transaction.atomic
def _tell(row: LogInBrake, account: User | None, now: datetime) -> bool:
    row.told_at, row.account = now, account
    row.save(update_fields=["told_at", "account"])
    if account is None:
        return False
    reached = [user.email for user in administrators() if user.email]
    for address in reached:
        queue_mail(
            to=address,
            template="casework/mail/log_in_alarm",
            context={"username": account.get_username(), "failures": row.failures},
            reference="",
            event=f"log_in_alarm:{row.pk}:{now:%Y-%m-%d}",
        )
    logger.error("Somebody tries to log in as one of the staff; %d were told", len(reached))
    return True


class LogInAlarmPanel(Component):
    """Which accounts are being guessed at. Hidden without any."""

    name = "log_in_alarm"
    template_name = "casework/admin/log_in_alarm.html"
    order = 85

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        known = besieged(timezone.now()).filter(account__isnull=False)
        return {"besieged": known.select_related("account")[:10]}
