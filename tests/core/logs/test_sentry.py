"""What leaves the portal when an error is reported: real reports of the real client."""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import signing

from core.logs import sentry as reports

pytestmark = [pytest.mark.processes, pytest.mark.any_engine]
ROOT = Path(settings.PROJECT_DIR)
TOKEN = signing.dumps({"who": 1})

# A portal in production, without a database, in which a form fails.
PROGRAM = f"""
import logging, sys
import django
django.setup()
import sentry_sdk
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from tests.core.logs import failing

class Urls:
    handler500 = "tests.core.logs.failing.answered"
    urlpatterns = [path("brev/<str:token>/", failing.fail)]

settings.ROOT_URLCONF = Urls
settings.MIDDLEWARE = ["core.routing.route_names.RouteMiddleware"]
logging.getLogger("portal").error("Before it: %s", "anna@exempel.se")
Client(raise_request_exception=False).post(
    "/brev/{TOKEN}/?q=misshandlad",
    {{"name": "Kanarie Andersson"}},
    HTTP_HOST="trygghet.example.se",
    HTTP_COOKIE="__Host-session=kanarie-session",
    HTTP_USER_AGENT="kanarie-agent",
    REMOTE_ADDR="192.0.2.77",
    secure=True,
)
sentry_sdk.flush(10)
"""
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "a-long-text-that-only-this-test-knows-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "trygghet.example.se",
    "WAGTAILADMIN_BASE_URL": "https://trygghet.example.se",
    "DEFAULT_FROM_EMAIL": "trygghet@example.se",
    "EMAIL_URL": "smtp://localhost:25",
}


class Receiver(BaseHTTPRequestHandler):
    """Takes reports as Sentry does."""

    received: list[bytes] = []

    def do_POST(self) -> None:
        """Keep one envelope."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append(
            gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body
        )
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *given: Any) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[str]:
    Receiver.received = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1"
    server.shutdown()


def test_a_report_tells_where_it_failed_and_nothing_of_who_asked(
    receiver: str, tmp_path: Path
) -> None:
    env = {
        **os.environ,
        **PRODUCTION,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "VAR_DIR": str(tmp_path),
        "SENTRY_DSN": receiver,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
    }
    # As a command that names somebody is started.
    command = [sys.executable, "-c", PROGRAM, "--administrator", "anna@exempel.se"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    sent = b"\n".join(Receiver.received).decode()
    reports = [json.loads(line) for line in sent.splitlines() if '"exception"' in line]
    (report,) = [each for each in reports if each.get("exception")]
    assert report["transaction"] == "/brev/{token}/"
    (raised,) = report["exception"]["values"][-1:]
    assert raised["type"] == "IntegrityError"
    assert raised["stacktrace"]["frames"][-1]["function"] == "fail"
    assert "Before it" in json.dumps(report["breadcrumbs"])
    assert "query" not in {each["category"] for each in report["breadcrumbs"]["values"]}
    for canary in ("anarie", "misshandlad", TOKEN, "192.0.2.77", "anna@"):
        assert canary not in sent, canary
    # The log says the same of it, and no more.
    for canary in ("anarie", "misshandlad", TOKEN, "192.0.2.77", "anna@"):
        assert canary not in done.stderr, canary
    assert "IntegrityError" in done.stderr


def test_what_was_refused_is_no_part_of_what_led_to_a_failure() -> None:
    words = "The joined path (/anna) is located outside of the base path component"
    category = "django.security.SuspiciousFileOperation"
    assert reports.before_breadcrumb({"category": category, "message": words}, {}) is None
