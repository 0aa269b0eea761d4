"""What is to be erased, and when: the rules that the settings name, and what follows from them.

The rule only; who erases says so in the log. A length in months is counted from the day (Swedish
time) and ends with a whole day; one in days or hours is counted from the moment.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import ngettext

from core.times.days import add_months, day_of, midnight


@dataclass(frozen=True)
class Rule:
    """For how long something is kept, on which legal ground, and who decided it.

    `decision` is the reference of the decision that allows erasing; "" when nobody has said it.
    """

    key: str
    ground: str
    decision: str = ""
    months: int = 0
    days: int = 0
    hours: int = 0
    # After so many days something that nobody has handled is told of.
    alarm_days: int = 0

    @property
    def length(self) -> timedelta:
        """How long, where it is not counted in months."""
        return timedelta(days=self.days, hours=self.hours)

    @property
    def words(self) -> str:
        """How long, such as "12 månader"."""
        if self.months:
            return ngettext("%(n)d månad", "%(n)d månader", self.months) % {"n": self.months}
        if self.days:
            return ngettext("%(n)d dag", "%(n)d dagar", self.days) % {"n": self.days}
        return ngettext("%(n)d timme", "%(n)d timmar", self.hours) % {"n": self.hours}

    def due_if_before(self, now: datetime) -> datetime:
        """Return the moment such that whatever began to count before it is due, and nothing else.

        For questions to the database; agrees with `is_due` at every instant.
        """
        if self.months:
            return due_if_handled_before(now, months=self.months)
        return now - self.length

    def due_on(self, since: datetime) -> date:
        """Return the first day on which something that counts from `since` is to be erased."""
        if self.months:
            return erase_on(since, months=self.months)
        return day_of(since + self.length)

    def is_due(self, since: datetime | None, now: datetime) -> bool:
        """Whether the time for keeping something is over."""
        return since is not None and since < self.due_if_before(now)


def rule(key: str) -> Rule:
    """Return the rule that the settings give under `key`. Raises KeyError for any other."""
    return Rule(key=key, **settings.RETENTION[key])


def erase_on(handled_at: datetime, *, months: int) -> date:
    """Return the first day on which something handled at `handled_at` is to be erased."""
    return add_months(day_of(handled_at), months)


def due_if_handled_before(now: datetime, *, months: int) -> datetime:
    """Return the moment such that whatever was handled before it is due, and nothing else."""
    today = day_of(now)
    day = add_months(today, -months)
    # Months differ in length: 31 January and 28 January both meet 28 February.
    while add_months(day, months) <= today:
        day += timedelta(days=1)
    return midnight(day)
