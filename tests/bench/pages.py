"""What a page costs that nobody has kept, beside a plain Django view with one template as long.

Both are asked through `config.wsgi` in a process of their own, on one database with the demo
content. The plain view has the middleware of `django-admin startproject` and reads one row.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.browser.server import ROOT
from tests.durability.installation import Installation, installed

PLACE, DIALOGUE = "/platser/farsta/", "/dialoger/dialog-i-fruangen-exempel/"
PARTNERSHIP = "/partnerskap/samverkansoverenskommelse-nattvandring-2024/"
# Address, and the goals: how many times the plain view, and how many queries.
KINDS: dict[str, tuple[str, int, int]] = {
    "front page": ("/", 7, 8),
    "place": (PLACE, 7, 8),
    "place list": ("/platser/", 5, 6),
    "measure": ("/insatser/andt-utbildning/", 4, 5),
    "measure list": ("/insatser/", 5, 6),
    "dialogue": (DIALOGUE, 4, 5),
    "dialogue list": ("/dialoger/", 5, 8),
    "news": ("/nyheter/nattvandringen-i-alvsjo-solberga/", 4, 5),
    "news list": ("/nyheter/", 5, 6),
    "answer": ("/svar/trygghetsdialoger-2020/", 4, 5),
    "association": ("/foreningar/alvsjo-aik/", 4, 5),
    "directory": ("/foreningar/", 5, 6),
    "partnership": (PARTNERSHIP, 4, 5),
    "register": ("/partnerskap/", 5, 6),
    "search": ("/sok/?q=nattvandring", 5, 6),
    "standard page": ("/om/trygghet/", 4, 5),
    "feed": ("/flode/nyheter.xml", 4, 5),
}
_HEAD = ("page", "ms", "plain ms", "times", "goal", "queries", "cache", "stamp", "bytes")
_FORM = "{:16}{:>8}{:>10}{:>7}{:>6}{:>9}{:>7}{:>7}{:>8}"


def compare(database: str) -> Iterator[str]:
    """Yield the lines of a table."""
    with filled_portal(database) as portal:
        # In turn: what else the machine does slows both.
        ours = _asked(portal, {what: address for what, (address, _, _) in KINDS.items()})
        lengths = {what: f"/bare/page/{told['bytes']}/" for what, told in ours.items()}
        plain = _asked(portal, lengths, settings="tests.bench.bare_settings")
    yield _FORM.format(*_HEAD)
    for what, (_address, most, most_queries) in KINDS.items():
        yield _line(what, ours[what], plain[what]["ms"], most, most_queries)


@contextmanager
def filled_portal(database: str) -> Iterator[Installation]:
    """A portal of its own with the demo content."""
    with installed(database) as portal:
        for step in (("migrate",), ("load_initial_data",), ("collectstatic", "--no-input")):
            _run(portal, ["manage.py", *step, "--verbosity", "0"])
        yield portal


def _line(what: str, told: Mapping[str, Any], plain: float, most: int, most_queries: int) -> str:
    times = told["ms"] / plain
    missed = times > most or told["queries"] > most_queries
    line = _FORM.format(
        what,
        f"{told['ms']:.1f}",
        f"{plain:.1f}",
        f"{times:.1f}",
        most,
        f"{told['queries']}/{most_queries}",
        told["cache"],
        told["stamps"],
        told["bytes"],
    )
    return f"{line}  {'MISSED' if missed else ''}".rstrip()


def _asked(
    portal: Installation, addresses: Mapping[str, str], settings: str = "config.settings.dev"
) -> dict[str, dict[str, Any]]:
    asking = ["-m", "tests.bench.asking"]
    told = _run(portal, asking, told=json.dumps(addresses), DJANGO_SETTINGS_MODULE=settings)
    found: dict[str, dict[str, Any]] = json.loads(told)
    return found


def _run(portal: Installation, arguments: list[str], told: str = "", **also: str) -> str:
    env = {**portal.environment, "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", **also}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env,
        input=told,
        text=True,
        check=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout
