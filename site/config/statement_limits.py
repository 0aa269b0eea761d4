"""For how long a request may keep PostgreSQL at work: slow statements must not hold up readers.

Only what serves has these limits. Migrations, the worker and whatever else is run by hand take
the time that they need.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connections

from config.postgresql import patience

# Between two statements of one transaction nobody thinks; see docs/locking.md.
_IDLE_IN_TRANSACTION_S = 60
# So soon PostgreSQL ends the statement of somebody who has given up.
_CLIENT_LOOKED_FOR_S = 1


def limit_statements() -> None:
    """Let this process end what takes too long. Called by what serves, before it connects."""
    lift_limits()
    for options in _of_postgresql():
        # In front, so that what DATABASE_URL says counts.
        options["options"] = _limits() + options.get("options", "")
    patience.begin_counting()


def lift_limits() -> None:
    """Let this process take its time: the worker may begin as a copy of what serves."""
    patience.stop_counting()
    for options in _of_postgresql():
        options["options"] = options.get("options", "").removeprefix(_limits())


def _limits() -> str:
    return (
        f"-c statement_timeout={settings.DATABASE_STATEMENT_SECONDS}s"
        f" -c idle_in_transaction_session_timeout={_IDLE_IN_TRANSACTION_S}s"
        f" -c client_connection_check_interval={_CLIENT_LOOKED_FOR_S}s "
    )


def _of_postgresql() -> Iterator[dict[str, Any]]:
    """Yield the options of each database; every thread connects with them."""
    for alias in connections:
        if connections[alias].vendor == "postgresql":
            yield connections[alias].settings_dict["OPTIONS"]
