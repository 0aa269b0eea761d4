"""Accounts and groups: nobody gives away more than they have, and no name is lost."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from associations.models import EventKind
from associations.proposals.admin.timeline import history_of
from core.models import Topic, User
from core.staff.permissions import excess
from core.staff.roles import Role
from tests.factories.proposals import ProposalEventFactory, ProposalFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    """An administrator by role, who is no superuser."""
    user: User = UserFactory(groups=(Role.ADMINISTRATOR,), first_name="Åsa", last_name="Öberg")
    return user


@pytest.fixture
def chief() -> User:
    """A superuser."""
    user: User = UserFactory(administrator=True, first_name="Bo", last_name="Ek")
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent(user: User, *groups: Group, **changes: Any) -> dict[str, Any]:
    """The form of an account as a browser sends it."""
    form = {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name or "Åsa",
        "last_name": user.last_name or "Öberg",
        "is_active": "on",
        "groups": [group.pk for group in groups],
    }
    return {**form, **changes}


def group(role: Role) -> Group:
    return Group.objects.get(name=role)


# ---------------------------------------------------------------- superusers


def test_only_a_superuser_makes_superusers(manager: User, chief: User) -> None:
    colleague = UserFactory()
    address = f"/admin/users/edit/{colleague.pk}/"
    for actor, makes in ((manager, False), (chief, True)):
        browser(actor).post(address, sent(colleague, is_superuser="on"))
        colleague.refresh_from_db()
        assert colleague.first_name == "Åsa"
        assert colleague.is_superuser is makes


def test_nobody_makes_a_new_superuser_without_being_one(manager: User) -> None:
    new = sent(User(username="ny", email="ny@exempel.se"), is_superuser="on")
    new |= {"password1": "en-lång-fras-1-2", "password2": "en-lång-fras-1-2"}
    browser(manager).post("/admin/users/new/", new)
    assert not User.objects.get(username="ny").is_superuser


@pytest.mark.parametrize("way", ["edit", "delete"])
def test_the_account_of_a_superuser_is_closed_to_others(
    manager: User, chief: User, way: str
) -> None:
    client, address = browser(manager), f"/admin/users/{way}/{chief.pk}/"
    changes = {"email": "min@exempel.se", "password1": "en-lång-fras-1-2"}
    assert client.get(address).status_code == 302
    client.post(address, sent(chief, **changes, password2=changes["password1"]))
    kept = User.objects.get(pk=chief.pk)
    assert (kept.email, kept.password, kept.is_active) == (chief.email, chief.password, True)


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("assign_role", {"role": "group"}),
        ("set_active_state", {"mark_as_active": "False"}),
        ("delete", {}),
    ],
)
def test_nothing_is_done_to_superusers_and_oneself_among_several(
    manager: User, chief: User, action: str, data: dict[str, Any]
) -> None:
    officers, colleague = group(Role.CASE_OFFICER), UserFactory()
    if "role" in data:
        data = {"role": officers.pk}
    ids = f"?id={chief.pk}&id={manager.pk}&id={colleague.pk}"
    browser(manager).post(f"/admin/bulk/core/user/{action}/{ids}", data)
    untouched = User.objects.filter(pk__in=[chief.pk, manager.pk], is_active=True)
    assert untouched.exclude(groups=officers).count() == 2
    assert User.objects.filter(pk=colleague.pk).exists()


# ---------------------------------------------------------------- roles


def test_nobody_changes_their_own_roles(manager: User, chief: User) -> None:
    own, officers = group(Role.ADMINISTRATOR), group(Role.CASE_OFFICER)
    browser(manager).post(f"/admin/users/edit/{manager.pk}/", sent(manager, own, officers))
    assert list(manager.groups.all()) == [own]
    browser(chief).post(f"/admin/users/edit/{chief.pk}/", sent(chief, officers))
    assert list(chief.groups.all()) == [officers]


def test_a_group_that_may_more_is_given_by_nobody_who_may_less(manager: User) -> None:
    above = Group.objects.create(name="Driften")
    above.permissions.add(Permission.objects.get(codename="delete_contenttype"))
    colleague = UserFactory()
    address = f"/admin/users/edit/{colleague.pk}/"
    browser(manager).post(address, sent(colleague, above))
    assert not colleague.groups.exists()
    browser(manager).post(address, sent(colleague, group(Role.EDITOR)))
    assert colleague.groups.get().name == Role.EDITOR
    browser(manager).post(
        f"/admin/bulk/core/user/assign_role/?id={colleague.pk}", {"role": above.pk}
    )
    assert colleague.groups.get().name == Role.EDITOR


def test_the_roles_may_nothing_that_administrators_may_not(manager: User) -> None:
    assert {role: excess(manager, group(role)) for role in Role} == {role: set() for role in Role}


def test_a_right_in_a_tree_covers_what_lies_below_and_nothing_beside(manager: User) -> None:
    root, members = Page.get_first_root_node(), Group.objects.create(name="Lokalt")
    below = Collection.get_first_root_node().add_child(name="Här")
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(
        group=members, page=root.get_children()[0], permission=publish
    )
    assert not excess(manager, members)
    choose = Permission.objects.get(codename="choose_image")
    GroupCollectionPermission.objects.create(group=members, collection=below, permission=choose)
    assert not excess(manager, members)
    GroupCollectionPermission.objects.filter(group__name=Role.ADMINISTRATOR).delete()
    assert len(excess(manager, members)) == 1


def form_of_group(members: Group, *codenames: str) -> dict[str, Any]:
    chosen = Permission.objects.filter(codename__in=codenames)
    no_rows = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    panels = ("page", "collection", "image", "document", "collection_mgmt")
    rows = {
        f"{panel}_permissions-{name}": value for panel in panels for name, value in no_rows.items()
    }
    return {"name": members.name, "permissions": [each.pk for each in chosen], **rows}


def test_nobody_changes_what_their_own_group_may(manager: User) -> None:
    own = group(Role.ADMINISTRATOR)
    before = set(own.permissions.all())
    for way in ("edit", "delete"):
        address = f"/admin/groups/{way}/{own.pk}/"
        assert browser(manager).get(address).status_code == 302
        browser(manager).post(address, form_of_group(own, "view_feedback"))
    assert set(Group.objects.get(pk=own.pk).permissions.all()) == before


@pytest.mark.parametrize("is_new", [True, False])
def test_nobody_gives_a_group_what_they_do_not_have(manager: User, is_new: bool) -> None:
    manager.groups.get().permissions.remove(Permission.objects.get(codename="erase_proposal"))
    members = Group(name="Lokalt") if is_new else Group.objects.create(name="Lokalt")
    address = "/admin/groups/new/" if is_new else f"/admin/groups/edit/{members.pk}/"
    answer = browser(manager).post(address, form_of_group(members, "erase_proposal"))
    assert answer.status_code == 200
    assert "behörigheter som du själv har" in answer.content.decode()
    assert Group.objects.filter(name="Lokalt").exists() is not is_new
    assert not Group.objects.filter(name="Lokalt", permissions__isnull=False).exists()
    browser(manager).post(address, form_of_group(members, "handle_proposal"))
    assert Group.objects.get(name="Lokalt").permissions.get().codename == "handle_proposal"


# ---------------------------------------------------------------- names stay


def test_an_account_is_deactivated_where_it_would_be_deleted(manager: User, chief: User) -> None:
    for actor in (manager, chief):
        colleague = UserFactory(first_name="Siv", last_name="Ström", groups=(Role.EDITOR,))
        theirs = browser(colleague)
        assert theirs.get("/admin/").status_code == 200
        client, address = browser(actor), f"/admin/users/delete/{colleague.pk}/"
        assert "Inaktivera" in client.get(f"/admin/users/edit/{colleague.pk}/").content.decode()
        assert "Siv Ström" in client.get(address).content.decode()
        told = client.post(address, follow=True).content.decode()
        assert "är inaktiverat" in told
        assert not User.objects.get(pk=colleague.pk).is_active
        assert theirs.get("/admin/").status_code == 302
        history = client.get(f"/admin/users/history/{colleague.pk}/").content.decode()
        assert "Inaktiverade kontot" in history


def test_nobody_deactivates_themselves(manager: User) -> None:
    browser(manager).post(f"/admin/users/delete/{manager.pk}/")
    assert User.objects.get(pk=manager.pk).is_active


def test_a_case_keeps_the_name_of_whoever_handled_it(chief: User) -> None:
    officer = UserFactory(first_name="Siv", last_name="Ström")
    proposal = ProposalFactory(handled_by=officer)
    ProposalEventFactory(
        case=proposal, kind=EventKind.NOTE, by=officer, is_by_sender=False, at=timezone.now()
    )
    with pytest.raises(ProtectedError):
        officer.delete()
    browser(chief).post(f"/admin/users/delete/{officer.pk}/")
    assert "Siv Ström" in {row.who for row in history_of(proposal)}


def test_whoever_is_named_in_a_log_keeps_the_account() -> None:
    officer, stranger = UserFactory(), UserFactory()
    log(
        instance=Topic.objects.create(name="Ljus", slug="ljus"), action="wagtail.edit", user=officer
    )
    with pytest.raises(ProtectedError), transaction.atomic():
        officer.delete()
    stranger.delete()
    assert set(User.objects.values_list("pk", flat=True)) >= {officer.pk}
    assert not User.objects.filter(username=stranger.username).exists()
