"""Whether the server in this container answers: ends with 0 or 1.

Asks with the first name of ALLOWED_HOSTS, because any other is refused.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path


def is_healthy(port: int, host: str) -> bool:
    """Ask /healthz on this machine as if for `host`."""
    asking = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        asking.request("GET", "/healthz", headers={"Host": host})
        return asking.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()


def _first_host() -> str:
    names = os.environ.get("ALLOWED_HOSTS", "")
    if not names and (file := os.environ.get("ALLOWED_HOSTS_FILE")):
        names = Path(file).read_text()
    # ".example.se" allows all names below it, and the name itself.
    return names.split(",")[0].strip().lstrip(".")


if __name__ == "__main__":
    sys.exit(not is_healthy(int(os.environ.get("GRANIAN_PORT", "8000")), _first_host()))
