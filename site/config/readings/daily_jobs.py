"""Which of the day's jobs have been done."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from math import nan

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework.models import DailyRun
from casework.worker.daily import offered_jobs
from config.readings.told import Figure, Told
from core.times.days import STOCKHOLM, day_of

# Daily jobs begin at five.
_DONE_BY = time(7)


def daily_jobs(now: datetime) -> Iterator[Told]:
    """Yield a line for each job that is late, and one for the rest."""
    local = now.astimezone(STOCKHOLM)
    expected = day_of(now) - timedelta(days=0 if local.time() >= _DONE_BY else 1)
    done = dict(DailyRun.objects.values_list("name", "done_on"))
    names = [job.name for job in offered_jobs()]
    late = [name for name in names if (done.get(name) or expected) < expected]
    never = [name for name in names if done.get(name) is None]
    one, all_of_them = pgettext("driftläge", "Jobb"), pgettext("driftläge", "Dagliga jobb")
    for name in late:
        told = {"job": name, "day": done[name]}
        yield Told(
            one,
            _("%(job)s gjordes senast %(day)s") % told,
            is_well=False,
            remedy=_("Se efter i arbetarens logg varför jobbet inte gick att göra."),
            figures=(_age(name, done[name], now),),
        )
    if never:
        said = _("inte gjort än: %(jobs)s") % {"jobs": ", ".join(never)}
        yield Told(one, said, figures=tuple(_age(name, None, now) for name in never))
    on_time = tuple(_age(name, done[name], now) for name in names if name not in {*late, *never})
    if not late and not never:
        said = _("alla gjordes %(day)s eller senare") % {"day": expected}
        yield Told(all_of_them, said, figures=on_time)
    elif on_time:
        said = _("gjorda i tid: %(count)d") % {"count": len(on_time)}
        yield Told(all_of_them, said, figures=on_time)


def _age(name: str, done_on: date | None, now: datetime) -> Figure:
    # No number is neither early nor late.
    days = (day_of(now) - done_on).days if done_on else nan
    told = "Days since the day on which a daily job was last done."
    return Figure("portal_daily_job_days", told, days, {"job": name})
