"""Every address of the resolver, by GET and by POST, as everybody whom the portal knows.

What must not be seen holds a word that is looked for; what must not be done shows as a table that
is written to.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from core.staff.roles import Role
from home.models import HomePage
from tests.factories.users import UserFactory
from tests.roles.addresses import addresses_of
from tests.roles.portal import Portal
from tests.roles.table import canaries, sees, writes
from tests.roles.watching import Answered, Asker

pytestmark = [pytest.mark.django_db, pytest.mark.thorough, pytest.mark.on_sqlite]
# Faults of Wagtail's own, and only for a POST that none of its forms sends.
WAGTAILS_FAULTS = {
    "admin/choose-external-link/",
    "admin/redirects/import/process/",
    *(
        f"admin/snippets/choose/{model}/create/"
        for model in (
            "associations/associationkind",
            "associations/notpursued",
            "core/actor",
            "core/definition",
            "core/fundingsource",
            "core/notice",
            "core/topic",
            "dialogues/dialogueseries",
            "home/contactpoint",
            "home/priority",
        )
    ),
}


def _nobody() -> Client:
    return Client()


def _without_a_role() -> Client:
    return _browser()


def _editor() -> Client:
    return _browser(Role.EDITOR)


def _communicator() -> Client:
    return _browser(Role.COMMUNICATOR)


def _case_officer() -> Client:
    return _browser(Role.CASE_OFFICER)


def _administrator() -> Client:
    return _browser(Role.ADMINISTRATOR)


def _whose_role_was_taken_away() -> Client:
    client = _browser(Role.ADMINISTRATOR)
    client.user.groups.clear()
    return client


def _whose_account_was_closed() -> Client:
    client = _browser(Role.ADMINISTRATOR)
    client.user.is_active = False
    client.user.save()
    return client


def _browser(*roles: Role) -> Any:
    client: Any = Client()
    client.user = UserFactory(groups=roles)
    client.force_login(client.user)
    return client


# What people have sent in, and what was mailed to them: whoever looks at it leaves a trace.
SENT_IN = {word for word in canaries() if "R" not in sees(word)} - {
    "kanarie-konto",
    "kanarie-protokoll",
}
TRACES = "wagtailcore_modellogentry"
WHO = {
    _nobody: ".",
    _without_a_role: "-",
    _editor: "R",
    _communicator: "K",
    _case_officer: "H",
    _administrator: "A",
    _whose_role_was_taken_away: "-",
    _whose_account_was_closed: ".",
}


@pytest.fixture
def portal(front: HomePage, settings: Any, tmp_path: Path) -> Portal:
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"
    return Portal(front)


@pytest.mark.parametrize("who", WHO, ids=lambda who: who.__name__[1:])
def test_everybody_sees_and_does_what_the_tables_say_and_no_more(
    portal: Portal, who: Callable[[], Client]
) -> None:
    letter, asker = WHO[who], Asker(who())
    seen, done, faults, untraced = set(), set(), set(), set()

    def look(method: str, pattern: str, path: str, told: Answered) -> None:
        words = {word for word in canaries() if word in told.body}
        seen.update((word, path) for word in words)
        if TRACES not in told.written:
            untraced.update((word, path) for word in words & SENT_IN)
        done.update((table, path) for table in told.written)
        if told.status >= 500 and (method == "get" or pattern not in WAGTAILS_FAULTS):
            faults.add((method, path))

    for address in addresses_of(portal.ids):
        for method in ("get", "post"):
            told = asker.ask(method, address.path)
            look(method, address.pattern, address.path, told)

    assert not faults
    assert not untraced
    assert {(word, path) for word, path in seen if letter not in sees(word)} == set()
    assert {(table, path) for table, path in done if letter not in writes(table)} == set()
    # Else it would prove nothing: whoever may see it does.
    assert {word for word, _path in seen} == {word for word in canaries() if letter in sees(word)}
