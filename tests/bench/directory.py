"""A directory of any size: N associations with 40 topics, 60 places and 12 kinds.

Values are uneven, as in life: the first of each is had by most associations, the last by few.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from wagtail.models import Locale, Page, Site

from associations import models
from core.freshness import kept_warm as freshness
from core.models import Topic, TopicOnPage
from searching.entries.projection import rebuild
from tests.bench.rows import add_pages, link
from tests.bench.words import RARE, sentence, text
from tests.factories import associations as make
from tests.factories import home as make_home

TOPICS, PLACES, KINDS = 40, 60, 12
ADDRESSES = {
    "directory": "/foreningar/",
    "directory, page 3": "/foreningar/?sida=3",
    "three common facets": "/foreningar/?foreningsslag=slag-0&plats=plats-0&amne=amne-0",
    "three rare facets": "/foreningar/?foreningsslag=slag-7&plats=plats-31&amne=amne-21",
    "three facets + word": (
        "/foreningar/?foreningsslag=slag-0&plats=plats-0&amne=amne-0&q=nattvandring"
    ),
    "one letter": "/foreningar/?bokstav=t",
    "rare word": f"/foreningar/?q={RARE}",
    "association": "/foreningar/forening-57/",
    "place": "/platser/plats-0/",
}


class Directory:
    """The directory that the benchmark fills, step by step."""

    def __init__(self) -> None:
        """Make the front page, the places, topics and kinds, in an empty database."""
        Page.objects.filter(depth=2).delete()
        root = Page.get_first_root_node()
        front = make_home.HomePageFactory(parent=root, locale=Locale.get_default())
        Site.objects.create(hostname="testserver", root_page=front, is_default_site=True)
        index = make_home.PlaceIndexFactory(parent=front)
        self.directory = make.DirectoryFactory(parent=front)
        self.places = [
            make_home.PlaceFactory(parent=index, title=f"Plats {n}", slug=f"plats-{n}")
            for n in range(PLACES)
        ]
        self.topics = [
            Topic.objects.create(name=f"Ämne {n}", slug=f"amne-{n}") for n in range(TOPICS)
        ]
        self.kinds = [
            models.AssociationKind.objects.create(name=f"Slag {n}", slug=f"slag-{n}")
            for n in range(KINDS)
        ]
        self.size = 0

    def grow(self, size: int) -> None:
        """Add associations until there are `size`, and project them."""
        numbers = range(self.size, size)
        made = add_pages(
            self.directory,
            (_association(number) for number in numbers),
            total=len(numbers),
            what="associations",
        )
        known = list(zip(numbers, made, strict=True))
        kinds, places = (
            models.AssociationPage.kinds.through,
            models.AssociationPage.places.through,
        )
        link(
            kinds,
            (
                kinds(associationpage_id=page.pk, associationkind_id=self.kinds[n].pk)
                for number, page in known
                for n in _values(number, KINDS, at_most=2)
            ),
        )
        link(
            places,
            (
                places(associationpage_id=page.pk, placepage_id=self.places[n].pk)
                for number, page in known
                for n in _values(number * 3 + 1, PLACES, at_most=3)
            ),
        )
        link(
            TopicOnPage,
            (
                TopicOnPage(tag=self.topics[n], content_object_id=page.pk)
                for number, page in known
                for n in _values(number * 7 + 2, TOPICS, at_most=3)
            ),
        )
        self.size = size
        rebuild()
        cache.clear()
        freshness.move()


def _values(number: int, of: int, *, at_most: int) -> Iterable[int]:
    """Return one to `at_most` different values below `of`; 0 for three in five numbers."""
    spread = (number * 2_654_435_761) % 4_294_967_296
    first = 0 if spread % 5 < 3 else spread // 5 % of
    rest = [(spread // (11 + step)) % of for step in range(spread % at_most)]
    return dict.fromkeys([first, *rest])


def _association(number: int) -> Any:
    words = sentence(number, 2).rstrip(".")
    return models.AssociationPage(
        title=f"{words} {number}",
        slug=f"forening-{number}",
        introduction=text(number, 2),
        activities="\n".join(sentence(number + each) for each in range(3)),
        contributes=sentence(number, 5) if number % 3 == 0 else "",
        seeks=sentence(number, 5) if number % 4 == 0 else "",
        target_groups=("barn, unga", "äldre", "alla")[number % 3],
        checked_on=date(2026, 1, 1) + timedelta(days=number % 300),
    )
