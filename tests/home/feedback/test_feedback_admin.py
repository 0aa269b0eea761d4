"""How staff read and handle what readers have told us."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from core.models import User
from home.feedback.domain.feedback_status import FeedbackStatus
from home.models import Feedback, FeedbackKind
from tests.exported import fetched, table_of
from tests.factories.feedback import FeedbackFactory
from tests.factories.users import UserFactory

LIST = "/admin/synpunkter/"
FULL_WIDTH = "\N{FULLWIDTH EQUALS SIGN}"


def browser_of(*permissions: str, **roles: bool) -> Client:
    """Return the browser of somebody who may enter the admin and do what is named."""
    user: User = UserFactory(**roles)
    names = ("access_admin", *permissions)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def registrar(db: None) -> Client:
    """Somebody who may handle messages."""
    return browser_of("view_feedback", "change_feedback")


@pytest.fixture
def message(db: None) -> Feedback:
    feedback: Feedback = FeedbackFactory(signed=True)
    return feedback


# ---------------------------------------------------------------- who may what

ROLES: dict[str, Callable[[], Client]] = {
    "nobody": Client,
    "editor": lambda: browser_of(),
    "reader": lambda: browser_of("view_feedback"),
    "registrar": lambda: browser_of("change_feedback"),
    "administrator": lambda: browser_of(administrator=True),
}
ADDRESSES = {
    "list": "",
    "export": "?export=csv",
    "inspect": "{}/",
    "handle": "handle/{}/",
    "history": "history/{}/",
    "add": "new/",
    "delete": "delete/{}/",
    "edit": "edit/{}/",
    "usage": "usage/{}/",
}
MAY = {
    "nobody": set(),
    "editor": set(),
    "reader": {"list", "export", "inspect"},
    "registrar": {"list", "export", "inspect", "handle", "history"},
    "administrator": {"list", "export", "inspect", "handle", "history"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_everybody_sees_just_what_their_role_needs(
    message: Feedback, role: str, address: str
) -> None:
    response = ROLES[role]().get(LIST + ADDRESSES[address].format(message.pk))
    if address in MAY[role]:
        assert response.status_code == 200
    else:
        assert response.status_code in {302, 403, 404}
        assert message.sender_name not in response.content.decode()


@pytest.mark.parametrize("role", ["nobody", "editor", "reader"])
def test_only_who_may_handle_messages_can_move_them(message: Feedback, role: str) -> None:
    ROLES[role]().post(f"{LIST}handle/{message.pk}/", {"to": "HANDLED", "note": ""})
    message.refresh_from_db()
    assert message.status == FeedbackStatus.NEW


@pytest.mark.parametrize(("role", "is_shown"), [("editor", False), ("reader", True)])
def test_the_menu_shows_messages_to_those_who_may_read_them(
    message: Feedback, role: str, is_shown: bool
) -> None:
    assert (LIST in ROLES[role]().get("/admin/").content.decode()) is is_shown


def test_permissions_can_be_given_to_groups(administrator_client: Client) -> None:
    page = administrator_client.get("/admin/groups/new/").content.decode()
    assert "synpunkt" in page.lower()


# ---------------------------------------------------------------- finding


def test_the_newest_message_comes_first(registrar: Client) -> None:
    old = FeedbackFactory(received_at=timezone.now() - timezone.timedelta(days=2))
    new = FeedbackFactory()
    page = registrar.get(LIST).content.decode()
    assert page.index(new.reference) < page.index(old.reference)


@pytest.mark.parametrize(
    "narrowed",
    [
        "kind=ACCESSIBILITY",
        "status=HANDLED",
        "received_at_from=2020-01-01&received_at_to=2020-12-31",
    ],
)
def test_the_list_can_be_narrowed(registrar: Client, narrowed: str) -> None:
    moment = timezone.datetime(2020, 5, 5, tzinfo=timezone.get_current_timezone())
    wanted = FeedbackFactory(
        kind=FeedbackKind.ACCESSIBILITY, handled=True, handled_at=moment, received_at=moment
    )
    other = FeedbackFactory()
    page = registrar.get(f"{LIST}?{narrowed}").content.decode()
    assert wanted.reference in page
    assert other.reference not in page


@pytest.mark.parametrize("said", [str.lower, lambda r: r.replace("-", " "), lambda r: " ".join(r)])
def test_a_reference_is_found_however_it_was_said(
    registrar: Client, said: Callable[[str], str]
) -> None:
    wanted, other = FeedbackFactory(), FeedbackFactory()
    page = registrar.get(LIST, {"q": said(wanted.reference)}).content.decode()
    assert wanted.reference in page
    assert other.reference not in page


def test_words_are_found(registrar: Client) -> None:
    wanted, other = FeedbackFactory(text="Bänken vid torget"), FeedbackFactory()
    page = registrar.get(LIST, {"q": "bänken"}).content.decode()
    assert wanted.reference in page
    assert other.reference not in page


@pytest.mark.parametrize(
    "query", ["q=%00", "kind=x&status=y", "received_at_from=z", "p=999", "ordering=x"]
)
def test_a_broken_query_is_no_fault_of_ours(registrar: Client, query: str) -> None:
    assert registrar.get(f"{LIST}?{query}").status_code == 200


# ---------------------------------------------------------------- exports


def test_no_cell_of_an_export_is_a_formula(registrar: Client) -> None:
    dangerous = ['=HYPERLINK("http://x")', "+46701", "-1", "@SUM(A1)", "\t=1", FULL_WIDTH + "1"]
    for text in dangerous:
        FeedbackFactory(text=text, sender_name=text)
    rows = table_of(fetched(registrar, f"{LIST}?export=csv"))
    content = fetched(registrar, f"{LIST}?export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert len(rows) == len(dangerous) + 1 == sheet.max_row
    cells = [cell for row in rows for cell in row]
    cells += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [
        cell for cell in cells if cell.lstrip(" ")[:1] in {"=", "+", "-", "@", "\t", FULL_WIDTH}
    ]
    assert '\'=HYPERLINK("http://x")' in cells


def test_an_export_holds_what_the_list_was_narrowed_to(registrar: Client) -> None:
    FeedbackFactory(text="Kvar")
    FeedbackFactory(text="Borta", handled=True)
    body = fetched(registrar, f"{LIST}?export=csv&status=NEW").decode()
    assert "Kvar" in body
    assert "Borta" not in body


# ---------------------------------------------------------------- handling


def test_a_message_is_closed_with_a_note(registrar: Client, message: Feedback) -> None:
    page = registrar.get(f"{LIST}handle/{message.pk}/").content.decode()
    assert message.text in page
    assert "Markera som hanterad" in page
    registrar.post(f"{LIST}handle/{message.pk}/", {"to": "HANDLED", "note": "Rättat"})
    message.refresh_from_db()
    assert (message.status, message.note) == (FeedbackStatus.HANDLED, "Rättat")
    history = registrar.get(f"{LIST}history/{message.pk}/").content.decode()
    assert "Från Ny till Hanterad" in history


def test_who_comes_too_late_is_told(registrar: Client, message: Feedback) -> None:
    address = f"{LIST}handle/{message.pk}/"
    registrar.post(address, {"to": "HANDLED", "note": "Först"})
    late = registrar.post(address, {"to": "IN_PROGRESS", "note": "Sen"}, follow=True)
    assert "Någon annan har redan tagit hand om synpunkten." in late.content.decode()
    assert "Markera som hanterad" not in late.content.decode()
    message.refresh_from_db()
    assert message.note == "Först"


@pytest.mark.parametrize("to", ["", "NEW", "ERASED", "\x00"])
def test_a_message_moves_only_to_states_that_exist(
    registrar: Client, message: Feedback, to: str
) -> None:
    assert registrar.post(f"{LIST}handle/{message.pk}/", {"to": to}).status_code == 200
    message.refresh_from_db()
    assert message.status == FeedbackStatus.NEW


@pytest.mark.parametrize("method", ["post", "delete"])
def test_nobody_deletes_a_message(
    administrator_client: Client, message: Feedback, method: str
) -> None:
    getattr(administrator_client, method)(f"{LIST}delete/{message.pk}/")
    assert Feedback.objects.filter(pk=message.pk).exists()


def test_what_readers_write_is_shown_as_text(registrar: Client) -> None:
    feedback = FeedbackFactory(text="<script>alert(1)</script>{{ 7|add:7 }}")
    for address in ("", f"{feedback.pk}/", f"handle/{feedback.pk}/"):
        page = registrar.get(LIST + address).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page
