"""Readers and senders who never try again, for as long as something happens to their portal."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.browser.server import PATIENCE_S
from tests.durability.browser import Answer, Browser, NoAnswer
from tests.form_fields import Fields, form_in

FORM = "/tyck-till/fel/"
PAGES = ("/", "/platser/", "/nyheter/", "/foreningar/", "/dialoger/", "/sok/?q=Solberga")
READERS = 2
# A form that is sent sooner than three seconds after it was shown comes back.
READS_FOR_S = 3.5
NEXT_FORM_S = 0.2


@dataclass
class Seen:
    """What everybody saw: how many pages, which texts were received, and what went wrong."""

    pages: int = 0
    received: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def await_more(self) -> int:
        """Wait until one more text is received; return how many are."""
        at_first, give_up_at = len(self.received), time.monotonic() + PATIENCE_S
        while len(self.received) == at_first:
            if time.monotonic() > give_up_at:
                raise TimeoutError(f"{at_first} received, then none: {self.wrong}")
            time.sleep(NEXT_FORM_S)
        return len(self.received)

    def ask(self, what: str, browser: Browser, form: Fields | None = None) -> Answer | None:
        """Ask once. Note a fault of the portal's and a connection that broke."""
        try:
            answer = browser.get(what) if form is None else browser.post(what, form)
        except NoAnswer as silence:
            problem = f"no answer: {silence.__cause__!r}"
        else:
            if answer.status in {200, 302}:
                return answer
            problem = str(answer.status)
        with self.lock:
            self.wrong.append(f"{what} {'POST' if form else 'GET'}: {problem}")
        return None


@contextmanager
def under_load(address: str) -> Iterator[Seen]:
    """Read and send at `address` until the context ends; every form that was opened is sent."""
    seen, ending = Seen(), threading.Event()
    threads = [
        *(
            threading.Thread(target=_read, args=(address, each, seen, ending))
            for each in range(READERS)
        ),
        threading.Thread(target=_send, args=(address, seen, ending)),
    ]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        ending.set()
        for thread in threads:
            thread.join()


def _read(address: str, number: int, seen: Seen, ending: threading.Event) -> None:
    browser = Browser(address, f"10.0.0.{number + 1}")
    while not ending.is_set():
        for page in PAGES:
            if seen.ask(page, browser):
                with seen.lock:
                    seen.pages += 1


def _send(address: str, seen: Seen, ending: threading.Event) -> None:
    opened: deque[tuple[float, str, Browser, Fields]] = deque()
    number = 0
    while opened or not ending.is_set():
        if not ending.is_set():
            number += 1
            # Each has an address of their own: nobody sends that much alone.
            browser = Browser(address, f"10.1.{number // 250}.{number % 250 + 1}")
            if shown := seen.ask(FORM, browser):
                opened.append((time.monotonic(), f"Fel nummer {number} å", browser, _in(shown)))
        time.sleep(NEXT_FORM_S)
        while opened and opened[0][0] + READS_FOR_S < time.monotonic():
            _since, text, browser, fields = opened.popleft()
            answer = seen.ask(FORM, browser, {**fields, "text": [text]})
            if answer and answer.status == 302:
                seen.received.append(text)
            elif answer:
                seen.wrong.append(f"{text} came back")


def _in(shown: Answer) -> Fields:
    return form_in(shown.text)
