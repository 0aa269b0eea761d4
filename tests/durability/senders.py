"""Senders who do not give up: each sends one proposal until a receipt stands on the screen."""

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.durability.browser import Answer, Browser, NoAnswer
from tests.durability.words import File, Wanted
from tests.form_fields import Fields, form_in

FORM = "/partnerskap/foresla/formular/"
# A form that is sent sooner than three seconds after it was shown comes back.
_READS_FOR_S = 3.5
# How long somebody waits before trying again.
_WAITS_S = 0.4
_GIVES_UP_AFTER_S = 600.0
_REFERENCE = re.compile(r'receipt__reference">([^<]+)<')
_TELLS_THE_TIME = re.compile(r"<title>([^<]*)</title>")


class Broken(Exception):
    """Something that must never happen has happened. The message says what."""


@dataclass
class Record:
    """What all senders have seen. Shared by threads; the lock guards it."""

    # By proposal number: every receipt that was shown for it.
    receipts: dict[int, set[str]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str) -> None:
        """Count one more."""
        with self.lock:
            self.answers[what] += 1

    def shown(self, number: int, reference: str) -> None:
        """A receipt with this reference was on the screen."""
        with self.lock:
            self.receipts.setdefault(number, set()).add(reference)

    def violation(self, what: str) -> None:
        """Note what must not happen."""
        with self.lock:
            self.broken.append(what)


class Sender:
    """Somebody with one proposal, a browser, and the form as it stands on their screen."""

    def __init__(self, address: str, wanted: Wanted, place: str, record: Record) -> None:
        number = wanted.number
        self.browser = Browser(
            address, f"10.{number // 62500}.{number // 250 % 250}.{number % 250 + 1}"
        )
        self.wanted, self.place, self.record = wanted, place, record
        self.fields: Fields = {}
        self.opened_at = 0.0

    def open(self) -> None:
        """Open the form and fill it in."""
        answer = self._insisting(lambda: self.browser.get(FORM))
        self.opened_at = time.monotonic()
        self.fields = form_in(answer.text)
        self.fields.update({name: [text] for name, text in self.wanted.words.items()})
        self.fields["places"] = [self.place]

    def send(self) -> str:
        """Go from form to receipt, again and again if need be; return the reference."""
        time.sleep(max(0.0, self.opened_at + _READS_FOR_S - time.monotonic()))
        first, second = self.wanted.files
        if self.wanted.number % 2:
            self._step("attach", first, until=lambda page: first.name in page)
            files: tuple[File, ...] = (second,)
        else:
            files = (first, second)
        self._step("review", *files, until=lambda page: 'class="form form--review"' in page)
        if self.wanted.number % 10 == 0:
            return self._send_twice_at_once()
        return self._send()

    def _step(self, step: str, *files: File, until: Callable[[str], bool]) -> None:
        def post() -> Answer:
            return self._posted(step, files)

        answer = self._insisting(post)
        if answer.status != 200 or not until(answer.text):
            title = _TELLS_THE_TIME.search(answer.text)
            raise Broken(f"{step} answered {answer.status} {title and title[1]}")
        self._take_over(answer)

    def _send_twice_at_once(self) -> str:
        """Press the button twice: both times the same receipt."""
        seen: list[str] = []
        other = threading.Thread(target=lambda: seen.append(self._send()))
        other.start()
        mine = self._send()
        other.join()
        if seen != [mine]:
            raise Broken(f"two receipts for one form: {mine}, {seen}")
        return mine

    def _send(self) -> str:
        def post() -> Answer:
            sent = self._posted("send")
            return self.browser.get(sent.location) if sent.status == 302 else sent

        answer = self._insisting(post)
        found = _REFERENCE.search(answer.text)
        if answer.status != 200 or not found:
            raise Broken(f"send answered {answer.status} without a receipt")
        self.record.shown(self.wanted.number, found[1])
        return found[1]

    def _posted(self, step: str, files: tuple[File, ...] = ()) -> Answer:
        """Press a button of the form. Whatever is answered, the words must be in it or stored."""
        answer = self.browser.post(FORM, {**self.fields, "step": [step]}, files)
        if answer.status == 503 and "form_key" not in form_in(answer.text):
            raise Broken("an apology without the words that were sent")
        return answer

    def _insisting(self, ask: Callable[[], Answer]) -> Answer:
        """Ask until an answer comes that is neither silence nor an apology."""
        give_up_at = time.monotonic() + _GIVES_UP_AFTER_S
        while time.monotonic() < give_up_at:
            try:
                answer = ask()
            except NoAnswer:
                self.record.count("no answer")
            else:
                self.record.count(str(answer.status))
                if answer.status < 500:
                    return answer
                self._apologised(answer)
            time.sleep(_WAITS_S)
        raise Broken("no answer for ten minutes")

    def _apologised(self, answer: Answer) -> None:
        """What an apology must hold: other ways to reach us, and the words if there were any."""
        if answer.status != 503:
            raise Broken(f"answered {answer.status}")
        if _REFERENCE.search(answer.text):
            raise Broken("a receipt in an apology")
        if "mailto:" not in answer.text and "tel:" not in answer.text:
            raise Broken("an apology without another way to reach us")
        shown = form_in(answer.text)
        if "form_key" not in shown:
            self.record.count("503 without the form")
            return
        self.record.count("503 with all words in the form")
        self._take_over(answer)

    def _take_over(self, answer: Answer) -> None:
        """Go on with the form as the page shows it, if nothing in it was lost."""
        shown = form_in(answer.text)
        for name, text in {**self.wanted.words, "places": self.place}.items():
            if [value.replace("\r\n", "\n") for value in shown.get(name, [])] != [text]:
                raise Broken(f"the form lost {name}")
        self.fields = shown


def send_all(
    address: str, proposals: Iterator[Wanted], place: str, record: Record, *, at_once: int
) -> None:
    """Let `at_once` senders work side by side until there is nothing more to propose."""
    taking = threading.Lock()

    def next_sender() -> Sender | None:
        with taking:
            wanted = next(proposals, None)
        return Sender(address, wanted, place, record) if wanted else None

    def work() -> None:
        # While one reads the form before sending it, the next ones open theirs.
        waiting: list[Sender] = []
        while True:
            while len(waiting) < 8 and (sender := next_sender()):
                with _told(record, sender):
                    sender.open()
                    waiting.append(sender)
            if not waiting:
                return
            sender = waiting.pop(0)
            with _told(record, sender):
                sender.send()

    threads = [threading.Thread(target=work) for _each in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@contextmanager
def _told(record: Record, sender: Sender) -> Iterator[None]:
    try:
        yield
    except Exception as failure:  # noqa: BLE001 - one sender must not stop the others
        record.violation(f"proposal {sender.wanted.number}: {type(failure).__name__}: {failure}")
