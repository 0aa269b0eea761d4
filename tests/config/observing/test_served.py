"""A running portal: what it logs of its requests, and what Prometheus may read."""

import http.client
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.core import signing

from tests.browser.server import ROOT, serving

# The served database is a copy of the tests' own, which is made for tests that say so.
pytestmark = [pytest.mark.thorough, pytest.mark.processes, pytest.mark.django_db]

TOKEN = "a-token-of-prometheus-0123456789-abcdef"
REQUEST_ID = "0123456789abcdef0123456789abcdef"
SECRET = signing.dumps({"who": "anna"})
RULES = ROOT / "deploy/prometheus/alerts.yaml"


class Served:
    """A portal, and what it has written to its log."""

    def __init__(self, address: str, log: Path) -> None:
        self.address, self._log = address, log

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, str]:
        """Return status, headers and body."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = urllib.request.Request(self.address + path, headers=sent, method=method)
        try:
            with urllib.request.urlopen(asked) as answer:
                return answer.status, str(answer.headers), answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, str(refused.headers), refused.read().decode()

    def figures(self) -> str:
        """Return what Prometheus reads."""
        return self.ask("/metrics", Authorization=f"Bearer {TOKEN}")[2]

    @property
    def text(self) -> str:
        return self._log.read_text()

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture(scope="module")
def portal(
    portal_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("served") / "server.log"
    env = {
        **portal_environment,
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "INFO",
        "METRICS_TOKEN": TOKEN,
        "TRUSTED_PROXY_COUNT": "1",
    }
    # A portal without a worker tells nothing of it but that.
    subprocess.run([sys.executable, "manage.py", "worker", "--once"], cwd=ROOT, env=env, check=True)
    with serving(env, log) as address:
        yield Served(address, log)


def test_each_request_is_one_line_that_names_its_kind_and_not_its_address(portal: Served) -> None:
    before = len(portal.lines)
    portal.ask("/?fbclid=anna", X_Request_ID=REQUEST_ID)
    portal.ask("/sok/?q=misshandlad")
    portal.ask(f"/partnerskap/mitt-forslag/{SECRET}/")
    portal.ask("/finns-inte-anna/")
    told = portal.lines[before:]
    lines = [line for line in told if line["logger"] == "portal.answers"]
    assert [line["status"] for line in lines][::3] == [200, 404]
    assert lines[0]["route"] == "HomePage"
    assert lines[0]["request_id"] == REQUEST_ID
    assert lines[0]["duration_ms"] > 0
    assert len({line["request_id"] for line in lines}) == 4
    assert {line["kind"] for line in lines} <= {"page", "form"}
    for secret in ("anna", "misshandlad", SECRET, "127.0.0.1", "Mozilla"):
        assert secret not in json.dumps(told)
    assert {line["level"] for line in told} == {"INFO"}


@pytest.mark.parametrize("sent", ["19640823-3234", "x" * 200, "anna@exempel.se"])
def test_a_request_id_that_says_something_is_not_taken(portal: Served, sent: str) -> None:
    status, headers, _body = portal.ask("/robots.txt", X_Request_ID=sent)
    assert status == 200
    assert re.fullmatch("[0-9a-f]{32}", str(portal.lines[-1]["request_id"]))
    assert sent not in headers


def test_what_is_refused_at_the_door_has_its_line_too(portal: Served) -> None:
    server = http.client.HTTPConnection(portal.address.removeprefix("http://"))
    server.putrequest("POST", "/tyck-till/")
    server.putheader("Content-Type", "application/x-www-form-urlencoded")
    server.putheader("Content-Length", str(3_000_000))
    server.endheaders()
    assert server.getresponse().status == 413
    server.close()
    assert (portal.lines[-1]["status"], portal.lines[-1]["kind"]) == (413, "form")
    assert portal.ask("/", X_Forwarded_For="192.0.2.7", **{"X_Real-Ip": "x"})[0] == 200
    disguised = http.client.HTTPConnection(portal.address.removeprefix("http://"))
    disguised.request("GET", "/", headers={"X_Forwarded_For": "192.0.2.7"})
    assert disguised.getresponse().status == 400
    disguised.close()
    assert (portal.lines[-1]["status"], portal.lines[-1]["kind"]) == (400, "refused")


def test_a_fault_of_ours_is_found_by_the_number_that_its_page_shows(portal: Served) -> None:
    status, _headers, body = portal.ask("/fel/500/", X_Request_ID=REQUEST_ID[::-1])
    assert status == 500
    assert REQUEST_ID[::-1] in body
    found = [line for line in portal.lines if line.get("request_id") == REQUEST_ID[::-1]]
    (fault,) = [line for line in found if line["level"] == "ERROR"]
    assert "RuntimeError: broken on purpose" in str(fault["exception"])


def test_a_wrong_host_is_no_alarm(portal: Served) -> None:
    before = len(portal.lines)
    assert portal.ask("/", Host="anna.example")[0] == 400
    told = portal.lines[before:]
    assert len(told) <= 3
    assert {line["level"] for line in told} == {"INFO"}
    assert "anna" not in json.dumps(told)


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_figures_are_unknown_to_who_has_no_token(portal: Served, shown: str) -> None:
    status, _headers, body = portal.ask("/metrics", Authorization=shown)
    assert status == 404
    assert "portal_" not in body


def test_figures_count_all_processes_and_are_kept_by_nobody(portal: Served) -> None:
    def counted() -> float:
        found = re.search(
            r'portal_request_seconds_count{kind="page",status="4xx"} ([\d.]+)', portal.figures()
        )
        return float(found[1]) if found else 0.0

    before = counted()
    for number in range(20):
        portal.ask(f"/finns-inte-{number}/")
    # Every process tells of all.
    assert {counted() for _each in range(4)} == {before + 20}
    _status, headers, body = portal.ask("/metrics", Authorization=f"Bearer {TOKEN}")
    assert "no-store" in headers
    assert "Set-Cookie" not in headers
    assert "version=0.0.4" in headers
    assert "finns-inte" not in body


def test_each_figure_of_an_alarm_is_told(portal: Served) -> None:
    portal.ask("/")
    told = portal.figures()
    rules = yaml.safe_load(RULES.read_text())["groups"][0]["rules"]
    wanted = {name for rule in rules for name in re.findall(r"\bportal_\w+", rule["expr"])}
    assert len(wanted) > 10
    assert [name for name in sorted(wanted) if not re.search(rf"^{name}[ {{]", told, re.M)] == []
    labels = {each for rule in rules for each in re.findall(r'what="([^"]+)"', rule["expr"])}
    assert labels - set(re.findall(r'what="([^"]+)"', told)) <= {"Daily job"}
    explained = (ROOT / "docs/operators/alarms.md").read_text()
    assert [rule["alert"] for rule in rules if f"`{rule['alert']}`" not in explained] == []
