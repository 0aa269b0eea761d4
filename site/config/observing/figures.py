"""All figures: counts of this server's processes, and what the readings found now."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from config.observing.counters import FOLDER  # isort: skip - before prometheus-client is loaded
from django.db import DatabaseError, InterfaceError
from django.utils import translation
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as CONTENT_TYPE
from prometheus_client.multiprocess import MultiProcessCollector

from config.backups.code import version
from config.readings.running import running
from config.readings.told import Told

__all__ = ["CONTENT_TYPE", "all_figures"]


class _Readings:
    """What the readings found, as gauges. Read once, when it is asked for."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def collect(self) -> Iterator[Metric]:
        build = GaugeMetricFamily("portal_build", "Which code answers.", labels=["version"])
        build.add_metric([version()], 1)
        yield build
        readings, answers = _read(self._now)
        yield GaugeMetricFamily("portal_database_up", "Whether the database answers.", answers)
        well = GaugeMetricFamily(
            "portal_well", "Whether a reading is as it must be.", labels=["what"]
        )
        for what in dict.fromkeys(each.what for each in readings):
            well.add_metric([what], all(each.is_well for each in readings if each.what == what))
        yield well
        yield from _gauges(readings)


def all_figures(now: datetime) -> bytes:
    """Return the text for Prometheus. Without a database it tells what it knows."""
    registry = CollectorRegistry()
    if FOLDER:
        MultiProcessCollector(registry, FOLDER)
    registry.register(_Readings(now))
    return generate_latest(registry)


def _read(now: datetime) -> tuple[list[Told], bool]:
    """Return what could be read, and whether the database answered to the end."""
    read: list[Told] = []
    try:
        # What is watched must not depend on the language of who asks.
        with translation.override("en"):
            read.extend(running(now))
    except (DatabaseError, InterfaceError):
        return read, False
    return read, True


def _gauges(readings: Iterable[Told]) -> Iterator[Metric]:
    families: dict[str, GaugeMetricFamily] = {}
    for figure in (figure for each in readings for figure in each.figures):
        family = families.setdefault(
            figure.name, GaugeMetricFamily(figure.name, figure.told, labels=[*figure.labels])
        )
        family.add_metric([*figure.labels.values()], figure.value)
    yield from families.values()
