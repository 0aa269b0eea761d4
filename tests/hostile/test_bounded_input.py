"""Whoever sends millions of marks on one letter stops nobody: each answer comes within a second.

Time is that of the processor: what this process does for the answer, not what else the machine
is doing.
"""

import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from core.chrome.errors import SHOWS_FORM_AGAIN
from core.models import User
from home.models import HomePage, MeasureIndexPage, PlaceIndexPage
from tests.associations.directory.review_links import link_to as review_link
from tests.associations.proposals.my_proposals import link_to as proposal_link
from tests.dialogues.taking_part import come, form_address, my_address, walk_in
from tests.factories.associations import AssociationFactory, DirectoryFactory
from tests.factories.dialogues import DialogueIndexFactory
from tests.factories.home import MeasureFactory, PlaceFactory
from tests.factories.proposals import ProposalFactory
from tests.filled_forms import form_of
from tests.home.test_page_forms import sent

# Just below what a form of words may weigh.
MARKS = ("a" + "\u0301\u0327" * 650_000).encode()
# As many as a letter may have, on very many letters.
MANY_LETTERS = ("a" + "\u0301\u0327" * 15).encode() * 42_000
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def forms(front: HomePage, place_index: PlaceIndexPage) -> dict[str, str]:
    """The address of each form that anybody can reach, by the name of its view."""
    PlaceFactory(parent=place_index, title="Torget")
    entry = AssociationFactory(parent=DirectoryFactory(parent=front))
    walk = walk_in(DialogueIndexFactory(parent=front))
    return {
        "feedback": "/tyck-till/",
        "feedback_error": "/tyck-till/fel/",
        "feedback_accessibility": "/tyck-till/tillganglighet/",
        "suggest_association": "/forening/anmal/",
        "report_error": "/forening/rapportera-fel/",
        "review": review_link(entry),
        "ask_link": "/forening/ny-lank/",
        "propose": "/partnerskap/foresla/formular/",
        "ask_proposal_link": "/partnerskap/mitt-forslag/ny-lank/",
        "my_proposal": proposal_link(ProposalFactory()),
        "sign_up": form_address(walk),
        "my_registration": my_address(come(walk, "asa")),
    }


def asked(client: Client, url: str, body: bytes | None = None) -> int:
    """Return the status of the answer, having checked that it takes a second or so.

    Three of them here: tests run beside others, at half the pace of a machine of their own.
    """
    begun = time.process_time()
    answer = client.get(url) if body is None else client.post(url, body, content_type=FORM)
    taken = time.process_time() - begun
    assert taken < 3, f"{url} took {taken:.1f} s for {(body or b'')[:40]!r}"
    assert answer.status_code < 500
    return answer.status_code


def named(fields: dict[str, list[str]]) -> bytes:
    """Return the fields as they are sent, except for the one that is sent hostile."""
    return "".join(f"&{n}={quote(v)}" for n, values in fields.items() for v in values).encode()


def test_no_field_of_a_public_form_holds_the_portal_up(
    visitor: Client, forms: dict[str, str]
) -> None:
    assert set(views_with_forms()) <= set(forms)
    for url in forms.values():
        fields = form_of(visitor.get(url))
        assert fields or "anmalan" in url
        # A field that no form knows is read as well.
        for name in [*fields, "unknown"]:
            others = named({each: values for each, values in fields.items() if each != name})
            asked(visitor, url, name.encode() + b"=" + MARKS + others)


@pytest.mark.parametrize("field", ["text", "sender_email"])
def test_many_letters_with_many_marks_hold_the_portal_up_no_longer(
    visitor: Client, forms: dict[str, str], field: str
) -> None:
    assert asked(visitor, forms["feedback_error"], field.encode() + b"=" + MANY_LETTERS) == 422


def views_with_forms(found: object = None) -> Iterator[str]:
    """Yield the name of every view that shows its form again: all that anybody may send."""
    for pattern in (found or get_resolver()).url_patterns:  # type: ignore[attr-defined]
        if isinstance(pattern, URLResolver):
            yield from views_with_forms(pattern)
        elif isinstance(pattern, URLPattern) and getattr(pattern.callback, SHOWS_FORM_AGAIN, False):
            yield str(pattern.name)


@pytest.mark.parametrize(
    "address",
    [
        "/sok/?q={}",
        "/sok/?plats={}&amne={}&sida={}",
        "/platser-hitta/?q={}",
        "/platser-forslag/?q={}",
        "/tyck-till/fel/?sida=https://{}/&svar={}",
        "/forening/rapportera-fel/?forening={}",
        "/dialoger/kalender.ics?plats={}&slag={}",
        "/dialoger/?manad={}&q={}&plats={}",
        "/dialoger/nasta/?plats={}",
        "/foreningar/?q={}&bokstav={}&slag={}",
        "/foreningar/export.csv?q={}&plats={}",
        "/{}/",
        "//{}/",
        "/platser/{}/?{}={}",
        "/tyck-till/tack/{}/",
        "/partnerskap/mitt-forslag/{}/",
        "/dialog/anmalan/{}/",
        "/media/{}",
        "/dokument/1/{}",
        "/admin/login/?next=//{}/",
    ],
)
def test_no_address_holds_the_portal_up(
    visitor: Client, forms: dict[str, str], address: str
) -> None:
    # As much as a server takes in the line of an address.
    assert asked(visitor, address.replace("{}", quote("a" + "\u0301\u0327" * 10_000))) < 500


@pytest.mark.parametrize(
    ("url", "field"),
    [
        ("/admin/login/", "username"),
        ("/admin/login/", "next"),
        ("/admin/password_reset/", "email"),
    ],
)
def test_nobody_who_asks_to_be_let_in_holds_the_portal_up(
    visitor: Client, front: HomePage, url: str, field: str
) -> None:
    asked(visitor, url, field.encode() + b"=" + MARKS + b"&username=a&password=b&email=a@b.se")


@pytest.mark.parametrize("field", ["title", "slug", "seo_title", "introduction"])
def test_no_field_of_an_editor_holds_the_portal_up(
    administrator_client: Client, measure_index: MeasureIndexPage, field: str
) -> None:
    page = MeasureFactory(parent=measure_index)
    url = f"/admin/pages/{page.pk}/edit/"
    fields = dict(sent(administrator_client.get(url), type(page)).lists())
    others = named({name: values for name, values in fields.items() if name != field})
    asked(administrator_client, url, field.encode() + b"=" + MARKS + others)


def test_a_search_in_the_admin_holds_nobody_up(
    administrator_client: Client, administrator: User, front: HomePage
) -> None:
    hostile = quote("a" + "\u0301\u0327" * 10_000)
    for address in ("/admin/pages/search/?q={}", "/admin/forslag/?q={}", "/admin/images/?q={}"):
        asked(administrator_client, address.replace("{}", hostile))
