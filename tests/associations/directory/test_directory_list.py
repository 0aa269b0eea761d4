"""The directory as a reader narrows it."""

import pytest

from associations.models import AssociationPage
from tests.conftest import count_queries
from tests.factories.associations import AssociationFactory, AssociationKindFactory
from tests.factories.home import PlaceFactory, TopicFactory

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [entry.title for entry in response.context["list"].entries]


def options(response, name: str) -> dict[str, int]:
    group = next(group for group in response.context["list"].groups if group.name == name)
    return {option.label: option.count for option in group.options}


@pytest.fixture
def some(directory, place_index):
    """Three associations that differ in kind, place, topic, target group and offer."""
    sport, culture = (AssociationKindFactory(name=name, slug=slug) for name, slug in (
        ("Idrottsförening", "idrott"), ("Kulturförening", "kultur")))  # fmt: skip
    north, south = (PlaceFactory(parent=place_index, title=title) for title in ("Norra", "Södra"))
    football = TopicFactory(name="Fotboll", slug="fotboll")
    AssociationFactory(
        parent=directory, title="Älvsjö FF", kinds=[sport], places=[north], topics=[football],
        target_groups="barn, unga", seeks="Ledare till knattelaget.",
    )  # fmt: skip
    AssociationFactory(
        parent=directory, title="Ånga kultur", kinds=[culture], places=[north],
        contributes="En scen.",
    )  # fmt: skip
    AssociationFactory(
        parent=directory, title="Zebra IK", kinds=[sport], places=[south], target_groups="äldre"
    )
    return directory


def test_the_list_is_sorted_as_swedish_is(some, visitor):
    assert titles(visitor.get(some.url)) == ["Zebra IK", "Ånga kultur", "Älvsjö FF"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("foreningsslag=idrott", ["Zebra IK", "Älvsjö FF"]),
        ("foreningsslag=idrott&plats=norra", ["Älvsjö FF"]),
        ("plats=norra&plats=sodra", ["Zebra IK", "Ånga kultur", "Älvsjö FF"]),
        ("malgrupp=unga", ["Älvsjö FF"]),
        ("amne=fotboll", ["Älvsjö FF"]),
        ("utbyte=soker", ["Älvsjö FF"]),
        ("utbyte=bidrar", ["Ånga kultur"]),
        ("bokstav=å", ["Ånga kultur"]),
        ("q=knattelaget", ["Älvsjö FF"]),
        ("q=idrottsföreningar&plats=sodra", ["Zebra IK"]),
    ],
)
def test_choices_narrow_the_list(some, visitor, query, expected):
    assert titles(visitor.get(f"{some.url}?{query}")) == expected


def test_counts_are_those_of_the_list_that_a_choice_would_give(some, visitor):
    page = visitor.get(f"{some.url}?foreningsslag=idrott")
    assert options(page, "place") == {"Norra": 1, "Södra": 1}
    # The choices within a facet are alternatives, so they do not shrink each other.
    assert options(page, "association_kind") == {"Idrottsförening": 2, "Kulturförening": 1}


def test_unknown_values_are_told_and_do_not_narrow(some, visitor):
    page = visitor.get(f"{some.url}?foreningsslag=orkester&plats=norra&sida=99&bokstav=qq")
    assert titles(page) == ["Ånga kultur", "Älvsjö FF"]
    assert "Vi känner inte till ”orkester”" in page.text
    assert "Vi känner inte till ”qq”" in page.text


def test_a_to_o_offers_every_letter_and_links_those_that_lead_somewhere(some, visitor):
    letters = visitor.get(some.url).context["letters"]
    assert [letter.label for letter in letters] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ")
    assert [letter.label for letter in letters if letter.url] == ["Z", "Å", "Ä"]


def test_a_letter_replaces_the_letter_before_and_keeps_the_other_choices(some, visitor):
    page = visitor.get(f"{some.url}?bokstav=å&plats=norra&sida=1")
    letters = {letter.label: letter for letter in page.context["letters"]}
    assert letters["Å"].is_chosen
    assert titles(visitor.get(letters["Ä"].url)) == ["Älvsjö FF"]
    assert titles(visitor.get(letters["Å"].url)) == ["Ånga kultur", "Älvsjö FF"]


def test_a_kind_that_gets_another_name_has_it_in_the_list_at_once(some, visitor):
    kind = AssociationPage.objects.get(title="Zebra IK").kinds.get()
    kind.name = "Idrottsklubb"
    kind.save()
    assert "Idrottsklubb" in options(visitor.get(some.url), "association_kind")
    assert titles(visitor.get(f"{some.url}?q=idrottsklubb")) == ["Zebra IK", "Älvsjö FF"]


def test_a_kind_that_is_removed_is_no_choice_any_more(
    some, visitor, django_capture_on_commit_callbacks
):
    kind = AssociationPage.objects.get(title="Zebra IK").kinds.get()
    with django_capture_on_commit_callbacks(execute=True):
        kind.delete()
    assert options(visitor.get(some.url), "association_kind") == {"Kulturförening": 1}


def test_three_choices_cost_the_same_for_few_and_many(some, visitor):
    url = f"{some.url}?foreningsslag=idrott&plats=norra&amne=fotboll"
    visitor.get(url)
    few = count_queries(visitor, url)
    pattern = AssociationPage.objects.get(title="Älvsjö FF")
    for number in range(30):
        AssociationFactory(
            parent=some, title=f"Lag {number}", kinds=list(pattern.kinds.all()),
            places=list(pattern.places.all()), topics=list(pattern.topics.all()),
        )  # fmt: skip
    visitor.get(url)
    assert len(titles(visitor.get(url))) == 20
    assert count_queries(visitor, url) == few
    assert few <= 10


def test_contacts_that_an_association_keeps_to_itself_are_nowhere(directory, visitor):
    page = AssociationFactory(parent=directory, reachable=True)
    shown = visitor.get(page.url).text
    assert "kansliet@example.se" in shown
    for address in (page.url, directory.url):
        assert "123 45 67" not in visitor.get(address).text
    assert visitor.get("/sok/?q=1234567").context["list"].total == 0
    assert visitor.get(f"{directory.url}?q=kansliet").context["list"].total == 0


def test_every_place_of_a_large_district_can_be_chosen(directory, place_index, visitor):
    places = [PlaceFactory(parent=place_index, title=f"Plats {n:02}") for n in range(65)]
    AssociationFactory(parent=directory, title="Överallt", places=places)
    groups = visitor.get(directory.url).context["list"].groups
    (offered,) = [group.options for group in groups if group.name == "place"]
    assert [option.label for option in offered] == [place.title for place in places]
    # Words are counted by the database and not by the map of the list.
    groups = visitor.get(directory.url, {"q": "överallt"}).context["list"].groups
    (offered,) = [group.options for group in groups if group.name == "place"]
    assert len(offered) == 65
