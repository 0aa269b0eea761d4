"""When a partnership should be followed up next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from associations.register.domain.partnership_term import Period, Term, term
from core.times.days import add_months


@dataclass(frozen=True)
class NextFollowUp:
    """The day of the next follow-up, and whether it has passed."""

    due_on: date
    is_late: bool

    @property
    def late_from(self) -> date:
        """The first day on which it is late."""
        return self.due_on + timedelta(days=1)


def next_follow_up(
    every_months: int | None, done: Iterable[date], periods: Sequence[Period], today: date
) -> NextFollowUp | None:
    """Return the next follow-up, or None when none is planned or the partnership does not hold.

    It is counted from the last one done, else from the first day of the present period.
    """
    if not every_months or term(periods, today) != Term.CURRENT:
        return None
    present = max(period for period in periods if period.starts_on <= today <= period.last_day)
    last = max((day for day in done if day <= today), default=None)
    due_on = add_months(max(last, present.starts_on) if last else present.starts_on, every_months)
    return NextFollowUp(due_on, is_late=due_on < today)
