"""A test that empties the database leaves it, for those after it, as migrations made it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connections
from wagtail.models import Locale

from searching.engines import engine
from searching.engines.contract import Indexed
from tests.database import CONTENTS, restore_database
from tests.searching.stored import indexed_rows


@contextmanager
def _connected_elsewhere() -> Iterator[None]:
    """Keep a connection of another thread open, as a browser or a live server does."""
    reads, may_end = threading.Event(), threading.Event()

    def read() -> None:
        Locale.objects.count()
        reads.set()
        may_end.wait()
        connections.close_all()

    reader = threading.Thread(target=read)
    reader.start()
    reads.wait()
    try:
        yield
    finally:
        may_end.set()
        reader.join()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_is_restored_while_another_thread_is_connected(request: pytest.FixtureRequest) -> None:
    made_by_migrations = Locale.objects.count()
    engine().write([Indexed(1, title=["kvar"], codes=[], summary=[], text=[])])
    with _connected_elsewhere():
        # As after a test: the next row of any table gets a key that none had before.
        emptied = {"inhibit_post_migrate": True, "reset_sequences": False}
        call_command("flush", interactive=False, verbosity=0, **emptied)
        connections.close_all()
        assert Locale.objects.count() == 0

        restore_database(request.config.stash[CONTENTS])

        assert Locale.objects.count() == made_by_migrations > 0
        assert indexed_rows() == 0
        # The new one has a key of its own.
        Locale.objects.create(language_code="fi")
