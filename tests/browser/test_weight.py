"""What a reader's phone has to fetch, and whom it has to ask."""

import gzip
from collections import defaultdict
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.browser.addresses import PAGES
from tests.browser.registrations import FULL

KB = 1024


class Walk:
    """A reader who looks at every page, and what the browser saw on the way."""

    def __init__(self, page: Page, portal: str) -> None:
        """Walk with `page`, which shows nothing yet."""
        self.portal = portal
        self.path = ""
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.cookies: dict[str, list[str]] = {}
        self.sizes: dict[str, dict[str, int]] = defaultdict(dict)
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"{self.path}: {error}"))
        for address in PAGES:
            self.path = address.path
            page.goto(address.path, wait_until="load")
            self.cookies[address.path] = [cookie["name"] for cookie in page.context.cookies()]
            page.context.clear_cookies()

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.portal, "data:")):
            self.outside.append(f"{self.path}: {request.url}")

    def _answered(self, answer: Response) -> None:
        ending = answer.url.rpartition(".")[2]
        if ending in {"css", "js"} and answer.url not in self.sizes[ending]:
            self.sizes[ending][answer.url] = len(gzip.compress(answer.body()))

    def _said(self, message: ConsoleMessage) -> None:
        # Chromium remarks on every answer that is an error; those are asked for here.
        if "Failed to load resource" not in message.text:
            self.complaints.append(f"{self.path}: {message.text}")


@pytest.fixture(scope="module")
def walk(browser: Browser, portal: str) -> Iterator[Walk]:
    """One walk over all pages for all tests of this module."""
    context = browser.new_context(base_url=portal)
    yield Walk(context.new_page(), portal)
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_first_view_of_the_front_page_weighs_at_most_100_kb(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    fetched: dict[str, int] = {}

    def weigh(request: Request) -> None:
        size = request.sizes()
        fetched[request.url] = size["responseBodySize"] + size["responseHeadersSize"]

    page.on("requestfinished", weigh)
    page.goto("/", wait_until="networkidle")
    assert any(url.endswith(".css") for url in fetched)
    assert sum(fetched.values()) <= 100 * KB, fetched


@pytest.mark.parametrize(("ending", "limit"), [("css", 15 * KB), ("js", 10 * KB)])
def test_all_style_and_all_script_stay_small(walk: Walk, ending: str, limit: int) -> None:
    assert walk.sizes[ending]
    assert sum(walk.sizes[ending].values()) <= limit, walk.sizes[ending]


def test_no_page_asks_another_host(walk: Walk) -> None:
    assert walk.outside == []


FORMS = {
    *("/tyck-till/", "/tyck-till/fel/", "/tyck-till/tillganglighet/"),
    *("/forening/anmal/", "/forening/rapportera-fel/", "/forening/ny-lank/"),
    *("/partnerskap/foresla/formular/", "/partnerskap/mitt-forslag/ny-lank/"),
    f"/dialog/{FULL}/anmal/",
}


def test_only_a_form_leaves_a_cookie_and_only_its_own_key(walk: Walk) -> None:
    left = {path: names for path, names in walk.cookies.items() if names}
    assert {name for names in left.values() for name in names} <= {"csrftoken"}
    # Forms that failed are served by the checks alone, at addresses of their own.
    shown = {path.partition("?")[0] for path in left if not path.startswith("/fel/")}
    assert shown == FORMS


def test_the_browser_has_nothing_to_complain_about(walk: Walk) -> None:
    # A breach of the content policy would be told here.
    assert walk.complaints == []


def test_files_that_never_change_are_said_to_be_so(page: Page) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/", wait_until="networkidle")
    files = [answer for answer in answers if "/static/" in answer.url]
    assert files
    for answer in files:
        assert "immutable" in answer.headers["cache-control"], answer.url
    sheets = [answer for answer in files if answer.url.endswith(".css")]
    assert all(answer.headers.get("content-encoding") == "gzip" for answer in sheets)
