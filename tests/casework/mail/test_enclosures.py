"""What goes with a mail says once what it is."""

from email import message_from_bytes
from typing import Any

import pytest

from casework.mail.models import Enclosure, Mail
from dialogues.calendars.entries import CONTENT_TYPE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["", "; method=REQUEST"])
def test_a_calendar_says_its_charset_once_and_arrives_whole(method: str) -> None:
    mail = Mail.objects.create(to="anna@example.se", subject="Påminnelse", message="Hej")
    content = "BEGIN:VCALENDAR\r\nSUMMARY:Vandring i Älvsjö\r\nEND:VCALENDAR\r\n"
    Enclosure.objects.create(
        mail=mail, name="vandring å.ics", content_type=CONTENT_TYPE + method, content=content
    )
    sent = mail.as_message().message().as_bytes()
    parts: Any = message_from_bytes(sent).get_payload()
    part = parts[1]
    assert part["Content-Type"].lower().count("charset") == 1
    assert part.get_content_type() == "text/calendar"
    assert part.get_content_charset() == "utf-8"
    assert part.get_param("method") == (method.partition("=")[2] or None)
    assert part.get_payload(decode=True).decode() == content
    assert part.get_filename() == "vandring å.ics"
    assert part.get_content_disposition() == "attachment"
