"""What tests of every room share: a portal with its index pages, people, and counted queries."""

import gc
import secrets
from collections.abc import Generator
from typing import Any, TypeVar

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from core.models import User
from core.staff.roles import Role
from home import models
from tests.browser.server import LOGS
from tests.factories import home as make
from tests.factories.users import UserFactory
from tests.kept_rows import KeptRows
from tests.warmth import clear_caches

P = TypeVar("P", bound=Page)
pytest_plugins = ["tests.clock", "tests.database", "tests.browser.portal", "tests.smtp"]
_FRONT = pytest.StashKey[KeptRows]()
# The rooms of tests that take longest for each file. Journeys change what the others look at.
_FIRST = {"browser": 0, "journeys": 1}
# The rooms of tests that look at what is delivered, not at what a database holds.
_ANY_ENGINE = {"deploy", "supplied"}
# Some tracebacks.
_MOST_OF_A_LOG = 8000


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what need not run on one more engine."""
    if item.path.parent.name in _ANY_ENGINE:
        item.add_marker(pytest.mark.any_engine)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell, of what failed, what the portals that it may have asked said last."""
    report = yield
    for log in LOGS if report.failed else ():
        report.sections.append((f"Log of a portal: {log}", log.read_text()[-_MOST_OF_A_LOG:]))
    return report


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process waits for another at the end."""
    items.sort(key=lambda item: _FIRST.get(item.path.parent.name, len(_FIRST)))


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among what stays: that took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True)
def _cold_caches() -> None:
    """No test sees what an earlier one kept warm."""
    clear_caches()


@pytest.fixture(autouse=True)
def _own_private_files(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees, or forgets, the files of cases that another one stores."""
    settings.PRIVATE_ROOT = tmp_path_factory.getbasetemp() / "private" / secrets.token_hex(8)


# ---------------------------------------------------------------- pages


@pytest.fixture
def front(db: None, request: pytest.FixtureRequest) -> models.HomePage:
    """The Swedish front page with the five index pages that every portal has."""
    stash = request.config.stash
    if _FRONT in stash:
        stash[_FRONT].put_in()
    else:
        stash[_FRONT] = KeptRows.made_by(_make_front)
    return models.HomePage.objects.get(locale=Locale.get_default())


def _make_front() -> None:
    Page.objects.filter(depth=2).delete()
    root = Page.get_first_root_node()
    front = make.HomePageFactory(parent=root, locale=Locale.get_default())
    Site.objects.create(hostname="testserver", root_page=front, is_default_site=True)
    make.PlaceIndexFactory(parent=front)
    make.MeasureIndexFactory(parent=front)
    make.NewsIndexFactory(parent=front)
    make.AnswerIndexFactory(parent=front)
    make.ActorIndexFactory(parent=front)


@pytest.fixture
def site(front: models.HomePage) -> Site:
    """The Wagtail site that shows the front page."""
    return Site.objects.get(root_page=front)


def _child(front: models.HomePage, model: type[P]) -> P:
    return model.objects.child_of(front).get()  # type: ignore[no-any-return]


@pytest.fixture
def place_index(front: models.HomePage) -> models.PlaceIndexPage:
    """The list of places, under which places are made."""
    return _child(front, models.PlaceIndexPage)


@pytest.fixture
def measure_index(front: models.HomePage) -> models.MeasureIndexPage:
    """The list of measures."""
    return _child(front, models.MeasureIndexPage)


@pytest.fixture
def news_index(front: models.HomePage) -> models.NewsIndexPage:
    """The list of news."""
    return _child(front, models.NewsIndexPage)


@pytest.fixture
def answer_index(front: models.HomePage) -> models.AnswerIndexPage:
    """The list of answers."""
    return _child(front, models.AnswerIndexPage)


@pytest.fixture
def actor_index(front: models.HomePage) -> models.ActorIndexPage:
    """The list of actors."""
    return _child(front, models.ActorIndexPage)


# ---------------------------------------------------------------- people


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who may do everything."""
    user: User = UserFactory(administrator=True)
    return user


@pytest.fixture
def officer(db: None) -> User:
    """A communicator: edits and publishes pages, may not change settings or users."""
    user: User = UserFactory(groups=(Role.COMMUNICATOR,))
    return user


@pytest.fixture
def visitor(client: Client) -> Client:
    """A reader's browser: no account, no cookie."""
    return client


@pytest.fixture
def officer_client(officer: User) -> Client:
    """The officer's browser, logged in."""
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def administrator_client(administrator: User) -> Client:
    """The administrator's browser, logged in."""
    client = Client()
    client.force_login(administrator)
    return client


# ---------------------------------------------------------------- measuring


def count_queries(client: Client, url: str) -> int:
    """Return how many SQL queries a GET of `url` needs, having checked that it is answered."""
    return len(queries_of(client, url))


def queries_of(client: Client, url: str) -> list[str]:
    """Return the SQL of each query that a GET of `url` needs."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    return [query["sql"] for query in captured.captured_queries]
