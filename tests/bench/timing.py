"""How fast a page is answered, and with how many queries."""

import time
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Long enough for a steady median, short enough for a coffee.
SECONDS_EACH = 3.0
WARM_UPS = 3


@dataclass(frozen=True)
class Speed:
    """What was measured of one address."""

    per_second: float
    queries: int
    median_ms: float


def measure(address: str) -> Speed:
    """Ask for `address` again and again, one request at a time, and return how it went."""
    client = Client()
    for _ in range(WARM_UPS):
        _get(client, address)
    with CaptureQueriesContext(connection) as captured:
        _get(client, address)
    # Read now: the next request empties the connection's log.
    queries = len(captured)
    times = []
    stop_at = time.perf_counter() + SECONDS_EACH
    while time.perf_counter() < stop_at:
        started = time.perf_counter()
        _get(client, address)
        times.append(time.perf_counter() - started)
    return Speed(len(times) / sum(times), queries, median(times) * 1000)


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
