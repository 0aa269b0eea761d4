"""What the sender of a proposal waits for, beside a bare Django view that writes one row.

Both are served as `make run` serves the portal, from the same database on the same disk, and are
asked in turn over HTTP, so that whatever else the machine does slows both.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from tests.browser.server import ROOT, await_answer, command, free_port
from tests.durability.browser import Browser
from tests.durability.installation import Installation, installed
from tests.durability.words import File
from tests.factories.files import pdf_bytes, png_bytes
from tests.form_fields import Fields, form_in

FORM = "/partnerskap/foresla/formular/"
MOST = 10
_TIMES, _WARM_UPS = 100, 10
_WORDS = {
    "association_name": ["Solbergas föräldraförening"],
    "contact_name": ["Åsa Öberg-Ström"],
    "email": ["asa@exempel.se"],
    "title": ["Ljus på planen"],
    "problem": ["Det är mörkt vid bollplanen."],
    "activity": ["Vi vandrar på fredagar."],
}


def compare(database: str) -> Iterator[str]:
    """Yield the lines of a table of medians."""
    with installed(database) as portal:
        for step in (("migrate",), ("load_initial_data",), ("collectstatic", "--no-input")):
            _manage(portal, *step, "--verbosity", "0")
        with _served(portal, portal.port), _served(portal, free_port(), bare=True) as bare:
            medians = _medians(portal.address, bare)
    yield from _table(medians)


def _table(medians: dict[str, float]) -> Iterator[str]:
    one_row = medians["bare POST, one row"]
    yield f"{'over HTTP':32}{'p50 ms':>9}{'times bare':>12}"
    for what, milliseconds in medians.items():
        yield f"{what:32}{milliseconds:9.2f}{milliseconds / one_row:11.1f}×"
    with_files = medians["POST with two files"] / one_row
    reached = "reached" if with_files < MOST else "MISSED"
    yield f"\nThe goal, a POST with two small files under {MOST} times: {reached}."


def _medians(address: str, bare: str) -> dict[str, float]:
    # Forms that were shown some time ago: a person takes longer than a robot.
    forms = [_shown(address, number) for number in range(_TIMES + _WARM_UPS)]
    time.sleep(3)
    took: dict[str, list[float]] = {}
    for number, (browser, fields) in enumerate(forms):
        for what, milliseconds in _once(number, browser, fields, bare):
            if number >= _WARM_UPS:
                took.setdefault(what, []).append(milliseconds)
    return {what: median(times) for what, times in took.items()}


def _shown(address: str, number: int) -> tuple[Browser, Fields]:
    browser = Browser(address, f"10.{number // 250}.{number % 250}.1")
    page = browser.get(FORM)
    fields = form_in(page.text)
    place = page.text.split('name="places" value="', 1)[1].split('"', 1)[0]
    return browser, {**fields, **_WORDS, "places": [place]}


def _once(number: int, browser: Browser, fields: Fields, bare: str) -> Iterator[tuple[str, float]]:
    visitor = Browser(bare, "10.0.0.1")
    row = {"sender": [f"sender {number}"]}
    yield "bare POST, one row", _timed(200, lambda: visitor.post("/bare/", row))
    files = [
        File("plan.pdf", pdf_bytes(f"Plan {number}"), "application/pdf"),
        File("karta.png", png_bytes(f"#{number:06x}"), "image/png"),
    ]
    words = {**fields, "step": ["review"]}
    words.pop("attachments", None)
    yield "POST with two files", _timed(200, lambda: browser.post(FORM, words, files))
    sent = {**words, "step": ["send"]}
    yield "POST that sends the proposal", _timed(302, lambda: browser.post(FORM, sent))


def _timed(expected: int, ask: Callable[[], Any]) -> float:
    started = time.perf_counter()
    answer = ask()
    took = time.perf_counter() - started
    if answer.status != expected:
        raise RuntimeError(f"answered {answer.status}")
    return took * 1000


def _manage(portal: Installation, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=portal.environment, check=True
    )


@contextmanager
def _served(portal: Installation, port: int, *, bare: bool = False) -> Iterator[str]:
    env = dict(portal.environment)
    if bare:
        env["DJANGO_SETTINGS_MODULE"] = "tests.bench.bare_settings"
    log = Path(portal.folder) / f"server-{port}.log"
    with log.open("w") as output:
        server = subprocess.Popen(command(port), cwd=ROOT, env=env, stdout=output, stderr=output)
        try:
            address = f"http://127.0.0.1:{port}"
            await_answer(f"{address}/bare/" if bare else f"{address}/healthz", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=60)
