"""The page cache of this process, told what it has to know of the portal."""

import logging
from functools import cache

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from config.kept_open import close_if_replaced
from config.observing.answers import tell_of_kept
from config.postgresql import patience
from core.freshness import present
from core.freshness.present import Present
from core.logs.asked import KIND, ROUTE
from pagecache.cache import PageCache, Portal

logger = logging.getLogger(__name__)

# What is for some, changes nothing for readers, or is a file: files have their own ways.
NEVER = (settings.ADMIN_PREFIX, settings.STATIC_URL, settings.MEDIA_URL, "/dokument/", "/metrics")


@cache
def kept_pages() -> PageCache | None:
    """Return the cache, the same each time; None where the settings leave it no room."""
    return new_cache() if settings.PAGE_CACHE_MB else None


def new_cache() -> PageCache:
    """Return an empty cache of this portal."""
    portal = Portal(
        last=present.last_reading,
        ask=ask,
        may_be_given=has_closed_nothing,
        session_cookie=settings.SESSION_COOKIE_NAME,
        longest_s=present.HOLDS_SECONDS,
        never=NEVER,
        has_front=settings.FRONT_CACHE,
        tells=(KIND, ROUTE),
        clock=portal_clock,
        tell=tell_of_kept,
    )
    return PageCache(portal, settings.PAGE_CACHE_MB * 1024 * 1024)


def portal_clock() -> float:
    """Return the time that views go by, which decides when what they say ends."""
    return timezone.now().timestamp()


def ask() -> bool:
    """Ask how things are; whether the database told."""
    # No reader waits for longer either.
    patience.have(patience.READY_WITHIN_S)
    close_old_connections()
    close_if_replaced()
    try:
        present.look()
    except (DatabaseError, InterfaceError) as failure:
        logger.warning("The database does not tell what changed: %s", type(failure).__name__)
        return False
    finally:
        close_old_connections()
    return True


def has_closed_nothing(old: Present, new: Present) -> bool:
    """Whether the same is for some only as before: then what is seconds old may be shown."""
    return old[1:] == new[1:]
