"""As much of a browser as a form needs: it keeps cookies, and knows when no answer came."""

import http.client
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from tests.durability.words import File
from tests.form_fields import Fields

# A person waits longer than the portal waits for a database that is locked.
PATIENCE_S = 60.0


class NoAnswer(Exception):
    """The connection broke, or was never made."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    content: bytes
    location: str

    @property
    def text(self) -> str:
        """The page."""
        return self.content.decode()


class Browser:
    """One visitor's, at a network address of their own."""

    def __init__(self, address: str, seen_from: str) -> None:
        self.host = urlsplit(address).netloc
        self.cookies: SimpleCookie = SimpleCookie()
        self.seen_from = seen_from

    def get(self, path: str) -> Answer:
        """Open a page. Raises NoAnswer."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: Fields, files: Iterable[File] = ()) -> Answer:
        """Send a form. Raises NoAnswer; whether it arrived is then unknown."""
        limit = secrets.token_hex(12)
        body = _multipart(limit, fields, files)
        kind = {"Content-Type": f"multipart/form-data; boundary={limit}"}
        return self._ask("POST", path, body, kind)

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        link = http.client.HTTPConnection(self.host, timeout=PATIENCE_S)
        kept = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        sent = {**headers, "X-Forwarded-For": self.seen_from, **({"Cookie": kept} if kept else {})}
        try:
            link.request(method, path, body, sent)
            response = link.getresponse()
            answer = Answer(response.status, response.read(), response.getheader("Location") or "")
        except (OSError, http.client.HTTPException) as broken:
            raise NoAnswer from broken
        finally:
            link.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        return answer


def _multipart(limit: str, fields: Fields, files: Iterable[File]) -> bytes:
    parts = []
    for name, values in fields.items():
        for value in values:
            # A browser sends line ends of text fields as CRLF.
            text = value.replace("\r\n", "\n").replace("\n", "\r\n")
            parts.append(_part(limit, f'name="{name}"', "", text.encode()))
    for file in files:
        head = f'name="attachments"; filename="{file.name}"'
        parts.append(_part(limit, head, file.content_type, file.content))
    return b"".join(parts) + f"--{limit}--\r\n".encode()


def _part(limit: str, described: str, kind: str, content: bytes) -> bytes:
    typed = f"Content-Type: {kind}\r\n" if kind else ""
    head = f"--{limit}\r\nContent-Disposition: form-data; {described}\r\n{typed}\r\n"
    return head.encode() + content + b"\r\n"
