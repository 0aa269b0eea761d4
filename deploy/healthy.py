"""Whether the server in this container answers: ends with 0 or 1."""

import os
import sys
from http.client import HTTPConnection, HTTPException


def is_healthy(port: int, address: str = "127.0.0.1") -> bool:
    """Ask /healthz, on this machine unless another address is named."""
    asking = HTTPConnection(address, port, timeout=4)
    try:
        asking.request("GET", "/healthz")
        return asking.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()


if __name__ == "__main__":
    sys.exit(not is_healthy(int(os.environ.get("GRANIAN_PORT", "8000"))))
