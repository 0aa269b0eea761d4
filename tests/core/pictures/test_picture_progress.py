"""Editors see how far the sizes of their pictures have come, in words, and why one has none."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db.models.functions import Now
from django.test import Client
from wagtail.users.models import UserProfile
from wagtail_factories import ImageFactory

from core.models import AskedSizes, PortalImage, User
from core.pictures.models import MOST_ATTEMPTS, NotMade
from core.staff.roles import Role
from tests.factories.pictures import make_sizes, picture_with_sizes
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LIST, SENDING, ALL = "/admin/images/", "/admin/images/multiple/add/", "/admin/bilder/storlekar/"


def give_up(image: PortalImage) -> None:
    AskedSizes.objects.filter(image=image).update(
        made_at=None, attempts=MOST_ATTEMPTS, not_made=NotMade.MISSING
    )


@pytest.mark.parametrize("address", [LIST, SENDING, ALL])
def test_a_batch_is_counted_in_words_and_as_a_bar(
    administrator_client: Client, address: str
) -> None:
    for number in range(5):
        ImageFactory(title=f"{number}")
    AskedSizes.objects.filter(image__title__in="01").update(made_at=Now())
    shown = administrator_client.get(address).text
    assert "2 av 5 bilder har fått sina storlekar." in shown
    assert '<progress max="5" value="2"' in shown
    # Asks again by itself.
    assert "/admin/bilder/storlekar/?looks=" in shown


def test_it_is_told_when_all_have_come_where_they_were_sent(
    administrator: User, administrator_client: Client
) -> None:
    picture_with_sizes(title="Somebody else's")
    for number in range(2):
        ImageFactory(title=f"{number}", uploaded_by_user=administrator)
    shown = administrator_client.get(f"{ALL}?looks=60").text
    assert "0 av 2 bilder" in shown
    make_sizes()
    (again,) = re.findall(r'"url": "([^"]+)"', unescape(shown))
    shown = administrator_client.get(again).text
    assert "Alla 2 bilder har fått sina storlekar." in shown
    # It goes on for a while, as more may be sent, and then comes to an end.
    assert "?looks=59" in shown
    assert "w-init" not in administrator_client.get(f"{ALL}?looks=1").text
    # Whoever has just begun is told nothing of what was before.
    assert "har fått sina" not in administrator_client.get(f"{ALL}?looks=60").text
    assert "har fått sina" not in administrator_client.get(LIST).text


def test_a_batch_is_the_same_from_its_first_picture_to_its_last(
    administrator_client: Client,
) -> None:
    for minutes in (90, 50, 45, 38, 30):
        picture_with_sizes(title=f"{minutes}")
        AskedSizes.objects.filter(image__title=f"{minutes}").update(
            asked_at=Now() - timedelta(minutes=minutes)
        )
    batch = AskedSizes.objects.exclude(image__title="90")
    batch.update(made_at=None)
    for done, row in enumerate(batch.order_by("asked_at")):
        assert f"{done} av 4 bilder" in administrator_client.get(LIST).text
        AskedSizes.objects.filter(pk=row.pk).update(made_at=Now())


def test_what_was_given_up_is_named_with_the_reason_and_what_to_do(
    administrator_client: Client,
) -> None:
    image = picture_with_sizes(title="Torget")
    give_up(image)
    for address in (LIST, f"/admin/images/{image.pk}/"):
        shown = administrator_client.get(address).text
        assert "originalet finns inte kvar" in shown
        assert "Spara bilden på nytt" in shown


def test_the_page_of_a_picture_says_how_far_its_sizes_have_come(
    administrator_client: Client,
) -> None:
    image = ImageFactory(title="Torget")
    own, here = f"/admin/images/{image.pk}/", f"{ALL}{image.pk}/"
    for address in (own, here):
        shown = administrator_client.get(address).text
        assert "Görs inom kort. Sidor visar bilden så snart de är klara." in shown
        assert f'{{"url": "{here}"}}' in shown
    AskedSizes.objects.update(not_made=NotMade.NOT_DRAWN, attempts=1)
    assert "Portalen försöker igen klockan" in administrator_client.get(here).text
    make_sizes()
    shown = administrator_client.get(here).text
    assert "Klara" in shown
    assert "w-init" not in shown


def test_an_english_editor_reads_it_in_english(client: Client) -> None:
    editor = UserFactory(administrator=True)
    UserProfile.objects.create(user=editor, preferred_language="en")
    client.force_login(editor)
    for number in range(2):
        ImageFactory(title=f"{number}")
    assert "0 of 2 pictures have their sizes." in client.get(LIST).text


def test_only_who_works_with_pictures_sees_it(client: Client, officer_client: Client) -> None:
    image = ImageFactory(title="Torget")
    for address in (ALL, f"{ALL}{image.pk}/"):
        assert client.get(address).status_code == 302
        assert officer_client.get(address).status_code == 200
    nobody = UserFactory()
    client.force_login(nobody)
    assert client.get(ALL).status_code in (302, 403)


def test_nobody_is_told_of_pictures_that_they_may_not_change(client: Client) -> None:
    image = picture_with_sizes(title="Torget")
    give_up(image)
    client.force_login(UserFactory(groups=[Role.EDITOR]))
    assert "Torget" not in client.get(ALL).text


@pytest.mark.parametrize("looks", ["x", "-1", "9" * 30, "²"])
def test_a_strange_number_is_no_error(administrator_client: Client, looks: str) -> None:
    assert administrator_client.get(ALL, {"looks": looks}).status_code == 200
