"""The file of the register is made a few partnerships at a time, however many there are."""

import gc
import tracemalloc

import pytest
from django.test import Client

from associations.models import PartnershipPage, PartnershipRegisterPage
from searching.entries.projection import rebuild
from tests.bench.rows import add_pages
from tests.factories.associations import RegisterFactory

FEW, MANY = 100, 500


@pytest.fixture
def register(front: object) -> PartnershipRegisterPage:
    made: PartnershipRegisterPage = RegisterFactory(parent=front)
    return made


def grow(register: PartnershipRegisterPage, numbers: range) -> None:
    """Add partnerships and project them."""
    pages = (
        PartnershipPage(
            title=f"Partnerskap {number}",
            slug=f"partnerskap-{number}",
            introduction="Det viktigaste om partnerskapet. " * 4,
            purpose="Vuxna på torget. " * 20,
        )
        for number in numbers
    )
    add_pages(register, pages, total=len(numbers), what="partnerships")
    rebuild()


def held(visitor: Client, address: str) -> tuple[int, int]:
    """Return the bytes of the file, and the most that was held at once while it was made.

    Pages and their rows refer to each other, so garbage is taken away before one looks.
    """
    size = most = 0
    tracemalloc.start()
    try:
        for number, chunk in enumerate(visitor.get(address).streaming_content):
            size += len(chunk)
            if number % 40 == 0:
                gc.collect()
                most = max(most, tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    return size, most


@pytest.mark.thorough
def test_memory_does_not_grow_with_the_number_of_partnerships(
    register: PartnershipRegisterPage, visitor: Client
) -> None:
    grow(register, range(FEW))
    addresses = ("/partnerskap/export.csv", "/partnerskap/export.json")
    few = {address: held(visitor, address) for address in addresses}
    grow(register, range(FEW, MANY))
    for address in addresses:
        few_bytes, few_held = few[address]
        lots_of_bytes, lots_held = held(visitor, address)
        assert lots_of_bytes > 4 * few_bytes
        # Five times the rows. Two steps of the way may be in memory at once, never more.
        assert lots_held < 2 * few_held, address
