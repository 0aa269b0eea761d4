"""From what the server tells of a request to what WSGI calls its environment."""

import sys
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

# Headers that tell who asks for what, over which connection. No honest client writes them with
# an underscore; proxies let such a twin pass, and WSGI cannot tell it from the real one.
_TRUSTED = (b"x-forwarded-", b"x-real-", b"forwarded", b"host", b"content-", b"transfer-")


class Disguised(Exception):
    """A header pretends to be one that only the connection or a proxy may tell."""


def environ_of(scope: Mapping[str, Any]) -> dict[str, Any]:
    """Return the environment of the request in `scope`, without its body. Raises Disguised."""
    raw_path = scope.get("raw_path") or scope["path"].encode()
    server, client = scope.get("server"), scope.get("client")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(raw_path.partition(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope.get("query_string", b"").decode("latin-1"),
        "SERVER_NAME": server[0] if server else "localhost",
        "SERVER_PORT": str(server[1] if server else 80),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client[0] if client else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope["headers"])
    return environ


def _add_headers(environ: dict[str, Any], headers: Iterable[tuple[bytes, bytes]]) -> None:
    for raw_name, raw_value in headers:
        if b"_" in raw_name:
            if raw_name.lower().replace(b"_", b"-").startswith(_TRUSTED):
                raise Disguised
            continue
        value = raw_value.decode("latin-1")
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            name = f"HTTP_{name}"
        if name not in environ:
            environ[name] = value
        elif name == "HTTP_COOKIE":
            environ[name] += f"; {value}"
        elif name in ("HTTP_HOST", "CONTENT_LENGTH", "CONTENT_TYPE"):
            raise Disguised
        else:
            environ[name] += f",{value}"
