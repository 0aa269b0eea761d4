"""Who comes in point 2: slow senders, idle connections, and residents with a picture to send."""

import asyncio
import random
import re
import time
from collections import Counter
from io import BytesIO

from PIL import Image

from tests.attack.wire import Target

FORM = "/partnerskap/foresla/formular/"
SLOW, IDLE, HONEST = 50, 200, 10
# 1.6 Mbit/s.
PHONE_BYTES_PER_S = 200_000
_STEP_S = 0.25


async def come(target: Target, seconds: float, *, honest: int = HONEST) -> Counter[str]:
    """Let everybody come for so long; return how often each kind of thing happened."""
    seen: Counter[str] = Counter()
    ends = time.monotonic() + seconds
    picture = _picture() if honest else b""
    tasks = [asyncio.create_task(_slow(target, seen, ends)) for _ in range(SLOW)]
    tasks += [asyncio.create_task(_idle(target, ends)) for _ in range(IDLE)]
    uploads = [asyncio.create_task(_upload(target, picture, seen)) for _ in range(honest)]
    await asyncio.gather(*tasks, *uploads)
    return seen


async def _slow(target: Target, seen: Counter[str], ends: float) -> None:
    """Send a byte a second, and come again when the portal has had enough."""
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": "2000"}
    while time.monotonic() < ends:
        try:
            async with target.connected() as (reader, writer):
                writer.write(target.head("POST", "/tyck-till/fel/", kind))
                answering = asyncio.create_task(target.rest(reader))
                while time.monotonic() < ends and not answering.done():
                    writer.write(b"a")
                    await asyncio.wait({answering}, timeout=1.0)
                if answering.done():
                    seen[f"slow {answering.result().status}"] += 1
                answering.cancel()
        except OSError:
            seen["slow, broken"] += 1
            await asyncio.sleep(1)


async def _idle(target: Target, ends: float) -> None:
    """Connect and say nothing; again when the portal hangs up."""
    while time.monotonic() < ends:
        try:
            async with target.connected() as (reader, _writer):
                await asyncio.wait_for(reader.read(), max(0.1, ends - time.monotonic()))
        except (OSError, TimeoutError):
            await asyncio.sleep(0.1)


async def _upload(target: Target, picture: bytes, seen: Counter[str]) -> None:
    """Open the form, and add a picture to it over a telephone."""
    form = await target.ask(FORM)
    page = form.body.decode(errors="replace")
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    cookies = "; ".join(re.findall(r"(?mi)^set-cookie: ([^;]+)", form.headers))
    limit = f"limit{random.getrandbits(64):x}"
    parts = [_part(limit, f'name="{name}"', value.encode()) for name, value in hidden]
    parts.append(_part(limit, 'name="step"', b"attach"))
    parts.append(_part(limit, 'name="attachments"; filename="torget.png"', picture))
    body = b"".join(parts) + f"--{limit}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={limit}",
        "Content-Length": str(len(body)),
        "Cookie": cookies,
    }
    began = time.monotonic()
    try:
        async with target.connected() as (reader, writer):
            writer.write(target.head("POST", FORM, headers))
            piece = int(PHONE_BYTES_PER_S * _STEP_S)
            for start in range(0, len(body), piece):
                writer.write(body[start : start + piece])
                await writer.drain()
                due = began + (start + piece) / PHONE_BYTES_PER_S
                await asyncio.sleep(max(0.0, due - time.monotonic()))
            answer = await target.rest(reader)
    except OSError:
        seen["upload, broken"] += 1
        return
    kept = answer.status == 200 and b"torget.png" in answer.body
    seen["upload kept" if kept else f"upload {answer.status}"] += 1
    seen["upload seconds"] += round(time.monotonic() - began)


def _part(limit: str, described: str, content: bytes) -> bytes:
    head = f"--{limit}\r\nContent-Disposition: form-data; {described}\r\n\r\n"
    return head.encode() + content + b"\r\n"


def _picture() -> bytes:
    """A picture of just under 10 MB."""
    size = (1800, 1800)
    noise = random.Random(11).randbytes(size[0] * size[1] * 3)  # noqa: S311 - a picture
    made = BytesIO()
    Image.frombytes("RGB", size, noise).save(made, "PNG", compress_level=0)
    return made.getvalue()
