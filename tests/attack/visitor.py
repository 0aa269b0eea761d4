"""A browser without patience: keeps cookies, fills in forms, and comes from where it wants.

All of 127.0.0.0/8 is this machine, so that each visitor can be a sender of its own.
"""

import http.client
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.form_fields import form_in

Fields = dict[str, str]
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Seen:
    """What came back."""

    status: int
    text: str
    goes_to: str
    seconds: float


@dataclass
class Visitor:
    """Somebody at `sender`, with cookies of their own."""

    address: str
    sender: str = "127.0.0.1"
    cookies: "SimpleCookie" = field(default_factory=SimpleCookie)
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Seen:
        """Look at a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: bytes | Fields) -> Seen:
        """Send a form, or what is none."""
        return self._ask(
            "POST", path, body if isinstance(body, bytes) else urlencode(body).encode()
        )

    def form(self, path: str) -> Fields:
        """Return what the form of a page would send if nothing were changed."""
        return {name: values[0] for name, values in form_in(self.get(path).text).items()}

    @property
    def _origin(self) -> str:
        # A portal behind a proxy that ends TLS says so with its cookies.
        is_secure = any(cookie["secure"] for cookie in self.cookies.values())
        return self.address.replace("http:", "https:") if is_secure else self.address

    def _ask(self, method: str, path: str, body: bytes | None) -> Seen:
        to = urlsplit(self.address)
        link = http.client.HTTPConnection(
            str(to.hostname), to.port, timeout=120, source_address=(self.sender, 0)
        )
        cookies = "; ".join(f"{k}={v.value}" for k, v in self.cookies.items())
        headers = {**self.headers, "Cookie": cookies}
        if body is not None:
            headers |= {"Content-Type": FORM, "Origin": self._origin}
        began = time.monotonic()
        try:
            link.request(method, path, body, headers)
            answer = link.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            link.close()
        for value in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(value)
        goes_to = answer.headers.get("Location", "")
        return Seen(answer.status, text, goes_to, time.monotonic() - began)
