"""An app that shows codes, as telephones have it."""

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import Any

from django.test import Client

SET_UP_APP = "/admin/andra-steget/app/"


def code_of(secret: str) -> str:
    """What the app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    begins = digest[-1] & 0xF
    (number,) = struct.unpack(">I", digest[begins : begins + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def add_app(browser: Client) -> tuple[str, Any]:
    """Set an app up, as the page says; return its secret, and the answer to the first code."""
    page = browser.get(SET_UP_APP).text
    found = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert found, page
    return found[1], browser.post(SET_UP_APP, {"code": code_of(found[1])})
