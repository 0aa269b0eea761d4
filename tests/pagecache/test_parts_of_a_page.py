"""A page that is read for the next reader without being gathered anew still has its parts."""

from collections.abc import Callable

import pytest

from core.models import PageSource
from home.models import AnswerIndexPage, MeasureIndexPage
from searching.lists.paging import PAGE_LENGTH
from tests.factories import home as make
from tests.pagecache.portal import Server, server

__all__ = ["server"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "gather",
    [
        lambda server, address: server.get(address, method="HEAD"),
        lambda server, address: server.get(address, ((b"authorization", b"x"),)),
        lambda server, address: server.truth(address),
    ],
    ids=["HEAD", "authorization", "past the cache"],
)
def test_the_second_part_is_not_the_first(
    answer_index: AnswerIndexPage,
    measure_index: MeasureIndexPage,
    server: Server,
    gather: Callable[[Server, str], object],
) -> None:
    report = make.AnswerFactory(parent=answer_index, title="Rapporten")
    for number in range(PAGE_LENGTH + 3):
        make.MeasureFactory(
            parent=measure_index,
            title=f"Insats {number:03}",
            source_links=[PageSource(document=report)],
        )
    last = f"Insats {PAGE_LENGTH + 2:03}"
    assert last in server.truth(f"{report.url}?sida=2").text
    gather(server, report.url)
    server.get(report.url)
    assert last in server.get(f"{report.url}?sida=2").text
