"""Two real server processes: what one changes both show within a second or so."""

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import ROOT, serving

pytestmark = [pytest.mark.thorough, pytest.mark.processes, pytest.mark.django_db]

TOKEN = "a-token-of-prometheus-0123456789-abcdef"
# As an editor's process does: in one transaction, and with all signals.
PUBLISHES = """
from home.models import NewsPage
page = NewsPage.objects.live().order_by("pk")[0]
page.title = "{title}"
page.save_revision().publish()
"""
# A second, and what a busy machine adds to it.
WITHIN_S = 1.0 + 9.0


@pytest.fixture(scope="module")
def portal(
    portal_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    env = {**portal_environment, "METRICS_TOKEN": TOKEN}
    with serving(env, tmp_path_factory.mktemp("kept") / "server.log") as address:
        yield address


def _get(address: str, **headers: str) -> tuple[str, str]:
    """Return how it was answered, and the page: by a connection of its own, to any process."""
    asked = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(asked) as answer:
        return answer.headers.get("Cache-Status", ""), answer.read().decode()


def _await_hits(address: str) -> None:
    """Ask until both processes keep the page: one of them may answer many times in a row."""
    in_a_row, give_up_at = 0, time.monotonic() + WITHIN_S
    while in_a_row < 12:
        assert time.monotonic() < give_up_at, "not kept"
        in_a_row = in_a_row + 1 if _get(address)[0] == "Trygghetsportalen; hit" else 0


def _run(env: dict[str, str], code: str) -> None:
    shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    subprocess.run(shell, cwd=ROOT, env=env, check=True)


def test_both_processes_show_what_a_third_publishes(
    portal: str, portal_environment: dict[str, str]
) -> None:
    news = f"{portal}/nyheter/"
    _await_hits(news)

    _run(portal_environment, PUBLISHES.format(title="Belysningen är klar"))

    deadline = time.monotonic() + WITHIN_S
    while not all("Belysningen är klar" in _get(news)[1] for _each in range(8)):
        assert time.monotonic() < deadline, "old for too long"
        time.sleep(0.2)
    # And never old again.
    assert all("Belysningen är klar" in _get(news)[1] for _each in range(30))


def test_figures_tell_of_hits_and_of_what_is_held(portal: str) -> None:
    for _each in range(10):
        _get(f"{portal}/platser/")
    told = _get(f"{portal}/metrics", Authorization=f"Bearer {TOKEN}")[1]
    counted = re.search(r'portal_page_cache_answers_total\{how="hit"\} ([\d.]+)', told)
    held = re.search(r"portal_page_cache_bytes ([\d.e+]+)", told)
    assert counted
    assert float(counted[1]) >= 8
    assert held
    assert float(held[1]) > 1000
    assert re.search(r"portal_page_cache_entries [1-9]", told)


def test_a_hit_has_its_line_in_the_log(portal_environment: dict[str, str], tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    env = {**portal_environment, "LOG_FORMAT": "json", "LOG_LEVEL": "INFO"}
    with serving(env, log) as address:
        for _each in range(10):
            _get(f"{address}/platser/?fbclid=anna")
    lines = [line for line in log.read_text().splitlines() if '"portal.answers"' in line]
    pages = [line for line in lines if '"route": "PlaceIndexPage"' in line]
    assert len(pages) == 10
    assert len(set(re.findall(r'"request_id": "(\w+)"', "".join(pages)))) == 10
    assert all('"kind": "page"' in line and '"method": "GET"' in line for line in pages)
    assert "anna" not in log.read_text()


def test_no_room_is_no_cache(portal_environment: dict[str, str], tmp_path: Path) -> None:
    with serving({**portal_environment, "PAGE_CACHE_MB": "0"}, tmp_path / "log") as address:
        assert [_get(f"{address}/platser/")[0] for _each in range(4)] == [""] * 4
