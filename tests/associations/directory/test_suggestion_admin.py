"""Who may read and decide about suggestions, and how they are found."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from associations import models
from associations.directory.domain.suggestion_status import SuggestionStatus
from casework.models import Mail
from tests.associations.directory.suggestions import LIST, address, suggest
from tests.exported import fetched, table_of
from tests.factories.suggestions import SuggestionFactory
from tests.home.feedback.test_feedback_admin import browser_of

ROLES: dict[str, Callable[[], Client]] = {
    "nobody": Client,
    "editor": lambda: browser_of(),
    "reader": lambda: browser_of("view_entrysuggestion"),
    "communicator": lambda: browser_of("decide_entrysuggestion"),
    "sender": lambda: browser_of("send_review_link"),
    "administrator": lambda: browser_of(administrator=True),
}
READS = {"list", "export", "suggestion", "history"}
MAY: dict[str, set[str]] = {
    "nobody": set(),
    "editor": set(),
    "reader": READS,
    "communicator": READS | {"decide"},
    "sender": {"send"},
    "administrator": READS | {"decide", "send"},
}
ADDRESSES = {
    "list": LIST,
    "export": f"{LIST}?export=csv",
    "suggestion": f"{LIST}{{}}/",
    "history": f"{LIST}history/{{}}/",
    "add": f"{LIST}new/",
    "delete": f"{LIST}delete/{{}}/",
    "edit": f"{LIST}edit/{{}}/",
}


@pytest.fixture
def suggestion(db: None) -> models.EntrySuggestion:
    suggestion: models.EntrySuggestion = SuggestionFactory(error=True, signed=True)
    return suggestion


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_everybody_sees_just_what_their_role_needs(
    suggestion: models.EntrySuggestion, role: str, name: str
) -> None:
    response = ROLES[role]().get(ADDRESSES[name].format(suggestion.pk))
    if name in MAY[role]:
        assert response.status_code == 200
    else:
        assert response.status_code in {302, 403, 404}
        assert suggestion.sender_name not in response.content.decode()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("button", ["approve", "refuse"])
def test_only_who_may_decide_can_decide(
    suggestion: models.EntrySuggestion, role: str, button: str
) -> None:
    ROLES[role]().post(address(suggestion), {button: "1", "reason": "Nej"})
    suggestion.refresh_from_db()
    assert suggestion.is_decided is ("decide" in MAY[role])


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_send_links_can_send_them(chess: models.AssociationPage, role: str) -> None:
    url = f"/admin/foreningslank/{chess.pk}/"
    client = ROLES[role]()
    assert (client.get(url).status_code == 200) is ("send" in MAY[role])
    client.post(url)
    assert Mail.objects.exists() is ("send" in MAY[role])


@pytest.mark.parametrize(("role", "is_shown"), [("editor", False), ("reader", True)])
def test_the_menu_shows_suggestions_to_those_who_may_read_them(
    suggestion: models.EntrySuggestion, role: str, is_shown: bool
) -> None:
    assert (LIST in ROLES[role]().get("/admin/").content.decode()) is is_shown


def test_a_reader_finds_no_button(chess: models.AssociationPage) -> None:
    page = ROLES["reader"]().get(address(suggest(chess, seeks="Nytt"))).content.decode()
    assert "<ins>Nytt</ins>" in page
    assert 'name="approve"' not in page
    assert 'name="refuse"' not in page


@pytest.mark.parametrize("permission", ["besluta om förslag", "skicka länk", "skicka utskick"])
def test_permissions_can_be_given_to_groups(administrator_client: Client, permission: str) -> None:
    page = administrator_client.get("/admin/groups/new/").content.decode()
    assert permission in page.lower()


# ---------------------------------------------------------------- finding


@pytest.mark.parametrize(
    "narrowed",
    ["kind=NEW", "status=REFUSED", "received_at_from=2020-01-01&received_at_to=2020-12-31"],
)
def test_the_list_can_be_narrowed(communicator: Client, narrowed: str) -> None:
    moment = timezone.datetime(2020, 5, 5, tzinfo=timezone.get_current_timezone())
    wanted = SuggestionFactory(new=True, refused=True, handled_at=moment, received_at=moment)
    other = SuggestionFactory()
    page = communicator.get(f"{LIST}?{narrowed}").content.decode()
    assert wanted.reference in page
    assert other.reference not in page


@pytest.mark.parametrize("say", [str.lower, lambda r: r.replace("-", " ")])
def test_a_reference_is_found_however_it_was_said(
    communicator: Client, say: Callable[[str], str]
) -> None:
    wanted, other = SuggestionFactory(), SuggestionFactory()
    page = communicator.get(LIST, {"q": say(wanted.reference)}).content.decode()
    assert wanted.reference in page
    assert other.reference not in page


@pytest.mark.parametrize("query", ["q=%00", "kind=x&status=y", "received_at_from=z", "p=999"])
def test_a_broken_query_is_no_fault_of_ours(communicator: Client, query: str) -> None:
    assert communicator.get(f"{LIST}?{query}").status_code == 200


def test_no_cell_of_an_export_is_a_formula(communicator: Client) -> None:
    SuggestionFactory(association_title='=HYPERLINK("http://x")')
    rows = table_of(fetched(communicator, f"{LIST}?export=csv"))
    cells = [cell for row in rows for cell in row]
    assert '\'=HYPERLINK("http://x")' in cells


# ---------------------------------------------------------------- links


def test_a_link_is_sent_from_the_associations_page(
    administrator_client: Client, chess: models.AssociationPage
) -> None:
    url = f"/admin/foreningslank/{chess.pk}/"
    assert url in administrator_client.get(f"/admin/pages/{chess.pk}/edit/").content.decode()
    assert "styrelsen@exempel.se" in administrator_client.get(url).content.decode()
    answer = administrator_client.post(url, follow=True).content.decode()
    assert "Länken är på väg till föreningen." in answer
    assert Mail.objects.get().to == "styrelsen@exempel.se"
    logged = PageLogEntry.objects.filter(page=chess.pk).values_list("action", flat=True)
    assert "associations.send_review_link" in logged


def test_without_an_address_the_communicator_is_told_what_to_do(
    administrator_client: Client, chess: models.AssociationPage
) -> None:
    models.AssociationPage.objects.update(review_email="")
    url = f"/admin/foreningslank/{chess.pk}/"
    assert "saknar adress för påminnelser" in administrator_client.get(url).content.decode()
    answer = administrator_client.post(url, follow=True).content.decode()
    assert "saknar adress för påminnelser" in answer
    assert not Mail.objects.exists()


def test_other_pages_have_no_such_button(
    administrator_client: Client, directory: models.AssociationDirectoryPage
) -> None:
    page = administrator_client.get(f"/admin/pages/{directory.pk}/edit/").content.decode()
    assert "foreningslank" not in page


def test_what_is_decided_is_shown_with_what_was_taken(
    communicator: Client, chess: models.AssociationPage
) -> None:
    suggestion = suggest(chess, seeks="Något nytt")
    models.EntrySuggestion.objects.update(
        status=SuggestionStatus.APPROVED, handled_at=timezone.now(), applied={"seeks": "Något"}
    )
    page = communicator.get(address(suggestion)).content.decode()
    assert "Infört" in page
    assert "Det här söker vi" in page
    assert "<ins>Något nytt</ins>" in page
