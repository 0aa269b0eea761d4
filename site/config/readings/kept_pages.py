"""How the page cache of the process that answers does its work."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.doorstep.pages import kept_pages
from config.readings.told import Told
from pagecache.counts import COLLAPSED, HIT, MISS, STALE, STORED

_MB = 1024 * 1024
# Of the reasons for passing by, so many are told.
_MOST_REASONS = 5


def kept_by_this_process() -> Iterator[Told]:
    """Yield what it has answered since it began, and what it holds."""
    what, cache = pgettext("driftläge", "Sidcache"), kept_pages()
    if cache is None:
        yield Told(what, _("avstängd (PAGE_CACHE_MB är 0)"))
        return
    by, room = cache.counts.by, cache.room
    said = _(
        "%(hits)d av %(all)d svar var färdiga i den här processen, %(stale)d var några sekunder"
        " gamla, %(made)d gjordes; %(entries)d svar tar %(held).1f av %(most)d MB"
    )
    ready = by[HIT] + by[STALE] + by[COLLAPSED]
    made = by[STORED] + by[MISS]
    yield Told(
        what,
        said
        % {
            "hits": ready,
            "all": ready + made,
            "stale": by[STALE],
            "made": made,
            "entries": len(room),
            "held": room.bytes / _MB,
            "most": room.most // _MB,
        },
    )
    if reasons := cache.counts.reasons.most_common(_MOST_REASONS):
        told = ", ".join(f"{_words(reason)} {count}" for reason, count in reasons)
        yield Told(pgettext("driftläge", "Förbi sidcachen"), told)


def _words(reason: str) -> str:
    """Return why a request passed by; what is rare has no words of its own."""
    words = {
        "session": _("inloggade"),
        "path": _("admin och filer"),
        "method": _("formulär som skickas"),
        "other": _("sidor som inte är för alla"),
        "alone": _("väntade på någon annan"),
        "head": _("bara huvuden"),
        "unknown": _("databasen svarade inte"),
    }
    return words.get(reason, reason)
